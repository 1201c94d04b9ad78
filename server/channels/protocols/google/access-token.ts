// Access tokens of Google, by a refresh token that stays the same: kept in memory for the hour that they last. Another
// process gets its own.
import { z } from 'zod'
import type { ChannelIo } from '#channels/channel.ts'
import { callOnce } from '#channels/protocols/http-call/call.ts'
import { sha256 } from '#lib/crypto.ts'

const GOOGLE_TOKENS = 'https://oauth2.googleapis.com'
/** Renewed so long before it ends that a call under way outlives it. */
const MARGIN_MS = 120_000
/** More accounts than one installation has. */
const MAX_KEPT = 1_000

export type GoogleCredentials = { clientId: string; clientSecret: string; refreshToken: string }
export type GoogleToken =
  | { ok: true; token: string }
  /** `lasting`: nobody but a person can mend it. */
  | { ok: false; code: string; said: string; lasting: boolean }

const Given = z.object({ access_token: z.string().min(1), expires_in: z.number().positive() })
const Refused = z.object({ error: z.string(), error_description: z.string().nullish().catch(null) })

const kept = new Map<string, { token: string; until: number }>()
const keyOf = (base: string, c: GoogleCredentials) =>
  sha256(JSON.stringify([base, c.clientId, c.clientSecret, c.refreshToken]))

/** A token that is good for a while. Never throws for what Google or the network does. */
export async function googleToken(
  io: Pick<ChannelIo, 'fetch' | 'now' | 'apiBase'>,
  credentials: GoogleCredentials,
): Promise<GoogleToken> {
  const base = (io.apiBase ?? GOOGLE_TOKENS).replace(/\/+$/, '')
  const key = keyOf(base, credentials)
  const known = kept.get(key)
  if (known && known.until - MARGIN_MS > io.now().getTime()) return { ok: true, token: known.token }
  const answer = await callOnce(io, {
    url: `${base}/token`,
    body: {
      type: 'application/x-www-form-urlencoded',
      content: new URLSearchParams({
        client_id: credentials.clientId,
        client_secret: credentials.clientSecret,
        refresh_token: credentials.refreshToken,
        grant_type: 'refresh_token',
      }).toString(),
    },
  })
  if (answer.outcome !== 'answered') return { ok: false, code: answer.code, said: '', lasting: false }
  const given = Given.safeParse(answer.json)
  if (answer.status < 300 && given.success) {
    const { access_token: token, expires_in: seconds } = given.data
    if (kept.size >= MAX_KEPT) kept.clear()
    kept.set(key, { token, until: io.now().getTime() + seconds * 1000 })
    return { ok: true, token }
  }
  const refused = Refused.safeParse(answer.json)
  return {
    ok: false,
    code: refused.data?.error ?? `http_${answer.status}`,
    said: (refused.data?.error_description ?? '').slice(0, 200),
    lasting: refused.success && answer.status >= 400 && answer.status < 500 && answer.status !== 429,
  }
}

/** Google no longer takes it: the next call asks for another. */
export function forgetGoogleToken(
  io: Pick<ChannelIo, 'apiBase'>,
  credentials: GoogleCredentials,
  token: string,
): void {
  const key = keyOf((io.apiBase ?? GOOGLE_TOKENS).replace(/\/+$/, ''), credentials)
  if (kept.get(key)?.token === token) kept.delete(key)
}
