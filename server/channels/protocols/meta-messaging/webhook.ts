// What Meta tells us of a page or an Instagram account: many events in one request, each for itself.

import type { InboxAccount, IncomingItem, ParseOutcome, RawRequest } from '#channels/channel.ts'
import { readJson } from '#channels/protocols/rest/incoming.ts'
import type { Dialect } from './dialect.ts'
import { type Own, readEvent } from './event.ts'
import { settingsOf } from './settings.ts'
import { type Entry, Envelope, Event } from './shapes.ts'

const ignored = (why: string): IncomingItem => ({ kind: 'ignored', why })
/** What PostgreSQL takes in no text: NUL, and halves of surrogate pairs. */
/** In the test events of Meta's console. */
const NOBODY = '0'

/** The fields whose values are events like those under `messaging`. */
const EVENTS = new Set([
  'messages',
  'standby',
  'message_edit',
  'message_reactions',
  'messaging_handover',
  'messaging_postbacks',
  'messaging_seen',
])
const STANDBY = 'Another app answers in this conversation at the moment (standby)'

type Read = { ok: true; items: IncomingItem[] } | { ok: false; reason: string }

/** Reads one verified request. What is for another account, or cannot be read, is refused and so kept. */
export function parseOf(dialect: Dialect): (raw: RawRequest, account: InboxAccount) => ParseOutcome {
  return (raw, account) => {
    const envelope = Envelope.safeParse(readJson(raw.body))
    if (!envelope.success)
      return { ok: false, reason: 'This is no webhook of Meta: it has no object and entries.' }
    const { object, entry: entries } = envelope.data
    if (object !== dialect.object)
      return {
        ok: false,
        reason: `This is about “${object.slice(0, 40)}”, and the inbox is for ${dialect.label}: give each its own webhook address.`,
      }
    const { ownId, appId } = settingsOf(dialect, account)
    const own = entries.filter((entry) => entry.id === ownId)
    const strange = entries.find((entry) => entry.id !== ownId && entry.id !== NOBODY)
    if (own.length === 0 && strange)
      return {
        ok: false,
        reason: `This is for the ${dialect.account.label} ${strange.id.slice(0, 40)}, and the inbox has another: correct it, then read this again.`,
      }
    const items: IncomingItem[] = []
    for (const entry of entries) {
      const read = entry.id === ownId ? readEntry(dialect, entry, { id: ownId, appId }) : notOurs(entry)
      if (!read.ok) return read
      items.push(...read.items)
    }
    return { ok: true, items }
  }
}

function notOurs(entry: Entry): Read {
  const why = entry.id === NOBODY ? 'A test event of Meta’s console.' : 'An event of another account.'
  return { ok: true, items: [ignored(why)] }
}

function readEntry(dialect: Dialect, entry: Entry, own: Own): Read {
  const items: IncomingItem[] = []
  const values = (entry.messaging ?? []).map((value) => ({ value, standby: false }))
  for (const value of entry.standby ?? []) values.push({ value, standby: true })
  // Instagram sends some events in this form.
  for (const { field, value } of entry.changes ?? [])
    if (EVENTS.has(field)) values.push({ value, standby: field === 'standby' })
    else items.push(ignored(`Meta told of “${field.slice(0, 40)}”, which is no message.`))
  for (const { value, standby } of values) {
    const event = Event.safeParse(value)
    if (!event.success) {
      const [issue] = event.error.issues
      return { ok: false, reason: `An event cannot be read: ${issue?.path.join('.')}: ${issue?.message}` }
    }
    const read = readEvent(dialect, event.data, own)
    items.push(...(standby ? read.map(unanswered) : read))
  }
  return { ok: true, items }
}

/** While another app has the conversation, people see what is said; no machine of ours answers into theirs. */
function unanswered(item: IncomingItem): IncomingItem {
  if (item.kind === 'echo') return { ...item, by: 'Another app' }
  return item.kind === 'message' ? { ...item, automatic: true, automaticReason: STANDBY } : item
}
