// Comparing, signing and sealing. Node's own cryptography only. A key that was replaced can still open and verify:
// every reader takes one SECRET_KEY or several, the newest first; writers take the newest.
import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto'

/** One SECRET_KEY, or the present one followed by those before it. */
export type Keys = string | readonly string[]

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

/** HMAC as bytes; `.toString('base64')` or `.toString('hex')` gives the spelling a provider wants. */
export function hmac(
  algorithm: 'sha1' | 'sha256',
  key: string | Uint8Array,
  data: string | Uint8Array,
): Buffer {
  return createHmac(algorithm, key).update(data).digest()
}

const derived = new Map<string, Buffer>()
/** A key of its own for each purpose (HKDF, RFC 5869), so that what is leaked of one use tells nothing of another. */
function keyFor(secretKey: string, purpose: string): Buffer {
  const id = `${purpose}\0${secretKey}`
  const known = derived.get(id)
  if (known) return known
  const key = Buffer.from(hkdfSync('sha256', secretKey, 'frontdesk', purpose, 32))
  derived.set(id, key)
  return key
}

/** First byte of what is sealed. Another cipher or derivation gets another number, and both can be opened. */
const FORMAT = 1
const NONCE = 12
const TAG = 16
const INBOX = 'inbox secrets'

/**
 * Seals secrets for storage with AES-256-GCM: one byte of format, nonce, tag, text. What was sealed for one `purpose`
 * does not open for another.
 */
export function sealSecrets(secrets: Record<string, unknown>, secretKey: string, purpose = INBOX): Buffer {
  const nonce = randomBytes(NONCE)
  const cipher = createCipheriv('aes-256-gcm', keyFor(secretKey, purpose), nonce)
  const text = Buffer.concat([cipher.update(JSON.stringify(secrets), 'utf8'), cipher.final()])
  return Buffer.concat([Buffer.from([FORMAT]), nonce, cipher.getAuthTag(), text])
}

/**
 * Opens what `sealSecrets` made. Throws where none of the keys fits or the bytes were changed: a stored secret that
 * cannot be opened is an error of the installation, and its words say what to mend.
 */
export function openSecrets(sealed: Uint8Array, keys: Keys, purpose = INBOX): Record<string, unknown> {
  const bytes = Buffer.from(sealed)
  if (bytes[0] !== FORMAT)
    throw new Error('These secrets were sealed by a newer version. Install that version again.')
  if (bytes.length < 1 + NONCE + TAG) throw new Error('These sealed secrets are cut short.')
  for (const key of listOf(keys)) {
    const text = decrypt(bytes, keyFor(key, purpose))
    if (text !== null) return JSON.parse(text) as Record<string, unknown>
  }
  throw new Error(
    'These secrets were sealed with another SECRET_KEY. Start with the key that they were stored under.',
  )
}

function decrypt(bytes: Buffer, key: Buffer): string | null {
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(1, 1 + NONCE), { authTagLength: TAG })
  decipher.setAuthTag(bytes.subarray(1 + NONCE, 1 + NONCE + TAG))
  const text = decipher.update(bytes.subarray(1 + NONCE + TAG))
  try {
    return Buffer.concat([text, decipher.final()]).toString('utf8')
  } catch {
    // The one error of `final`: key or bytes are not those that were sealed.
    return null
  }
}

/** What only a holder of the secret can answer about a value: hex, the same every time. */
export function proofOf(secretKey: string, purpose: string, value: string): string {
  return hmac('sha256', keyFor(secretKey, purpose), value).toString('hex')
}

/** A token `<value>.<expiry>.<signature>` that proves we gave `value` out for `purpose` until `expires`. */
export function signToken(secretKey: string, purpose: string, value: string, expires: Date): string {
  const body = `${Buffer.from(value).toString('base64url')}.${Math.floor(expires.getTime() / 1000).toString(36)}`
  return `${body}.${mac(secretKey, purpose, body)}`
}

/** The value of a token of ours, or null where it was made up, is for another purpose, or has expired. */
export function verifyToken(keys: Keys, purpose: string, token: string, now: Date): string | null {
  const parts = token.split('.')
  const [value, expires, signature] = parts
  if (parts.length !== 3 || value === undefined || !expires || !signature) return null
  const body = `${value}.${expires}`
  const ours = listOf(keys).some((key) => constantTimeEqual(signature, mac(key, purpose, body)))
  if (!ours || Number.parseInt(expires, 36) * 1000 <= now.getTime()) return null
  return Buffer.from(value, 'base64url').toString('utf8')
}

/** 192 bits of HMAC-SHA256: beyond guessing, and short enough for an address. */
function mac(secretKey: string, purpose: string, body: string): string {
  return hmac('sha256', keyFor(secretKey, 'tokens'), `${purpose}\0${body}`).toString('base64url').slice(0, 32)
}

function listOf(keys: Keys): readonly string[] {
  return typeof keys === 'string' ? [keys] : keys
}
