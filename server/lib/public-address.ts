// Which IP addresses a stranger's URL may lead us to. Everything that is not plainly on the public internet is refused:
// new special ranges then start out refused instead of open.
import { lookup } from 'node:dns/promises'
import { isIP } from 'node:net'
import ipaddr from 'ipaddr.js'

/** Public by its number, but only ever Azure's own machine service, which hands out credentials. */
const AZURE_PLATFORM = '168.63.129.16'

/**
 * Is this an address on the public internet? Not loopback, private, link-local, carrier NAT, multicast, reserved or
 * documentation; nor an IPv4 address inside an IPv6 one (mapped, NAT64, 6to4, Teredo), which would get round the rest.
 */
export function isPublicAddress(address: string): boolean {
  // Strict spelling first: shorthand and octal figures mean different addresses to different readers.
  if (isIP(address) === 0 || address === AZURE_PLATFORM) return false
  const parsed = ipaddr.parse(address)
  if (parsed.range() !== 'unicast') return false
  // All of IPv6 that has been given out so far (RFC 4291, 2.4).
  return parsed.kind() === 'ipv4' || ((parsed.toByteArray()[0] ?? 0) & 0xe0) === 0x20
}

/** Does every address of this host lie on the public internet? A name that cannot be resolved is not public. */
export async function isPublicHost(host: string): Promise<boolean> {
  const bare = host.replace(/^\[|\]$/g, '')
  if (isIP(bare)) return isPublicAddress(bare)
  try {
    const addresses = await lookup(bare, { all: true })
    return addresses.length > 0 && addresses.every(({ address }) => isPublicAddress(address))
  } catch {
    return false
  }
}
