// Telegram's updates: one a request. Private chats with the bot are conversations; groups and channels are not.

import type { IncomingItem, IncomingMessage, ParseOutcome, RawRequest } from '#channels/channel.ts'
import { readJson } from '#channels/protocols/rest/incoming.ts'
import { toAddress, toExternalId } from './address.ts'
import { readContent } from './content.ts'
import { Callback, Message, type Person, Reaction, Update } from './shapes.ts'

const ignored = (why: string): IncomingItem => ({ kind: 'ignored', why })
/** What PostgreSQL takes in no text: NUL, and halves of surrogate pairs. */

/** Reads one verified update. Kinds that we do not know change nothing; a message that cannot be read is refused. */
export function parse(raw: RawRequest): ParseOutcome {
  const update = Update.safeParse(readJson(raw.body))
  if (!update.success) return { ok: false, reason: 'This is no update of Telegram: it has no update_id.' }
  const {
    message,
    edited_message: edited,
    message_reaction: reaction,
    callback_query: callback,
  } = update.data
  if (message !== undefined) return read(message, readMessage)
  if (edited !== undefined) return read(edited, readEdited)
  if (reaction !== undefined) return readReaction(reaction)
  if (callback !== undefined) return readCallback(callback)
  const kind = Object.keys(update.data).find((name) => name !== 'update_id') ?? 'nothing'
  return {
    ok: true,
    items: [ignored(`Telegram told of “${kind.slice(0, 40)}”, which changes nothing here.`)],
  }
}

function read(value: unknown, to: (message: Message, from: Person) => IncomingItem): ParseOutcome {
  const parsed = Message.safeParse(value)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    return { ok: false, reason: `The message cannot be read: ${issue?.path.join('.')}: ${issue?.message}` }
  }
  const message = parsed.data
  const item =
    message.chat.type !== 'private'
      ? ignored(
          `A message in a ${message.chat.type.slice(0, 20)}: only private chats with the bot are taken.`,
        )
      : !message.from || message.from.is_bot
        ? ignored('A message that no person wrote.')
        : to(message, message.from)
  return { ok: true, items: [item] }
}

function readMessage(message: Message, from: Person): IncomingItem {
  return toIncoming(message, from, toExternalId(message.chat.id, message.message_id))
}

/** What a customer changes afterwards: the text, or the words beside a picture. */
function readEdited(message: Message, from: Person): IncomingItem {
  // A live location is an edit every few seconds.
  if (message.location) return ignored('A live location has moved.')
  const { text, files } = readContent(message)
  const date = message.edit_date ?? message.date
  const targetId = toExternalId(message.chat.id, message.message_id)
  // A picture without words is what was changed: it comes as a message of its own, because a change carries no files.
  if (text === '' && files.length > 0)
    return { ...toIncoming(message, from, `${targetId}:edit:${message.edit_date ?? 0}`), text: 'Edited:' }
  return {
    kind: 'change',
    targetId,
    text,
    at: date ? new Date(date * 1000) : null,
  }
}

/** One reaction of several (Premium) counts: the first that is an emoji. None: taken back. */
function readReaction(value: unknown): ParseOutcome {
  const parsed = Reaction.safeParse(value)
  if (!parsed.success) return { ok: false, reason: 'The reaction cannot be read.' }
  const { chat, message_id: id, user, date, new_reaction: fresh } = parsed.data
  if (chat.type !== 'private' || !user)
    return { ok: true, items: [ignored('A reaction in a group, or of nobody.')] }
  const emoji = fresh.find((one) => one.emoji)?.emoji ?? null
  return {
    ok: true,
    items: [
      fresh.length > 0 && emoji === null
        ? ignored('A reaction with a picture of Telegram’s own.')
        : {
            kind: 'reaction',
            targetId: toExternalId(chat.id, id),
            from: toAddress(user.id),
            emoji,
            at: date ? new Date(date * 1000) : null,
          },
    ],
  }
}

function toIncoming(message: Message, from: Person, externalId: string): IncomingMessage {
  const { text, files } = readContent(message)
  const { date } = message
  const meta = {
    ...(from.username ? { username: from.username } : {}),
    ...(from.language_code ? { language: from.language_code } : {}),
    ...(message.reply_to_message
      ? { replyTo: toExternalId(message.chat.id, message.reply_to_message.message_id) }
      : {}),
    ...(message.media_group_id ? { mediaGroup: message.media_group_id } : {}),
    ...(message.forward_origin ? { forwarded: true } : {}),
  }
  return {
    kind: 'message',
    externalId,
    from: toAddress(from.id),
    fromName: [from.first_name, from.last_name].filter(Boolean).join(' ').trim() || null,
    to: null,
    text,
    subject: null,
    html: null,
    files,
    email: null,
    automatic: false,
    sentAt: date ? new Date(date * 1000) : null,
    meta: Object.keys(meta).length > 0 ? { telegram: meta } : {},
  }
}

/** A tapped button counts as what stands on it. Telegram shows a spinner until it is answered, so it is. */
function readCallback(value: unknown): ParseOutcome {
  const parsed = Callback.safeParse(value)
  if (!parsed.success) return { ok: false, reason: 'The tapped button cannot be read.' }
  const { id, from, data, message } = parsed.data
  const reply = {
    status: 200,
    contentType: 'application/json',
    body: JSON.stringify({ method: 'answerCallbackQuery', callback_query_id: id }),
  }
  if (message && message.chat.type !== 'private')
    return { ok: true, items: [ignored('A button tapped in a group.')], reply }
  const button = message?.reply_markup?.inline_keyboard.flat().find((b) => data && b.callback_data === data)
  const text = button?.text || data
  if (!text) return { ok: true, items: [ignored('A tapped button that says nothing.')], reply }
  const item: IncomingMessage = {
    kind: 'message',
    externalId: `callback:${id}`,
    from: toAddress(from.id),
    fromName: [from.first_name, from.last_name].filter(Boolean).join(' ').trim() || null,
    to: null,
    text,
    subject: null,
    html: null,
    files: [],
    email: null,
    automatic: false,
    sentAt: null,
    meta: {
      telegram: {
        ...(data ? { button: data } : {}),
        ...(message ? { replyTo: toExternalId(message.chat.id, message.message_id) } : {}),
      },
    },
  }
  return { ok: true, items: [item], reply }
}
