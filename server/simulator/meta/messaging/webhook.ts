// What Meta tells of a page or an Instagram account, one event in each request.

import type { StoredText } from '#simulator/items.ts'
import { signedByMeta } from '#simulator/meta/graph.ts'
import { type Happening, type Moment, settingOf, type WebhookCall } from '#simulator/provider.ts'
import type { Network } from './channels.ts'

type Content = Record<string, unknown>
/** The app through which the business writes here. */
const APP_ID = 263902037430900

export function webhookOf(network: Network) {
  return (happened: Happening, moment: Moment): WebhookCall | null => {
    const own = settingOf(moment.account, network.ownId)
    const event = eventOf(network, happened, moment)
    if (!event) return null
    const { fromBusiness = false, ...content } = event
    const customer = customerIn(happened, own)
    const [sender, recipient] = fromBusiness ? [own, customer] : [customer, own]
    const time = moment.at.getTime()
    const messaging = [{ sender: { id: sender }, recipient: { id: recipient }, timestamp: time, ...content }]
    return signedByMeta(moment, { object: network.object, entry: [{ id: own, time, messaging }] })
  }
}

/** The side of the message that is not the business. */
function customerIn(happened: Happening, own: string): string {
  const text = 'message' in happened ? happened.message : 'target' in happened ? happened.target : null
  const { from, to } = text ?? { from: own, to: '' }
  return from === own ? to : from
}

function eventOf(
  network: Network,
  happened: Happening,
  moment: Moment,
): (Content & { fromBusiness?: boolean }) | null {
  switch (happened.what) {
    case 'message':
      return { message: contentOf(happened.message, moment) }
    case 'choice': {
      const { message, choice } = happened
      return { message: { ...contentOf(message, moment), quick_reply: { payload: choice.id } } }
    }
    case 'reaction': {
      const { target, emoji, before } = happened
      const mid = target.externalId
      if (!emoji) return { reaction: { mid, action: 'unreact', emoji: before ?? undefined } }
      const reaction = emoji === '❤' || emoji === '❤️' ? 'love' : 'other'
      return { reaction: { mid, action: 'react', reaction, emoji } }
    }
    case 'edit': {
      const { target, text, times } = happened
      return { message_edit: { mid: target.externalId, text, num_edit: times } }
    }
    case 'unsend':
      return { message: { mid: happened.target.externalId, is_deleted: true } }
    case 'read':
      // Messenger says "all until then", Instagram names the message.
      return network.object === 'page'
        ? { read: { watermark: moment.at.getTime() } }
        : { read: { mid: happened.target.externalId } }
    case 'receipt':
      return receiptOf(network, happened, moment)
    default:
      return null
  }
}

function receiptOf(
  network: Network,
  { state, target }: Happening & { what: 'receipt' },
  moment: Moment,
): (Content & { fromBusiness?: boolean }) | null {
  if (state === 'sent') {
    const echo = { ...contentOf(target, moment), is_echo: true, app_id: APP_ID }
    const metadata = target.reference ? { metadata: target.reference } : {}
    return { fromBusiness: true, message: { ...echo, ...metadata } }
  }
  if (state !== 'delivered' || network.object !== 'page') return null
  return { delivery: { mids: [target.externalId], watermark: moment.at.getTime() } }
}

function contentOf(message: StoredText, { storageUrl }: Moment): Content {
  const { externalId: mid, text, files, quotes } = message
  return {
    mid,
    ...(text ? { text } : {}),
    ...(quotes ? { reply_to: { mid: quotes } } : {}),
    ...(files.length > 0
      ? {
          attachments: files.map(({ id, type }) => ({
            type: kindOf(type),
            payload: { url: storageUrl(id) },
          })),
        }
      : {}),
  }
}

function kindOf(type: string): string {
  const [kind = ''] = type.split('/')
  return ['image', 'video', 'audio'].includes(kind) ? kind : 'file'
}
