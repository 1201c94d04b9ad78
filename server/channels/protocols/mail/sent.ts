// A mail found among the sent ones: ours, a machine's, or one that a person at the business wrote with another program.
import type { InboxAccount, IncomingItem } from '#channels/channel.ts'
import { isAmong } from './headers.ts'
import { messageIdFor, ownMessageOf } from './message-id.ts'
import { ownAddresses } from './own-addresses.ts'
import { type Arrival, parseMail } from './parse.ts'

/**
 * Carries our message's id through mail systems that put a Message-ID of their own into mails that they send. Believed
 * only in what lies among the sent mails, where nobody else can put anything.
 */
export const OWN_MARK = 'X-Frontdesk-Message'

/** Reads one sent mail. What is nobody's answer to a person is ignored with a reason. */
export async function readSentMail(
  raw: Uint8Array,
  account: InboxAccount,
  arrival: Arrival,
): Promise<IncomingItem> {
  const headers = headersOf(raw)
  const machine = machineSign(headers)
  const parsed = await parseMail(raw, account, arrival)
  if (!parsed.ok) return { kind: 'ignored', why: parsed.reason }
  const { message: mail } = parsed
  const ours = ownMark(headers) ?? ownMessageOf(mail.externalId, account)
  if (ours !== null)
    return mail.externalId === messageIdFor(account, ours)
      ? { kind: 'ignored', why: 'Our own copy of a mail that we sent.' }
      : { kind: 'renamed', messageId: ours, externalId: mail.externalId }
  if (machine) return { kind: 'ignored', why: machine }
  const own = ownAddresses(account)
  const recipients = [...(mail.email?.to ?? []), ...(mail.email?.cc ?? [])]
  const others = [...new Set(recipients)].filter((address) => !isAmong(address, own))
  if (others.length === 0) return { kind: 'ignored', why: 'It went to nobody but ourselves.' }
  return { kind: 'sent_mail', mail: { ...mail, raw }, recipients: others }
}

const MAX_HEADERS = 64 * 1024

/** The header block with folded lines joined. */
function headersOf(raw: Uint8Array): string {
  const text = Buffer.from(raw.buffer, raw.byteOffset, Math.min(raw.byteLength, MAX_HEADERS)).toString(
    'latin1',
  )
  const end = /\r?\n\r?\n/.exec(text)?.index ?? text.length
  return text.slice(0, end).replace(/\r?\n[ \t]+/g, ' ')
}

/** Our message that a raw sent mail carries, or null. */
export function markOf(raw: Uint8Array): string | null {
  return ownMark(headersOf(raw))
}

function ownMark(headers: string): string | null {
  return /^x-frontdesk-message:\s*(msg_[0-9A-Za-z]{1,40})\s*$/im.exec(headers)?.[1] ?? null
}

/** Absence notes and newsletters leave through the same account, and no person has answered with them. */
function machineSign(headers: string): string | null {
  const marks: [RegExp, string][] = [
    [/^auto-submitted:\s*(?!no\b)\S/im, 'A program sent it (Auto-Submitted).'],
    [/^precedence:\s*(?:bulk|list|junk|auto_reply)\b/im, 'It was sent in bulk (Precedence).'],
    [/^(?:list-id|list-unsubscribe|list-post):/im, 'It went to a mailing list.'],
    [/^x-(?:autoreply|autorespond|auto-reply|mail-autoreply):/im, 'It is an automatic answer.'],
  ]
  return marks.find(([mark]) => mark.test(headers))?.[1] ?? null
}
