// What we read of the JSON of Vonage's Messages API. Loose: Vonage adds fields without notice.
import { z } from 'zod'
import type { IncomingReceipt } from '#channels/channel.ts'

const text = z.string().nullish()
const Media = z.looseObject({ url: text, name: text, caption: text })
export const mediaTypes = ['image', 'audio', 'video', 'vcard', 'file'] as const

/** A problem as in RFC 7807: the code is the title, or stands at the end of the type's address. */
export const Problem = z.looseObject({
  type: text,
  title: z.union([z.string(), z.number()]).nullish(),
  detail: text,
})

export const Webhook = z.looseObject({
  message_uuid: z.string().min(1),
  channel: text,
  from: text,
  to: text,
  timestamp: text,
  client_ref: text,
  // A message of a customer:
  message_type: text,
  text,
  image: Media.nullish(),
  audio: Media.nullish(),
  video: Media.nullish(),
  vcard: Media.nullish(),
  file: Media.nullish(),
  content: z.array(Media.extend({ type: text })).nullish(),
  // What became of ours:
  status: text,
  error: Problem.nullish(),
})
export type Webhook = z.infer<typeof Webhook>

const STATUSES = new Map<string, IncomingReceipt['status']>([
  // Passed on to the carrier.
  ['submitted', 'sent'],
  ['delivered', 'delivered'],
  ['read', 'read'],
  ['rejected', 'failed'],
  ['undeliverable', 'failed'],
])

/** Our status for Vonage's word, or null for one that we do not know. */
export function statusOf(word: string): IncomingReceipt['status'] | null {
  return STATUSES.get(word.toLowerCase()) ?? null
}

export function problemOf(problem: z.infer<typeof Problem> | null | undefined): {
  code: string | null
  said: string | null
} {
  if (!problem) return { code: null, said: null }
  const title = String(problem.title ?? '')
  const anchor = /#([\w-]+)$/.exec(problem.type ?? '')?.[1]
  const words = [/^\d+$/.test(title) ? '' : title, problem.detail ?? ''].filter(Boolean).join(': ')
  return { code: /^\d+$/.test(title) ? title : (anchor ?? null), said: words || null }
}
