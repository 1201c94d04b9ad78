// The address that we ask customers to answer to: it carries the conversation, so that an answer finds home when a
// mail program drops In-Reply-To. It routes and proves nothing about the writer, who may have been forwarded the mail.
import { createHmac, timingSafeEqual } from 'node:crypto'
import type { InboxAccount } from '#channels/channel.ts'
import { base32Length, bytesToId, fromBase32, ID_BYTES, idToBytes, toBase32 } from './compact-ids.ts'

/** RFC 5321 4.5.3.1.1. */
const MAX_LOCAL_PART = 64
/** 64 bits of signature are beyond guessing by mail and leave 25 characters for the name. */
const SIGNATURE_BYTES = 8
const BYTES = ID_BYTES + SIGNATURE_BYTES
const TOKEN_LENGTH = base32Length(BYTES)
const TAG = 'c.'

/**
 * The inbox's address with a signed token of the conversation: `local+c.<token>@domain`. Where the local part has no
 * room for it, the inbox's mail server knows no plus-addressing, or the id is none of ours: the plain address. Then
 * the ids in the mail must do.
 */
export function replyAddress(account: InboxAccount, conversationId: string, secret: string): string {
  const at = account.address.lastIndexOf('@')
  const local = account.address.slice(0, at)
  const id = idToBytes('conv', conversationId)
  if (account.settings['plusAddressing'] === false) return account.address
  if (!id || at < 1 || local.length + 1 + TAG.length + TOKEN_LENGTH > MAX_LOCAL_PART) return account.address
  const token = toBase32(Buffer.concat([id, sign(account, id, secret)]))
  return `${local}+${TAG}${token}${account.address.slice(at)}`
}

/** The conversation that an address of ours names, or null where it names none or its signature is wrong. */
export function conversationOf(address: string, account: InboxAccount, secret: string): string | null {
  const token = /\+c\.([0-9a-z]+)@/i.exec(address)?.[1]?.toLowerCase()
  if (token?.length !== TOKEN_LENGTH) return null
  const bytes = fromBase32(token, BYTES)
  if (!bytes) return null
  const id = bytes.subarray(0, ID_BYTES)
  return timingSafeEqual(bytes.subarray(ID_BYTES), sign(account, id, secret)) ? bytesToId('conv', id) : null
}

/** Bound to the inbox, so that a token of one business is worth nothing at another. */
function sign(account: InboxAccount, id: Buffer, secret: string): Buffer {
  const mac = createHmac('sha256', secret).update(`reply-address\0${account.id}\0`).update(id)
  return mac.digest().subarray(0, SIGNATURE_BYTES)
}
