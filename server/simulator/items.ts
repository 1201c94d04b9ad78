// What lies on a device, as it is stored and as the page shows it.
import { z } from 'zod'
import type { SimulatorRow } from '#db/simulator.ts'
import { countSegments } from '#domain/segments.ts'
import { sanitizeHtml } from '#lib/html.ts'
import { SimulatorApp, SimulatorChoice, type SimulatorItem } from '#wire/simulator.ts'

const File = z.object({ id: z.string(), name: z.string(), type: z.string(), size: z.number() })
const Answer = z.object({ status: z.number(), note: z.string().nullable() })

const Failure = z.object({ code: z.string().nullable(), words: z.string() })
/** Why a message did not get through: the provider's code, and what it means in a few words. */
export type Failure = z.infer<typeof Failure>

const emoji = z.string().nullable()

/** A message on a phone, whatever the program. */
export const StoredText = z.object({
  kind: z.literal('text'),
  app: SimulatorApp,
  inboxId: z.string(),
  provider: z.string(),
  /** As the provider writes them, the account, the two sides, and its id of the message. */
  account: z.string(),
  externalId: z.string(),
  from: z.string(),
  to: z.string(),
  text: z.string(),
  files: z.array(File),
  status: z.enum(['queued', 'sent', 'delivered', 'read', 'undelivered', 'failed', 'received', 'refused']),
  failure: Failure.nullable(),
  answers: z.array(Answer),
  segments: z.number(),
  choices: z.array(SimulatorChoice),
  reactions: z.object({ customer: emoji, business: emoji }),
  /** The provider's id of the message that this answers. */
  quotes: z.string().nullable(),
  edits: z.number(),
  unsent: z.boolean(),
  /** Where receipts go, and what of ours the provider carries back with them. */
  callback: z.string().nullable(),
  reference: z.string().nullable(),
  extra: z.record(z.string(), z.string()),
  sentAt: z.string().nullable(),
})
export type StoredText = z.infer<typeof StoredText>

type Needed = 'app' | 'inboxId' | 'provider' | 'account' | 'externalId' | 'from' | 'to' | 'text'

/** A message of which nothing more is known than what it says. */
export function newText(text: Pick<StoredText, Needed> & Partial<StoredText>): StoredText {
  return {
    kind: 'text',
    files: [],
    status: 'queued',
    failure: null,
    answers: [],
    segments: countSegments(text.text).segments,
    choices: [],
    reactions: { customer: null, business: null },
    quotes: null,
    edits: 0,
    unsent: false,
    callback: null,
    reference: null,
    extra: {},
    sentAt: null,
    ...text,
  }
}

export const StoredMail = z.object({
  kind: z.literal('mail'),
  inboxId: z.string(),
  envelopeFrom: z.string(),
  fromName: z.string().nullable(),
  fromAddress: z.string(),
  replyTo: z.string().nullable(),
  to: z.string(),
  subject: z.string(),
  text: z.string(),
  html: z.string().nullable(),
  messageId: z.string(),
  inReplyTo: z.string().nullable(),
  references: z.array(z.string()),
  automatic: z.string().nullable(),
  files: z.array(File),
  answers: z.array(Answer),
})
export type StoredMail = z.infer<typeof StoredMail>

/** A review that a customer has written. Its id is the provider's name of it; there is one for each inbox. */
export const StoredReview = z.object({
  kind: z.literal('review'),
  inboxId: z.string(),
  externalId: z.string(),
  stars: z.number(),
  text: z.string(),
  author: z.string(),
  createdAt: z.string(),
  updatedAt: z.string(),
  reply: z.object({ text: z.string(), at: z.string() }).nullable(),
  answers: z.array(Answer),
})
export type StoredReview = z.infer<typeof StoredReview>

export function readReview(row: SimulatorRow): StoredReview | null {
  const parsed = StoredReview.safeParse(row.body)
  return parsed.success ? parsed.data : null
}
export function readText(row: SimulatorRow): StoredText | null {
  const parsed = StoredText.safeParse(row.body)
  return parsed.success ? parsed.data : null
}
export function readMail(row: SimulatorRow): StoredMail | null {
  const parsed = StoredMail.safeParse(row.body)
  return parsed.success ? parsed.data : null
}

/** The row as the page gets it; null for rows that are no messages. `quoted`: the words of what it answers. */
export function presentItem(row: SimulatorRow, quoted: string | null = null): SimulatorItem | null {
  const at = row.at.toISOString()
  const from = row.direction === 'to_business' ? ('customer' as const) : ('business' as const)
  const text = readText(row)
  if (text) {
    const { inboxId, files, answers, status, failure, choices, reactions, edits, unsent } = text
    const said = {
      text: text.text,
      files,
      answers,
      status,
      failure,
      choices,
      reactions,
      quoted,
      edits,
      unsent,
    }
    return { kind: 'text', id: row.id, inboxId, from, at, ...said }
  }
  const review = readReview(row)
  if (review) {
    const { inboxId, stars, reply, answers, createdAt, updatedAt } = review
    const edited = createdAt !== updatedAt
    return {
      kind: 'review',
      id: row.id,
      inboxId,
      from,
      // As everybody sees it: when it was last written.
      at: updatedAt,
      text: review.text,
      files: [],
      stars,
      edited,
      reply,
      answers,
    }
  }
  const mail = readMail(row)
  if (!mail) return null
  const { envelopeFrom: _e, replyTo: _r, references: _s, html, ...shown } = mail
  return { ...shown, id: row.id, from, at, html: html === null ? null : (sanitizeHtml(html)?.html ?? null) }
}

/** All of a device as the page gets them. */
export function presentItems(rows: SimulatorRow[]): SimulatorItem[] {
  const words = new Map(
    rows.flatMap((row): [string, string][] => {
      const text = readText(row)
      return text ? [[text.externalId, text.text || 'A picture']] : []
    }),
  )
  return rows.flatMap((row) => {
    const quotes = readText(row)?.quotes
    return presentItem(row, quotes ? (words.get(quotes) ?? null) : null) ?? []
  })
}
