// A message of ours as a mail: its headers, its text with a simple HTML twin, its files.
import MailComposer from 'nodemailer/lib/mail-composer'
import type { InboxAccount, OutgoingFile, OutgoingMessage } from '#channels/channel.ts'
import { showImages, textToHtml } from '#lib/html.ts'
import { bounceAddress } from './bounce-address.ts'
import { isAmong, spelled } from './headers.ts'
import { messageIdFor, NO_ID_DOMAIN } from './message-id.ts'
import { ownAddresses } from './own-addresses.ts'
import { replyAddress } from './reply-address.ts'
import { OWN_MARK } from './sent.ts'
import { trimReferences } from './threading.ts'

export type ComposedMail = {
  raw: Buffer
  to: string[]
  /** Envelope sender: null is the null sender `<>`. */
  from: string | null
}

/** How the inbox wants to be seen, whatever carries its mail. */
export type SenderSettings = {
  fromName: string
  answerSender: 'empty' | 'address'
  /** A return address of its own for each mail; only where the mail server lets the inbox send as such addresses. */
  ownReturnAddress?: boolean
}

export type ComposeOptions = {
  /** Where the provider reads the blind recipients from the mail itself, and takes them out. */
  keepBcc?: boolean
  message: OutgoingMessage
  account: InboxAccount
  settings: SenderSettings
  secret: string
  at: Date
  /** Where the way out takes less than mail servers do, in bytes of the finished mail. */
  maxSize?: number
}

/** Large providers refuse mails above 25 MB as they travel, where files are a good third larger (base64). */
export const MAX_MAIL_SIZE = 25 * 1024 * 1024
const BASE64_GROWTH = 1.37

/**
 * The mail that carries this message. The same message gives the same Message-ID at every attempt. Files beyond what
 * mail servers take become links in the text.
 */
export async function compose(options: ComposeOptions): Promise<ComposedMail> {
  const { message, account, settings, secret, at } = options
  const recipients = recipientsOf(message, account)
  const { attached, linked } = shareOut(message.files, options.maxSize ?? MAX_MAIL_SIZE)
  const links = linked.map((file) => `${file.name}: ${file.publicUrl}`).join('\n')
  const bulk = message.unsubscribeUrl ?? null
  const foot = [links, bulk ? `No more of these mails: ${bulk}` : '']
    .filter((part) => part !== '')
    .join('\n\n')
  const text = foot ? `${message.text}\n\n${foot}` : message.text
  const answered = message.email?.inReplyTo
  const inReplyTo = answered?.includes(`@${NO_ID_DOMAIN}`) ? undefined : answered
  const chain = [...(message.email?.references ?? []), ...(answered ? [answered] : [])]
  const references = trimReferences(chain.filter((id) => !id.includes(`@${NO_ID_DOMAIN}`)))
  const name = settings.fromName || account.name
  const replyTo = replyAddress(account, message.conversationId, secret)
  const composer = new MailComposer({
    messageId: messageIdFor(account, message.id),
    // The same message gives the same bytes at every attempt.
    baseBoundary: message.id,
    date: at,
    from: { name, address: account.address },
    to: recipients.to,
    cc: recipients.cc,
    ...(options.keepBcc && recipients.bcc.length > 0 ? { bcc: recipients.bcc } : {}),
    replyTo: { name, address: replyTo },
    subject: message.subject ?? `Message from ${name}`,
    ...(inReplyTo ? { inReplyTo } : {}),
    ...(references.length > 0 ? { references } : {}),
    headers: {
      [OWN_MARK]: message.id,
      ...(message.automatic ? automaticHeaders(account, answered !== undefined) : {}),
      ...(bulk ? bulkHeaders(bulk) : {}),
    },
    text,
    html: `<!doctype html>\n<html><body>\n${htmlOf(message, foot) ?? textToHtml(text)}\n</body></html>`,
    attachments: await Promise.all(attached.map(attachment)),
    // What is sent comes from us; nothing in it may make the composer read a path or an address.
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  const mail = composer.compile()
  mail.keepBcc = options.keepBcc ?? false
  const raw = await mail.build()
  return {
    raw,
    to: [...recipients.to, ...recipients.cc, ...recipients.bcc],
    from: senderOf(message, account, settings),
  }
}

/** The HTML that a person wrote, with its pictures named as the parts of the mail that they are. */
function htmlOf(message: OutgoingMessage, foot: string): string | null {
  if (!message.html) return null
  const html = showImages(message.html, { inline: (contentId) => `cid:${contentId}`, remote: (url) => url })
  return foot ? `${html}\n${textToHtml(foot)}` : html
}

/** RFC 2369 and RFC 8058: mail programs show a button for it. */
function bulkHeaders(url: string): Record<string, string> {
  return { 'List-Unsubscribe': `<${url}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' }
}

/** RFC 3834 and what mail systems besides it look for, so that no machine answers our machine. */
function automaticHeaders(account: InboxAccount, isAnswer: boolean): Record<string, string> {
  return {
    'Auto-Submitted': isAnswer ? 'auto-replied' : 'auto-generated',
    'X-Auto-Response-Suppress': 'All',
    Precedence: 'auto_reply',
    'X-Loop': account.address.toLowerCase(),
  }
}

/**
 * Automatic answers leave with the null sender, as RFC 3834 has it: whatever refuses them cannot answer back. It
 * costs the bounce, and alignment where a domain has SPF and no DKIM, so the inbox may choose its own address. Mail
 * that answers nobody (a reminder, an alert) and people's mail carry our address: there we want the bounce.
 */
function senderOf(message: OutgoingMessage, account: InboxAccount, settings: SenderSettings): string | null {
  const isAnswer = message.automatic && message.email?.inReplyTo !== undefined
  if (isAnswer && settings.answerSender === 'empty') return null
  return settings.ownReturnAddress ? bounceAddress(account, message.id) : account.address
}

function recipientsOf(
  message: OutgoingMessage,
  account: InboxAccount,
): { to: string[]; cc: string[]; bcc: string[] } {
  const own = ownAddresses(account)
  const others = (list: string[], taken: string[]): string[] => {
    const addresses = list.flatMap((one) => spelled(/<([^<>]+)>\s*$/.exec(one)?.[1] ?? one) ?? [])
    return [...new Set(addresses)].filter((one) => !isAmong(one, own) && !taken.includes(one))
  }
  const first = spelled(message.to) ?? message.to
  const to = [first, ...others(message.email?.to ?? [], [first])]
  const cc = others(message.email?.cc ?? [], to)
  return { to, cc, bcc: others(message.email?.bcc ?? [], [...to, ...cc]) }
}

/** Files in their order while they fit into a mail; the others as links. */
function shareOut(
  files: OutgoingFile[],
  maxSize: number,
): { attached: OutgoingFile[]; linked: OutgoingFile[] } {
  const attached: OutgoingFile[] = []
  const linked: OutgoingFile[] = []
  let size = Math.min(512 * 1024, maxSize / 4)
  for (const file of files) {
    const grown = Math.ceil(file.size * BASE64_GROWTH)
    if (size + grown <= maxSize) {
      attached.push(file)
      size += grown
    } else linked.push(file)
  }
  return { attached, linked }
}

async function attachment(
  file: OutgoingFile,
): Promise<{ filename: string; contentType: string; content: Buffer; cid?: string }> {
  const content = Buffer.from(await file.read())
  return {
    filename: file.name,
    contentType: file.type,
    content,
    ...(file.contentId ? { cid: file.contentId } : {}),
  }
}
