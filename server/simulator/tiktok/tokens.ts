// TikTok's tokens, as it hands them out. They come out of the installation's secret, so none has to be kept: an access
// token says until when it is good, and the only refresh token that works is the one in the settings of the inbox.
import { randomBytes } from 'node:crypto'
import type { InboxAccount } from '#channels/channel.ts'
import { constantTimeEqual, hmac } from '#lib/crypto.ts'
import { settingOf } from '#simulator/provider.ts'

export const GOOD_SECONDS = 86_400

/** 32 bytes that only this installation knows. */
type Secret = Uint8Array

/** A token of this account, good for a day. */
export function newAccessToken(secret: Secret, account: InboxAccount, now: Date): string {
  const until = Math.floor(now.getTime() / 1_000) + GOOD_SECONDS
  return `act.${until}.${proof(secret, account, until)}`
}

/** Is this a token of that account which is still good? */
export function isGood(secret: Secret, account: InboxAccount, token: string, now: Date): boolean {
  const [, until = '', given = ''] = /^act\.(\d{10})\.([\w-]{43})$/.exec(token) ?? []
  return (
    Number(until) * 1_000 > now.getTime() && constantTimeEqual(given, proof(secret, account, Number(until)))
  )
}

export const newRefreshToken = (): string => `rft.${randomBytes(30).toString('base64url')}`

function proof(secret: Secret, account: InboxAccount, until: number): string {
  const about = `access of ${account.id} ${settingOf(account, 'businessId')} until ${until}`
  return hmac('sha256', Buffer.from(secret).toString('hex'), about).toString('base64url')
}
