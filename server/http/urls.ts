// Signed addresses of files and mails: they name the workspace inside the signature, and end.
import { signToken } from '#lib/crypto.ts'

const HOURS = 12

/** Path and query, without the host. Signed for the end of a period, so that browsers can cache within it. */
export function signedPath(
  secret: string,
  kind: 'file' | 'mail',
  workspaceId: string,
  id: string,
  now: Date,
): string {
  const period = HOURS * 3_600_000
  const expires = new Date((Math.floor(now.getTime() / period) + 2) * period)
  return `/api/v1/${kind}s/${id}?token=${signToken(secret, `${kind} ${id}`, workspaceId, expires)}`
}
