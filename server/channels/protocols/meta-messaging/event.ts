// One event of Meta's: what somebody said, did to what was said, or has seen.
import type { IncomingItem, IncomingMessage } from '#channels/channel.ts'
import { readContent } from './content.ts'
import { readControl } from './control.ts'
import { type Dialect, isScopedId, toAddress } from './dialect.ts'
import { type Event, readMoment } from './shapes.ts'

/** Who we are there. `appId` is empty where nobody has told us. */
export type Own = { id: string; appId: string }

const ignored = (why: string): IncomingItem => ({ kind: 'ignored', why })

export function readEvent(dialect: Dialect, event: Event, own: Own): IncomingItem[] {
  const { message, delivery, read } = event
  if (message?.is_echo) return [readEcho(dialect, message, event, own)]
  const control = readControl(dialect, event)
  if (control) return [control]
  if (event.sender.id === own.id || !isScopedId(event.sender.id))
    return [ignored('Nobody who could be answered.')]
  const from = toAddress(dialect, event.sender.id)
  const at = readMoment(event.timestamp)
  if (delivery) return readDelivery(delivery, from, at)
  if (read) return [readRead(read, from, at)]
  if (event.reaction) return [readReaction(event.reaction, from, at)]
  if (message?.is_deleted) return [{ kind: 'change', targetId: message.mid, text: null, at }]
  if (message) return [readMessage(dialect, event, message)]
  if (event.postback) return [readPostback(dialect, event, event.postback)]
  const edit = event.message_edit
  if (edit?.text) return [{ kind: 'change', targetId: edit.mid, text: edit.text, at }]
  const kind = Object.keys(event).find((name) => !['sender', 'recipient', 'timestamp'].includes(name))
  return [ignored(`Meta told of “${(kind ?? 'nothing').slice(0, 40)}”, which changes nothing here.`)]
}

/**
 * What went out from the account. Ours carries our id of it, or our app's; everything else a person has written, or
 * another program.
 */
function readEcho(
  dialect: Dialect,
  message: NonNullable<Event['message']>,
  event: Event,
  own: Own,
): IncomingItem {
  const at = readMoment(event.timestamp)
  if (message.is_deleted) return { kind: 'change', targetId: message.mid, text: null, at }
  const [ours] = /^msg_[0-9A-Za-z]{1,64}$/.exec(message.metadata ?? '') ?? []
  if (ours)
    return { kind: 'receipt', externalId: message.mid, messageId: ours, status: 'sent', error: null, at }
  const to = event.recipient?.id
  if (!to || to === own.id || !isScopedId(to)) return ignored('Sent to nobody who could be answered.')
  return {
    kind: 'echo',
    externalId: message.mid,
    to: toAddress(dialect, to),
    ...readContent(dialect, message, 'business'),
    by: dialect.elsewhere,
    maybeOurs: true,
    ...(own.appId !== '' && message.app_id === own.appId ? { own: true } : {}),
  }
}

/** Single messages where Meta names them, and everything until then. */
function readDelivery(
  delivery: NonNullable<Event['delivery']>,
  from: string,
  at: Date | null,
): IncomingItem[] {
  const items: IncomingItem[] = (delivery.mids ?? []).map((externalId) => ({
    kind: 'receipt',
    externalId,
    messageId: null,
    status: 'delivered',
    error: null,
    at,
  }))
  const upTo = readMoment(delivery.watermark)
  if (upTo) items.push({ kind: 'watermark', from, status: 'delivered', upTo })
  return items.length > 0 ? items : [ignored('Something was delivered; Meta does not say what.')]
}

/** Messenger says until when, Instagram until which message. */
function readRead(read: NonNullable<Event['read']>, from: string, at: Date | null): IncomingItem {
  const upTo = readMoment(read.watermark)
  if (upTo) return { kind: 'watermark', from, status: 'read', upTo }
  if (read.mid) return { kind: 'watermark', from, status: 'read', upTo: at ?? new Date(0), upToId: read.mid }
  return ignored('Something was read; Meta does not say what.')
}

function readReaction(reaction: NonNullable<Event['reaction']>, from: string, at: Date | null): IncomingItem {
  const taken = reaction.action === 'unreact'
  // Where the emoji itself is missing there is its name.
  const emoji = reaction.emoji || EMOJI.get(reaction.reaction ?? '') || reaction.reaction || '👍'
  return { kind: 'reaction', targetId: reaction.mid, from, emoji: taken ? null : emoji, at }
}

const EMOJI = new Map([
  ['love', '❤️'],
  ['smile', '😆'],
  ['wow', '😮'],
  ['sad', '😢'],
  ['angry', '😠'],
  ['like', '👍'],
  ['yes', '👍'],
  ['dislike', '👎'],
  ['no', '👎'],
  ['other', '👍'],
])

/** A tapped button says what stands on it; what it means to the business goes along. */
function readPostback(
  dialect: Dialect,
  event: Event,
  postback: NonNullable<Event['postback']>,
): IncomingItem {
  const text = postback.title || postback.payload
  if (!text) return ignored('A tapped button that says nothing.')
  const about = {
    ...(postback.payload ? { payload: postback.payload } : {}),
    ...referral(postback.referral),
  }
  const id = postback.mid || `postback:${event.sender.id}:${String(event.timestamp)}`
  return toIncoming(dialect, event, id, text, about)
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
