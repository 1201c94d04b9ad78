// A raw mail as a message of the product. What cannot be read at all is refused with a reason and goes to quarantine.
import { createHash } from 'node:crypto'
import PostalMime, { type Email } from 'postal-mime'
import type { InboxAccount, ParseOutcome, RawRequest } from '#channels/channel.ts'
import { endQuotedLines } from './flowed.ts'
import { NO_ID_DOMAIN } from './message-id.ts'
import { type Arrival, itemsOf, type ReadMail, readMail } from './read-mail.ts'

export type { Arrival } from './read-mail.ts'

/** Parts of real mails nest four or five deep; postal-mime itself would follow 256. */
const MAX_NESTING = 30
const MAX_HEADERS_SIZE = 512 * 1024
/** Forwarded mails inside forwarded mails, each parsed and held in memory. */
const MAX_FORWARDED = 3
/** Our ids stand in the head of a returned mail, and returned mails at the end of a report of some lines. */
const MAX_SEARCHED = 300_000

export type ParsedMail = ({ ok: true } & ReadMail) | { ok: false; reason: string }

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
  return parsed.ok ? { ok: true, items: itemsOf(parsed, account) } : parsed
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
  const searched = Buffer.from(raw.buffer, raw.byteOffset, Math.min(raw.byteLength, MAX_SEARCHED))
  return {
    ok: true,
    ...readMail(mail, account, arrival, { fallbackId: idOfBytes(raw), raw: searched.toString('latin1') }),
  }
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

/** An id for a mail without one, which still has to be stored once, however often it is fetched. */
export function idOfBytes(raw: Uint8Array): string {
  return `<${createHash('sha256').update(raw).digest('hex').slice(0, 40)}@${NO_ID_DOMAIN}>`
}
