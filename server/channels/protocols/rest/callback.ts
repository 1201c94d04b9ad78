// Where a provider reports what became of a message. Our own id travels along, so that a report also tells of a send
// whose answer never reached us.
import { isIP } from 'node:net'
import type { ChannelIo } from '#channels/channel.ts'
import { isPublicAddress } from '#lib/public-address.ts'

const PARAMETER = 'm'
const ID = /^msg_[0-9A-Za-z]{1,64}$/

/**
 * The address for receipts of a message, or null where the provider could not reach it: some refuse a message for an
 * address that cannot be public, and the message matters more than its receipts. Emulators may be anywhere.
 */
export function callbackUrl(io: Pick<ChannelIo, 'webhookUrl' | 'apiBase'>, messageId: string): string | null {
  const url = URL.parse(io.webhookUrl)
  if (!url || (io.apiBase === null && !mayBePublic(url.hostname))) return null
  return `${io.webhookUrl}${url.search ? '&' : '?'}${PARAMETER}=${encodeURIComponent(messageId)}`
}

/** Our id of the message that a report is about, or null where the address carries none of ours. */
export function messageIdOf(url: string | null | undefined): string | null {
  return ownId(url ? URL.parse(url)?.searchParams.get(PARAMETER) : null)
}

/** The text where it is an id of a message of ours, as providers carry it back; else null. */
export function ownId(text: string | null | undefined): string | null {
  return text && ID.test(text) ? text : null
}

/**
 * Is there nothing in the query but what `callbackUrl` puts there? For providers whose signature does not cover the
 * address: what nobody signed must not be able to say anything.
 */
export function hasOnlyOurQuery(url: string): boolean {
  const parsed = URL.parse(url)
  if (!parsed || parsed.hash !== '') return false
  return parsed.search === '' || new RegExp(`^\\?${PARAMETER}=msg_[0-9A-Za-z]{1,64}$`).test(parsed.search)
}

function mayBePublic(host: string): boolean {
  const address = host.replace(/^\[|\]$/g, '')
  if (isIP(address)) return isPublicAddress(address)
  return host.includes('.') && !/\.(local|localhost|internal)$/i.test(host)
}
