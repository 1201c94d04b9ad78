// What a message says, as text and files. Everything that a person can send leaves something to read.
import type { IncomingFile } from '#channels/channel.ts'
import { fileAddress } from './media.ts'
import type { Message, TelegramFile } from './shapes.ts'

export type Content = { text: string; files: IncomingFile[] }

/** Never empty: what we do not know is named, so that nobody waits for an answer to something that nobody saw. */
export function readContent(message: Message): Content {
  const files = readFiles(message)
  const text = message.text ?? message.caption ?? ''
  if (text !== '' || files.length > 0) return { text, files }
  return { text: describe(message), files }
}

function readFiles(message: Message): IncomingFile[] {
  // An animation comes with a document beside it, which is the same file.
  const { photo, document, animation, video, video_note, voice, audio, sticker } = message
  // The sizes of one picture, the largest last.
  const picture = photo?.at(-1)
  return [
    ...(picture ? one(picture, 'picture.jpg', 'image/jpeg') : []),
    ...(animation ? one(animation, 'animation.mp4', 'video/mp4') : []),
    ...(document && !animation ? one(document, 'file', 'application/octet-stream') : []),
    ...(video ? one(video, 'video.mp4', 'video/mp4') : []),
    ...(video_note ? one(video_note, 'video-note.mp4', 'video/mp4') : []),
    ...(voice ? one(voice, 'voice.ogg', 'audio/ogg') : []),
    ...(audio ? one(audio, 'audio.mp3', 'audio/mpeg') : []),
    // Moving stickers are in a format of Telegram's own: their emoji says as much.
    ...(sticker && !sticker.is_animated && !sticker.is_video
      ? one({ file_id: sticker.file_id }, 'sticker.webp', 'image/webp')
      : []),
  ]
}

function one(
  file: Pick<TelegramFile, 'file_id'> & Partial<TelegramFile>,
  name: string,
  type: string,
): IncomingFile[] {
  const url = fileAddress(file.file_id)
  return url === null ? [] : [{ name: file.file_name || name, type: file.mime_type || type, url }]
}

function describe(message: Message): string {
  const { sticker, venue, contact } = message
  if (sticker) return sticker.emoji || 'Sent a sticker.'
  const place = venue?.location ?? message.location
  if (place) {
    const name = [venue?.title, venue?.address].filter(Boolean).join(', ')
    return `Location: ${name ? `${name} ` : ''}(${place.latitude}, ${place.longitude})`
  }
  if (contact) {
    const name = [contact.first_name, contact.last_name].filter(Boolean).join(' ')
    return `Contact: ${[name, contact.phone_number].filter(Boolean).join(', ')}`
  }
  return 'Sent something that can only be seen in Telegram.'
}
