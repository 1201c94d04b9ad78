// What SendGrid posts: a mail, taken apart or whole, as a form; what became of mails that left, as a list of events.
// https://www.twilio.com/docs/sendgrid/for-developers/parsing-email/setting-up-the-inbound-parse-webhook
import { z } from 'zod'
import type { InboxAccount, ParseOutcome, RawRequest } from '#channels/channel.ts'
import { authVerdict } from '#channels/protocols/mail/auth-results.ts'
import { spelled } from '#channels/protocols/mail/headers.ts'
import { idOfBytes, parseMail } from '#channels/protocols/mail/parse.ts'
import { type Arrival, itemsOf, readMail } from '#channels/protocols/mail/read-mail.ts'
import { type FormPart, jsonOf, readForm, textOf } from '#channels/protocols/mail-webhook/form.ts'
import { mailOf } from '#channels/protocols/mail-webhook/mail-of.ts'
import type { MailAuth } from '#domain/message.ts'
import { readEvents } from './events.ts'

const Envelope = z.looseObject({ from: z.string().nullish(), to: z.array(z.string()).nullish() })
const Charsets = z.record(z.string(), z.string())
const Infos = z.record(
  z.string(),
  z.looseObject({
    filename: z.string().nullish(),
    name: z.string().nullish(),
    type: z.string().nullish(),
    'content-id': z.string().nullish(),
  }),
)

export async function parse(raw: RawRequest, account: InboxAccount): Promise<ParseOutcome> {
  if (/^application\/json\b/i.test(raw.headers['content-type'] ?? '')) return readEvents(raw.body, account)
  const parts = await readForm(raw)
  if (!parts) return { ok: false, reason: 'The form could not be read: it is broken off, or no form.' }
  const arrival = arrivalOf(parts, raw)
  const whole = parts.find(({ name }) => name === 'email')
  if (whole) {
    const parsed = await parseMail(whole.content, account, arrival)
    if (!parsed.ok) return parsed
    parsed.message.raw = new Uint8Array(whole.content)
    return { ok: true, items: itemsOf(parsed, account) }
  }
  const charsets = jsonOf(Charsets, parts, 'charsets') ?? {}
  const text = (name: string): string | null => textOf(parts, name, charsets[name])
  const headers = textOf(parts, 'headers')
  if (headers === null && text('from') === null)
    return { ok: false, reason: 'The form holds neither a mail nor the headers of one.' }
  const mail = await mailOf({
    headers: headers ?? fieldsAsHeaders(text),
    text: text('text'),
    html: text('html'),
    files: filesIn(parts),
  })
  const found = `${text('text') ?? ''}\n${headers ?? ''}`
  const read = readMail(mail, account, arrival, { fallbackId: idOfBytes(raw.body), raw: found })
  return { ok: true, items: itemsOf(read, account) }
}

function arrivalOf(parts: FormPart[], raw: RawRequest): Arrival {
  const envelope = jsonOf(Envelope, parts, 'envelope')
  const from = envelope?.from
  const auth = authOf(textOf(parts, 'SPF'), textOf(parts, 'dkim'))
  return {
    receivedAt: raw.receivedAt,
    ...(from === null || from === undefined
      ? {}
      : { envelopeFrom: from === '' ? '' : (spelled(from) ?? from) }),
    recipients: envelope?.to ?? [],
    ...(auth ? { auth } : {}),
  }
}

function fieldsAsHeaders(text: (name: string) => string | null): [string, string][] {
  return ['From', 'To', 'Cc', 'Subject'].flatMap((name): [string, string][] => {
    const value = text(name.toLowerCase())
    return value ? [[name, value]] : []
  })
}

function filesIn(parts: FormPart[]) {
  const infos = jsonOf(Infos, parts, 'attachment-info') ?? {}
  return parts
    .filter(({ name }) => /^attachment\d+$/.test(name))
    .map((part) => {
      const info = infos[part.name]
      return {
        name: info?.filename ?? part.filename ?? info?.name ?? '',
        type: info?.type ?? part.type,
        content: part.content,
        contentId: info?.['content-id'] ?? undefined,
      }
    })
}

/** `SPF` is one word, `dkim` is `{@example.com : pass}` or `none`. */
function authOf(spf: string | null, dkim: string | null): MailAuth | null {
  if (spf === null && dkim === null) return null
  const signed = [...(dkim ?? '').matchAll(/:\s*([a-z]+)/gi)].map((match) => authVerdict(match[1] ?? ''))
  return {
    spf: authVerdict(spf ?? ''),
    dkim: signed.includes('pass') ? 'pass' : (signed[0] ?? 'none'),
    dmarc: 'none',
  }
}
