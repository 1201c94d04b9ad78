// What we read of Meta's messaging webhooks. Loose: Meta adds fields, events and kinds of attachments without notice.
import { z } from 'zod'

/** What is broken in a part that only decorates must not cost the message. */
const words = z.string().nullish().catch(null)
const flag = z.boolean().nullish().catch(null)
const id = z.string().min(1).max(500)
const moment = z.union([z.number(), z.string()]).nullish().catch(null)
/** Ids of apps: long numbers, which Meta also writes as text. */
const number = z.coerce.string().max(40).nullish().catch(null)
const mids = z.array(id).nullish().catch(null)

export const Attachment = z.object({
  type: z.string().catch('unknown'),
  title: words,
  url: words,
  payload: z.object({ url: words, title: words }).nullish().catch(null),
})
export type Attachment = z.infer<typeof Attachment>

const Referral = z.object({ ref: words, source: words, type: words, ad_id: words }).nullish().catch(null)

export const Message = z.object({
  mid: id,
  text: words,
  attachments: z.array(Attachment).nullish().catch(null),
  quick_reply: z.object({ payload: words }).nullish().catch(null),
  reply_to: z
    .object({ mid: words, story: z.object({ id: words, url: words }).nullish().catch(null) })
    .nullish()
    .catch(null),
  referral: Referral,
  is_echo: flag,
  is_deleted: flag,
  is_unsupported: flag,
  metadata: words,
  app_id: number,
})
export type Message = z.infer<typeof Message>

export const Event = z.looseObject({
  sender: z.object({ id }),
  recipient: z.object({ id: words }).nullish().catch(null),
  timestamp: moment,
  message: Message.optional(),
  message_edit: z.object({ mid: id, text: words, num_edit: z.number().nullish().catch(null) }).optional(),
  postback: z.object({ mid: words, title: words, payload: words, referral: Referral }).optional(),
  reaction: z.object({ mid: id, action: words, emoji: words, reaction: words }).optional(),
  delivery: z.object({ mids, watermark: moment }).optional(),
  read: z.object({ mid: words, watermark: moment }).optional(),
  pass_thread_control: z.object({ new_owner_app_id: number, previous_owner_app_id: number }).optional(),
  take_thread_control: z.object({ new_owner_app_id: number, previous_owner_app_id: number }).optional(),
  request_thread_control: z.object({ requested_owner_app_id: number }).optional(),
})
export type Event = z.infer<typeof Event>

export const Envelope = z.object({
  object: z.string(),
  entry: z.array(
    z.object({
      id: z.coerce.string(),
      messaging: z.array(z.unknown()).nullish(),
      standby: z.array(z.unknown()).nullish(),
      changes: z.array(z.object({ field: z.string(), value: z.unknown() })).nullish(),
    }),
  ),
})
export type Entry = z.infer<typeof Envelope>['entry'][number]

/** Milliseconds, seconds, or a date in words: Meta has sent all three. */
export function readMoment(value: number | string | null | undefined): Date | null {
  if (value === null || value === undefined || value === '') return null
  const number = Number(value)
  // Milliseconds passed this in 1973, seconds will in the year 5138.
  const date = Number.isNaN(number) ? new Date(value) : new Date(number < 1e11 ? number * 1000 : number)
  return Number.isNaN(date.getTime()) ? null : date
}
