// A message as Telnyx shows it, in webhooks and in answers alike.
import { countSegments } from '#domain/segments.ts'
import type { StoredText } from '#simulator/items.ts'
import type { ReceiptState } from '#simulator/provider.ts'

const STATES = {
  queued: 'queued',
  sent: 'sent',
  delivered: 'delivered',
  undelivered: 'delivery_failed',
} as const

export type TelnyxMedia = { url: string; content_type: string; size: number }

/** `state` is null for what a customer sent. */
export function toResource(
  text: StoredText,
  more: { state: ReceiptState | null; at: Date; media: TelnyxMedia[]; autoresponse?: string | null },
): Record<string, unknown> {
  const { state, at, media, autoresponse = null } = more
  const inbound = state === null
  const { encoding, segments } = countSegments(text.text)
  const failure = state === 'undelivered' ? text.failure : null
  return {
    record_type: 'message',
    direction: inbound ? 'inbound' : 'outbound',
    id: text.externalId,
    type: media.length > 0 || text.extra['type'] === 'MMS' ? 'MMS' : 'SMS',
    messaging_profile_id: text.account || null,
    from: { phone_number: text.from, carrier: 'Example Wireless', line_type: 'Wireless' },
    to: [
      {
        phone_number: text.to,
        status: inbound ? 'webhook_delivered' : STATES[state],
        carrier: 'Telnyx',
        line_type: 'Wireless',
      },
    ],
    cc: [],
    text: text.text,
    media,
    webhook_url: text.callback,
    webhook_failover_url: null,
    encoding: encoding === 'gsm7' ? 'GSM-7' : 'UCS-2',
    parts: segments,
    tags: [],
    cost: null,
    autoresponse_type: autoresponse,
    received_at: at.toISOString(),
    sent_at: text.sentAt,
    completed_at: state === 'delivered' ? at.toISOString() : null,
    valid_until: null,
    errors: failure ? [{ code: failure.code, title: failure.words }] : [],
  }
}
