// What Postmark tells about mail that left: https://postmarkapp.com/developer/webhooks/webhooks-overview
import { z } from 'zod'
import type { InboxAccount, IncomingItem } from '#channels/channel.ts'
import { type MailEvent, receiptFor } from '#channels/protocols/mail-webhook/receipts.ts'
import type { DeliveryError } from '#domain/message.ts'
import { OUR_ID } from './send.ts'

const Text = z.string().nullish()
const Event = z.looseObject({
  RecordType: z.string(),
  Type: Text,
  Email: Text,
  Recipient: Text,
  Details: Text,
  Description: Text,
  DeliveredAt: Text,
  BouncedAt: Text,
  ChangedAt: Text,
  SuppressSending: z.boolean().nullish(),
  SuppressionReason: Text,
  Metadata: z.record(z.string(), z.unknown()).nullish(),
})
type Event = z.infer<typeof Event>

/** The event in this JSON, or null where it is none. */
export function readEvent(json: unknown, account: InboxAccount): IncomingItem | null {
  const parsed = Event.safeParse(json)
  if (!parsed.success || parsed.data.RecordType === 'Inbound') return null
  const event = parsed.data
  const id = event.Metadata?.[OUR_ID]
  const about: MailEvent = {
    message: typeof id === 'string' ? id : null,
    recipient: event.Email ?? event.Recipient,
    at: dateOf(event.DeliveredAt ?? event.BouncedAt ?? event.ChangedAt),
  }
  switch (event.RecordType) {
    case 'Delivery':
      return receiptFor(about, { kind: 'delivered' }, account)
    case 'Bounce':
      return bounce(event, about, account)
    case 'SpamComplaint':
      return receiptFor(about, { kind: 'complained' }, account)
    case 'SubscriptionChange':
      // The other reasons come as a bounce or a complaint of their own.
      return event.SuppressSending && event.SuppressionReason === 'ManualSuppression'
        ? receiptFor(about, { kind: 'unsubscribed' }, account)
        : { kind: 'ignored', why: 'A change of subscription that is told elsewhere.' }
    default:
      return { kind: 'ignored', why: `An event of the kind ${event.RecordType}.` }
  }
}

function bounce(event: Event, about: MailEvent, account: InboxAccount): IncomingItem {
  const said = event.Details || event.Description || ''
  switch (event.Type) {
    case 'Transient':
      return receiptFor(about, { kind: 'delayed', said }, account)
    case 'HardBounce':
    case 'BadEmailAddress':
    case 'ManuallyDeactivated':
      return receiptFor(about, { kind: 'failed', said, dead: true }, account)
    case 'SpamComplaint':
      return receiptFor(about, { kind: 'complained' }, account)
    case 'Unsubscribe':
      return receiptFor(about, { kind: 'unsubscribed' }, account)
    // Answers of machines to a mail that arrived.
    case 'AutoResponder':
    case 'AddressChange':
    case 'ChallengeVerification':
    case 'OpenRelayTest':
    case 'Subscribe':
      return { kind: 'ignored', why: `A machine answered (${event.Type}).` }
    default:
      return receiptFor(about, { kind: 'failed', said, ...reasonOf(event) }, account)
  }
}

/** Where Postmark knows better than the words of the mail server. */
function reasonOf(event: Event): { error?: DeliveryError } {
  if (event.Type !== 'SpamNotification' && event.Type !== 'Blocked' && event.Type !== 'DMARCPolicy') return {}
  return {
    error: {
      code: event.Type,
      reason: `The mail server refused the mail because of its rules against unwanted mail.${event.Details ? ` It said: ${event.Details.slice(0, 300)}` : ''}`,
      action: 'Check SPF, DKIM and DMARC of your domain, and say it in other words.',
    },
  }
}

function dateOf(text: string | null | undefined): Date | null {
  const date = text ? new Date(text) : null
  return date && !Number.isNaN(date.getTime()) ? date : null
}
