// Does the account work, and does the number belong to it and send its calls here? Changes nothing at Twilio.
import { z } from 'zod'
import type { Channel, ChannelIo, InboxAccount, TestStep } from '#channels/channel.ts'
import { accountPath, ask } from './api.ts'

const Numbers = z.looseObject({
  incoming_phone_numbers: z.array(
    z.looseObject({
      phone_number: z.string(),
      voice_url: z.string().nullish(),
      capabilities: z.looseObject({ voice: z.boolean().nullish() }).nullish(),
    }),
  ),
})

export const probe: NonNullable<Channel['probe']> = async (account, io) => {
  const answer = await ask(io, account, { path: accountPath(account, '.json') })
  if (answer.outcome !== 'answered' || answer.status >= 500)
    return [
      {
        step: 'credentials',
        ok: false,
        detail: 'Twilio did not answer.',
        remedy: 'Try again in a moment; if it stays so, check this machine’s way to the internet.',
      },
    ]
  if (answer.status !== 200)
    return [
      {
        step: 'credentials',
        ok: false,
        detail: `Twilio refused the credentials (${answer.status}).`,
        remedy: 'Copy account SID and auth token from the first page of the Twilio console again.',
      },
    ]
  return [
    { step: 'credentials', ok: true, detail: 'Twilio knows this account.', remedy: null },
    await probeNumber(account, io),
  ]
}

async function probeNumber(account: InboxAccount, io: ChannelIo): Promise<TestStep> {
  const say = (ok: boolean, detail: string, remedy: string | null): TestStep => ({
    step: 'sender',
    ok,
    detail,
    remedy,
  })
  if (!account.address) return say(false, 'The inbox has no number.', 'Enter the number that customers call.')
  const query = new URLSearchParams({ PhoneNumber: account.address })
  const answer = await ask(io, account, { path: accountPath(account, `/IncomingPhoneNumbers.json?${query}`) })
  const read = answer.outcome === 'answered' && answer.status === 200 ? Numbers.safeParse(answer.json) : null
  if (!read?.success) return say(false, 'Twilio did not say which numbers it has.', 'Try again in a moment.')
  const number = read.data.incoming_phone_numbers.find((one) => one.phone_number === account.address)
  if (!number)
    return say(
      false,
      `The number ${account.address} is not one of this account.`,
      'Buy it at Twilio, move it to this account, or correct it here.',
    )
  if (number.capabilities?.voice === false)
    return say(false, 'This number takes no calls.', 'Choose a number with the capability Voice.')
  if (number.voice_url !== io.webhookUrl)
    return say(
      false,
      number.voice_url
        ? `“A call comes in” of this number points to ${number.voice_url.slice(0, 120)}.`
        : '“A call comes in” of this number is empty.',
      `Set it to ${io.webhookUrl} (HTTP POST), and “Call status changes” too.`,
    )
  return say(true, 'The number belongs to this account, and its calls come here.', null)
}
