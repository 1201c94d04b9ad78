// A message of ours as the Cloud API wants it.
import type { OutgoingFile, OutgoingMessage } from '#channels/channel.ts'
import type { DeliveryError } from '#domain/message.ts'
import { interactiveOf } from './interactive.ts'
import { isUserId } from './people.ts'
import { templateOf } from './template-payload.ts'

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
  if (message.template) {
    // Meta sends one-time codes to numbers only, because an id says nothing about who holds the phone.
    return message.template.template.category === 'authentication' && isUserId(message.to)
      ? {
          code: 'needs_number',
          reason: 'WhatsApp sends one-time codes only to people whose number is known',
          action: 'Ask for the number, or send the code in another way.',
        }
      : null
  }
  if (message.choices?.length && file)
    return {
      code: 'choices_with_file',
      reason: 'A file cannot go with answers to tap here',
      action: 'Send the file in a message of its own.',
    }
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
    ...contentOf(message, file, mediaId),
    ...(message.quotes ? { context: { message_id: message.quotes } } : {}),
    // Comes back with every receipt, and so tells of a send whose answer never reached us.
    biz_opaque_callback_data: message.id,
  }
}

function contentOf(
  message: OutgoingMessage,
  file: OutgoingFile | undefined,
  mediaId: string | null,
): Record<string, unknown> {
  if (message.template)
    return templateOf(message.template, file && mediaId ? { id: mediaId, name: file.name } : null)
  if (message.choices?.length) return interactiveOf(message.text, message.choices)
  return file && mediaId ? fileOf(message, file, mediaId) : textOf(message.text)
}

function textOf(text: string): Record<string, unknown> {
  return { type: 'text', text: { body: text, preview_url: /https?:\/\/\S/.test(text) } }
}

function fileOf(message: OutgoingMessage, file: OutgoingFile, id: string): Record<string, unknown> {
  const kind = kindOf(file, message.text)
  const caption = message.text === '' ? {} : { caption: message.text }
  return { type: kind, [kind]: { id, ...caption, ...(kind === 'document' ? { filename: file.name } : {}) } }
}
