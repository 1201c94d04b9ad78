// What was begun and not sent, by conversation. Kept in this browser at every key press: a crash, a reload or a look at
// another conversation loses nothing.
import { stored } from '#web/store/listenable.ts'
import type { Outgoing } from './outgoing.ts'

export type Recipients = { to: string[]; cc: string[]; bcc: string[] }
/** The message that is answered: enough of it to be recognised. */
export type Quote = { messageId: string; inboxId: string; author: string; text: string }
export type Draft = {
  text: string
  subject: string
  route: string | null
  /** The way that the conversation went by when another one was chosen. */
  over?: string | null
  /** In place of everybody who was on the last mail; null is everybody. */
  recipients?: Recipients | null
  quotes?: Quote | null
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
  const empty =
    next.text === '' && next.subject === '' && next.route === null && !next.recipients && !next.quotes
  const kept = Object.entries(others).slice(-(KEEP - 1))
  drafts.set(Object.fromEntries(empty ? kept : [...kept, [conversationId, next]]))
}

/** Puts a message that did not go out back where it was written, before whatever stands there now. */
export function returnToComposer(outgoing: Outgoing): void {
  const { conversationId, text, subject, route, recipients, quotes } = outgoing
  // The words of a template are not ours to change.
  if (outgoing.template) return
  const held = drafts.get()[conversationId] ?? emptyDraft
  writeDraft(conversationId, {
    text: [text, held.text].filter(Boolean).join('\n'),
    subject: held.subject || (subject ?? ''),
    route: held.route ?? (route ? routeKey(route) : null),
    recipients: held.recipients ?? recipients ?? null,
    quotes: held.quotes ?? quotes ?? null,
  })
}

type Way = { inboxId: string; addressId: string }
export function routeKey({ inboxId, addressId }: Way): string {
  return `${inboxId} ${addressId}`
}

/** By which way the reply goes, until the customer writes by another one. */
export function chooseRoute(conversationId: string, route: Way, current: Way | null): void {
  writeDraft(conversationId, { route: routeKey(route), over: current && routeKey(current) })
}

/**
 * The way of a draft among those that there are. A choice was made against the way in use then: when the customer has
 * written by a third way since, the reply follows them.
 */
export function draftRoute<R extends Way & { current: boolean; usable: boolean }>(
  draft: Draft,
  routes: R[],
): R | null {
  const current = routes.find((r) => r.current) ?? null
  const stale = draft.over !== undefined && draft.over !== (current && routeKey(current))
  return (
    (stale ? undefined : routes.find((r) => routeKey(r) === draft.route)) ??
    // The conversation's own way even where it is shut: changing to another is the writer's decision, not ours.
    current ??
    routes.find((r) => r.usable) ??
    null
  )
}
