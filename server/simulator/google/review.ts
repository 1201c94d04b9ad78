// A review as Google's API shows it.
import type { InboxAccount } from '#channels/channel.ts'
import type { StoredReview } from '#simulator/items.ts'
import { settingOf } from '#simulator/provider.ts'

const STARS = ['ONE', 'TWO', 'THREE', 'FOUR', 'FIVE']

/** Our address of a review has no account in it, because several may manage one location; Google's name has. */
export function reviewName(account: InboxAccount, { externalId }: StoredReview): string {
  const [owner = ''] = settingOf(account, 'location').split('/locations/', 1)
  return `${owner}/${externalId}`
}

/** The address under which the product knows a review of this location. */
export function addressOf(account: InboxAccount, id: string): string {
  const [, place = ''] = settingOf(account, 'location').split('/locations/')
  return `locations/${place}/reviews/${id}`
}

export function toResource(account: InboxAccount, review: StoredReview): Record<string, unknown> {
  const { externalId, author, stars, text, createdAt, updatedAt, reply } = review
  return {
    name: reviewName(account, review),
    reviewId: externalId.split('/').at(-1),
    reviewer: { displayName: author },
    starRating: STARS[stars - 1] ?? 'STAR_RATING_UNSPECIFIED',
    // Stars alone are a review too.
    ...(text ? { comment: text } : {}),
    createTime: createdAt,
    updateTime: updatedAt,
    ...(reply ? { reviewReply: { comment: reply.text, updateTime: reply.at } } : {}),
  }
}
