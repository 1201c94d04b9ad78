// Postmark's JSON: a mail that came in, or what became of one that left. https://postmarkapp.com/developer/webhooks
import { z } from 'zod'
import type { InboxAccount, ParseOutcome, RawRequest } from '#channels/channel.ts'
import { authVerdict } from '#channels/protocols/mail/auth-results.ts'
import { idOfBytes } from '#channels/protocols/mail/parse.ts'
import { itemsOf, readMail } from '#channels/protocols/mail/read-mail.ts'
import { mailOf } from '#channels/protocols/mail-webhook/mail-of.ts'
import type { MailAuth } from '#domain/message.ts'
import { readEvent } from './events.ts'

const Text = z.string().nullish()
const Person = z.looseObject({ Email: z.string(), Name: Text })
const Inbound = z.looseObject({
  FromFull: Person,
  ToFull: z.array(Person).nullish(),
  CcFull: z.array(Person).nullish(),
  ReplyTo: Text,
  OriginalRecipient: Text,
  Subject: Text,
  Date: Text,
  TextBody: Text,
  HtmlBody: Text,
  Headers: z.array(z.looseObject({ Name: z.string(), Value: z.string() })).nullish(),
  Attachments: z
    .array(z.looseObject({ Name: z.string(), Content: z.string(), ContentType: Text, ContentID: Text }))
    .nullish(),
})
type Inbound = z.infer<typeof Inbound>
type Header = { Name: string; Value: string }

export async function parse(raw: RawRequest, account: InboxAccount): Promise<ParseOutcome> {
  const json = readJson(raw.body)
  if (json === undefined) return { ok: false, reason: 'The body is not JSON.' }
  const event = readEvent(json, account)
  if (event) return { ok: true, items: [event] }
  const parsed = Inbound.safeParse(json)
  if (!parsed.success)
    return { ok: false, reason: 'It is neither a mail nor an event that Postmark describes.' }
  const inbound = parsed.data
  const headers = inbound.Headers ?? []
  const mail = await mailOf({
    headers: [...headers.map(({ Name, Value }) => [Name, Value] as const), ...ownLines(inbound)],
    text: inbound.TextBody ?? null,
    html: inbound.HtmlBody || null,
    files: (inbound.Attachments ?? []).map((file) => ({
      name: file.Name,
      type: file.ContentType ?? '',
      content: Buffer.from(file.Content, 'base64'),
      contentId: file.ContentID ?? undefined,
    })),
  })
  const auth = authOf(headers)
  const read = readMail(
    mail,
    account,
    {
      receivedAt: raw.receivedAt,
      recipients: inbound.OriginalRecipient ? [inbound.OriginalRecipient] : [],
      ...(auth ? { auth } : {}),
    },
    { fallbackId: idOfBytes(raw.body), raw: `${inbound.TextBody ?? ''}\n${fileTexts(inbound)}` },
  )
  return { ok: true, items: itemsOf(read, account) }
}

function readJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'))
  } catch {
    return undefined
  }
}

/** What Postmark took out of the headers into fields of its own. */
function ownLines(inbound: Inbound): [string, string][] {
  const people = (list: z.infer<typeof Person>[]): string => list.map(named).join(', ')
  const lines: [string, string | null | undefined][] = [
    ['From', named(inbound.FromFull)],
    ['To', people(inbound.ToFull ?? [])],
    ['Cc', people(inbound.CcFull ?? [])],
    ['Reply-To', inbound.ReplyTo],
    ['Subject', inbound.Subject],
    ['Date', inbound.Date],
  ]
  return lines.flatMap(([name, value]): [string, string][] => (value ? [[name, value]] : []))
}

function named({ Email, Name }: z.infer<typeof Person>): string {
  const name = (Name ?? '').replace(/["\\\r\n]/g, ' ').trim()
  return name ? `"${name}" <${Email}>` : Email
}

/** Bounces bring the mail of ours that came back as a file: our ids stand in there. */
function fileTexts(inbound: Inbound): string {
  return (inbound.Attachments ?? [])
    .filter(({ ContentType }) => /^(?:message|text)\//i.test(ContentType ?? ''))
    .map(({ Content }) => Buffer.from(Content.slice(0, 100_000), 'base64').toString('latin1'))
    .join('\n')
}

/** What Postmark's own server wrote stands above what came with the mail. */
function authOf(headers: Header[]): MailAuth | null {
  const first = (name: string): string | null =>
    headers.find(({ Name }) => Name.toLowerCase() === name)?.Value ?? null
  const spf = /^\s*([a-z]+)/i.exec(first('received-spf') ?? '')?.[1]
  const tests = first('x-spam-tests')
  if (!spf && !tests) return null
  const dkim = /\bDKIM_VALID\b/.test(tests ?? '')
    ? 'pass'
    : /\bDKIM_INVALID\b/.test(tests ?? '')
      ? 'fail'
      : 'none'
  return { spf: authVerdict(spf ?? ''), dkim, dmarc: 'none' }
}
