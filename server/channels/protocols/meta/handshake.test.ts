import { describe, expect, it } from 'vitest'
import type { RawRequest } from '#channels/channel.ts'
import { verifyHandshake } from './handshake.ts'

const ask = (query: Record<string, string>, token = 'harbour') => {
  const raw: RawRequest = {
    method: 'GET',
    url: `https://desk.example/webhooks/meta/k3y?${new URLSearchParams(query).toString()}`,
    headers: {},
    body: Buffer.alloc(0),
    receivedAt: new Date('2026-11-21T12:00:00Z'),
  }
  return verifyHandshake(raw, token)
}
const good = { 'hub.mode': 'subscribe', 'hub.verify_token': 'harbour', 'hub.challenge': '1158201444' }

describe('the handshake of Meta', () => {
  it('echoes the challenge, bare', () => {
    expect(ask(good)).toEqual({
      ok: true,
      handshake: { status: 200, contentType: 'text/plain; charset=utf-8', body: '1158201444' },
    })
  })

  it.each([
    ['another token', { ...good, 'hub.verify_token': 'Harbour' }],
    ['no token', { 'hub.mode': 'subscribe', 'hub.challenge': '1' }],
    ['another mode', { ...good, 'hub.mode': 'unsubscribe' }],
    ['no challenge', { 'hub.mode': 'subscribe', 'hub.verify_token': 'harbour' }],
    ['a challenge that would be a page', { ...good, 'hub.challenge': '<script>alert(1)</script>' }],
    ['an endless challenge', { ...good, 'hub.challenge': '1'.repeat(300) }],
    ['nothing', {}],
  ])('is refused with %s', (_what, query) => {
    const verified = ask(query)
    expect(verified).toEqual({ ok: false, reason: expect.stringMatching(/./) })
  })

  it('is refused where the inbox has no token, even to somebody without one', () => {
    expect(ask({ ...good, 'hub.verify_token': '' }, '').ok).toBe(false)
  })
})
