// One message of a customer, in our words.
import type { IncomingIdentity, IncomingItem, IncomingMessage } from '#channels/channel.ts'
import { readContent } from './content.ts'
import { identityOf, isUserId, profileOf, toNumber, whoOf } from './people.ts'
import { Message, type MessageShape, type ValueShape } from './shapes.ts'

export type Read<T> = { ok: true; item: T } | { ok: false; why: string }

/**
 * Reads one entry of a webhook's messages: a message or a reaction, and what it tells beside that about who somebody
 * is. What cannot be answered to anybody is refused.
 */
export function readEntry(given: unknown, value: ValueShape): Read<IncomingItem>[] {
  const parsed = Message.safeParse(given)
  if (!parsed.success) return [{ ok: false, why: 'A message without an id.' }]
  const message = parsed.data
  const profile = profileOf(message, value.contacts)
  const read =
    message.type === 'reaction' ? readReaction(message) : (readEdit(message) ?? readMessage(message, value))
  const identity = readChange(message) ?? identityOf(message.from, message.from_user_id ?? profile?.user_id)
  return identity ? [read, { ok: true, item: identity }] : [read]
}

/** A reaction marks a message; it is none. */
function readReaction(message: MessageShape): Read<IncomingItem> {
  const from = whoOf(message.from, message.from_user_id)
  const { message_id: targetId, emoji } = message.reaction ?? {}
  if (!from || !targetId)
    return { ok: true, item: { kind: 'ignored', why: 'A reaction of nobody, or to nothing.' } }
  return {
    ok: true,
    item: {
      kind: 'reaction',
      targetId,
      from: from.address,
      emoji: emoji || null,
      at: timeOf(message.timestamp),
    },
  }
}

/** A message was changed, or taken back: by the customer, or on the business's phone. Null where it is neither. */
export function readEdit(message: MessageShape): Read<IncomingItem> | null {
  const { edit, revoke, timestamp } = message
  const at = timeOf(timestamp)
  if (message.type === 'revoke' && revoke?.original_message_id)
    return { ok: true, item: { kind: 'change', targetId: revoke.original_message_id, text: null, at } }
  if (message.type !== 'edit' || !edit?.original_message_id) return null
  const { text, image, video, document } = edit.message ?? {}
  const words = text?.body ?? image?.caption ?? video?.caption ?? document?.caption
  return words === null || words === undefined
    ? null
    : { ok: true, item: { kind: 'change', targetId: edit.original_message_id, text: words, at } }
}

/** Somebody has another number, or another id, from now on. */
function readChange({ type, system, from, from_user_id: fromId }: MessageShape): IncomingIdentity | null {
  if (type !== 'system' || !system) return null
  const number = toNumber(system.wa_id || system.new_wa_id)
  const before = toNumber(from)
  if (system.type === 'user_changed_number' && before && number && before !== number)
    return {
      kind: 'identity',
      address: before,
      other: { kind: 'phone', value: number },
      replaces: true,
    }
  const id = system.user_id
  if (system.type === 'user_changed_user_id' && fromId && isUserId(fromId) && id && isUserId(id))
    return {
      kind: 'identity',
      address: fromId,
      addressKind: 'whatsapp_user',
      other: { kind: 'whatsapp_user', value: id },
      replaces: true,
    }
  return null
}

function readMessage(message: MessageShape, value: ValueShape): Read<IncomingMessage> {
  const who = whoOf(message.from, message.from_user_id)
  if (!who) return { ok: false, why: 'A message of nobody who could be answered.' }
  const profile = profileOf(message, value.contacts)
  const { text, files, silent } = readContent(message)
  return {
    ok: true,
    item: {
      kind: 'message',
      externalId: message.id,
      from: who.address,
      ...(who.kind === 'phone' ? {} : { fromKind: who.kind }),
      fromName: profile?.profile?.name?.trim() || null,
      to: toNumber(value.metadata?.display_phone_number),
      text,
      subject: null,
      html: null,
      files,
      email: null,
      automatic: silent !== null,
      ...(silent === null ? {} : { automaticReason: silent }),
      ...(message.context?.id ? { quotes: message.context.id } : {}),
      sentAt: timeOf(message.timestamp),
      meta: {
        whatsapp: metaOf(message, profile?.user_id ?? null, profile?.profile?.username ?? null),
      },
    },
  }
}

/** Seconds since 1970, as WhatsApp writes them; null where it is no time. */
export function timeOf(timestamp: string | null | undefined): Date | null {
  if (!timestamp || !/^\d{9,11}$/.test(timestamp)) return null
  return new Date(Number(timestamp) * 1000)
}

/** What else was said, under a name of its own: what the message answers, from which advertisement it came, and whose
 * it is by the id that stays when there is no number. */
function metaOf(
  message: MessageShape,
  profileUserId: string | null,
  username: string | null,
): Record<string, unknown> {
  const { interactive } = message
  const file = message.image ?? message.video ?? message.audio ?? message.document ?? message.sticker
  const all = {
    type: message.type,
    userId: message.from_user_id ?? profileUserId,
    username,
    context: message.context,
    referral: message.referral,
    reply: interactive?.button_reply ?? interactive?.list_reply,
    form: interactive?.nfm_reply?.response_json,
    button: message.button?.payload,
    order: message.order,
    system: message.system,
    voice: file?.voice,
    animated: file?.animated,
    placeUrl: message.location?.url,
    errors: message.errors,
  }
  return Object.fromEntries(Object.entries(all).filter(([, one]) => one !== null && one !== undefined))
}
