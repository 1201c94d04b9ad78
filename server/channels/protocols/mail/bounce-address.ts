// A return address of its own for each mail (VERP): a bounce then names the mail that it is about by the address that
// it comes to, even where it returns nothing of it. The id is in the Message-ID as well, so it proves nothing more.
import type { InboxAccount } from '#channels/channel.ts'
import { base32Length, bytesToId, fromBase32, ID_BYTES, idToBytes, toBase32 } from './compact-ids.ts'

/** RFC 5321 4.5.3.1.1. */
const MAX_LOCAL_PART = 64
const TAG = 'b.'
const TOKEN_LENGTH = base32Length(ID_BYTES)

/** `local+b.<token>@domain`; the plain address where there is no room for it or no plus-addressing. */
export function bounceAddress(account: InboxAccount, messageId: string): string {
  const at = account.address.lastIndexOf('@')
  const local = account.address.slice(0, at)
  const id = idToBytes('msg', messageId)
  if (account.settings['plusAddressing'] === false || !id || at < 1) return account.address
  if (local.length + 1 + TAG.length + TOKEN_LENGTH > MAX_LOCAL_PART) return account.address
  return `${local}+${TAG}${toBase32(id)}${account.address.slice(at)}`
}

/** The message of ours whose return address this is; null where it is none. */
export function messageOfBounce(address: string): string | null {
  const token = /\+b\.([0-9a-z]+)@/i.exec(address)?.[1]?.toLowerCase()
  if (token?.length !== TOKEN_LENGTH) return null
  const bytes = fromBase32(token, ID_BYTES)
  return bytes && bytesToId('msg', bytes)
}
