// The test of an inbox at SendGrid: is the key right and may it send, and does SendGrid call us with mail?
import { z } from 'zod'
import type { Channel } from '#channels/channel.ts'
import { calledElsewhere, jsonOf, judgeCredentials, senderStep } from '#channels/protocols/http-call/probe.ts'
import { domainOf } from '#channels/protocols/mail/message-id.ts'
import { apiBaseOf, callApi } from '#channels/protocols/rest/call.ts'
import { SENDGRID_API, sendgridSettings } from './settings.ts'

const Scopes = z.looseObject({ scopes: z.array(z.string()) })
const ParseSettings = z.looseObject({
  result: z.array(z.looseObject({ hostname: z.string().nullish(), url: z.string().nullish() })),
})

export const probe: NonNullable<Channel['probe']> = async (account, io) => {
  const ask = (path: string) =>
    callApi(io, {
      url: `${apiBaseOf(io, SENDGRID_API)}/v3/${path}`,
      headers: { authorization: `Bearer ${sendgridSettings(account).apiKey}` },
    })
  const answer = await ask('scopes')
  const credentials = judgeCredentials(
    'SendGrid',
    answer,
    'Make a new API key: SendGrid, Settings, API Keys. An old one is shown only once.',
  )
  if (!credentials.ok) return [credentials]
  const scopes = Scopes.safeParse(jsonOf(answer))
  if (scopes.success && !scopes.data.scopes.includes('mail.send'))
    return [
      credentials,
      senderStep(false, 'The API key may not send mail.', 'Give it the right Mail Send at SendGrid.'),
    ]
  // A key that may only send cannot see the Parse settings, which is no fault.
  const settings = ParseSettings.safeParse(jsonOf(await ask('user/webhooks/parse/settings')))
  const ours = settings.success
    ? settings.data.result.find(({ hostname }) => hostname === domainOf(account.address))
    : undefined
  const elsewhere = calledElsewhere('SendGrid', ours?.url, io.webhookUrl)
  return [credentials, elsewhere ?? senderStep(true, `Mail leaves as ${account.address}.`)]
}
