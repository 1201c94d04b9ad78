// The test of an inbox of a bot: is the token right, and does Telegram deliver here?
import { z } from 'zod'
import type { Channel, TestStep } from '#channels/channel.ts'
import { jsonBody } from '#channels/protocols/http-call/call.ts'
import { calledElsewhere, jsonOf, judgeCredentials, senderStep } from '#channels/protocols/http-call/probe.ts'
import { callTelegram } from './api.ts'

const Me = z.object({ result: z.object({ username: z.string().nullish() }) })
const Hook = z.object({
  result: z.object({
    url: z.string(),
    last_error_message: z.string().nullish(),
    pending_update_count: z.number().nullish(),
  }),
})
const REMEDY = 'Copy the token from @BotFather again; after /revoke there only the new one works.'

export const probe: NonNullable<Channel['probe']> = async (account, io): Promise<TestStep[]> => {
  const me = await callTelegram(io, account, 'getMe', jsonBody({}))
  // To a token of the wrong form Telegram says that there is no such address.
  if (me.outcome === 'answered' && me.status === 404)
    return [{ step: 'credentials', ok: false, detail: 'Telegram knows no such token.', remedy: REMEDY }]
  const credentials = judgeCredentials('Telegram', me, REMEDY)
  if (!credentials.ok) return [credentials]
  const bot = Me.safeParse(jsonOf(me))
  const name = bot.success && bot.data.result.username ? `@${bot.data.result.username}` : 'the bot'
  const hook = Hook.safeParse(jsonOf(await callTelegram(io, account, 'getWebhookInfo', jsonBody({}))))
  if (!hook.success) return [credentials, senderStep(true, `Messages leave from ${name}.`)]
  const { url, last_error_message: failed, pending_update_count: waiting } = hook.data.result
  const elsewhere = calledElsewhere('Telegram', url, io.webhookUrl)
  if (elsewhere) return [credentials, elsewhere]
  if (url === '')
    return [
      credentials,
      senderStep(
        false,
        `${name} has no webhook: what people write to it arrives nowhere.`,
        `Call setWebhook with the address of this inbox, as its guide says: ${io.webhookUrl}`,
      ),
    ]
  if (failed && waiting)
    return [
      credentials,
      senderStep(
        false,
        `Telegram could not deliver to us last time: ${failed.slice(0, 200)}`,
        'Check that PUBLIC_URL can be reached over https, and that the webhook secret is the one of this inbox.',
      ),
    ]
  return [credentials, senderStep(true, `Messages leave from ${name}, and Telegram delivers here.`)]
}
