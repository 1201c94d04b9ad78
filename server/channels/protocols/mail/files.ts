// The files that came with a mail, with names that do no harm.
import type { Attachment, Email } from 'postal-mime'
import type { IncomingFile } from '#channels/channel.ts'
import { clean } from './headers.ts'

const MAX_FILES = 50
const MAX_FILES_SIZE = 40 * 1024 * 1024

/** The files of a mail, and how many were too many or too large to be kept beside it. */
export function filesOf(mail: Email): { files: IncomingFile[]; dropped: number } {
  const files: IncomingFile[] = []
  let size = 0
  for (const part of mail.attachments) {
    const content =
      typeof part.content === 'string' ? new TextEncoder().encode(part.content) : new Uint8Array(part.content)
    if (files.length >= MAX_FILES || size + content.byteLength > MAX_FILES_SIZE) continue
    size += content.byteLength
    const contentId = clean(part.contentId).trim().replace(/^<|>$/g, '')
    files.push({
      name: fileName(part, files.length + 1),
      type: typeOf(part),
      content,
      ...(contentId ? { contentId } : {}),
      ...(isOutlookPacket(part) ? { problem: OUTLOOK_PACKET } : {}),
    })
  }
  return { files, dropped: mail.attachments.length - files.length }
}

const OUTLOOK_PACKET =
  'Outlook packed its files into this one, which only Outlook opens. Ask for them again, sent as HTML or plain text.'

function isOutlookPacket(part: Attachment): boolean {
  return (
    /^application\/(?:vnd\.)?ms-tnef$/i.test(part.mimeType) || /^winmail\.dat$/i.test(part.filename ?? '')
  )
}

function typeOf(part: Attachment): string {
  const type = part.mimeType.toLowerCase()
  return /^[a-z]+\/[a-z0-9.+-]{1,100}$/.test(type) ? type : 'application/octet-stream'
}

const ENDINGS: Record<string, string> = {
  'message/rfc822': 'eml',
  'message/delivery-status': 'txt',
  'text/rfc822-headers': 'txt',
  'text/calendar': 'ics',
  'text/plain': 'txt',
  'text/html': 'html',
  'image/jpeg': 'jpg',
}

/** The sender's name for it without what a file system or a reader could stumble over, or a plain one. */
function fileName(part: Attachment, number: number): string {
  const given = clean(part.filename)
    // oxlint-disable-next-line no-control-regex -- control characters and bidirectional overrides hide endings
    .replace(/[\u0000-\u001f\u007f\u202a-\u202e\u2066-\u2069]/g, '')
    .replace(/[/\\:]/g, '-')
    .replace(/^[.\s]+/, '')
    .trim()
  if (given) return given.length > 150 ? `${given.slice(0, 120)}…${given.slice(-25)}` : given
  const [kind, subtype] = part.mimeType.split('/')
  const ending = ENDINGS[part.mimeType] ?? (/^[a-z0-9]{1,5}$/.test(subtype ?? '') ? subtype : 'bin')
  return `${kind === 'image' ? 'image' : 'file'}-${number}.${ending}`
}
