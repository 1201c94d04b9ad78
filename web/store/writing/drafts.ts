// What was begun and not sent, by conversation. Kept in this browser at every key press: a crash, a reload or a look at
// another conversation loses nothing.
import { stored } from '#web/store/listenable.ts'
import type { Outgoing } from './outgoing.ts'

export type Recipients = { to: string[]; cc: string[]; bcc: string[] }
export type Draft = {
  text: string
  subject: string
  route: string | null
  /** In place of everybody who was on the last mail; null is everybody. */
  recipients?: Recipients | null
}
export const emptyDraft: Draft = { text: '', subject: '', route: null }

/** More would only fill the browser's storage with forgotten beginnings. */
const KEEP = 60

export const drafts = stored<Readonly<Record<string, Draft>>>('frontdesk.drafts', (raw) =>
  typeof raw === 'object' && raw !== null && !Array.isArray(raw) ? (raw as Record<string, Draft>) : {},
)

export function writeDraft(conversationId: string, change: Partial<Draft>): void {
  const all = drafts.get()
  const { [conversationId]: held = emptyDraft, ...others } = all
  const next = { ...held, ...change }
  const empty = next.text === '' && next.subject === '' && next.route === null && !next.recipients
  const kept = Object.entries(others).slice(-(KEEP - 1))
  drafts.set(Object.fromEntries(empty ? kept : [...kept, [conversationId, next]]))
}

/** Puts a message that did not go out back where it was written, before whatever stands there now. */
export function returnToComposer({ conversationId, text, subject, route, recipients }: Outgoing): void {
  const held = drafts.get()[conversationId] ?? emptyDraft
  writeDraft(conversationId, {
    text: [text, held.text].filter(Boolean).join('\n'),
    subject: held.subject || (subject ?? ''),
    route: held.route ?? (route ? routeKey(route) : null),
    recipients: held.recipients ?? recipients ?? null,
  })
}

export function routeKey({ inboxId, addressId }: { inboxId: string; addressId: string }): string {
  return `${inboxId} ${addressId}`
}
