// Signatures that are made with keys which the provider publishes and changes: `verify` says whose it lacks, the set is
// fetched here, kept for a while, and `verify` is asked again. It stays pure that way.
import { z } from 'zod'
import type { PublishedKeys, RawRequest, Verification } from '#channels/channel.ts'
import { callOnce } from '#channels/protocols/http-call/call.ts'
import type { Connected } from './accounts.ts'
import type { Flow } from './deps.ts'

/** Providers publish a new key a day before they use it. */
const KEPT_MS = 3_600_000
/** A key that nobody knows is asked for so often at the most: anybody can make one up. */
const AGAIN_MS = 60_000
/** More places than any installation has. */
const MAX_PLACES = 100

const KeySet = z.object({ keys: z.array(z.record(z.string(), z.unknown())).max(50) })
type Kept = { at: number; keys: PublishedKeys }
const places = new Map<string, Kept>()

/** Is this request the provider's? Fetches its published keys where they are needed and not known. */
export async function verifyWithKeys(
  flow: Flow,
  { account, channel }: Pick<Connected, 'account' | 'channel'>,
  raw: RawRequest,
): Promise<Verification> {
  const first = channel.verify(raw, account)
  if (first.ok || first.keysFrom === undefined) return first
  const now = flow.clock.now().getTime()
  const from = placeOf(first.keysFrom, flow.apiBase(account))
  const kept = places.get(from)
  if (kept && now - kept.at < KEPT_MS) {
    const second = channel.verify(raw, account, kept.keys)
    if (second.ok || second.keysFrom === undefined || now - kept.at < AGAIN_MS) return second
  }
  const keys = await fetchKeys(flow, from)
  // Not the sender's fault: it may send again.
  if (!keys) return { ok: false, status: 503, reason: 'The keys of the provider could not be fetched.' }
  if (places.size >= MAX_PLACES) places.clear()
  places.set(from, { at: now, keys })
  return channel.verify(raw, account, keys)
}

/** An inbox that talks to an emulator has its keys from there as well. */
function placeOf(published: string, apiBase: string | null): string {
  return apiBase ? apiBase.replace(/\/+$/, '') + new URL(published).pathname : published
}

async function fetchKeys(flow: Flow, url: string): Promise<PublishedKeys | null> {
  const answer = await callOnce({ fetch: flow.fetch, now: () => flow.clock.now() }, { url, body: null })
  if (answer.outcome !== 'answered' || answer.status !== 200) return null
  const set = KeySet.safeParse(answer.json)
  return set.success ? set.data.keys : null
}
