// The test of an inbox at Plivo: are ID and token right, and is the number ours?
import { z } from 'zod'
import type { Channel } from '#channels/channel.ts'
import { jsonOf, judgeCredentials, senderStep } from '#channels/protocols/http-call/probe.ts'
import { apiBaseOf, callApi } from '#channels/protocols/rest/call.ts'
import { toDigits } from '#channels/protocols/rest/digits.ts'
import { authorizationOf, PLIVO_API, plivoSettings } from './settings.ts'

const Number = z.looseObject({ sms_enabled: z.boolean().nullish() })

export const probe: NonNullable<Channel['probe']> = async (account, io) => {
  const { authId, powerpackUuid } = plivoSettings(account)
  const digits = toDigits(account.address)
  const own = /^\d{7,15}$/.test(digits) && !powerpackUuid
  const answer = await callApi(io, {
    url: `${apiBaseOf(io, PLIVO_API)}/v1/Account/${encodeURIComponent(authId)}/${own ? `Number/${digits}/` : ''}`,
    headers: { authorization: authorizationOf(account) },
  })
  const credentials = judgeCredentials(
    'Plivo',
    answer,
    'Copy the Auth ID and the Auth Token again: first page of the Plivo console.',
  )
  if (!credentials.ok) return [credentials]
  if (!own)
    return [
      credentials,
      senderStep(
        true,
        powerpackUuid ? 'The powerpack chooses the number.' : `Messages leave as ${account.address}.`,
      ),
    ]
  if (answer.outcome === 'answered' && answer.status === 404)
    return [
      credentials,
      senderStep(
        false,
        `The number ${account.address} is not in this Plivo account.`,
        'Correct the number of the inbox, or use the account that rents it.',
      ),
    ]
  const number = Number.safeParse(jsonOf(answer))
  if (number.success && number.data.sms_enabled === false)
    return [
      credentials,
      senderStep(
        false,
        `${account.address} cannot send text messages.`,
        'Choose a number with SMS at Plivo.',
      ),
    ]
  return [credentials, senderStep(true, `${account.address} belongs to the account.`)]
}
