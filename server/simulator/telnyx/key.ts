import { createPrivateKey, createPublicKey, type KeyObject, sign } from 'node:crypto'
import type { Moment } from '#simulator/provider.ts'

/** What stands in front of the 32 bytes of a private key in DER (RFC 8410), which is how Node takes it. */
const DER = Buffer.from('302e020100300506032b657004220420', 'hex')
/** And what stands in front of the public half. */
const PUBLIC_DER_LENGTH = 12

type Source = Pick<Moment, 'derived'>

/** The provider's key here, or a forger's. */
function keyOf(source: Source, whose: Moment['signature']): KeyObject {
  const seed = source.derived(whose === 'right' ? 'key of Telnyx' : 'key of a forger')
  return createPrivateKey({ key: Buffer.concat([DER, seed]), format: 'der', type: 'pkcs8' })
}

/** As the portal shows it: 32 bytes in base64. */
export function publicKeyOf(source: Source): string {
  const der = createPublicKey(keyOf(source, 'right')).export({ format: 'der', type: 'spki' })
  return der.subarray(PUBLIC_DER_LENGTH).toString('base64')
}

/** Ed25519 over the time, a bar and the body. */
export function signTelnyx(moment: Moment, timestamp: string, body: string): string {
  return sign(null, Buffer.from(`${timestamp}|${body}`), keyOf(moment, moment.signature)).toString('base64')
}
