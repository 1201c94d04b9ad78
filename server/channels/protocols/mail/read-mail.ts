// A parsed mail as a message of the product, however it came: raw over SMTP and IMAP, or taken apart by a provider.
// Everything in it was chosen by a stranger: sizes, addresses, HTML. What is odd is kept.
import type { Email } from 'postal-mime'
import type { InboxAccount, IncomingItem, IncomingMessage, IncomingReceipt } from '#channels/channel.ts'
import type { MailAuth } from '#domain/message.ts'
import { readAuth } from './auth-results.ts'
import { decideAutomatic, UNKNOWN_SENDER } from './automatic.ts'
import { bodyOf } from './body.ts'
import { readBounce } from './bounce.ts'
import { filesOf } from './files.ts'
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
import { ownMessageOf } from './message-id.ts'
import { ownAddresses } from './own-addresses.ts'

const MAX_SUBJECT = 500

/** How the mail reached us, where that is known. */
export type Arrival = {
  receivedAt: Date
  /** SMTP envelope sender; empty is the null sender of reports. */
  envelopeFrom?: string
  /** SMTP envelope recipients, plus-addressed as they were. */
  recipients?: string[]
  /** What the provider that received the mail found out about its sender; headers of the mail are not asked then. */
  auth?: MailAuth
  /** Its end is missing: it is larger than what is fetched. `size` is what it has in all. */
  truncated?: { size: number }
}

export type ReadMail = { message: IncomingMessage; receipt: IncomingReceipt | null }

/** What else is known of the mail's bytes: an id for where it brings none, and its text to look for our ids in. */
export type Source = { fallbackId: string; raw: string }

/** Reads one mail. Pure: the same mail gives the same message, its id included. */
export function readMail(mail: Email, account: InboxAccount, arrival: Arrival, source: Source): ReadMail {
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
  const bounce = readBounce(
    mail,
    { raw: source.raw, from: sender.address, text: fullText, recipients: [...deliveredTo, ...to] },
    account,
    sentAt,
  )

  const id = messageIds(headers.get('message-id'))[0] ?? source.fallbackId
  const replyTo = mailboxes(mail.replyTo)[0]?.address
  const inReplyTo = messageIds(headers.get('in-reply-to'))[0]
  const auth = arrival.auth ?? readAuth(headers, account)
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
      ...(auth ? { auth } : {}),
      ...(problems.length > 0 ? { problems } : {}),
    },
  }
  return { message, receipt: bounce?.receipt ?? null }
}

/** The items of a mail: its message and the receipt in it. A copy of a mail that we sent is ignored. */
export function itemsOf({ message, receipt }: ReadMail, account: InboxAccount): IncomingItem[] {
  if (isAmong(message.from, ownAddresses(account)) && ownMessageOf(message.externalId, account))
    return [{ kind: 'ignored', why: 'Our own copy of a mail that we sent.' }]
  return receipt ? [message, receipt] : [message]
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

/** Comments and spaces may stand anywhere in a date (RFC 5322 A.5): `Fri, 21 Nov 1997 09(morning):   55 : 06 -0600`. */
function dateOf(mail: Email): Date | null {
  const written = (mail.date ?? '')
    .slice(0, 200)
    .replace(/\([^()]*\)/g, '')
    .replace(/\s*:\s*/g, ':')
  const date = written ? new Date(written) : null
  return date && !Number.isNaN(date.getTime()) ? date : null
}
