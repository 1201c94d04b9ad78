import { createPublicKey, sign, verify } from 'node:crypto'
import { expect, it } from 'vitest'
import { rsaKeyOf } from './rsa.ts'

it('makes the same key of the same seed, and another of another', () => {
  const [seed, other] = [Buffer.alloc(32, 7), Buffer.alloc(32, 8)]
  const key = rsaKeyOf(seed)
  expect(key.asymmetricKeyDetails).toMatchObject({ modulusLength: 2048, publicExponent: 65_537n })
  const said = Buffer.from('a review')
  const signature = sign('RSA-SHA256', said, key)
  const publicHalf = (bytes: Uint8Array) => createPublicKey(rsaKeyOf(bytes))
  expect(verify('RSA-SHA256', said, publicHalf(Buffer.alloc(32, 7)), signature)).toBe(true)
  expect(verify('RSA-SHA256', said, publicHalf(other), signature)).toBe(false)
})
