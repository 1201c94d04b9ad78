// The test of an inbox at Mailgun: is the key right, and may the domain send?
import { z } from 'zod'
import type { Channel } from '#channels/channel.ts'
import { jsonOf, judgeCredentials, senderStep } from '#channels/protocols/http-call/probe.ts'
import { apiBaseOf, callApi } from '#channels/protocols/rest/call.ts'
import { authorization, MAILGUN_API, mailgunSettings } from './settings.ts'

const Domain = z.looseObject({
  domain: z.looseObject({ state: z.string().nullish(), is_disabled: z.boolean().nullish() }),
})

export const probe: NonNullable<Channel['probe']> = async (account, io) => {
  const { apiKey, domain } = mailgunSettings(account)
  const answer = await callApi(io, {
    url: `${apiBaseOf(io, MAILGUN_API)}/v4/domains/${encodeURIComponent(domain)}`,
    headers: { authorization: authorization(apiKey) },
  })
  // A sending key may send and nothing else: it is right, and cannot look.
  if (answer.outcome === 'answered' && answer.status === 403)
    return [
      { step: 'credentials', ok: true, detail: 'Mailgun knows the key; it may only send.', remedy: null },
      senderStep(
        true,
        `Mail leaves as ${account.address}. Whether ${domain} is verified cannot be seen with this key.`,
      ),
    ]
  const credentials = judgeCredentials(
    'Mailgun',
    answer,
    'Copy the key again from Mailgun; for domains in the EU choose the EU address of the API.',
  )
  if (!credentials.ok) return [credentials]
  const found = Domain.safeParse(jsonOf(answer))
  if (!found.success)
    return [
      credentials,
      senderStep(
        false,
        `Mailgun does not know the domain ${domain}.`,
        'Correct the sending domain, or the API address for the EU.',
      ),
    ]
  if (found.data.domain.state !== 'active' || found.data.domain.is_disabled)
    return [
      credentials,
      senderStep(
        false,
        `The domain ${domain} may not send yet.`,
        'Verify its DNS records at Mailgun, under Domain settings.',
      ),
    ]
  return [credentials, senderStep(true, `Mail leaves as ${account.address} through ${domain}.`)]
}
