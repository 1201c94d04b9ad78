// The signatures here were computed with another program (Python's hmac) from the documented rule.
import { describe, expect, it } from 'vitest'
import type { RawRequest } from '#channels/channel.ts'
import { encodeForm, type Form } from './form.ts'
import { computeSignature, verifySignature } from './signature.ts'

const TOKEN = 'the-auth-token-of-the-tests'
const URL = 'https://desk.example/webhooks/twilio/k3y'
const FORM: Form = [
  ['To', '+12125550100'],
  ['From', '+12125550147'],
  ['Body', ' Zwei Stühle & ein Tisch? = 100% 🎉\n'],
  ['MessageSid', 'SM00000000000000000000000000000001'],
  ['Empty', ''],
  ['body', 'lower'],
  ['a b', 'ü'],
]
const SIGNATURE = 'B/ptD+oo0fGP1Rz+MMBXWow9Wkc='

function request(
  more: Partial<Omit<RawRequest, 'body'>> & { body?: string; signature?: string; type?: string },
): RawRequest {
  const { body = '', signature, type = 'application/x-www-form-urlencoded', ...rest } = more
  return {
    method: 'POST',
    url: URL,
    headers: {
      'content-type': type,
      ...(signature === undefined ? {} : { 'x-twilio-signature': signature }),
    },
    body: Buffer.from(body),
    receivedAt: new Date('2026-11-21T12:00:00Z'),
    ...rest,
  }
}
const accepts = (raw: RawRequest, token = TOKEN) => verifySignature(raw, token).ok

describe('a signed form', () => {
  it('passes, whatever the order of its fields and the way they are escaped', () => {
    expect(computeSignature(URL, FORM, TOKEN)).toBe(SIGNATURE)
    expect(computeSignature(URL, Object.fromEntries(FORM), TOKEN)).toBe(SIGNATURE)
    expect(accepts(request({ body: encodeForm(FORM), signature: SIGNATURE }))).toBe(true)
    expect(accepts(request({ body: encodeForm([...FORM].reverse()), signature: SIGNATURE }))).toBe(true)
    expect(
      accepts(
        request({
          body: encodeForm(FORM).replaceAll('+', '%20'),
          signature: SIGNATURE,
          type: 'application/x-www-form-urlencoded; charset=UTF-8',
        }),
      ),
    ).toBe(true)
  })

  it('counts a repeated field once for each of its values', () => {
    const signature = 'lYWNXhdvAjkYAgggrogjNMy9N0k='
    for (const body of ['Tag=b&Tag=a&Tag=b', 'Tag=a&Tag=b'])
      expect(accepts(request({ body, signature }))).toBe(true)
    expect(accepts(request({ body: 'Tag=a', signature }))).toBe(false)
  })

  it('does not pass with one character changed, added or lost, in body, address, token or signature', () => {
    const body = encodeForm(FORM)
    for (let i = 0; i < body.length; i += 7) {
      const changed = `${body.slice(0, i)}${body[i] === 'x' ? 'y' : 'x'}${body.slice(i + 1)}`
      expect(accepts(request({ body: changed, signature: SIGNATURE })), changed).toBe(false)
    }
    for (let i = 0; i < SIGNATURE.length; i++) {
      const changed = `${SIGNATURE.slice(0, i)}${SIGNATURE[i] === 'A' ? 'B' : 'A'}${SIGNATURE.slice(i + 1)}`
      expect(accepts(request({ body, signature: changed }))).toBe(false)
    }
    for (const changed of [`${body}&Extra=1`, `?${body}`, body.replace('&Empty=', ''), ''])
      expect(accepts(request({ body: changed, signature: SIGNATURE })), changed).toBe(false)
    for (const url of [
      `${URL}/`,
      `${URL}?a=b`,
      URL.replace('https', 'http'),
      URL.replace('k3y', 'K3y'),
      `${URL}#x`,
    ])
      expect(accepts(request({ body, signature: SIGNATURE, url })), url).toBe(false)
    expect(accepts(request({ body, signature: SIGNATURE }), `${TOKEN}x`)).toBe(false)
    expect(accepts(request({ body, signature: SIGNATURE.slice(0, -1) }))).toBe(false)
  })

  it('is refused without signature or token, in words', () => {
    expect(verifySignature(request({ body: encodeForm(FORM) }), TOKEN)).toEqual({
      ok: false,
      reason: 'The request carries no X-Twilio-Signature.',
    })
    expect(verifySignature(request({ signature: '' }), TOKEN).ok).toBe(false)
    // An empty key signs too; nobody may count on it.
    expect(accepts(request({ signature: computeSignature(URL, [], '') }), '')).toBe(false)
  })

  it('is refused with more fields than any message has', () => {
    const form: Form = Array.from({ length: 1_001 }, (_, i) => [`f${i}`, 'x'])
    expect(accepts(request({ body: encodeForm(form), signature: computeSignature(URL, form, TOKEN) }))).toBe(
      false,
    )
  })
})

