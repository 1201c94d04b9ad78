import { jsonCall } from '#simulator/calls.ts'
import { type Customer, idOn } from '#simulator/devices.ts'
import type { StoredText } from '#simulator/items.ts'
import { type Happening, type Moment, secretOf, type WebhookCall } from '#simulator/provider.ts'
import { nextId, numberIn } from './chat.ts'

type Content = Record<string, unknown>

/** One update in each request, proved by the secret that was given with the webhook. */
export function webhook(happened: Happening, moment: Moment): WebhookCall | null {
  const update = updateOf(happened, moment)
  if (!update) return null
  return jsonCall(moment.webhookUrl, { update_id: nextId(), ...update }, () => ({
    'x-telegram-bot-api-secret-token': secretOf(moment, 'webhookSecret'),
  }))
}

function updateOf(happened: Happening, { customer, at }: Moment): Content | null {
  const chat = chatOf(customer)
  const date = Math.floor(at.getTime() / 1_000)
  const base = { chat, from: personOf(customer), date }
  switch (happened.what) {
    case 'message':
      return { message: { ...base, ...numbered(happened.message), ...contentOf(happened.message) } }
    case 'edit': {
      const { target, text } = happened
      const content = contentOf({ ...target, text })
      return { edited_message: { ...base, ...numbered(target), edit_date: date, ...content } }
    }
    case 'reaction': {
      const { target, emoji, before } = happened
      const list = (one: string | null) => (one ? [{ type: 'emoji', emoji: one }] : [])
      const marks = { old_reaction: list(before), new_reaction: list(emoji) }
      return { message_reaction: { chat, ...numbered(target), user: personOf(customer), date, ...marks } }
    }
    case 'choice': {
      const { target, choice } = happened
      const rows = target.choices.map(({ id, title }) => [{ text: title, callback_data: id }])
      const message = {
        ...numbered(target),
        chat,
        date,
        text: target.text,
        reply_markup: { inline_keyboard: rows },
      }
      const query = { id: String(nextId()), from: personOf(customer), data: choice.id, message }
      return { callback_query: { ...query, chat_instance: '1' } }
    }
    default:
      // Neither receipts, nor reading, nor that a message was taken back.
      return null
  }
}

const numbered = ({ externalId }: StoredText): Content => ({ message_id: numberIn(externalId) })

export function chatOf(customer: Customer): Content {
  const { is_bot: _bot, language_code: _language, ...chat } = personOf(customer)
  return { ...chat, type: 'private' }
}

function personOf(customer: Customer): Content {
  const [first_name, ...rest] = customer.name.split(' ')
  return {
    id: Number(idOn('telegram', customer)),
    is_bot: false,
    first_name,
    last_name: rest.join(' '),
    username: customer.handle?.replace('.', '_'),
    language_code: 'en',
  }
}

function contentOf({ text, files: [file] }: StoredText): Content {
  if (!file) return { text }
  const caption = text ? { caption: text } : {}
  const { id: file_id, size: file_size, name: file_name, type: mime_type } = file
  // Pictures come in several sizes, the largest last.
  if (file.type.startsWith('image/'))
    return {
      photo: [{ file_id, file_unique_id: file_id.slice(-12), width: 480, height: 360, file_size }],
      ...caption,
    }
  return {
    document: { file_id, file_unique_id: file_id.slice(-12), file_name, mime_type, file_size },
    ...caption,
  }
}
