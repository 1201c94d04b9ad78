// A message as Bird shows it, in webhooks and in answers alike.
import type { InboxAccount } from '#channels/channel.ts'
import type { StoredText } from '#simulator/items.ts'
import { settingOf } from '#simulator/provider.ts'

const STATUSES: Record<string, string> = { queued: 'accepted', undelivered: 'delivery_failed' }

export type BirdFile = { mediaUrl: string; contentType: string; filename: string }

/** `customer` is named in messages of theirs; ours name them as the receiver. */
export function toResource(
  account: Pick<InboxAccount, 'settings'>,
  text: StoredText,
  more: { status: string; at: Date; files: BirdFile[]; customer: string | null },
): Record<string, unknown> {
  const { status, at, files, customer } = more
  const business = { connector: { id: settingOf(account, 'channelId'), identifierValue: text.from } }
  const failed = status === 'undelivered' ? text.failure : null
  return {
    id: text.externalId,
    channelId: settingOf(account, 'channelId'),
    sender: customer === null ? business : { contact: contactOf(text.from, customer) },
    receiver:
      customer === null
        ? { contacts: [contactOf(text.to, '')] }
        : { connector: { ...business.connector, identifierValue: text.to } },
    body:
      files.length > 0
        ? { type: 'image', image: { ...(text.text ? { text: text.text } : {}), images: files } }
        : { type: 'text', text: { text: text.text } },
    reference: text.reference,
    direction: customer === null ? 'outgoing' : 'incoming',
    status: STATUSES[status] ?? status,
    ...(failed ? { reason: failed.words, details: failed.code, failure: { code: 1, source: {} } } : {}),
    createdAt: at.toISOString(),
    updatedAt: at.toISOString(),
    lastStatusAt: at.toISOString(),
  }
}

function contactOf(phone: string, name: string): Record<string, unknown> {
  return {
    identifierKey: 'phonenumber',
    identifierValue: phone,
    ...(name ? { annotations: { name } } : {}),
  }
}
