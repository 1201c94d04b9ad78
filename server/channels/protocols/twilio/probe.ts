// The test of an inbox at Twilio: are the credentials right, is the number ours, and does it call us?
import { z } from 'zod'
import type { ChannelIo, InboxAccount, TestStep } from '#channels/channel.ts'
import { calledElsewhere, jsonOf, judgeCredentials, senderStep } from '#channels/protocols/http-call/probe.ts'
import type { Dialect } from './dialect.ts'
import { lookUp } from './rest.ts'
import { twilioSettings } from './settings.ts'

const Numbers = z.looseObject({
  incoming_phone_numbers: z.array(
    z.looseObject({
      phone_number: z.string().nullish(),
      sms_url: z.string().nullish(),
      capabilities: z.looseObject({ sms: z.boolean().nullish(), mms: z.boolean().nullish() }).nullish(),
    }),
  ),
})

/** Twilio's API lists numbers; WhatsApp senders and the pools of messaging services it does not name there. */
export async function probeTwilio(
  dialect: Dialect,
  account: InboxAccount,
  io: ChannelIo,
): Promise<TestStep[]> {
  const settings = twilioSettings(account)
  const call = { io, settings }
  const listed = account.address && dialect.prefix === ''
  const query: Record<string, string> = listed
    ? { PhoneNumber: account.address, PageSize: '1' }
    : { PageSize: '1' }
  const answer = await lookUp(call, listed ? 'IncomingPhoneNumbers.json' : 'Messages.json', query)
  const credentials = judgeCredentials(
    'Twilio',
    answer,
    settings.apiKeySid
      ? 'Copy the SID and the secret of the API key again; a key that was deleted does not come back.'
      : 'Copy the account SID and the primary auth token from the first page of the Twilio console again.',
  )
  if (!credentials.ok) return [credentials]
  if (!listed) return [credentials, notListed(account)]
  const numbers = Numbers.safeParse(jsonOf(answer))
  const number = numbers.success ? numbers.data.incoming_phone_numbers[0] : undefined
  if (!numbers.success)
    return [credentials, senderStep(true, 'Twilio gave no list of numbers, so the sender was not looked up.')]
  return [credentials, judgeNumber(account, io, number, Boolean(settings.messagingServiceSid))]
}

function notListed(account: InboxAccount): TestStep {
  const { messagingServiceSid } = twilioSettings(account)
  if (!account.address && !messagingServiceSid)
    return senderStep(
      false,
      'The inbox has no sender.',
      'Fill in its number, or the SID of a messaging service in the settings.',
    )
  return senderStep(
    true,
    account.address
      ? `Messages leave from ${account.address}; Twilio does not list such senders, so it was not looked up.`
      : 'Messages leave from the pool of the messaging service.',
  )
}

function judgeNumber(
  account: InboxAccount,
  io: ChannelIo,
  number: z.infer<typeof Numbers>['incoming_phone_numbers'][number] | undefined,
  pooled: boolean,
): TestStep {
  if (!number)
    return senderStep(
      false,
      `The number ${account.address} is not in this Twilio account.`,
      'Correct the number of the inbox, or use the account (or subaccount) that owns it.',
    )
  if (number.capabilities?.sms === false)
    return senderStep(
      false,
      `The number ${account.address} cannot send text messages.`,
      'Choose a number with the capability SMS at Twilio.',
    )
  // In a messaging service the service's own address counts, which this list does not show.
  const elsewhere = pooled ? null : calledElsewhere('Twilio', number.sms_url, io.webhookUrl)
  if (elsewhere) return elsewhere
  return senderStep(
    true,
    number.capabilities?.mms === false
      ? `${account.address} belongs to the account. It sends texts, but no pictures.`
      : `${account.address} belongs to the account.`,
  )
}
