// States of a message and the one order in which they may move. Apart from the schemas, so that a page can tell which
// of two states is newer without carrying what checks them.
import type { MessageStatus } from './message.ts'

/**
 * Inbound messages are `received`. Outbound ones move by rank, forward only; `failed` and `canceled` end the road.
 * `failed` gives way to nothing but proof of arrival (`delivered`, `read`): providers report late.
 */
export const messageStatuses = [
  'received',
  'queued',
  'sending',
  'sent',
  'delivered',
  'read',
  'failed',
  'canceled',
] as const
export const statusRank: Record<MessageStatus, number> = {
  received: 0,
  queued: 1,
  sending: 2,
  sent: 3,
  failed: 4,
  delivered: 5,
  read: 6,
  canceled: 7,
}

/** The states from which a receipt with status `to` may be taken over. The SQL of the outbox uses this list. */
export function statusesBefore(to: MessageStatus): MessageStatus[] {
  if (to === 'canceled') return ['queued']
  // A failure reported after the provider proved arrival is a late or wrong word: it moves nothing.
  return messageStatuses.filter((from) => from !== 'received' && statusRank[from] < statusRank[to])
}
