// What SendGrid tells about mail that left:
// https://www.twilio.com/docs/sendgrid/for-developers/tracking-events/event
import { z } from 'zod'
import type { InboxAccount, IncomingItem, ParseOutcome } from '#channels/channel.ts'
import { type MailEvent, receiptFor } from '#channels/protocols/mail-webhook/receipts.ts'
import type { DeliveryError } from '#domain/message.ts'
import { OUR_ID } from './send.ts'

const Text = z.string().nullish()
const Event = z.looseObject({
  event: z.string(),
  email: Text,
  timestamp: z.number().nullish(),
  reason: Text,
  response: Text,
  status: Text,
  type: Text,
  'smtp-id': Text,
  [OUR_ID]: Text,
})
type Event = z.infer<typeof Event>

export function readEvents(body: Buffer, account: InboxAccount): ParseOutcome {
  let json: unknown
  try {
    json = JSON.parse(body.toString('utf8'))
  } catch {
    return { ok: false, reason: 'The body is not JSON.' }
  }
  const parsed = z.array(Event).safeParse(json)
  if (!parsed.success) return { ok: false, reason: 'It is not a list of events as SendGrid describes them.' }
  return { ok: true, items: parsed.data.map((event) => itemOf(event, account)) }
}

function itemOf(event: Event, account: InboxAccount): IncomingItem {
  const about: MailEvent = {
    message: event[OUR_ID] ?? event['smtp-id'],
    recipient: event.email,
    at: event.timestamp ? new Date(event.timestamp * 1000) : null,
  }
  const said = event.reason ?? event.response ?? ''
  switch (event.event) {
    case 'delivered':
      return receiptFor(about, { kind: 'delivered' }, account)
    case 'deferred':
      return receiptFor(about, { kind: 'delayed', said, status: event.status }, account)
    case 'bounce':
      // `blocked`: this mail was refused, the address is none the worse for it.
      return receiptFor(about, { kind: 'failed', said, status: event.status }, account)
    case 'dropped':
      return dropped(event, about, account)
    case 'spamreport':
      return receiptFor(about, { kind: 'complained' }, account)
    case 'unsubscribe':
    case 'group_unsubscribe':
      return receiptFor(about, { kind: 'unsubscribed' }, account)
    default:
      return { kind: 'ignored', why: `An event of the kind ${event.event}.` }
  }
}

/** SendGrid did not even try, because of what it knows of the address. */
function dropped(event: Event, about: MailEvent, account: InboxAccount): IncomingItem {
  const reason = event.reason ?? ''
  const known = DROPPED.find(({ words }) => words.test(reason))
  return receiptFor(
    about,
    { kind: 'failed', said: reason, dead: known?.dead ?? false, error: known?.error ?? unknownDrop(reason) },
    account,
  )
}

const DROPPED: { words: RegExp; dead: boolean; error: DeliveryError }[] = [
  {
    words: /bounced|invalid/i,
    dead: true,
    error: {
      code: 'dropped',
      reason: 'SendGrid sends nothing more to this address: an earlier mail bounced.',
      action: 'Ask the customer for another address, or delete this one from the bounces at SendGrid.',
    },
  },
  {
    words: /unsubscribed|spam report/i,
    dead: false,
    error: {
      code: 'dropped',
      reason: 'SendGrid sends nothing more to this address: the reader unsubscribed or complained.',
      action: 'Write another way, and only if the person asks you to.',
    },
  },
]

function unknownDrop(reason: string): DeliveryError {
  return {
    code: 'dropped',
    reason: `SendGrid did not send the mail.${reason ? ` It said: ${reason.slice(0, 300)}` : ''}`,
    action: 'Check it at SendGrid, under Activity, then send it again.',
  }
}
