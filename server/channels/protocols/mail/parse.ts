// A raw mail as a message of the product. Everything in it was chosen by a stranger: sizes, nesting, character sets,
// addresses, HTML. What cannot be read at all is refused with a reason and goes to quarantine; what is odd is kept.
import { createHash } from 'node:crypto'
import PostalMime, { type Attachment, type Email } from 'postal-mime'
import type {
  InboxAccount,
  IncomingFile,
  IncomingMessage,
  IncomingReceipt,
  ParseOutcome,
  RawRequest,
} from '#channels/channel.ts'
import { htmlToText, sanitizeHtml } from '#lib/html.ts'
import { visibleText } from '#lib/mail-text.ts'
import { decideAutomatic, UNKNOWN_SENDER } from './automatic.ts'
import { readBounce } from './bounce.ts'
import { endQuotedLines } from './flowed.ts'
import {
  clean,
  type Headers,
  isAmong,
  mailboxes,
  messageIds,
  readHeaders,
  spelled,
  withoutTag,
} from './headers.ts'
import { NO_ID_DOMAIN, ownMessageOf } from './message-id.ts'
import { ownAddresses } from './own-addresses.ts'

/** Parts of real mails nest four or five deep; postal-mime itself would follow 256. */
const MAX_NESTING = 30
const MAX_HEADERS_SIZE = 512 * 1024
/** Forwarded mails inside forwarded mails, each parsed and held in memory. */
const MAX_FORWARDED = 3
const MAX_TEXT = 200_000
const MAX_SUBJECT = 500
const MAX_FILES = 50
const MAX_FILES_SIZE = 40 * 1024 * 1024

/** How the mail reached us, where that is known. */
export type Arrival = {
  receivedAt: Date
  /** SMTP envelope sender; empty is the null sender of reports. */
  envelopeFrom?: string
  /** SMTP envelope recipients, plus-addressed as they were. */
  recipients?: string[]
  /** Its end is missing: it is larger than what is fetched. `size` is what it has in all. */
  truncated?: { size: number }
}

export type ParsedMail =
  | { ok: true; message: IncomingMessage; receipt: IncomingReceipt | null }
  | { ok: false; reason: string }

/** Headers by which a raw mail that is handed to `parse` carries its envelope. */
const ENVELOPE_FROM = 'x-envelope-from'
const ENVELOPE_TO = 'x-envelope-to'
const WHOLE_SIZE = 'x-whole-size'

/** A mail as a request for the ordinary road: its bytes, and its envelope where there was one. */
export function mailRequest(raw: Uint8Array, arrival: Arrival): RawRequest {
  return {
    method: 'POST',
    url: 'mail:',
    headers: {
      'content-type': 'message/rfc822',
      ...(arrival.envelopeFrom === undefined ? {} : { [ENVELOPE_FROM]: arrival.envelopeFrom }),
      ...(arrival.recipients ? { [ENVELOPE_TO]: arrival.recipients.join(',') } : {}),
      ...(arrival.truncated ? { [WHOLE_SIZE]: String(arrival.truncated.size) } : {}),
    },
    body: Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength),
    receivedAt: arrival.receivedAt,
  }
}

/** The message in a raw mail, and the receipt where it is a bounce of ours. Our own copies are ignored. */
export async function parse(raw: RawRequest, account: InboxAccount): Promise<ParseOutcome> {
  const parsed = await parseMail(raw.body, account, {
    receivedAt: raw.receivedAt,
    envelopeFrom: raw.headers[ENVELOPE_FROM],
    recipients: raw.headers[ENVELOPE_TO]?.split(',').filter((address) => address !== ''),
    ...(raw.headers[WHOLE_SIZE] ? { truncated: { size: Number(raw.headers[WHOLE_SIZE]) } } : {}),
  })
  if (!parsed.ok) return parsed
  const { message, receipt } = parsed
  if (isAmong(message.from, ownAddresses(account)) && ownMessageOf(message.externalId, account))
    return { ok: true, items: [{ kind: 'ignored', why: 'Our own copy of a mail that we sent.' }] }
  return { ok: true, items: receipt ? [message, receipt] : [message] }
}

