// What lies on a device, as it is stored and as the page shows it.
import { z } from 'zod'
import type { SimulatorRow } from '#db/simulator.ts'
import { sanitizeHtml } from '#lib/html.ts'
import { SimulatorApp, type SimulatorItem } from '#wire/simulator.ts'

const File = z.object({ id: z.string(), name: z.string(), type: z.string(), size: z.number() })
const Answer = z.object({ status: z.number(), note: z.string().nullable() })

export const StoredText = z.object({
  kind: z.literal('text'),
  app: SimulatorApp,
  inboxId: z.string(),
  accountSid: z.string(),
  sid: z.string(),
  /** As the provider writes them: E.164, with `whatsapp:` in front where it is one. */
  from: z.string(),
  to: z.string(),
  text: z.string(),
  files: z.array(File),
  status: z.enum(['queued', 'sent', 'delivered', 'read', 'undelivered', 'failed', 'received', 'refused']),
  errorCode: z.number().nullable(),
  answers: z.array(Answer),
  segments: z.number(),
  statusCallback: z.string().nullable(),
  messagingServiceSid: z.string().nullable(),
  sentAt: z.string().nullable(),
})
export type StoredText = z.infer<typeof StoredText>

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

export function readText(row: SimulatorRow): StoredText | null {
  const parsed = StoredText.safeParse(row.body)
  return parsed.success ? parsed.data : null
}
export function readMail(row: SimulatorRow): StoredMail | null {
  const parsed = StoredMail.safeParse(row.body)
  return parsed.success ? parsed.data : null
}

/** The row as the page gets it; null for rows that are no messages. */
export function presentItem(row: SimulatorRow): SimulatorItem | null {
  const at = row.at.toISOString()
  const from = row.direction === 'to_business' ? ('customer' as const) : ('business' as const)
  const text = readText(row)
  if (text) {
    const { inboxId, files, answers, status, errorCode } = text
    return { kind: 'text', id: row.id, inboxId, from, text: text.text, files, answers, at, status, errorCode }
  }
  const mail = readMail(row)
  if (!mail) return null
  const { envelopeFrom: _e, replyTo: _r, references: _s, html, ...shown } = mail
  return { ...shown, id: row.id, from, at, html: html === null ? null : (sanitizeHtml(html)?.html ?? null) }
}
