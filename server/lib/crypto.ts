// Comparing, signing and sealing. Node's own cryptography only.
import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto'

/** Lower-case hex of SHA-256. */
export function sha256(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('hex')
}

/** Compares secrets without telling by time how much of them is right. */
export function constantTimeEqual(a: string | Uint8Array, b: string | Uint8Array): boolean {
  // Digests have one length, whatever the lengths of what is compared.
  const digest = (data: string | Uint8Array) => createHash('sha256').update(data).digest()
  return timingSafeEqual(digest(a), digest(b))
}

const keys = new Map<string, Buffer>()
/** A key of its own for each purpose, derived from SECRET_KEY (HKDF, RFC 5869). */
function keyFor(secret: string, purpose: string): Buffer {
  const id = `${purpose}\0${secret}`
  const known = keys.get(id)
  if (known) return known
  const key = Buffer.from(hkdfSync('sha256', secret, 'frontdesk', purpose, 32))
  keys.set(id, key)
  return key
}

const VERSION = 1
const NONCE = 12
const TAG = 16

/** Seals an inbox's secrets for storage: AES-256-GCM, one byte of version, nonce, tag, text. */
export function sealSecrets(secrets: Record<string, unknown>, secretKey: string): Buffer {
  const nonce = randomBytes(NONCE)
  const cipher = createCipheriv('aes-256-gcm', keyFor(secretKey, 'inbox secrets'), nonce)
  const text = Buffer.concat([cipher.update(JSON.stringify(secrets), 'utf8'), cipher.final()])
  return Buffer.concat([Buffer.from([VERSION]), nonce, cipher.getAuthTag(), text])
}

/** Opens what `sealSecrets` made. Throws where it was sealed with another key, or was changed. */
export function openSecrets(sealed: Uint8Array, secretKey: string): Record<string, unknown> {
  const bytes = Buffer.from(sealed)
  if (bytes[0] !== VERSION) throw new Error('these secrets were sealed by a newer version')
  const decipher = createDecipheriv(
    'aes-256-gcm',
    keyFor(secretKey, 'inbox secrets'),
    bytes.subarray(1, 1 + NONCE),
  )
  decipher.setAuthTag(bytes.subarray(1 + NONCE, 1 + NONCE + TAG))
  const text = Buffer.concat([decipher.update(bytes.subarray(1 + NONCE + TAG)), decipher.final()]).toString(
    'utf8',
  )
  return JSON.parse(text) as Record<string, unknown>
}

/** A token `<value>.<expiry>.<signature>` that proves we gave `value` out for `purpose` until `expires`. */
export function signToken(secretKey: string, purpose: string, value: string, expires: Date): string {
  const body = `${Buffer.from(value).toString('base64url')}.${Math.floor(expires.getTime() / 1000).toString(36)}`
  return `${body}.${mac(secretKey, purpose, body)}`
}

/** The value of a token of ours, or null where it was made up, is for another purpose, or has expired. */
export function verifyToken(secretKey: string, purpose: string, token: string, now: Date): string | null {
  const parts = token.split('.')
  const [value, expires, signature] = parts
  if (parts.length !== 3 || !value || !expires || !signature) return null
  if (!constantTimeEqual(signature, mac(secretKey, purpose, `${value}.${expires}`))) return null
  if (Number.parseInt(expires, 36) * 1000 <= now.getTime()) return null
  return Buffer.from(value, 'base64url').toString('utf8')
}

function mac(secretKey: string, purpose: string, body: string): string {
  return createHmac('sha256', keyFor(secretKey, 'tokens'))
    .update(`${purpose}\0${body}`)
    .digest('base64url')
    .slice(0, 32)
}
