import { expect, it } from 'vitest'
import type { InboxAccount } from '#channels/channel.ts'
import { isGood, newAccessToken, newRefreshToken } from './tokens.ts'

const account = (id: string): InboxAccount => ({
  id,
  workspaceId: 'ws_1',
  key: 'k3y',
  channel: 'tiktok',
  provider: 'tiktok',
  name: 'TikTok',
  address: '',
  settings: { businessId: 'biz-1' },
})
const secret = Buffer.alloc(32, 5)
const now = new Date('2026-11-21T12:00:00Z')
const later = (seconds: number) => new Date(now.getTime() + seconds * 1_000)

it('gives tokens that are good for a day, for one account, at one installation', () => {
  const token = newAccessToken(secret, account('ibx_1'), now)
  const good = (at: Date, of = 'ibx_1', by = secret) => isGood(by, account(of), token, at)
  expect([good(now), good(later(86_399)), good(later(86_400))]).toEqual([true, true, false])
  expect([good(now, 'ibx_2'), good(now, 'ibx_1', Buffer.alloc(32, 6))]).toEqual([false, false])
  const longer = token.replace(/\d{10}/, (until) => String(Number(until) + 1))
  expect(isGood(secret, account('ibx_1'), longer, now)).toBe(false)
  expect(isGood(secret, account('ibx_1'), '', now)).toBe(false)
})

it('never gives the same refresh token twice', () => {
  expect(newRefreshToken()).not.toBe(newRefreshToken())
})
