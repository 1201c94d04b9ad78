// Where Twilio reports what became of a message. Our own id travels along, so that a report also tells of a send whose
// answer never reached us.
import { isIP } from 'node:net'
import type { ChannelIo } from '#channels/channel.ts'
import { isPublicAddress } from '#lib/public-address.ts'
import { apiBaseOf } from './rest.ts'
import { TWILIO_API } from './settings.ts'

const PARAMETER = 'm'

/**
 * The StatusCallback for a message, or null where Twilio would refuse the whole message for it (error 21609): it takes
 * no address that cannot be public. Then the message still goes, only without receipts. Emulators may be anywhere.
 */
export function callbackUrl(io: Pick<ChannelIo, 'webhookUrl' | 'apiBase'>, messageId: string): string | null {
  const url = URL.parse(io.webhookUrl)
  if (!url || (apiBaseOf(io) === TWILIO_API && !mayBePublic(url.hostname))) return null
  return `${io.webhookUrl}${url.search ? '&' : '?'}${PARAMETER}=${encodeURIComponent(messageId)}`
}

/** Our id of the message that a report is about, or null where the address carries none of ours. */
export function messageIdOf(url: string): string | null {
  const id = URL.parse(url)?.searchParams.get(PARAMETER) ?? ''
  return /^msg_[0-9A-Za-z]{1,64}$/.test(id) ? id : null
}

function mayBePublic(host: string): boolean {
  const address = host.replace(/^\[|\]$/g, '')
  if (isIP(address)) return isPublicAddress(address)
  return host.includes('.') && !host.includes('_') && !/\.(local|localhost|internal)$/i.test(host)
}
