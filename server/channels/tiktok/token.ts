// TikTok's access tokens last a day, and every renewal gives another refresh token in place of the one that was used:
// so both are kept with the inbox at once, sealed like what a person typed in.
import { z } from 'zod'
import type { InboxAccount, MediaIo } from '#channels/channel.ts'
import { apiBaseOf, callOnce, jsonBody } from '#channels/protocols/http-call/call.ts'
import { TIKTOK_API, tiktokSettings } from './settings.ts'

export type Token =
  | { ok: true; token: string }
  /** `lasting`: nobody but a person can mend it. */
  | { ok: false; code: string; said: string; lasting: boolean }

/** Renewed so long before it ends that a call under way outlives it. */
const MARGIN_MS = 300_000

const Renewed = z.object({
  code: z.literal(0),
  data: z.object({
    access_token: z.string().min(1),
    expires_in: z.number().positive(),
    refresh_token: z.string().min(1).nullish(),
  }),
})
const Refused = z.object({ code: z.number(), message: z.string().nullish() })

/** `replaced`: the refresh token that was used up for it, which an older copy of the settings still shows. */
type Held = { token: string; until: number; refresh: string; replaced: string | null }
/** The newest of each inbox in this process, and the renewal that is under way: a burst must not renew twice. */
const newest = new Map<string, Held>()
const underWay = new Map<string, Promise<Token>>()

/** A token that is good for a while. Calls TikTok only where there is none. */
export function accessToken(account: InboxAccount, io: MediaIo): Promise<Token> {
  const held = currentOf(account)
  if (held && held.until - MARGIN_MS > io.now().getTime())
    return Promise.resolve({ ok: true, token: held.token })
  const running = underWay.get(account.id)
  if (running) return running
  const renewal = renew(account, io).finally(() => underWay.delete(account.id))
  underWay.set(account.id, renewal)
  return renewal
}

/** The token as it stands, without asking anybody; empty where there is none. */
export function knownToken(account: InboxAccount): string {
  return currentOf(account)?.token ?? ''
}

/** TikTok no longer takes it: the next call renews. */
export function dropToken(account: InboxAccount, token: string): void {
  const held = currentOf(account)
  if (held?.token === token) newest.set(keyOf(account), { ...held, until: 0 })
}

/** Another app or account in the settings of the inbox is another matter. */
function keyOf(account: InboxAccount): string {
  const { appId, businessId } = tiktokSettings(account)
  return `${account.id} ${appId} ${businessId}`
}

/** Of what this process knows and what is kept with the inbox, the one that holds longer. */
function currentOf(account: InboxAccount): Held | null {
  const { accessToken: token, accessTokenUntil, refreshToken: refresh } = tiktokSettings(account)
  const kept = token ? { token, until: Date.parse(accessTokenUntil) || 0, refresh, replaced: null } : null
  const known = newest.get(keyOf(account)) ?? null
  if (known && kept) return kept.token !== known.token && kept.until > known.until ? kept : known
  return known ?? kept
}

async function renew(account: InboxAccount, io: MediaIo): Promise<Token> {
  const { appId, appSecret, refreshToken: written } = tiktokSettings(account)
  const known = newest.get(keyOf(account))
  const refreshToken = known && known.replaced === written ? known.refresh : written
  const answer = await callOnce(io, {
    url: `${apiBaseOf(io.apiBase, TIKTOK_API)}/open_api/v1.3/tt_user/oauth2/refresh_token/`,
    body: jsonBody({
      client_id: appId,
      client_secret: appSecret,
      grant_type: 'refresh_token',
      refresh_token: refreshToken,
    }),
  })
  if (answer.outcome !== 'answered') return { ok: false, code: answer.code, said: '', lasting: false }
  const renewed = Renewed.safeParse(answer.json)
  if (!renewed.success) {
    const refused = Refused.safeParse(answer.json)
    return {
      ok: false,
      code: refused.success ? String(refused.data.code) : `http_${answer.status}`,
      said: (refused.data?.message ?? '').slice(0, 200),
      lasting: refused.success && ![40100, 51065].includes(refused.data.code),
    }
  }
  const { access_token: token, expires_in: seconds, refresh_token: next } = renewed.data.data
  const until = io.now().getTime() + seconds * 1000
  const refresh = next ?? refreshToken
  newest.set(keyOf(account), { token, until, refresh, replaced: written })
  await io.keep?.({
    accessToken: token,
    accessTokenUntil: new Date(until).toISOString(),
    refreshToken: refresh,
  })
  return { ok: true, token }
}
