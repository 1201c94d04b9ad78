// The test of an inbox at Vonage: are key and secret right, and is the number ours?
import { z } from 'zod'
import type { Channel } from '#channels/channel.ts'
import { calledElsewhere, jsonOf, judgeCredentials, senderStep } from '#channels/protocols/http-call/probe.ts'
import { callApi } from '#channels/protocols/rest/call.ts'
import { toDigits } from '#channels/protocols/rest/digits.ts'
import { vonageSettings } from './settings.ts'

/** Accounts and numbers are asked at another host than messages. */
const VONAGE_ACCOUNT_API = 'https://rest.nexmo.com'

const Numbers = z.looseObject({
  numbers: z
    .array(
      z.looseObject({
        msisdn: z.string(),
        features: z.array(z.string()).nullish(),
        moHttpUrl: z.string().nullish(),
      }),
    )
    .nullish(),
})

export const probe: NonNullable<Channel['probe']> = async (account, io) => {
  const { apiKey, apiSecret } = vonageSettings(account)
  const digits = toDigits(account.address)
  const answer = await callApi(io, {
    url: `${(io.apiBase ?? VONAGE_ACCOUNT_API).replace(/\/+$/, '')}/account/numbers?pattern=${encodeURIComponent(digits)}&search_pattern=1`,
    headers: { authorization: `Basic ${Buffer.from(`${apiKey}:${apiSecret}`).toString('base64')}` },
  })
  const credentials = judgeCredentials(
    'Vonage',
    answer,
    'Copy the API key and the API secret again: first page of the Vonage dashboard.',
  )
  if (!credentials.ok) return [credentials]
  // Names in place of numbers are nobody's, and emulators know no list.
  if (!/^\d{7,15}$/.test(digits))
    return [credentials, senderStep(true, `Messages leave as ${account.address || 'the default sender'}.`)]
  const numbers = Numbers.safeParse(jsonOf(answer))
  if (!numbers.success)
    return [credentials, senderStep(true, 'Vonage gave no list of numbers, so the sender was not looked up.')]
  const own = numbers.data.numbers?.find((number) => number.msisdn === digits)
  if (!own)
    return [
      credentials,
      senderStep(
        false,
        `The number ${account.address} is not in this Vonage account.`,
        'Correct the number of the inbox, or use the key of the account that owns it.',
      ),
    ]
  if (own.features && !own.features.includes('SMS'))
    return [
      credentials,
      senderStep(
        false,
        `${account.address} cannot send text messages.`,
        'Choose a number with SMS at Vonage.',
      ),
    ]
  return [
    credentials,
    calledElsewhere('Vonage', own.moHttpUrl, io.webhookUrl) ??
      senderStep(true, `${account.address} belongs to the account.`),
  ]
}
