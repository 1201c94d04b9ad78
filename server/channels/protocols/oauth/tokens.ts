// Access tokens of accounts that somebody signed in to: made from the refresh token that a sign-in left, kept while they live, made anew a
// little before they end, by one call however many ask.
import { z } from 'zod'
import type { ChannelIo, InboxAccount } from '#channels/channel.ts'
import { callOnce } from '#channels/protocols/http-call/call.ts'
import { type Access, type Place, scopeOf, tokenUrl } from './services.ts'
import { explainRefusedToken, notSignedIn, outOfReach, type TokenFailure } from './words.ts'

/** What an inbox's settings say about its sign-in. */
export type SignedIn = Place & {
  access: Access
  clientId: string
  clientSecret: string
  refreshToken: string
}

export type TokenResult = { ok: true; token: string } | ({ ok: false } & TokenFailure)
export type TokenIo = Pick<ChannelIo, 'fetch' | 'now' | 'keep'>

/** A mail takes a while to send: a token must not end on the way. */
const EARLY_MS = 5 * 60_000
/** After a refusal that only a person can mend, the service is left alone for a while. */
const REFUSED_MS = 60_000
/**
 * Microsoft gives out a new refresh token with each access token and lets the old one live for 90 days: storing it
 * now and then is enough, and each storing makes the mailbox connect anew.
 */
const KEEP_EVERY_MS = 24 * 3_600_000
const MAX_ENTRIES = 2_000

const Granted = z.looseObject({
  access_token: z.string().min(1),
  expires_in: z.coerce.number().positive().catch(3_600),
  refresh_token: z.string().min(1).optional(),
})

type Entry = {
  /** Every refresh token of this sign-in that we have seen, the newest last: settings may lag behind. */
  lineage: string[]
  keptAt: number | null
  result: TokenResult | null
  /** Until when `result` is given out. */
  until: number
  running: Promise<TokenResult> | null
}
const entries = new Map<string, Entry>()

/**
 * An access token for the account, or why there is none. `refused` is a token that the service has just turned down
 * though it should live: it is not given out again.
 */
export async function accessToken(
  account: Pick<InboxAccount, 'id'>,
  signedIn: SignedIn,
  io: TokenIo,
  refused?: string,
): Promise<TokenResult> {
  if (!signedIn.refreshToken) return { ok: false, ...notSignedIn(signedIn.service) }
  const entry = entryOf(account, signedIn)
  const { result } = entry
  const alive = result !== null && io.now().getTime() < entry.until
  if (alive && !(result.ok && result.token === refused)) return result
  entry.running ??= refresh(entry, signedIn, io).finally(() => {
    entry.running = null
  })
  return entry.running
}

function entryOf(account: Pick<InboxAccount, 'id'>, signedIn: SignedIn): Entry {
  const { service, tenant, base, access, clientId, clientSecret, refreshToken } = signedIn
  const key = JSON.stringify([account.id, service, tenant, base, access, clientId, clientSecret])
  const known = entries.get(key)
  if (known?.lineage.includes(refreshToken)) return known
  if (entries.size >= MAX_ENTRIES) entries.clear()
  const entry: Entry = { lineage: [refreshToken], keptAt: null, result: null, until: 0, running: null }
  entries.set(key, entry)
  return entry
}

async function refresh(entry: Entry, signedIn: SignedIn, io: TokenIo): Promise<TokenResult> {
  const { service, access } = signedIn
  const answer = await callOnce(io, {
    url: tokenUrl(signedIn),
    body: formBody({
      grant_type: 'refresh_token',
      refresh_token: entry.lineage.at(-1) ?? signedIn.refreshToken,
      client_id: signedIn.clientId,
      client_secret: signedIn.clientSecret,
      // Google gives what was granted; Microsoft wants to hear for which of its services.
      ...(service === 'microsoft' ? { scope: scopeOf(service, access) } : {}),
    }),
  })
  const now = io.now().getTime()
  if (answer.outcome !== 'answered') return { ok: false, ...outOfReach(service, answer.code) }
  const granted = Granted.safeParse(answer.json)
  if (answer.status >= 300 || !granted.success) {
    const failure = explainRefusedToken(service, answer.status, answer.json)
    entry.result = { ok: false, ...failure }
    entry.until = failure.final ? now + REFUSED_MS : 0
    return entry.result
  }
  const { access_token: token, expires_in: seconds, refresh_token: next } = granted.data
  entry.result = { ok: true, token }
  entry.until = now + Math.max(seconds * 1_000 - EARLY_MS, (seconds * 1_000) / 2)
  if (next && next !== entry.lineage.at(-1)) await follow(entry, next, io, now)
  return entry.result
}

/** The service has replaced the refresh token. */
async function follow(entry: Entry, next: string, io: TokenIo, now: number): Promise<void> {
  entry.lineage = [...entry.lineage.slice(-20), next]
  if (!io.keep || (entry.keptAt !== null && now - entry.keptAt < KEEP_EVERY_MS)) return
  entry.keptAt = now
  // What cannot be stored today is stored tomorrow: the token before still lives for weeks.
  await io.keep({ refreshToken: next }).catch(() => {
    entry.keptAt = null
  })
}

/** Fields as a form, without the empty ones. */
export function formBody(fields: Record<string, string>): { type: string; content: string } {
  const filled = Object.entries(fields).filter(([, value]) => value !== '')
  return { type: 'application/x-www-form-urlencoded', content: new URLSearchParams(filled).toString() }
}
