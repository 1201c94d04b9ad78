import { describe, expect, it } from 'vitest'
import {
  constantTimeEqual,
  hmac,
  openSecrets,
  sealSecrets,
  sha256,
  signToken,
  verifyToken,
} from './crypto.ts'

const KEY = 'a-secret-key-for-tests-0123456789'
const OTHER = 'another-key-for-tests-0123456789a'
const now = new Date('2026-11-21T12:00:00Z')
const later = (seconds: number) => new Date(now.getTime() + seconds * 1000)

describe('digests', () => {
  it('are those of the standards', () => {
    // FIPS 180-2, appendix B.1; RFC 2202, case 2; RFC 4231, case 2.
    expect(sha256('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
    expect(hmac('sha1', 'Jefe', 'what do ya want for nothing?').toString('hex')).toBe(
      'effcdf6ae5eb2fa2d27416d5f184df9c259a7c79',
    )
    expect(hmac('sha256', 'Jefe', 'what do ya want for nothing?').toString('hex')).toBe(
      '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
    )
  })

  it.each([
    ['same', 'same', true],
    ['same', 'Same', false],
    ['short', 'shorter', false],
    ['', '', true],
    ['', 'x', false],
  ])('%j equals %j: %s', (a, b, equal) => {
    expect(constantTimeEqual(a, b)).toBe(equal)
    expect(constantTimeEqual(Buffer.from(a), b)).toBe(equal)
  })
})

describe('sealed secrets', () => {
  const secrets = { authToken: 'tøken', nested: { list: [1, 2] }, empty: '' }

  it('open again, and never look alike', () => {
    const sealed = sealSecrets(secrets, KEY)
    expect(openSecrets(sealed, KEY)).toEqual(secrets)
    expect(sealed.equals(sealSecrets(secrets, KEY))).toBe(false)
    expect(sealed.toString('latin1')).not.toContain('authToken')
  })

  it('open with a key that was replaced, while the new one comes first', () => {
    expect(openSecrets(sealSecrets(secrets, KEY), [OTHER, KEY])).toEqual(secrets)
  })

  it('do not open with another key, for another purpose, or after a change of any byte', () => {
    const sealed = sealSecrets(secrets, KEY)
    expect(() => openSecrets(sealed, OTHER)).toThrow(/another SECRET_KEY/)
    expect(() => openSecrets(sealed, KEY, 'backups')).toThrow(/another SECRET_KEY/)
    expect(() => openSecrets(sealed, [])).toThrow(/another SECRET_KEY/)
    for (let i = 0; i < sealed.length; i++) {
      const changed = Buffer.from(sealed)
      changed.writeUInt8(changed.readUInt8(i) ^ 1, i)
      expect(() => openSecrets(changed, KEY)).toThrow()
    }
    expect(() => openSecrets(sealed.subarray(0, 20), KEY)).toThrow(/cut short/)
    expect(() => openSecrets(Buffer.from([2, ...sealed.subarray(1)]), KEY)).toThrow(/newer version/)
  })
})

describe('tokens', () => {
  const token = signToken(KEY, 'visitor ibx_1', 'visitor-é', later(60))

  it('give back what was signed, until they end', () => {
    expect(token).toMatch(/^[\w-]+\.[0-9a-z]+\.[\w-]{32}$/)
    expect(verifyToken(KEY, 'visitor ibx_1', token, now)).toBe('visitor-é')
    expect(verifyToken(KEY, 'visitor ibx_1', token, later(59))).toBe('visitor-é')
    expect(verifyToken(KEY, 'visitor ibx_1', token, later(60))).toBeNull()
    expect(verifyToken([OTHER, KEY], 'visitor ibx_1', token, now)).toBe('visitor-é')
    expect(verifyToken(KEY, 'p', signToken(KEY, 'p', '', later(1)), now)).toBe('')
  })

  it('are worth nothing elsewhere or changed', () => {
    expect(verifyToken(OTHER, 'visitor ibx_1', token, now)).toBeNull()
    expect(verifyToken(KEY, 'visitor ibx_2', token, now)).toBeNull()
    for (let i = 0; i < token.length; i++) {
      const other = token[i] === 'A' ? 'B' : 'A'
      expect(
        verifyToken(KEY, 'visitor ibx_1', token.slice(0, i) + other + token.slice(i + 1), now),
      ).toBeNull()
    }
    const [value, , signature] = token.split('.')
    for (const made of [
      '',
      '.',
      '..',
      '...',
      'a.b.c',
      `${value}.zzzzzz.${signature}`,
      `${token}.x`,
      `${value}..${signature}`,
    ])
      expect(verifyToken(KEY, 'visitor ibx_1', made, now)).toBeNull()
  })
})
