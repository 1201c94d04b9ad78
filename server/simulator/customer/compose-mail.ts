// A customer's mail as their mail program writes it: plain or with HTML, an answer with its quote, an out-of-office
// notice, or the report of a mail system that could not deliver. Pure.
import MailComposer from 'nodemailer/lib/mail-composer'
import { textToHtml } from '#lib/html.ts'
import type { StoredMail } from '#simulator/items.ts'

export type MailToWrite = {
  kind: 'mail' | 'auto_reply' | 'bounce'
  messageId: string
  at: Date
  from: { name: string; address: string }
  /** The business. */
  to: string
  subject: string
  text: string
  html: boolean
  /** The mail that is answered or reported, and when it was sent. */
  parent: StoredMail | null
  parentAt: Date | null
}

export type WrittenMail = {
  raw: Buffer
  envelopeFrom: string
  to: string
  subject: string
  text: string
  html: string | null
  inReplyTo: string | null
  references: string[]
  automatic: string | null
}

export async function composeMail(mail: MailToWrite): Promise<WrittenMail> {
  if (mail.kind === 'bounce' && mail.parent) return bounceOf(mail, mail.parent)
  return mail.kind === 'auto_reply' ? autoReply(mail) : answer(mail)
}

async function answer(mail: MailToWrite): Promise<WrittenMail> {
  const { parent } = mail
  const quote = parent && quoted(parent, mail.parentAt ?? mail.at)
  const text = quote ? `${mail.text}\n\n${quote.intro}\n${quote.lines}` : mail.text
  const html = mail.html
    ? `<div dir="ltr">${textToHtml(mail.text)}</div>${quote ? `<br><div class="gmail_quote"><div dir="ltr" class="gmail_attr">${textToHtml(quote.intro)}</div><blockquote class="gmail_quote" style="margin:0 0 0 .8ex;border-left:1px solid #ccc;padding-left:1ex">${textToHtml(parent.text)}</blockquote></div>` : ''}`
    : null
  return build(mail, {
    subject: mail.subject || (parent ? reSubject(parent.subject) : ''),
    text,
    html,
    automatic: null,
    headers: {},
  })
}

async function autoReply(mail: MailToWrite): Promise<WrittenMail> {
  const subject = `Automatic reply: ${mail.parent?.subject ?? ''}`.trim()
  const text =
    mail.text.trim() ||
    'Thank you for your message. I am out of the office until Monday and will read it then.'
  // RFC 3834; the others are what mail systems in use add.
  const headers = {
    'Auto-Submitted': 'auto-replied',
    'X-Auto-Response-Suppress': 'All',
    Precedence: 'auto_reply',
  }
  return build(mail, { subject, text, html: null, automatic: 'auto-replied', headers })
}

type Parts = {
  subject: string
  text: string
  html: string | null
  automatic: string | null
  headers: Record<string, string>
}

async function build(mail: MailToWrite, parts: Parts): Promise<WrittenMail> {
  const { parent } = mail
  const to =
    parent?.replyTo ?? (parent && parent.fromAddress !== mail.from.address ? parent.fromAddress : mail.to)
  const references = parent ? [...parent.references, parent.messageId] : []
  const { automatic, headers, ...content } = parts
  const raw = await new MailComposer({
    messageId: mail.messageId,
    date: mail.at,
    from: mail.from,
    to,
    subject: content.subject,
    ...(parent ? { inReplyTo: parent.messageId, references } : {}),
    headers,
    text: content.text,
    ...(content.html === null ? {} : { html: content.html }),
    disableFileAccess: true,
    disableUrlAccess: true,
  })
    .compile()
    .build()
  return {
    raw,
    envelopeFrom: mail.kind === 'auto_reply' ? '' : mail.from.address,
    to,
    ...content,
    inReplyTo: parent?.messageId ?? null,
    references,
    automatic,
  }
}

const UNKNOWN = '550 5.1.1 User unknown'

/**
 * RFC 3464: the mailbox does not exist, or what `refusal` says. Written by the customer's mail system, sent with the
 * null sender.
 */
export function bounceOf(
  mail: Pick<MailToWrite, 'messageId' | 'at' | 'from' | 'to'> & { refusal?: string },
  parent: Pick<StoredMail, 'fromAddress' | 'messageId' | 'subject'>,
): WrittenMail {
  const refusal = mail.refusal ?? UNKNOWN
  const domain = mail.from.address.slice(mail.from.address.lastIndexOf('@') + 1)
  const host = `mx.${domain}`
  const text = `This is the mail system at host ${host}.\n\nI'm sorry to have to inform you that your message could not be delivered.\n\n<${mail.from.address}>: host ${host} said: ${refusal} (in reply to RCPT TO command)\n`
  const status = [
    `Reporting-MTA: dns; ${host}`,
    '',
    `Final-Recipient: rfc822; ${mail.from.address}`,
    'Action: failed',
    `Status: ${/\d\.\d{1,3}\.\d{1,3}/.exec(refusal)?.[0] ?? '5.0.0'}`,
    `Diagnostic-Code: smtp; ${refusal}`,
    '',
  ].join('\r\n')
  const original = [
    `From: <${parent.fromAddress}>`,
    `To: <${mail.from.address}>`,
    `Message-ID: ${parent.messageId}`,
    `Subject: =?utf-8?B?${Buffer.from(parent.subject).toString('base64')}?=`,
    '',
    '',
  ].join('\r\n')
  const boundary = `report-${mail.at.getTime().toString(36)}`
  const subject = 'Undelivered Mail Returned to Sender'
  // Reports go to the address of the envelope, which is the inbox itself.
  const raw = Buffer.from(
    [
      `From: Mail Delivery System <mailer-daemon@${host}>`,
      `To: <${mail.to}>`,
      `Subject: ${subject}`,
      `Date: ${mail.at.toUTCString().replace('GMT', '+0000')}`,
      `Message-ID: ${mail.messageId}`,
      'Auto-Submitted: auto-replied',
      'MIME-Version: 1.0',
      `Content-Type: multipart/report; report-type=delivery-status; boundary="${boundary}"`,
      '',
      `--${boundary}`,
      'Content-Type: text/plain; charset=us-ascii',
      '',
      text.replaceAll('\n', '\r\n'),
      `--${boundary}`,
      'Content-Type: message/delivery-status',
      '',
      status,
      `--${boundary}`,
      'Content-Type: text/rfc822-headers',
      '',
      original,
      `--${boundary}--`,
      '',
    ].join('\r\n'),
  )
  return {
    raw,
    envelopeFrom: '',
    to: mail.to,
    subject,
    text,
    html: null,
    inReplyTo: null,
    references: [],
    automatic: 'auto-replied',
  }
}

const QUOTE_DATE = new Intl.DateTimeFormat('en-US', {
  dateStyle: 'medium',
  timeStyle: 'short',
  timeZone: 'UTC',
})

function reSubject(subject: string): string {
  return /^re:/i.test(subject) ? subject : `Re: ${subject}`
}

function quoted(parent: StoredMail, at: Date): { intro: string; lines: string } {
  const who = parent.fromName ? `${parent.fromName} <${parent.fromAddress}>` : parent.fromAddress
  const lines = parent.text
    .trimEnd()
    .split('\n')
    .map((line) => `> ${line}`.trimEnd())
  return { intro: `On ${QUOTE_DATE.format(at)}, ${who} wrote:`, lines: lines.join('\n') }
}
