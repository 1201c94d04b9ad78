// Asking Google for reviews: the newest first, page by page, back to what is known already.
import type { Chore, ChoreResult, IncomingItem } from '#channels/channel.ts'
import { callGoogle, readRefusal, sayNoToken } from './api.ts'
import { toEcho, toMessage, toPast } from './items.ts'
import { googleSettings } from './settings.ts'
import { Review, ReviewPage } from './shapes.ts'

export const CHORE = 'reviews'
const EVERY_MS = 300_000
const PAGE_SIZE = 50
/** Nobody gets a thousand reviews in five minutes; a fault at Google must not keep us reading for ever. */
const MAX_PAGES = 20

/** What the last run has seen: the newest moments of a review and of an answer. */
type Seen = { review: string; reply: string }
type Page = { ok: true; reviews: Review[]; next: string | null } | Extract<ChoreResult, { outcome: 'failed' }>

export const reviewsChore: Chore = {
  name: CHORE,
  everyMs: EVERY_MS,
  async run(account, state, io) {
    const before = readSeen(state)
    const seen: Seen = { ...(before ?? { review: '', reply: '' }) }
    const items: IncomingItem[] = []
    let token: string | null = ''
    // The first time, the newest page: a business wants to see where it stands, and not its history of ten years.
    for (let page = 0; token !== null && page < (before ? MAX_PAGES : 1); page++) {
      const read: Page = await readPage(account, io, token)
      if (!('ok' in read)) return read
      for (const review of read.reviews) {
        items.push(...(before ? itemsSince(review, before) : firstItems(review)))
        seen.review = later(seen.review, review.updateTime)
        seen.reply = later(seen.reply, review.reviewReply?.updateTime ?? '')
      }
      const known = before && read.reviews.some((review) => isBefore(review.updateTime, before.review))
      token = known ? null : read.next
    }
    // The oldest first, as it happened.
    return { outcome: 'done', state: seen, items: items.reverse() }
  },
}

/** Everything of the same moment once more: what was stored already is known by its id. */
function itemsSince(review: Review, before: Seen): IncomingItem[] {
  const message = isBefore(review.updateTime, before.review) ? null : toMessage(review)
  const reply = review.reviewReply
  const echo = reply && !isBefore(reply.updateTime, before.reply) ? toEcho(review) : null
  // Turned round with the rest: what was answered comes before its answer.
  return [echo, message].filter((item) => item !== null)
}

/** What nobody has answered waits for an answer, however old; the rest is history. */
function firstItems(review: Review): IncomingItem[] {
  if (review.reviewReply) return toPast(review).reverse()
  const message = toMessage(review)
  return message ? [message] : []
}

async function readPage(
  account: Parameters<Chore['run']>[0],
  io: Parameters<Chore['run']>[2],
  token: string,
): Promise<Page> {
  const query = new URLSearchParams({
    pageSize: String(PAGE_SIZE),
    orderBy: 'updateTime desc',
    ...(token ? { pageToken: token } : {}),
  })
  const called = await callGoogle(io, account, `/v4/${googleSettings(account).location}/reviews?${query}`)
  if (called.outcome === 'no_token') {
    const { reason, remedy } = sayNoToken(called.failure)
    return { outcome: 'failed', reason: `${reason}.`, remedy }
  }
  if (called.outcome !== 'answered')
    return {
      outcome: 'failed',
      reason: `Google did not answer (${called.code}).`,
      remedy: 'Nothing to do: it is tried again.',
    }
  const page = called.status < 300 ? ReviewPage.safeParse(called.json) : null
  if (!page?.success) {
    const refused = readRefusal(called.json)
    return {
      outcome: 'failed',
      reason: `${refused?.error.reason ?? `Google’s answer makes no sense (HTTP ${called.status})`}.`,
      remedy: refused?.error.action ?? 'Nothing to do: it is tried again.',
    }
  }
  // One review that cannot be read must not hide the others.
  const reviews = (page.data.reviews ?? []).flatMap((one) => {
    const parsed = Review.safeParse(one)
    return parsed.success ? [parsed.data] : []
  })
  return { ok: true, reviews, next: page.data.nextPageToken || null }
}

function readSeen(state: Record<string, unknown> | null): Seen | null {
  if (!state) return null
  const read = (name: string) => (typeof state[name] === 'string' ? state[name] : '')
  return { review: read('review'), reply: read('reply') }
}

/** Google writes fractions of seconds only where there are any, so moments are compared as moments. */
function isBefore(moment: string, than: string): boolean {
  const [a, b] = [Date.parse(moment), Date.parse(than)]
  return a < b
}

function later(a: string, b: string): string {
  return a === '' || isBefore(a, b) ? b || a : a
}
