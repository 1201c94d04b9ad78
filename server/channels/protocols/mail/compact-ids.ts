// Our ids in the local part of a mail address: short, and in lower case only, because some mail systems fold its case.

/** Our ids are 112 bits. */
export const ID_BYTES = 14
const DIGITS = 19
const BASE62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
const BASE32 = '0123456789abcdefghjkmnpqrstvwxyz'

/** The bytes of an id with this prefix; null where it is none of ours. */
export function idToBytes(prefix: string, id: string): Buffer | null {
  const digits = id.startsWith(`${prefix}_`) ? id.slice(prefix.length + 1) : ''
  if (!/^[0-9A-Za-z]+$/.test(digits) || digits.length !== DIGITS) return null
  let value = 0n
  for (const digit of digits) value = value * 62n + BigInt(BASE62.indexOf(digit))
  const hex = value.toString(16).padStart(ID_BYTES * 2, '0')
  return hex.length === ID_BYTES * 2 ? Buffer.from(hex, 'hex') : null
}

export function bytesToId(prefix: string, bytes: Buffer): string {
  let value = BigInt(`0x${bytes.toString('hex')}`)
  let digits = ''
  for (let i = 0; i < DIGITS; i++) {
    digits = BASE62[Number(value % 62n)] + digits
    value /= 62n
  }
  return `${prefix}_${digits}`
}

/** How many characters so many bytes become. */
export function base32Length(bytes: number): number {
  return Math.ceil((bytes * 8) / 5)
}

export function toBase32(bytes: Buffer): string {
  let value = BigInt(`0x${bytes.toString('hex')}`)
  let text = ''
  for (let i = 0; i < base32Length(bytes.length); i++) {
    text = BASE32[Number(value % 32n)] + text
    value /= 32n
  }
  return text
}

/** So many bytes out of their text; null where it is not the text of so many. */
export function fromBase32(text: string, bytes: number): Buffer | null {
  let value = 0n
  for (const character of text) {
    const digit = BASE32.indexOf(character)
    if (digit < 0) return null
    value = value * 32n + BigInt(digit)
  }
  const hex = value.toString(16).padStart(bytes * 2, '0')
  return hex.length === bytes * 2 ? Buffer.from(hex, 'hex') : null
}
