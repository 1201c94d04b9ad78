// What Mailgun posts: a mail, taken apart (routes with forward) or whole (an address that ends in "mime"), as a form;
// what became of a mail that left, as JSON. https://documentation.mailgun.com/docs/mailgun/user-manual/receive-forward-store
import { z } from 'zod'
import type { InboxAccount, ParseOutcome, RawRequest } from '#channels/channel.ts'
import { authVerdict } from '#channels/protocols/mail/auth-results.ts'
import { spelled } from '#channels/protocols/mail/headers.ts'
import { idOfBytes, parseMail } from '#channels/protocols/mail/parse.ts'
import { type Arrival, itemsOf, readMail } from '#channels/protocols/mail/read-mail.ts'
import { type FormPart, jsonOf, readForm, textOf } from '#channels/protocols/mail-webhook/form.ts'
import { mailOf } from '#channels/protocols/mail-webhook/mail-of.ts'
import type { MailAuth } from '#domain/message.ts'
import { readEvent } from './events.ts'

const Headers = z.array(z.tuple([z.string(), z.string()]))
const ContentIds = z.record(z.string(), z.string())

export async function parse(raw: RawRequest, account: InboxAccount): Promise<ParseOutcome> {
  if (/^application\/json\b/i.test(raw.headers['content-type'] ?? '')) return readEvent(raw.body, account)
  const parts = await readForm(raw)
  if (!parts) return { ok: false, reason: 'The form could not be read: it is broken off, or no form.' }
  const headers = jsonOf(Headers, parts, 'message-headers')
  const arrival = arrivalOf(parts, headers ?? [], raw)
  const whole = parts.find(({ name }) => name === 'body-mime')
  if (whole) {
    const parsed = await parseMail(whole.content, account, arrival)
    if (!parsed.ok) return parsed
    parsed.message.raw = new Uint8Array(whole.content)
    return { ok: true, items: itemsOf(parsed, account) }
  }
  const pairs = headers ?? fieldsAsHeaders(parts)
  if (!pairs.some(([name]) => /^(?:from|sender|message-id)$/i.test(name)))
    return { ok: false, reason: 'The form holds neither a mail nor the headers of one.' }
  const text = textOf(parts, 'body-plain')
  const mail = await mailOf({ headers: pairs, text, html: textOf(parts, 'body-html'), files: filesIn(parts) })
  const read = readMail(mail, account, arrival, { fallbackId: idOf(parts, raw), raw: text ?? '' })
  return { ok: true, items: itemsOf(read, account) }
}

/** The signature is another one each time Mailgun tries; what it brings is the same. */
function idOf(parts: FormPart[], raw: RawRequest): string {
  const own = parts.filter(({ name }) => !['timestamp', 'token', 'signature'].includes(name))
  return own.length > 0 ? idOfBytes(Buffer.concat(own.map(({ content }) => content))) : idOfBytes(raw.body)
}

function arrivalOf(parts: FormPart[], headers: [string, string][], raw: RawRequest): Arrival {
  const sender = textOf(parts, 'sender')
  const auth = authOf(parts, headers)
  return {
    receivedAt: raw.receivedAt,
    ...(sender ? { envelopeFrom: spelled(sender) ?? sender } : {}),
    recipients: (textOf(parts, 'recipient') ?? '').split(',').filter((one) => one !== ''),
    ...(auth ? { auth } : {}),
  }
}

/** Older routes post each header as a field of its own, beside fields of Mailgun's in lower case. */
function fieldsAsHeaders(parts: FormPart[]): [string, string][] {
  const written = parts.filter(({ name }) => /^[A-Z][\w-]*$/.test(name))
  const pairs = written.map(({ name, content }): [string, string] => [name, content.toString('utf8')])
  const missing = ['From', 'To', 'Subject'].flatMap((name): [string, string][] => {
    const value = textOf(parts, name === 'To' ? 'recipient' : name.toLowerCase())
    return value && !pairs.some(([one]) => one === name) ? [[name, value]] : []
  })
  return [...pairs, ...missing]
}

function filesIn(parts: FormPart[]) {
  const ids = Object.entries(jsonOf(ContentIds, parts, 'content-id-map') ?? {})
  return parts
    .filter(({ name }) => /^attachment-\d+$/.test(name))
    .map((part) => ({
      name: part.filename ?? '',
      type: part.type,
      content: part.content,
      contentId: ids.find(([, field]) => field === part.name)?.[0],
    }))
}

/** Mailgun adds what it found as headers of its own; those above a stranger's count. */
function authOf(parts: FormPart[], headers: [string, string][]): MailAuth | null {
  const first = (name: string): string | null =>
    headers.find(([one]) => one.toLowerCase() === name.toLowerCase())?.[1] ?? textOf(parts, name)
  const spf = first('X-Mailgun-Spf')
  const dkim = first('X-Mailgun-Dkim-Check-Result')
  if (spf === null && dkim === null) return null
  return { spf: authVerdict(spf ?? ''), dkim: authVerdict(dkim ?? ''), dmarc: 'none' }
}
