// A message of ours for a provider that wants a mail in pieces. It is composed as every mail is and taken apart again,
// so that what the composer learns is sent this way too.
import PostalMime, { type Address } from 'postal-mime'
import type { ChannelIo, InboxAccount, OutgoingMessage, SendResult } from '#channels/channel.ts'
import { compose } from '#channels/protocols/mail/compose.ts'
import { mailboxes, spelled } from '#channels/protocols/mail/headers.ts'
import { senderSettings } from './settings.ts'

export type OutgoingPieces = {
  from: { name: string; address: string }
  to: string[]
  cc: string[]
  bcc: string[]
  replyTo: string | null
  subject: string
  text: string
  html: string
  /** Those that a program may set: what the provider writes itself is left out. */
  headers: { name: string; value: string }[]
  files: { name: string; type: string; base64: string; contentId: string | null; inline: boolean }[]
}

/** Written by the provider from the pieces. */
const OWN_OF_PROVIDER =
  /^(?:from|to|cc|bcc|reply-to|subject|date|mime-version|content-[\w-]+|received|return-path|dkim-signature)$/

/** The raw mail of this message, and whom it goes to. */
export function composeMail(message: OutgoingMessage, account: InboxAccount, io: ChannelIo) {
  return compose({ message, account, settings: senderSettings(account), secret: io.secret, at: io.now() })
}

/** The same mail in pieces. */
export async function piecesOf(
  message: OutgoingMessage,
  account: InboxAccount,
  io: ChannelIo,
): Promise<OutgoingPieces> {
  const composed = await composeMail(message, account, io)
  const mail = await PostalMime.parse(composed.raw)
  const to = addresses(mail.to)
  const cc = addresses(mail.cc)
  const names = new Map(mail.headerLines.map(({ key, line }) => [key, line.slice(0, line.indexOf(':'))]))
  return {
    from: { name: mail.from?.name ?? '', address: account.address },
    to,
    cc,
    bcc: composed.to.filter((address) => !to.includes(address) && !cc.includes(address)),
    replyTo: addresses(mail.replyTo)[0] ?? null,
    subject: mail.subject ?? '',
    text: (mail.text ?? '').trimEnd(),
    html: (mail.html ?? '').trimEnd(),
    headers: mail.headers
      .filter(({ key }) => !OWN_OF_PROVIDER.test(key))
      .map(({ key, value }) => ({ name: names.get(key) ?? key, value: value.replace(/\s+/g, ' ').trim() })),
    files: mail.attachments.map((part) => ({
      name: part.filename ?? 'file',
      type: part.mimeType,
      base64: Buffer.from(part.content as Uint8Array).toString('base64'),
      contentId: part.contentId?.replace(/^<|>$/g, '') ?? null,
      inline: part.disposition === 'inline',
    })),
  }
}

function addresses(given: Address | Address[] | undefined): string[] {
  return mailboxes(given).map(({ address }) => address)
}

/** What no provider would take; null where nothing is wrong. */
export function mistakeIn(message: OutgoingMessage): SendResult | null {
  if (spelled(message.to) !== null) return null
  return {
    outcome: 'rejected',
    error: {
      code: 'bad_address',
      reason: `${message.to.slice(0, 100)} is not an email address.`,
      action: 'Ask the customer for the right address.',
    },
    effect: 'address_unusable',
  }
}
