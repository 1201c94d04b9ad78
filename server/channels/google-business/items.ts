// Reviews become what the flow knows: a message with stars, and what the business has answered under it.
import type { IncomingEcho, IncomingMessage, IncomingPast } from '#channels/channel.ts'
import { readInstant } from '#channels/protocols/rest/incoming.ts'
import { starLine } from '#domain/stars.ts'
import { toAddress, toReplyId } from './address.ts'
import type { Review } from './shapes.ts'

/**
 * A review that was changed is a message of its own: it may turn five stars into one, and whoever answered must see it
 * as something new. So the moment of the change is part of its id.
 */
export function toMessage(review: Review): IncomingMessage | null {
  const from = toAddress(review.name)
  if (!from) return null
  return {
    kind: 'message',
    externalId: `${from}@${review.updateTime}`,
    from,
    fromName: nameOf(review),
    to: null,
    text: textOf(review),
    subject: null,
    html: null,
    files: [],
    email: null,
    automatic: false,
    sentAt: readInstant(review.updateTime),
    meta: metaOf(review),
  }
}

/** From before the account was connected, and answered already. */
export function toPast(review: Review): IncomingPast[] {
  const address = toAddress(review.name)
  const at = readInstant(review.updateTime)
  if (!address || !at) return []
  const shared: Pick<IncomingPast, 'kind' | 'address' | 'name' | 'files'> = {
    kind: 'past',
    address,
    name: nameOf(review),
    files: [],
  }
  const reply = review.reviewReply
  const repliedAt = readInstant(reply?.updateTime)
  const theirs: IncomingPast = {
    ...shared,
    externalId: `${address}@${review.updateTime}`,
    direction: 'in',
    text: textOf(review),
    at,
    meta: metaOf(review),
  }
  if (!reply || !repliedAt) return [theirs]
  const externalId = toReplyId(address, reply.updateTime)
  return [theirs, { ...shared, externalId, direction: 'out', text: reply.comment, at: repliedAt }]
}

/** What stands under the review. It may be what we wrote ourselves a moment ago. */
export function toEcho(review: Review): IncomingEcho | null {
  const to = toAddress(review.name)
  const reply = review.reviewReply
  if (!to || !reply) return null
  return {
    kind: 'echo',
    externalId: toReplyId(to, reply.updateTime),
    to,
    text: reply.comment,
    files: [],
    maybeOurs: true,
  }
}

function nameOf({ reviewer }: Review): string | null {
  return reviewer?.isAnonymous ? null : reviewer?.displayName || null
}

/** The stars stand in the text as well, so that lists, notifications and the front desk see them. */
function textOf({ starRating: stars, comment }: Review): string {
  return [starLine(stars), comment].filter(Boolean).join('\n') || 'A review without stars or words.'
}

function metaOf({ starRating: stars, createTime, updateTime }: Review): Record<string, unknown> {
  return {
    ...(stars > 0 ? { rating: stars } : {}),
    ...(updateTime !== createTime ? { edited: true } : {}),
    google: { createTime, updateTime },
  }
}
