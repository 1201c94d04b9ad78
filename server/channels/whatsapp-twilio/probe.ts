// Does a WhatsApp sender at Twilio work?
import { z } from 'zod'
import type { ChannelIo, InboxAccount, TestStep } from '#channels/channel.ts'
import { callProduct } from '#channels/protocols/twilio/hosts.ts'
import { probeTwilio } from '#channels/protocols/twilio/probe.ts'
import { twilioSettings } from '#channels/protocols/twilio/settings.ts'
import { dialect } from './dialect.ts'

const Senders = z.object({
  senders: z.array(z.object({ sender_id: z.string(), status: z.string().nullish().catch(null) })),
})

/** Twilio's number for trying WhatsApp out: it belongs to nobody, and stands in no list of senders. */
const SANDBOX = '+14155238886'

/** Reads the credentials and the list of senders; changes nothing. */
export async function probe(account: InboxAccount, io: ChannelIo): Promise<TestStep[]> {
  const [credentials] = await probeTwilio(dialect, account, io)
  if (!credentials) return []
  return credentials.ok ? [credentials, await probeSender(account, io)] : [credentials]
}

async function probeSender(account: InboxAccount, io: ChannelIo): Promise<TestStep> {
  const step = (ok: boolean, detail: string, remedy: string | null): TestStep => ({
    step: 'sender',
    ok,
    detail,
    remedy,
  })
  if (account.address === SANDBOX)
    return step(true, 'It is Twilio’s sandbox: only people who joined it can be written to.', null)
  const path = '/v2/Channels/Senders?Channel=whatsapp&PageSize=100'
  const answer = await callProduct({ io, settings: twilioSettings(account) }, 'messaging', path, null)
  const read = answer.outcome === 'answered' ? Senders.safeParse(answer.json) : null
  if (!read?.success)
    return step(
      false,
      'Twilio does not list its WhatsApp senders to these credentials.',
      'Use the auth token, or an API key that may read senders. Messages may work all the same.',
    )
  const own = read.data.senders.find((one) => one.sender_id === `whatsapp:${account.address}`)
  if (!own)
    return step(
      false,
      `${account.address} is no WhatsApp sender of this Twilio account.`,
      'Register it in the Twilio console under Messaging → Senders, or correct the address of the inbox.',
    )
  const online = own.status === null || own.status === undefined || /^ONLINE/i.test(own.status)
  return step(
    online,
    online ? 'The sender is registered and online.' : `The sender is ${own.status?.toLowerCase()}.`,
    online ? null : 'Look in the Twilio console under Messaging → Senders for what is wrong.',
  )
}
