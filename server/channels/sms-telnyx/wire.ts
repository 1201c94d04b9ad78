// What we read of Telnyx's JSON. Loose: Telnyx adds fields without notice.
import { z } from 'zod'
import type { IncomingReceipt } from '#channels/channel.ts'

const text = z.string().nullish()
const Party = z.looseObject({ phone_number: text, status: text })

export const Problems = z.array(
  z.looseObject({ code: z.union([z.string(), z.number()]).nullish(), title: text, detail: text }),
)

/** A message as Telnyx shows it, in webhooks and in answers alike. */
export const MessageResource = z.looseObject({
  id: z.string().min(1),
  direction: text,
  type: text,
  from: z.union([Party, z.string()]).nullish(),
  to: z.union([z.array(Party), z.string()]).nullish(),
  text,
  media: z.array(z.looseObject({ url: text, content_type: text })).nullish(),
  parts: z.number().nullish(),
  webhook_url: text,
  autoresponse_type: text,
  received_at: text,
  errors: Problems.nullish(),
})
export type MessageResource = z.infer<typeof MessageResource>

export const Event = z.looseObject({
  data: z.looseObject({ event_type: z.string(), occurred_at: text, payload: z.unknown() }),
})

const STATUSES = new Map<string, IncomingReceipt['status']>([
  ['queued', 'sending'],
  ['sending', 'sending'],
  ['sent', 'sent'],
  ['delivered', 'delivered'],
  // The carrier never said: it left, and more will not be known.
  ['delivery_unconfirmed', 'sent'],
  ['sending_failed', 'failed'],
  ['delivery_failed', 'failed'],
])

/** Our status for Telnyx's word, or null for one that we do not know. */
export function statusOf(word: string | null | undefined): IncomingReceipt['status'] | null {
  return STATUSES.get(word?.toLowerCase() ?? '') ?? null
}

/** The numbers that a message is to. */
export function recipientsOf(message: MessageResource): { number: string; status: string | null }[] {
  if (typeof message.to === 'string') return [{ number: message.to, status: null }]
  return (message.to ?? []).map((one) => ({ number: one.phone_number ?? '', status: one.status ?? null }))
}

/** The first error: its code, and what was said to it. */
export function problemOf(errors: z.infer<typeof Problems> | null | undefined): {
  code: string | null
  said: string | null
} {
  const first = errors?.[0]
  const code = first?.code
  const said = [first?.title, first?.detail].filter(Boolean).join(': ')
  return {
    code: code === null || code === undefined || code === '' ? null : String(code),
    said: said || null,
  }
}
