import { describe, expect, it } from 'vitest'
import type { RawRequest } from '#channels/channel.ts'
import { signMeta } from '#test/fakes/signers.ts'
import { verifySignature } from './signature.ts'

const request = (body: string, signature?: string): RawRequest => ({
  method: 'POST',
  url: 'https://desk.example/webhooks/meta/k3y',
  headers: signature === undefined ? {} : { 'x-hub-signature-256': signature },
  body: Buffer.from(body),
  receivedAt: new Date('2026-11-21T12:00:00Z'),
})

describe('the signature of Meta', () => {
  it('is HMAC-SHA256 in hex, as worked out with another program', () => {
    // printf '{"object":"page"}' | openssl dgst -sha256 -hmac secret
    const known = 'sha256=c1456f83e15385a03562cbe2eaaa918ec5e06b4f170f909283a2781c7924e4d1'
    expect(verifySignature(request('{"object":"page"}', known), 'secret')).toEqual({ ok: true })
  })

  it('is over the bytes as they came, not over what they mean', () => {
    const escaped = '{"a":"\\u00e9\\/"}'
    const signature = signMeta(escaped, 'secret')
    expect(verifySignature(request(escaped, signature), 'secret').ok).toBe(true)
    expect(verifySignature(request('{"a":"é/"}', signature), 'secret').ok).toBe(false)
  })

  it.each([
    ['none', undefined],
    ['an empty one', ''],
    ['without its prefix', signMeta('{}', 'secret').slice(7)],
    ['of SHA-1', `sha1=${signMeta('{}', 'secret').slice(7)}`],
    ['in capitals', signMeta('{}', 'secret').toUpperCase()],
    ['cut short', signMeta('{}', 'secret').slice(0, -1)],
    ['with another secret', signMeta('{}', 'Secret')],
  ])('is refused: %s', (_what, signature) => {
    const verified = verifySignature(request('{}', signature), 'secret')
    expect(verified).toEqual({ ok: false, reason: expect.stringMatching(/signature/i) })
  })

  it('passes for nobody where the inbox has no secret', () => {
    expect(verifySignature(request('{}', signMeta('{}', 'x')), '').ok).toBe(false)
  })
})
