// A review is reached by its name. Google does not say which reviews are of one person, so each is somebody.

/** `locations/987/reviews/AbC`: without the account, which is another one for each who may manage the location. */
export function toAddress(reviewName: string): string | null {
  return /^accounts\/[^/]+\/(locations\/[^/]+\/reviews\/[^/]+)$/.exec(reviewName)?.[1] ?? null
}

/** The name under which the account of this inbox reaches the review; null where it is another location's. */
export function toReviewName(address: string, location: string): string | null {
  const [, account, place] = /^(accounts\/[^/]+)\/(locations\/[^/]+)$/.exec(location) ?? []
  if (!account || !place || !address.startsWith(`${place}/reviews/`)) return null
  return /^[\w-]{1,300}$/.test(address.slice(`${place}/reviews/`.length)) ? `${account}/${address}` : null
}

/** Whatever is written under a review has no id of its own: the review and the moment name it. */
export function toReplyId(reviewAddress: string, updateTime: string): string {
  return `${reviewAddress}/reply@${updateTime}`
}
