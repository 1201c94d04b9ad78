// The test of an inbox at Telnyx: is the key right, is the number ours, and does its profile call us?
import { z } from 'zod'
import type { Channel } from '#channels/channel.ts'
import { calledElsewhere, jsonOf, judgeCredentials, senderStep } from '#channels/protocols/http-call/probe.ts'
import { apiBaseOf, callApi } from '#channels/protocols/rest/call.ts'
import { TELNYX_API, telnyxSettings } from './settings.ts'

const Numbers = z.looseObject({
  data: z.array(z.looseObject({ messaging_profile_id: z.string().nullish(), status: z.string().nullish() })),
})
const Profile = z.looseObject({
  data: z.looseObject({ enabled: z.boolean().nullish(), webhook_url: z.string().nullish() }),
})

export const probe: NonNullable<Channel['probe']> = async (account, io) => {
  const { apiKey, messagingProfileId } = telnyxSettings(account)
  const ask = (path: string) =>
    callApi(io, {
      url: `${apiBaseOf(io, TELNYX_API)}/v2/${path}`,
      headers: { authorization: `Bearer ${apiKey}` },
    })
  const number = await ask(`phone_numbers?filter[phone_number]=${encodeURIComponent(account.address)}`)
  const credentials = judgeCredentials(
    'Telnyx',
    number,
    'Copy the API key again: Telnyx portal, Account, Keys & Credentials, API keys.',
  )
  if (!credentials.ok) return [credentials]
  const numbers = Numbers.safeParse(jsonOf(number))
  const owned = numbers.success ? numbers.data.data[0] : undefined
  if (account.address && !owned)
    return [
      credentials,
      senderStep(
        false,
        `The number ${account.address} is not in this Telnyx account.`,
        'Correct the number of the inbox, or use the API key of the account that owns it.',
      ),
    ]
  const profileId = messagingProfileId ?? owned?.messaging_profile_id
  if (!profileId)
    return [
      credentials,
      senderStep(
        false,
        `${account.address || 'The inbox'} has no messaging profile, so it cannot send.`,
        'Assign the number to a messaging profile in the Telnyx portal, under Messaging.',
      ),
    ]
  const profile = Profile.safeParse(jsonOf(await ask(`messaging_profiles/${encodeURIComponent(profileId)}`)))
  if (!profile.success)
    return [
      credentials,
      senderStep(false, 'The messaging profile was not found.', 'Copy its ID again from the Telnyx portal.'),
    ]
  if (profile.data.data.enabled === false)
    return [
      credentials,
      senderStep(false, 'The messaging profile is switched off.', 'Enable it in the Telnyx portal.'),
    ]
  return [
    credentials,
    calledElsewhere('Telnyx', profile.data.data.webhook_url, io.webhookUrl) ??
      senderStep(
        true,
        account.address
          ? `${account.address} belongs to the account and its messaging profile is enabled.`
          : 'The messaging profile is enabled; it chooses the number.',
      ),
  ]
}
