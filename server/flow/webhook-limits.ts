// Which providers send larger requests than the others, from what their channels say.
import { channels } from '#channels/registry.ts'

/** Providers whose requests may be larger than usual, with the largest size of each in bytes. */
export function largeRequests(): { provider: string; maxBytes: number }[] {
  return channels.flatMap(({ provider, maxRequestBytes }) =>
    maxRequestBytes === undefined ? [] : [{ provider, maxBytes: maxRequestBytes }],
  )
}