/** Reads one raw mail. Pure but for its promise: the same bytes give the same message, its id included. */
export async function parseMail(
  raw: Uint8Array,
  account: InboxAccount,
  arrival: Arrival,
): Promise<ParsedMail> {
  const mail = await readMime(raw)
  if (!mail)
    return { ok: false, reason: 'This mail is nested or headed beyond every reason and was not read.' }
  const headers = readHeaders(mail)
  const sender = senderOf(mail, headers, arrival)

  const own = ownAddresses(account)
  const to = mailboxes(mail.to).map(({ address }) => address)
  const cc = mailboxes(mail.cc).map(({ address }) => address)
  const deliveredTo = deliveredToOf(headers, arrival)
  const subject = clean(mail.subject).replace(/\s+/g, ' ').trim().slice(0, MAX_SUBJECT)
  const sentAt = dateOf(mail)
  const { text, fullText, html, problems } = bodyOf(mail, subject)
  const { files, dropped } = filesOf(mail)
  if (dropped > 0)
    problems.push(`${dropped} of its files were too many or too large and are only in the raw mail.`)
  if (arrival.truncated)
    problems.push(
      `This mail has ${Math.ceil(arrival.truncated.size / 1_048_576)} MB, which is more than is fetched: its end is only in the mailbox.`,
    )
  const bounce = readBounce(mail, account, sentAt)
  const decision = decideAutomatic({
    headers,
    partTypes: mail.attachments.map((part) => part.mimeType),
    from: sender.address,
    envelopeFrom: arrival.envelopeFrom,
    to,
    cc,
    own,
    subject,
    text: fullText,
  })

  const id = messageIds(headers.get('message-id'))[0] ?? idOfBytes(raw)
  const replyTo = mailboxes(mail.replyTo)[0]?.address
  const inReplyTo = messageIds(headers.get('in-reply-to'))[0]
  const message: IncomingMessage = {
    kind: 'message',
    externalId: id,
    from: sender.address,
    fromName: sender.name,
    to: [...to, ...cc, ...deliveredTo].map(withoutTag).find((address) => own.includes(address)) ?? null,
    text,
    subject: subject || null,
    html,
    files,
    email: {
      messageId: id,
      ...(inReplyTo ? { inReplyTo } : {}),
      references: messageIds(headers.all('references').join(' ')),
      from: sender.address,
      ...(replyTo ? { replyTo } : {}),
      to,
      cc,
    },
    automatic: decision.automatic,
    ...(decision.automatic ? { automaticReason: decision.reason } : {}),
    sentAt,
    meta: {
      ...(fullText === text ? {} : { fullText }),
      ...(deliveredTo.length > 0 ? { deliveredTo } : {}),
      ...(bounce ? { bounceOf: bounce.of } : {}),
      ...(problems.length > 0 ? { problems } : {}),
    },
  }
  return { ok: true, message, receipt: bounce?.receipt ?? null }
}

async function readMime(raw: Uint8Array): Promise<Email | null> {
  try {
    return await PostalMime.parse(endQuotedLines(raw), {
      maxNestingDepth: MAX_NESTING,
      maxHeadersSize: MAX_HEADERS_SIZE,
      maxRfc822NestingDepth: MAX_FORWARDED,
    })
  } catch {
    // It throws for one thing only: a mail beyond its limits.
    return null
  }
}

/** From, else Sender, else the return path. A mail system that signs with a bare name gets a name in `.invalid`. */
function senderOf(mail: Email, headers: Headers, arrival: Arrival): { address: string; name: string | null } {
  const named = mailboxes(mail.from)[0] ?? mailboxes(mail.sender)[0]
  if (named) return named
  const returnPath = spelled(headers.get('return-path') ?? '') ?? spelled(arrival.envelopeFrom ?? '')
  if (returnPath) return { address: returnPath, name: null }
  const bare = clean(headers.get('from')).toLowerCase()
  const system = /mailer-daemon|postmaster|mail delivery (?:sub)?system/.exec(bare)?.[0]
  return { address: system ? `${system.replaceAll(' ', '-')}@sender.invalid` : UNKNOWN_SENDER, name: null }
}

function deliveredToOf(headers: Headers, arrival: Arrival): string[] {
  const written = ['delivered-to', 'x-original-to', 'envelope-to', 'x-delivered-to'].flatMap((name) =>
    headers.all(name),
  )
  const addresses = [...(arrival.recipients ?? []), ...written].flatMap((text) => spelled(text) ?? [])
  return [...new Set(addresses)].slice(0, 20)
}

function dateOf(mail: Email): Date | null {
  const date = mail.date ? new Date(mail.date) : null
  return date && !Number.isNaN(date.getTime()) ? date : null
}

/** A mail without an id still has to be stored once, however often it is fetched. */
function idOfBytes(raw: Uint8Array): string {
  return `<${createHash('sha256').update(raw).digest('hex').slice(0, 40)}@${NO_ID_DOMAIN}>`
}

type Body = { text: string; fullText: string; html: string | null; problems: string[] }

/** Outlook marks answers and forwarded mails alike; the subject tells which. What is forwarded is meant to be read. */
const FORWARDED = /^\W*(?:fwd?|wg|rv|enc|doorst|pd|转发|轉寄|転送)\s*[:：]/iu

function bodyOf(mail: Email, subject: string): Body {
  const problems: string[] = []
  const source = clean(mail.html)
  const safe = source.trim() === '' ? { html: '', blockedImages: 0 } : sanitizeHtml(source)
  if (!safe) problems.push('Its HTML could not be made safe in time and is only in the raw mail.')
  const plain = clean(mail.text).trim()
  const whole = (plain || (source ? htmlToText(source) : '')).replaceAll('\r\n', '\n').trim()
  if (whole.length > MAX_TEXT) problems.push('Its text was cut; the rest is in the raw mail.')
  const fullText = clean(whole.slice(0, MAX_TEXT))
  const text = FORWARDED.test(subject) ? fullText : visibleText(fullText)
  return { text, fullText, html: safe?.html.trim() || null, problems }
}

function filesOf(mail: Email): { files: IncomingFile[]; dropped: number } {
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
    })
  }
  return { files, dropped: mail.attachments.length - files.length }
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
