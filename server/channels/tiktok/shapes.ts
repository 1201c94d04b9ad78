// What TikTok tells of direct messages, as far as we read it. Loose: it adds fields with every version.
import { z } from 'zod'

const words = z.string().nullish().catch(null)
const Person = z
  .object({ id: z.union([z.string(), z.number()]).transform(String), role: words })
  .nullish()
  .catch(null)
const Media = z
  .object({ media_id: z.string().min(1) })
  .nullish()
  .catch(null)
const Link = z.object({ embed_url: words, url: words }).nullish().catch(null)

export const Envelope = z.object({
  event: z.string().min(1),
  user_openid: z.string().min(1),
  /** JSON in a string, so that what we do not know stays unread. */
  content: z.string(),
})

export const Content = z.object({
  type: words,
  message_id: words,
  conversation_id: words,
  timestamp: z.union([z.number(), z.string()]).nullish().catch(null),
  from: words,
  to: words,
  from_user: Person,
  to_user: Person,
  text: z.object({ body: z.string() }).nullish().catch(null),
  image: Media,
  video: Media,
  share_post: Link,
  sticker: Link,
  emoji: Link,
  template: z
    .object({
      title: words,
      elements: z
        .array(z.object({ title: words }))
        .nullish()
        .catch(null),
    })
    .nullish()
    .catch(null),
  read: z
    .object({ last_read_timestamp: z.union([z.number(), z.string()]) })
    .nullish()
    .catch(null),
  message_tag: z.object({ source: words }).nullish().catch(null),
  referenced_message_info: z.object({ referenced_message_id: words }).nullish().catch(null),
})
export type Content = z.infer<typeof Content>

/** TikTok counts milliseconds. */
export function readMoment(value: number | string | null | undefined): Date | null {
  const ms = Number(value ?? Number.NaN)
  return Number.isFinite(ms) && ms > 0 && ms < 8.64e15 ? new Date(ms) : null
}
