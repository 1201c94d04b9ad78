// What a direct message says, as text and files. Everything that a person can send leaves something to read.
import type { IncomingFile } from '#channels/channel.ts'
import { type FilePlace, fileAddress } from './media-address.ts'
import type { Content } from './shapes.ts'

export type Said = { text: string; files: IncomingFile[] }

/** Never empty: what we do not know is named, so that nobody waits for an answer to something that nobody saw. */
export function readContent(content: Content): Said {
  const { text, image, video, share_post: post, sticker, emoji, template } = content
  const place = { conversation: content.conversation_id ?? '', message: content.message_id ?? '' }
  const files = [
    ...(image ? file({ ...place, media: image.media_id, kind: 'IMAGE' }, 'picture.jpg', 'image/jpeg') : []),
    ...(video ? file({ ...place, media: video.media_id, kind: 'VIDEO' }, 'video.mp4', 'video/mp4') : []),
  ]
  if (text) return { text: text.body, files }
  if (files.length > 0) return { text: '', files }
  const shared = post?.embed_url ?? post?.url
  if (post) return { text: shared ? `Shared a post: ${shared}` : 'Shared a post.', files }
  if (sticker) return { text: 'Sent a sticker.', files }
  if (emoji) return { text: 'Sent an emoji.', files }
  const title = template?.title ?? template?.elements?.find((one) => one.title)?.title
  if (title) return { text: title, files }
  return { text: 'Sent something that can only be seen in TikTok.', files }
}

function file(place: FilePlace, name: string, type: string): IncomingFile[] {
  return [{ name, type, url: fileAddress(place) }]
}
