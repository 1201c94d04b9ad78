// The test of an inbox at Meta: does it take the token, and is the token this account's?
import { z } from 'zod'
import type { Channel, TestStep } from '#channels/channel.ts'
import { jsonOf, judgeCredentials, senderStep } from '#channels/protocols/http-call/probe.ts'
import { readGraphError } from '#channels/protocols/meta/graph-errors.ts'
import { askAccount } from './account.ts'
import type { Dialect } from './dialect.ts'
import { settingsOf } from './settings.ts'

const Account = z.object({
  id: z.coerce.string().nullish(),
  user_id: z.coerce.string().nullish(),
  name: z.string().nullish(),
  username: z.string().nullish(),
})
/** Meta says with HTTP 400 what others say with 401: the token is none, has expired, or may not do this. */
const NO_TOKEN = new Set([102, 190, 10, 200, 463, 467])

export function probeOf(dialect: Dialect): NonNullable<Channel['probe']> {
  const remedy =
    'Generate an access token for this account in the Meta app again, and enter it in the settings.'
  return async (account, io): Promise<TestStep[]> => {
    const answer = await askAccount(dialect, account, io)
    const refused = answer.outcome === 'answered' ? readGraphError(answer.json) : null
    if (refused && NO_TOKEN.has(refused.code))
      return [{ step: 'credentials', ok: false, detail: 'Meta refuses the access token.', remedy }]
    const credentials = judgeCredentials('Meta', answer, remedy)
    if (!credentials.ok) return [credentials]
    const { ownId } = settingsOf(dialect, account)
    const found = Account.safeParse(jsonOf(answer))
    const id = found.success ? (found.data.user_id ?? found.data.id) : null
    const name = found.success ? (found.data.username ?? found.data.name) : null
    if (id !== ownId)
      return [
        credentials,
        senderStep(
          false,
          id
            ? `The access token is for the ${dialect.account.label} ${id}, and the inbox has ${ownId}.`
            : `Meta knows no ${dialect.account.label} ${ownId} with this token.`,
          `Correct the ${dialect.account.label}, or take the token of the right account.`,
        ),
      ]
    return [credentials, senderStep(true, `Messages leave from ${name ?? ownId}.`)]
  }
}
