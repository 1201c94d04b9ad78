// The address that we ask customers to answer to: it carries the conversation, so that an answer finds home when a
// mail program drops In-Reply-To. It routes and proves nothing about the writer, who may have been forwarded the mail.
import { createHmac, timingSafeEqual } from 'node:crypto'
import type { InboxAccount } from '#channels/channel.ts'

/** RFC 5321 4.5.3.1.1. */
const MAX_LOCAL_PART = 64
/** Our ids are 112 bits; 64 bits of signature are beyond guessing by mail and leave 25 characters for the name. */
const ID_BYTES = 14
const SIGNATURE_BYTES = 8
const BYTES = ID_BYTES + SIGNATURE_BYTES
const ID = /^conv_([0-9A-Za-z]{19})$/
const BASE62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
/** Lower case only: some mail systems fold the case of local parts. */
const BASE32 = '0123456789abcdefghjkmnpqrstvwxyz'
const TOKEN_LENGTH = Math.ceil((BYTES * 8) / 5)
const TAG = 'c.'

/**
 * The inbox's address with a signed token of the conversation: `local+c.<token>@domain`. Where the local part has no
 * room for it, the inbox's mail server knows no plus-addressing, or the id is none of ours: the plain address. Then
 * the ids in the mail must do.
 */
export function replyAddress(account: InboxAccount, conversationId: string, secret: string): string {
  const at = account.address.lastIndexOf('@')
  const local = account.address.slice(0, at)
  const id = idToBytes(conversationId)
  if (account.settings['plusAddressing'] === false) return account.address
  if (!id || at < 1 || local.length + 1 + TAG.length + TOKEN_LENGTH > MAX_LOCAL_PART) return account.address
  const token = toBase32(Buffer.concat([id, sign(account, id, secret)]))
  return `${local}+${TAG}${token}${account.address.slice(at)}`
}

/** The conversation that an address of ours names, or null where it names none or its signature is wrong. */
export function conversationOf(address: string, account: InboxAccount, secret: string): string | null {
  const token = /\+c\.([0-9a-z]+)@/i.exec(address)?.[1]?.toLowerCase()
  if (token?.length !== TOKEN_LENGTH) return null
  const bytes = fromBase32(token)
  if (!bytes) return null
  const id = bytes.subarray(0, ID_BYTES)
  return timingSafeEqual(bytes.subarray(ID_BYTES), sign(account, id, secret)) ? bytesToId(id) : null
}

/** Bound to the inbox, so that a token of one business is worth nothing at another. */
function sign(account: InboxAccount, id: Buffer, secret: string): Buffer {
  const mac = createHmac('sha256', secret).update(`reply-address\0${account.id}\0`).update(id)
  return mac.digest().subarray(0, SIGNATURE_BYTES)
}

function idToBytes(conversationId: string): Buffer | null {
  const digits = ID.exec(conversationId)?.[1]
  if (!digits) return null
  let value = 0n
  for (const digit of digits) value = value * 62n + BigInt(BASE62.indexOf(digit))
  const hex = value.toString(16).padStart(ID_BYTES * 2, '0')
  return hex.length === ID_BYTES * 2 ? Buffer.from(hex, 'hex') : null
}

function bytesToId(bytes: Buffer): string {
  let value = BigInt(`0x${bytes.toString('hex')}`)
  let digits = ''
  for (let i = 0; i < 19; i++) {
    digits = BASE62[Number(value % 62n)] + digits
    value /= 62n
  }
  return `conv_${digits}`
}

function toBase32(bytes: Buffer): string {
  let value = BigInt(`0x${bytes.toString('hex')}`)
  let text = ''
  for (let i = 0; i < TOKEN_LENGTH; i++) {
    text = BASE32[Number(value % 32n)] + text
    value /= 32n
  }
  return text
}

function fromBase32(token: string): Buffer | null {
  let value = 0n
  for (const character of token) {
    const digit = BASE32.indexOf(character)
    if (digit < 0) return null
    value = value * 32n + BigInt(digit)
  }
  const hex = value.toString(16).padStart(BYTES * 2, '0')
  return hex.length === BYTES * 2 ? Buffer.from(hex, 'hex') : null
}
