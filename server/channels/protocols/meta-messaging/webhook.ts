// What Meta tells us of a page or an Instagram account: many events in one request, each for itself.
import type {
  InboxAccount,
  IncomingItem,
  IncomingMessage,
  ParseOutcome,
  RawRequest,
} from '#channels/channel.ts'
import { readContent } from './content.ts'
import { type Dialect, isScopedId, toAddress } from './dialect.ts'
import { settingsOf } from './settings.ts'
import { type Entry, Envelope, Event, readMoment } from './shapes.ts'

const ignored = (why: string): IncomingItem => ({ kind: 'ignored', why })
/** What PostgreSQL takes in no text: NUL, and halves of surrogate pairs. */
const clean = (text: string) => text.replaceAll('\0', '').toWellFormed()
/** In the test events of Meta's console. */
const NOBODY = '0'

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
    const { ownId } = settingsOf(dialect, account)
    const own = entries.filter((entry) => entry.id === ownId)
    const strange = entries.find((entry) => entry.id !== ownId && entry.id !== NOBODY)
    if (own.length === 0 && strange)
      return {
        ok: false,
        reason: `This is for the ${dialect.account.label} ${strange.id.slice(0, 40)}, and the inbox has another: correct it, then read this again.`,
      }
    const items: IncomingItem[] = []
    for (const entry of entries) {
      const read = entry.id === ownId ? readEntry(dialect, entry, ownId) : notOurs(entry)
      if (!read.ok) return read
      items.push(...read.items)
    }
    return { ok: true, items }
  }
}

function readJson(body: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(body).toString('utf8'), (_name, value: unknown) =>
      typeof value === 'string' ? clean(value) : value,
    )
  } catch {
    return null
  }
}

function notOurs(entry: Entry): Read {
  const why = entry.id === NOBODY ? 'A test event of Meta’s console.' : 'An event of another account.'
  return { ok: true, items: [ignored(why)] }
}

function readEntry(dialect: Dialect, entry: Entry, ownId: string): Read {
  const items: IncomingItem[] = (entry.standby ?? []).map(() =>
    ignored('Another app has this conversation at the moment (standby): it is not answered here.'),
  )
  const values = [...(entry.messaging ?? [])]
  // Instagram sends some messages in this form.
  for (const { field, value } of entry.changes ?? [])
    if (field === 'messages') values.push(value)
    else items.push(ignored(`Meta told of “${field.slice(0, 40)}”, which is no message.`))
  for (const value of values) {
    const event = Event.safeParse(value)
    if (!event.success) {
      const [issue] = event.error.issues
      return { ok: false, reason: `An event cannot be read: ${issue?.path.join('.')}: ${issue?.message}` }
    }
    items.push(...readEvent(dialect, event.data, ownId))
  }
  return { ok: true, items }
}

function readEvent(dialect: Dialect, event: Event, ownId: string): IncomingItem[] {
  const { message, postback, message_edit: edit, delivery, read } = event
  if (message?.is_echo) return [readEcho(message, event)]
  if (delivery) return readDelivery(event)
  if (read) return [readRead(event)]
  if (event.sender.id === ownId || !isScopedId(event.sender.id))
    return [ignored('Nobody who could be answered.')]
  if (event.reaction)
    return [ignored(`A reaction${event.reaction.emoji ? ` (${event.reaction.emoji})` : ''} to a message.`)]
  if (message?.is_deleted) return [ignored('The customer has taken a message back.')]
  if (message) return [readMessage(dialect, event, message)]
  if (postback) {
    const text = postback.title || postback.payload
    if (!text) return [ignored('A tapped button that says nothing.')]
    const about = {
      ...(postback.payload ? { payload: postback.payload } : {}),
      ...referral(postback.referral),
    }
    const id = postback.mid || `postback:${event.sender.id}:${String(event.timestamp)}`
    return [toIncoming(dialect, event, id, text, about)]
  }
  if (edit?.text) {
    const id = `${edit.mid}:edit:${edit.num_edit ?? 1}`
    return [toIncoming(dialect, event, id, `Edited: ${edit.text}`, { editOf: edit.mid })]
  }
  const kind = Object.keys(event).find((name) => !['sender', 'recipient', 'timestamp'].includes(name))
  return [ignored(`Meta told of “${(kind ?? 'nothing').slice(0, 40)}”, which changes nothing here.`)]
}

/** Ours carries our id of it: with it a message is known whose answer was lost. */
function readEcho(message: NonNullable<Event['message']>, event: Event): IncomingItem {
  const ours = /^msg_[0-9A-Za-z]{1,64}$/.test(message.metadata ?? '') ? message.metadata : null
  if (!ours) return ignored('Written by the business itself, in Meta’s own inbox or with another app.')
  return {
    kind: 'receipt',
    externalId: message.mid,
    messageId: ours,
    status: 'sent',
    error: null,
    at: readMoment(event.timestamp),
  }
}

/** The watermark (everything until then) cannot be said of single messages; their ids can, where Meta names them. */
function readDelivery(event: Event): IncomingItem[] {
  const mids = event.delivery?.mids ?? []
  if (mids.length === 0) return [ignored('Delivered until some time, without the ids of messages.')]
  const at = readMoment(event.timestamp)
  return mids.map((externalId) => ({
    kind: 'receipt',
    externalId,
    messageId: null,
    status: 'delivered',
    error: null,
    at,
  }))
}

function readRead(event: Event): IncomingItem {
  if (!event.read?.mid) return ignored('Read until some time, without the ids of messages.')
  const at = readMoment(event.timestamp)
  return { kind: 'receipt', externalId: event.read.mid, messageId: null, status: 'read', error: null, at }
}

function readMessage(
  dialect: Dialect,
  event: Event,
  message: NonNullable<Event['message']>,
): IncomingMessage {
  const { text, files } = readContent(dialect, message)
  const { reply_to: reply, quick_reply: quick } = message
  const mentioned = message.attachments?.find((one) => one.type === 'story_mention')?.payload?.url
  const story = reply?.story ?? (mentioned ? { id: null, url: mentioned } : null)
  const about = {
    ...(reply?.mid ? { replyTo: reply.mid } : {}),
    ...(story
      ? { story: { ...(story.id ? { id: story.id } : {}), ...(story.url ? { url: story.url } : {}) } }
      : {}),
    ...(quick?.payload ? { payload: quick.payload } : {}),
    ...referral(message.referral),
  }
  return { ...toIncoming(dialect, event, message.mid, text, about), files }
}

function referral(
  from: { ref?: string | null; source?: string | null; ad_id?: string | null } | null | undefined,
) {
  const { ref, source, ad_id: ad } = from ?? {}
  const said = { ...(ref ? { ref } : {}), ...(source ? { source } : {}), ...(ad ? { ad } : {}) }
  return Object.keys(said).length > 0 ? { referral: said } : {}
}

function toIncoming(
  dialect: Dialect,
  event: Event,
  externalId: string,
  text: string,
  about: Record<string, unknown>,
): IncomingMessage {
  return {
    kind: 'message',
    externalId,
    from: toAddress(dialect, event.sender.id),
    fromName: null,
    to: null,
    text,
    subject: null,
    html: null,
    files: [],
    email: null,
    automatic: false,
    sentAt: readMoment(event.timestamp),
    meta: Object.keys(about).length > 0 ? { meta: about } : {},
  }
}
