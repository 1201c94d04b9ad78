// A push says that there is something about a review, and nothing of what it says: then Google is asked.
import type { InboxAccount, ParseOutcome, RawRequest } from '#channels/channel.ts'
import { readPush } from '#channels/protocols/google/push.ts'
import { readJson } from '#channels/protocols/rest/incoming.ts'
import { CHORE } from './reviews.ts'
import { googleSettings } from './settings.ts'

/**
 * Google's documents name the fields in several ways, so what counts is what stands in them: a location or a review by
 * its name.
 */
export function parse(raw: RawRequest, account: InboxAccount): ParseOutcome {
  const push = readPush(readJson(raw.body))
  if (!push) return { ok: false, reason: 'This is no push of Pub/Sub: it has no message.' }
  const said = [
    ...Object.values(push.attributes),
    ...(typeof push.data === 'object' && push.data !== null ? Object.values(push.data) : []),
  ].filter((value) => typeof value === 'string')
  const places = said.flatMap((value) => /locations\/[^/]+/.exec(value)?.[0] ?? [])
  const ours = /locations\/[^/]+$/.exec(googleSettings(account).location)?.[0]
  const isReview = said.some(
    (value) => /^(NEW|UPDATED)_REVIEW$/.test(value) || /\/reviews\/[^/]+/.test(value),
  )
  if (!isReview)
    return { ok: true, items: [{ kind: 'ignored', why: 'Google told of something that is no review.' }] }
  if (places.length > 0 && !places.includes(ours ?? ''))
    return { ok: true, items: [{ kind: 'ignored', why: 'A review of another location.' }] }
  return { ok: true, items: [], wake: [CHORE] }
}
