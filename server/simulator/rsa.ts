// RSA key pairs for providers that sign with one, always the same for a seed: so a key needs no place to be kept. Slow
// the first time (two primes are looked for), then remembered.
import { checkPrimeSync, createPrivateKey, hkdfSync, type KeyObject } from 'node:crypto'

const PRIME_BYTES = 128
const EXPONENT = 65_537n
const made = new Map<string, KeyObject>()

/** The private key of 2048 bits that comes out of these bytes. */
export function rsaKeyOf(seed: Uint8Array): KeyObject {
  const name = Buffer.from(seed).toString('hex')
  const known = made.get(name)
  if (known) return known
  const key = makeKey(seed)
  made.set(name, key)
  return key
}

function makeKey(seed: Uint8Array): KeyObject {
  const p = primeOf(seed, 'first prime')
  const q = primeOf(seed, 'second prime')
  const d = inverse(EXPONENT, (p - 1n) * (q - 1n))
  const parts = {
    n: p * q,
    e: EXPONENT,
    d,
    p,
    q,
    dp: d % (p - 1n),
    dq: d % (q - 1n),
    qi: inverse(q, p),
  }
  const words = Object.entries(parts).map(([name, value]) => [name, toBase64(value)])
  return createPrivateKey({ key: { kty: 'RSA', ...Object.fromEntries(words) }, format: 'jwk' })
}

/** The first prime after a place that the seed names. */
function primeOf(seed: Uint8Array, purpose: string): bigint {
  const bytes = Buffer.from(hkdfSync('sha256', seed, '', purpose, PRIME_BYTES))
  // Both ends set: so long that the product has 2048 bits, and odd.
  bytes[0] = (bytes[0] ?? 0) | 0xc0
  bytes[PRIME_BYTES - 1] = (bytes[PRIME_BYTES - 1] ?? 0) | 1
  let candidate = BigInt(`0x${bytes.toString('hex')}`)
  while (candidate % EXPONENT === 1n || !checkPrimeSync(candidate)) candidate += 2n
  return candidate
}

/** The number that makes 1 with `value`, by Euclid. */
function inverse(value: bigint, modulus: bigint): bigint {
  let [a, b, x, y] = [value, modulus, 1n, 0n]
  while (b > 0n) {
    const times = a / b
    ;[a, b, x, y] = [b, a - times * b, y, x - times * y]
  }
  return x < 0n ? x + modulus : x
}

function toBase64(value: bigint): string {
  const hex = value.toString(16)
  return Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex').toString('base64url')
}
