// Raw mails, many of them malformed: each must be taken in, and its fields be those that two other parsers read.
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import { spelled } from '#channels/protocols/mail/headers.ts'
import { parseMail } from '#channels/protocols/mail/parse.ts'
import { type Case, filesBelow, inboxAt, oneSpaced, type Row, readJson } from './sample.ts'

const Addresses = z.union([z.string(), z.array(z.string())]).nullable()
const Read = z.looseObject({
  subject: z.string().nullable(),
  from: Addresses,
  to: z.array(z.string().nullable()),
  date: z.string().nullable(),
  messageId: z.string().nullable(),
  inReplyTo: z.string().nullable(),
  references: z.union([z.string(), z.array(z.string())]).nullable(),
  text_start: z.string(),
  has_html: z.boolean(),
  attachments: z.array(z.looseObject({ size: z.number() })),
})
type Read = z.infer<typeof Read>
const Expected = z.record(
  z.string(),
  z.looseObject({ mailparser: Read, postal_mime: Read, agree: z.record(z.string(), z.boolean()) }),
)

type Ours = Awaited<ReturnType<typeof parseMail>>
type Fields = Record<string, string>

/** A hang would be a mail that takes longer than this. */
const MAX_MILLISECONDS = 2_000

export async function measureRawMails(samples: string): Promise<Row[]> {
  const folder = path.join(samples, 'email/raw-mime')
  const expected = Expected.parse(await readJson(path.join(folder, 'expected.reference.json')))
  const taken: Case[] = []
  const agreed: Case[] = []
  const disputed: Case[] = []
  const further: Case[] = []
  for (const name of (await filesBelow(folder)).filter((file) => file.endsWith('.eml'))) {
    const raw = await readFile(path.join(folder, name))
    const began = performance.now()
    const ours = await parseMail(raw, inboxAt(['desk@sample.invalid']), { receivedAt: new Date(0) })
    const took = performance.now() - began
    taken.push({
      name,
      right: ours.ok && took < MAX_MILLISECONDS,
      seen: ours.ok ? `${Math.round(took)} ms` : ours.reason,
    })
    const reference = expected[name]
    if (!ours.ok || !reference) continue
    const references = [reference.mailparser, reference.postal_mime]
    const isAgreed = Object.values(reference.agree).every(Boolean)
    // Neither reference reads a text out of HTML where there is no other: ours then is no difference.
    const htmlOnly = references.every((one) => one.has_html && one.text_start === '')
    const { text, ...keyed } = keyFields(ours)
    const keys = differences(htmlOnly ? keyed : { ...keyed, text: text ?? '' }, references.map(keyFieldsOf))
    ;(isAgreed ? agreed : disputed).push({ name, right: keys === '', seen: keys })
    const others = differences(otherFields(ours), references.map(otherFieldsOf))
    further.push({ name, right: others === '', seen: others })
  }
  const set = 'raw-mime'
  return [
    { set, what: 'taken in, within two seconds', cases: taken, anchor: '52/52' },
    { set, what: 'five key fields, where the references agree', cases: agreed, anchor: '45/45' },
    { set, what: 'five key fields equal to either, where not', cases: disputed, anchor: '7/7' },
    {
      set,
      what: 'to, date, threading ids, sizes of files: equal to either',
      cases: further,
      anchor: 'none',
    },
  ]
}

/** Fields that equal neither reference; empty where all do. */
function differences(ours: Fields, references: Fields[]): string {
  return Object.entries(ours)
    .filter(([name, value]) => !references.some((one) => one[name] === value))
    .map(([name, value]) => `${name}: ${value} <> ${references.map((one) => one[name]).join(' | ')}`)
    .join('; ')
}

/** An id or sender of our own making stands for none; addresses are compared in our one spelling. */
function keyFields(ours: Extract<Ours, { ok: true }>): Fields {
  const { message } = ours
  const full = message.meta['fullText']
  return {
    subject: oneSpaced(message.subject ?? ''),
    from: message.from.endsWith('.invalid') ? '' : message.from,
    messageId: message.externalId.includes('@no-message-id.invalid') ? '' : message.externalId,
    attachments: String(message.files.length),
    text: start(typeof full === 'string' ? full : message.text),
  }
}

function keyFieldsOf(read: Read): Fields {
  const from = Array.isArray(read.from) ? read.from[0] : read.from
  return {
    subject: oneSpaced(read.subject ?? ''),
    from: spelled(from ?? '') ?? '',
    messageId: read.messageId ?? '',
    attachments: String(read.attachments.length),
    text: start(read.text_start),
  }
}

/** The references keep 300 characters. */
function start(text: string): string {
  return oneSpaced(text).slice(0, 250)
}

/** The day on which the references were made. */
const MADE_ON = '2026-11-21'

/** One reference takes an unreadable date for now, the other hands the words on: both stand for none. */
function dateOf(text: string | null): string {
  const time = Date.parse(text ?? '')
  const date = Number.isNaN(time) ? '' : new Date(time).toISOString()
  return date.startsWith(MADE_ON) ? '' : date
}

function otherFields(ours: Extract<Ours, { ok: true }>): Fields {
  const { message } = ours
  return {
    to: (message.email?.to ?? []).toSorted().join(','),
    date: message.sentAt?.toISOString() ?? '',
    inReplyTo: message.email?.inReplyTo ?? '',
    references: (message.email?.references ?? []).join(' '),
    files: message.files
      .map((file) => file.content?.byteLength ?? 0)
      .toSorted((a, b) => a - b)
      .join(','),
  }
}

function otherFieldsOf(read: Read): Fields {
  const references = Array.isArray(read.references) ? read.references.join(' ') : (read.references ?? '')
  return {
    to: read.to
      .flatMap((address) => spelled(address ?? '') ?? [])
      .toSorted()
      .join(','),
    date: dateOf(read.date),
    inReplyTo: read.inReplyTo ?? '',
    references: oneSpaced(references),
    files: read.attachments
      .map(({ size }) => size)
      .toSorted((a, b) => a - b)
      .join(','),
  }
}
