// How Meta asks whether an address is ours, once, when it is entered in the app's settings.
import type { RawRequest, Verification } from '#channels/channel.ts'
import { constantTimeEqual } from '#lib/crypto.ts'

/** Meta sends a number. What is echoed is limited, so that nobody can make our address say something. */
const CHALLENGE = /^[\w.-]{1,256}$/

/** Answers `hub.challenge` where the token is the one that the business chose; refuses every other GET. */
export function verifyHandshake(raw: RawRequest, verifyToken: string): Verification {
  const query = URL.parse(raw.url)?.searchParams
  const refuse = (reason: string): Verification => ({ ok: false, reason })
  if (query?.get('hub.mode') !== 'subscribe') return refuse('This is no verification request of Meta.')
  if (!verifyToken) return refuse('The inbox has no verify token.')
  if (!constantTimeEqual(query.get('hub.verify_token') ?? '', verifyToken))
    return refuse('The verify token is not the one of this inbox.')
  const challenge = query.get('hub.challenge') ?? ''
  if (!CHALLENGE.test(challenge)) return refuse('The challenge is none that Meta sends.')
  return {
    ok: true,
    handshake: { status: 200, contentType: 'text/plain; charset=utf-8', body: challenge },
  }
}
