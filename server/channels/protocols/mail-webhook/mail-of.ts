// A mail that a provider has taken apart, put together again as the same kind of thing that a raw mail is read into.
import PostalMime, { type Attachment, type Email } from 'postal-mime'

export type MailFile = { name: string; type: string; content: Uint8Array; contentId?: string | undefined }

export type MailPieces = {
  /** A block of header lines as they came, or names and values. */
  headers: string | readonly (readonly [string, string])[]
  text: string | null
  html: string | null
  files: MailFile[]
}

/** How the body was encoded says nothing any more. */
const BODY_HEADER = /^(?:content-[\w-]+|mime-version)$/i

/** The mail in these pieces. Header values are words of strangers: none can begin a header of its own. */
export async function mailOf({ headers, text, html, files }: MailPieces): Promise<Email> {
  const lines = typeof headers === 'string' ? linesOf(headers) : headers.map(lineOf)
  const kept = lines.filter((line) => !BODY_HEADER.test(line.slice(0, line.indexOf(':'))))
  const head = await PostalMime.parse(`${kept.join('\r\n')}\r\n\r\n`)
  const { text: _t, html: _h, ...rest } = head
  return {
    ...rest,
    ...(text === null ? {} : { text }),
    ...(html === null ? {} : { html }),
    attachments: files.map(attachmentOf),
  }
}

function lineOf([name, value]: readonly [string, string]): string {
  return `${name.replace(/[^\w-]/g, '')}: ${value.replace(/[\r\n]+[ \t]*/g, ' ')}`
}

/** Folded lines stay with what they fold. */
function linesOf(block: string): string[] {
  return block
    .replaceAll('\r\n', '\n')
    .split(/\n(?![ \t])/)
    .map((line) => line.replaceAll('\n', '\r\n'))
    .filter((line) => /^[\w-]+:/.test(line))
}

function attachmentOf({ name, type, content, contentId }: MailFile): Attachment {
  return {
    filename: name || null,
    mimeType: type || 'application/octet-stream',
    disposition: 'attachment',
    ...(contentId ? { contentId } : {}),
    content: new Uint8Array(content),
  }
}
