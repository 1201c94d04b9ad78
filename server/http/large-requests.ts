// What stands before a request body is read where bodies may be large: mails come with their files, and all of it lies in
// memory before its signature can be checked. So there is a limit to how much lies there at once, and to how often.
import type { FastifyRequest } from 'fastify'
import { Refusal } from '#domain/errors.ts'

/** For all requests of this process together: five mails of the largest size, or hundreds of usual ones. */
const MAX_WAITING_BYTES = 268_435_456
/** Of one inbox. A provider sends one request a mail and one an event. */
const MAX_PER_MINUTE = 600

export type Room = {
  /**
   * Takes room for a body of this length, as its request says, and gives back what makes the room free again. Throws a
   * refusal after which every provider comes again.
   */
  take(contentLength: string | undefined, largest: number): () => void
}

/** Room for bodies that are read or worked on at this moment. */
export function createRoom(most: number = MAX_WAITING_BYTES): Room {
  let taken = 0
  return {
    take(contentLength, largest) {
      // Who does not say how much it is may send as much as the door takes.
      const said = Number(contentLength ?? largest)
      const bytes = said >= 0 ? Math.min(said, largest) : largest
      if (taken + bytes > most)
        throw new Refusal('unavailable', 'Too much is coming in at this moment. Send it again later.')
      taken += bytes
      return () => {
        taken -= bytes
      }
    },
  }
}

/** Setting of a route: so many a minute for each inbox key, whatever address they come from. */
export const perInbox = {
  rateLimit: {
    max: MAX_PER_MINUTE,
    timeWindow: 60_000,
    keyGenerator: (request: FastifyRequest) => new URL(request.url, 'http://local').pathname,
    // Not 429: SendGrid throws away what a 4xx refused, and comes again after a 5xx.
    errorResponseBuilder: () =>
      new Refusal('unavailable', `More than ${MAX_PER_MINUTE} requests in a minute. Send it again later.`),
  },
}
