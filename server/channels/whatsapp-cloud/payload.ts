// A message of ours as the Cloud API wants it.
import type { OutgoingFile, OutgoingMessage } from '#channels/channel.ts'
import type { DeliveryError } from '#domain/message.ts'
import { isUserId } from './people.ts'

export const MAX_TEXT = 4_096
export const MAX_CAPTION = 1_024
export const MAX_FILE_BYTES = 104_857_600

type Kind = 'image' | 'video' | 'audio' | 'document'

const KINDS: { kind: Exclude<Kind, 'document'>; types: string[]; maxBytes: number }[] = [
  { kind: 'image', types: ['image/jpeg', 'image/png'], maxBytes: 5_242_880 },
  { kind: 'video', types: ['video/mp4', 'video/3gpp'], maxBytes: 16_777_216 },
  {
    kind: 'audio',
    types: ['audio/aac', 'audio/amr', 'audio/mpeg', 'audio/mp4', 'audio/ogg'],
    maxBytes: 16_777_216,
  },
]

/**
 * As what a file goes: what WhatsApp shows or plays within its limits goes so, everything else as a document, which
 * takes any file. Sound carries no text, so with one it is a document too.
 */
export function kindOf(file: Pick<OutgoingFile, 'type' | 'size'>, text: string): Kind {
  const type = file.type.split(';', 1)[0]?.trim().toLowerCase() ?? ''
  const found = KINDS.find((one) => one.types.includes(type) && file.size <= one.maxBytes)
  if (!found || (found.kind === 'audio' && text !== '')) return 'document'
  return found.kind
}

/** What would be refused anyway, and what we know better how to say. */
export function findMistake(message: OutgoingMessage): DeliveryError | null {
  const [file, another] = message.files
  if (!file && message.text === '')
    return {
      code: 'empty',
      reason: 'The message has neither text nor file',
      action: 'Write something.',
    }
  if (another)
    return {
      code: 'too_many_files',
      reason: 'Only one file can go with a message here',
      action: 'Send the others in messages of their own.',
    }
  if (file && file.size > MAX_FILE_BYTES)
    return {
      code: 'file_too_large',
      reason: 'WhatsApp takes files of up to 100 MB',
      action: 'Send a smaller file, or a link.',
    }
  const most = file ? MAX_CAPTION : MAX_TEXT
  if (message.text.length > most)
    return {
      code: 'text_too_long',
      reason: `${file ? 'With a file, a' : 'A'} text may have ${most.toLocaleString('en')} characters on WhatsApp`,
      action: file ? 'Send the text in a message of its own.' : 'Send it in two messages.',
    }
  return null
}

/** The body of the call that sends; `mediaId` is that of the uploaded file. */
export function payloadOf(message: OutgoingMessage, mediaId: string | null): Record<string, unknown> {
  const [file] = message.files
  return {
    messaging_product: 'whatsapp',
    recipient_type: 'individual',
    // People without a visible number are written to at the id that WhatsApp gave them.
    ...(isUserId(message.to) ? { recipient: message.to } : { to: message.to }),
    ...(file && mediaId ? fileOf(message, file, mediaId) : textOf(message.text)),
    // Comes back with every receipt, and so tells of a send whose answer never reached us.
    biz_opaque_callback_data: message.id,
  }
}

function textOf(text: string): Record<string, unknown> {
  return { type: 'text', text: { body: text, preview_url: /https?:\/\/\S/.test(text) } }
}

function fileOf(message: OutgoingMessage, file: OutgoingFile, id: string): Record<string, unknown> {
  const kind = kindOf(file, message.text)
  const caption = message.text === '' ? {} : { caption: message.text }
  return { type: kind, [kind]: { id, ...caption, ...(kind === 'document' ? { filename: file.name } : {}) } }
}
