// What WhatsApp tells: messages, gestures and states, in the envelope of a business account.
import { randomBytes } from 'node:crypto'
import { digitsOf } from '#simulator/calls.ts'
import { type Customer, idOn } from '#simulator/devices.ts'
import type { StoredText } from '#simulator/items.ts'
import { signedByMeta } from '#simulator/meta/graph.ts'
import { type Happening, type Moment, settingOf, type WebhookCall } from '#simulator/provider.ts'

type Content = Record<string, unknown>

export function webhook(happened: Happening, moment: Moment): WebhookCall | null {
  switch (happened.what) {
    case 'message': {
      const { message } = happened
      return said(moment, { id: message.externalId, ...contextOf(message), ...contentOf(message) })
    }
    case 'choice': {
      const { message, choice, target } = happened
      // Of a list it is a row that was chosen, of a template a button that says itself.
      const kind = target.extra['choices'] ?? 'button_reply'
      const interactive = { type: kind, [kind]: { id: choice.id, title: choice.title } }
      return said(moment, {
        id: message.externalId,
        ...contextOf(message),
        ...(kind === 'button'
          ? { type: 'button', button: { payload: choice.id, text: choice.title } }
          : { type: 'interactive', interactive }),
      })
    }
    case 'reaction': {
      const { target, emoji } = happened
      const reaction = { message_id: target.externalId, emoji: emoji ?? '' }
      return said(moment, { id: newId(), type: 'reaction', reaction })
    }
    case 'edit': {
      const { target, text } = happened
      const edit = { original_message_id: target.externalId, message: { type: 'text', text: { body: text } } }
      return said(moment, { id: newId(), type: 'edit', edit })
    }
    case 'unsend': {
      const revoke = { original_message_id: happened.target.externalId }
      return said(moment, { id: newId(), type: 'revoke', revoke })
    }
    case 'read':
      return reported(moment, happened.target, 'read', null)
    case 'receipt': {
      const { target, state, failure } = happened
      if (state === 'queued') return null
      return reported(moment, target, state === 'undelivered' ? 'failed' : state, failure)
    }
    default:
      return null
  }
}

const newId = (): string => `wamid.${randomBytes(24).toString('base64')}`
const seconds = (at: Date): string => String(Math.floor(at.getTime() / 1_000))

/** The id under which a business knows a customer, whatever number they have. */
export function userIdOf(customer: Customer): string | null {
  const id = idOn('whatsapp', customer)
  return id && `US.${id}`
}

function contextOf({ quotes, to }: StoredText): Content {
  return quotes ? { context: { from: to, id: quotes } } : {}
}

const KINDS = new Map([
  ['image/jpeg', 'image'],
  ['image/png', 'image'],
  ['video/mp4', 'video'],
  ['audio/ogg', 'audio'],
  ['audio/mpeg', 'audio'],
  ['audio/mp4', 'audio'],
])

function contentOf({ files: [file], text }: StoredText): Content {
  if (!file) return { type: 'text', text: { body: text } }
  const type = KINDS.get(file.type) ?? 'document'
  const caption = text ? { caption: text } : {}
  const named = type === 'document' ? { filename: file.name } : {}
  return { type, [type]: { id: file.id, mime_type: file.type, ...caption, ...named } }
}

function said(moment: Moment, content: Content): WebhookCall {
  const { customer, at } = moment
  const number = digitsOf(customer.phone ?? '')
  const userId = userIdOf(customer)
  return envelope(moment, {
    contacts: [{ profile: { name: customer.name }, wa_id: number, ...(userId ? { user_id: userId } : {}) }],
    messages: [
      {
        from: number,
        ...(userId ? { from_user_id: userId } : {}),
        timestamp: seconds(at),
        ...content,
      },
    ],
  })
}

function reported(
  moment: Moment,
  target: StoredText,
  status: string,
  failure: StoredText['failure'],
): WebhookCall {
  const { externalId: id, reference, to } = target
  const errors = failure && [{ code: Number(failure.code), title: failure.words, message: failure.words }]
  return envelope(moment, {
    statuses: [
      {
        id,
        status,
        timestamp: seconds(moment.at),
        recipient_id: to,
        ...(reference ? { biz_opaque_callback_data: reference } : {}),
        ...(errors ? { errors } : {}),
      },
    ],
  })
}

function envelope(moment: Moment, value: Content): WebhookCall {
  const { account } = moment
  const metadata = {
    display_phone_number: digitsOf(account.address),
    phone_number_id: settingOf(account, 'phoneNumberId'),
  }
  const change = { field: 'messages', value: { messaging_product: 'whatsapp', metadata, ...value } }
  const owner = settingOf(account, 'businessAccountId') || '100000000000001'
  return signedByMeta(moment, {
    object: 'whatsapp_business_account',
    entry: [{ id: owner, changes: [change] }],
  })
}
