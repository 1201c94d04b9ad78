// A mail that a program gave to its carrier in pieces, put together as the carrier would.
import MailComposer from 'nodemailer/lib/mail-composer'

export type MailInPieces = {
  from: string | { name: string; address: string }
  to: string[]
  cc: string[]
  replyTo: string | undefined
  subject: string
  text: string | undefined
  html: string | undefined
  headers: { name: string; value: string }[]
  files: { name: string; type: string; base64: string; contentId?: string | undefined }[]
}

/** The finished mail. Blind recipients are nobody's to see, so they are not among the pieces. */
export function mailFrom(pieces: MailInPieces): Promise<Buffer> {
  const { from, to, cc, subject, replyTo, text, html } = pieces
  const isId = (name: string) => name.toLowerCase() === 'message-id'
  const messageId = pieces.headers.find(({ name }) => isId(name))?.value
  return new MailComposer({
    from,
    to,
    cc,
    subject,
    ...(replyTo ? { replyTo } : {}),
    ...(messageId ? { messageId } : {}),
    headers: pieces.headers
      .filter(({ name }) => !isId(name))
      .map(({ name, value }) => ({ key: name, value })),
    ...(text === undefined ? {} : { text }),
    ...(html === undefined ? {} : { html }),
    attachments: pieces.files.map((file) => ({
      filename: file.name,
      content: Buffer.from(file.base64, 'base64'),
      contentType: file.type,
      ...(file.contentId ? { cid: file.contentId } : {}),
    })),
    disableFileAccess: true,
    disableUrlAccess: true,
  })
    .compile()
    .build()
}
