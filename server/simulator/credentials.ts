// Who calls a simulated API: the credentials of the request against those of an inbox.
import type { FastifyRequest } from 'fastify'
import type { InboxAccount } from '#channels/channel.ts'
import { constantTimeEqual } from '#lib/crypto.ts'
import { settingOf } from './provider.ts'

export type Basic = { user: string; password: string }

/** User and password of HTTP's Basic scheme; null where there are none. */
export function basicOf(request: FastifyRequest): Basic | null {
  const encoded = /^Basic ([A-Za-z0-9+/=]+)$/i.exec(request.headers.authorization ?? '')?.[1]
  if (!encoded) return null
  const text = Buffer.from(encoded, 'base64').toString('utf8')
  const colon = text.indexOf(':')
  return colon < 0 ? null : { user: text.slice(0, colon), password: text.slice(colon + 1) }
}

/** Are these the credentials that stand in the two settings? What is empty opens nothing. */
export function opens(
  account: InboxAccount,
  given: Basic,
  [user, password]: readonly [user: string, password: string],
): boolean {
  return settingOf(account, user) === given.user && matches(account, password, given.password)
}

/** Is this the secret in a setting? What is empty is none. */
export function matches(account: InboxAccount, setting: string, given: string | undefined): boolean {
  const secret = settingOf(account, setting)
  return secret !== '' && given !== undefined && constantTimeEqual(secret, given)
}

/** What follows a scheme in the Authorization header. */
export function tokenOf(request: FastifyRequest, scheme: string): string | undefined {
  const [given, token] = (request.headers.authorization ?? '').split(' ', 2)
  return given?.toLowerCase() === scheme.toLowerCase() ? token : undefined
}