describe('the address', () => {
  it('may be signed with or without its port', () => {
    for (const url of [URL, URL.replace('desk.example', 'desk.example:443')])
      for (const signature of ['NQ86qYHdFLF/cDw6Tguo+xzIq6c=', 'iJi/a6DvlfXaW9H7noa5M3xKFeg='])
        expect(accepts(request({ url, signature }))).toBe(true)
    for (const url of ['http://desk.example/x', 'http://desk.example:80/x'])
      expect(accepts(request({ url, signature: '22QLp8djgvkUVvhyBg6tKgBGedg=' }))).toBe(true)
    expect(
      accepts(request({ url: 'https://desk.example:8443/x', signature: 'iJ+7kDblxjs0+wuE83NPn+nLCnY=' })),
    ).toBe(true)
    // Another port is another address.
    expect(
      accepts(
        request({
          url: 'https://desk.example/x',
          signature: computeSignature('https://desk.example:8443/x', [], TOKEN),
        }),
      ),
    ).toBe(false)
  })

  it('may be signed with a quote as it is or escaped, and is not re-encoded otherwise', () => {
    for (const url of [`${URL}?q=it's`, `${URL}?q=it%27s`])
      for (const signature of ['qWcOLOKUnKUlQDuc/i0DqEN/JPA=', 'YY/CK8a1kwq4upSIelh51c2TLAs='])
        expect(accepts(request({ url, signature }))).toBe(true)
    const spaced = computeSignature(`${URL}?q=a%20b`, [], TOKEN)
    expect(accepts(request({ url: `${URL}?q=a%20b`, signature: spaced }))).toBe(true)
    expect(accepts(request({ url: `${URL}?q=a+b`, signature: spaced }))).toBe(false)
  })
})

it('a GET is covered by its address', () => {
  const url = `${URL}?MessageSid=SM1&Body=a%20b&From=%2B1`
  const signature = 'L4igdxsD5MndM3kiAWdZDWZC2Sc='
  expect(accepts(request({ method: 'GET', url, signature, type: '' }))).toBe(true)
  expect(accepts(request({ method: 'GET', url: `${url}2`, signature }))).toBe(false)
})

describe('a body that is no form', () => {
  const body = '{"hello":"world"}'
  const url = `${URL}?bodySHA256=93a23971a914e5eacbf0a8d25154cda309c3c1c72fbb9914d47c60f3cb681588`
  const signature = 'RAy1n2R0eKm+A7W5HYXD57l2B6E='
  const type = 'application/json'

  it('is covered by its digest in the signed address', () => {
    expect(accepts(request({ url, body, signature, type }))).toBe(true)
    expect(accepts(request({ url, body: body.replace('world', 'World'), signature, type }))).toBe(false)
    expect(accepts(request({ url, body: '', signature, type }))).toBe(false)
  })

  it('is refused without it', () => {
    expect(accepts(request({ body, signature: computeSignature(URL, [], TOKEN), type }))).toBe(false)
  })

  it('cannot be passed off as the form that was signed, nor the form as it', () => {
    expect(accepts(request({ body: encodeForm(FORM), signature: SIGNATURE, type }))).toBe(false)
    expect(accepts(request({ url, body, signature }))).toBe(false)
  })
})
