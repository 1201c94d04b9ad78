// What TikTok tells a business: one event in each request, its content as JSON within a string.
import { hmac } from '#lib/crypto.ts'
import { jsonCall } from '#simulator/calls.ts'
import { type Customer, idOn } from '#simulator/devices.ts'
import type { StoredText } from '#simulator/items.ts'
import { type Happening, type Moment, secretOf, settingOf, type WebhookCall } from '#simulator/provider.ts'

type Content = Record<string, unknown>

export function webhook(happened: Happening, moment: Moment): WebhookCall | null {
  const told = eventOf(happened, moment)
  if (!told) return null
  const time = Math.floor(moment.at.getTime() / 1_000)
  const envelope = {
    client_key: settingOf(moment.account, 'appId'),
    event: told.event,
    create_time: time,
    user_openid: settingOf(moment.account, 'businessId'),
    content: JSON.stringify(told.content),
  }
  return jsonCall(moment.webhookUrl, envelope, (body) => ({
    'tiktok-signature': `t=${time},s=${hmac('sha256', secretOf(moment, 'appSecret'), `${time}.${body}`).toString('hex')}`,
  }))
}

function eventOf(happened: Happening, moment: Moment): { event: string; content: Content } | null {
  switch (happened.what) {
    case 'message':
      return { event: 'im_receive_msg', content: messageOf(happened.message, moment, 'customer') }
    case 'receipt': {
      if (happened.state !== 'sent') return null
      // Everything that the account sends is told, by whichever way it was sent.
      const content = messageOf(happened.target, moment, 'business')
      return { event: 'im_send_msg', content: { ...content, message_tag: { source: 'API' } } }
    }
    case 'read': {
      const at = moment.at.getTime()
      const sides = sidesOf(moment, 'customer')
      const content = { type: 'read', ...sides, timestamp: at, read: { last_read_timestamp: at } }
      return { event: 'im_mark_read_msg', content }
    }
    default:
      return null
  }
}

function messageOf(message: StoredText, moment: Moment, by: 'customer' | 'business'): Content {
  const [file] = message.files
  return {
    type: file ? 'image' : 'text',
    message_id: message.externalId,
    timestamp: moment.at.getTime(),
    ...sidesOf(moment, by),
    ...(file ? { image: { media_id: file.id } } : { text: { body: message.text } }),
    unique_identifier: message.externalId,
  }
}

function sidesOf({ account, customer }: Moment, by: 'customer' | 'business'): Content {
  const business = {
    name: account.name,
    user: { id: settingOf(account, 'businessId'), role: 'BUSINESS_ACCOUNT' },
  }
  const person = { name: nameOf(customer), user: { id: userIdOf(customer), role: 'PERSONAL_ACCOUNT' } }
  const [from, to] = by === 'customer' ? [person, business] : [business, person]
  return {
    conversation_id: idOn('tiktok', customer),
    from: from.name,
    from_user: from.user,
    to: to.name,
    to_user: to.user,
  }
}

/** TikTok tells the name of an account, not of whoever holds it. */
const nameOf = (customer: Customer): string => customer.handle ?? customer.name

/** Who writes has an id of their own beside that of the conversation; nothing can be sent to it. */
export function userIdOf(customer: Customer): string | null {
  return idOn('tiktok_user', customer)
}
