// What we read of the JSON of Bird's Channels API. Loose: Bird adds fields without notice.
import { z } from 'zod'
import type { IncomingReceipt } from '#channels/channel.ts'
import { type Failure, failureOf } from '#channels/protocols/rest/outcome.ts'
import { describeError, knownWord } from './errors.ts'

const text = z.string().nullish()
const code = z.union([z.string(), z.number()]).nullish()
const Media = z.looseObject({ mediaUrl: text, contentType: text, filename: text })

/** A message as Bird shows it, in webhooks and in answers alike. */
export const ChannelMessage = z.looseObject({
  id: z.string().min(1),
  channelId: text,
  reference: text,
  sender: z
    .looseObject({
      contact: z
        .looseObject({ identifierValue: text, annotations: z.looseObject({ name: text }).nullish() })
        .nullish(),
    })
    .nullish(),
  receiver: z.looseObject({ connector: z.looseObject({ identifierValue: text }).nullish() }).nullish(),
  body: z
    .looseObject({
      type: text,
      text: z.looseObject({ text }).nullish(),
      image: z.looseObject({ text, images: z.array(Media).nullish() }).nullish(),
      file: z.looseObject({ text, files: z.array(Media).nullish() }).nullish(),
    })
    .nullish(),
  direction: text,
  status: text,
  reason: text,
  details: text,
  failure: z.looseObject({ code, source: z.looseObject({ name: text, code }).nullish() }).nullish(),
  createdAt: text,
  lastStatusAt: text,
})
export type ChannelMessage = z.infer<typeof ChannelMessage>

const STATUSES = new Map<string, IncomingReceipt['status']>([
  ['accepted', 'sending'],
  ['scheduled', 'sending'],
  ['processing', 'sending'],
  ['sent', 'sent'],
  ['delivered', 'delivered'],
  ['read', 'read'],
  ['rejected', 'failed'],
  ['sending_failed', 'failed'],
  ['delivery_failed', 'failed'],
])

/** The state of a message of ours, and why it failed; null where Bird's word is new to us. */
export function stateOf(
  message: ChannelMessage,
): { status: IncomingReceipt['status']; failure: Failure | null } | null {
  const status = STATUSES.get(message.status?.toLowerCase() ?? '')
  if (!status) return null
  if (status !== 'failed') return { status, failure: null }
  const { details, reason, failure } = message
  // The carrier never said: it left, and more will not be known.
  if (/\bdlr[ _]not[ _]received\b/i.test(`${details ?? ''} ${reason ?? ''}`))
    return { status: 'sent', failure: null }
  const number = failure?.code ?? failure?.source?.code
  const word = knownWord(details, reason) ?? (number ? String(number) : null)
  return { status, failure: failureOf(describeError(word, reason || details || null)) }
}
