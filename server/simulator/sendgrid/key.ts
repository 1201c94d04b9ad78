// SendGrid's keys here: one signs what Inbound Parse posts, one the events. P-256, the public half shown as base64 of its
// SPKI, as SendGrid's settings show it.
import { createPrivateKey, createPublicKey, type KeyObject, sign } from 'node:crypto'
import type { Moment } from '#simulator/provider.ts'

/** What stands around the 32 bytes of a private key of P-256 in DER (RFC 5915), which is how Node takes it. */
const BEFORE = Buffer.from('30310201010420', 'hex')
const AFTER = Buffer.from('a00a06082a8648ce3d030107', 'hex')

type Source = Pick<Moment, 'derived'>
export type Signing = 'Inbound Parse' | 'the event webhook'

function keyOf({ derived }: Source, of: Signing | 'a forger'): KeyObject {
  const secret = derived(`SendGrid key of ${of}`)
  return createPrivateKey({ key: Buffer.concat([BEFORE, secret, AFTER]), format: 'der', type: 'sec1' })
}

export function publicKeyOf(source: Source, of: Signing): string {
  return createPublicKey(keyOf(source, of)).export({ format: 'der', type: 'spki' }).toString('base64')
}

/** The two headers: ECDSA with SHA-256 over the time and the body. */
export function signedBySendgrid(moment: Moment, of: Signing, body: string): Record<string, string> {
  const timestamp = String(Math.floor(moment.at.getTime() / 1_000))
  const key = keyOf(moment, moment.signature === 'right' ? of : 'a forger')
  const signature = sign('sha256', Buffer.from(timestamp + body), key).toString('base64')
  return {
    'user-agent': 'SendGrid',
    'x-twilio-email-event-webhook-timestamp': timestamp,
    'x-twilio-email-event-webhook-signature': signature,
  }
}
