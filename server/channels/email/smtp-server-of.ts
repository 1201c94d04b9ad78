// The server that an inbox sends with, and how it logs in there.
import type { ChannelIo, InboxAccount } from '#channels/channel.ts'
import type { TokenFailure } from '#channels/protocols/oauth/words.ts'
import { type EmailSettings, SIMULATOR_HOST } from './settings.ts'
import { mailToken } from './sign-in.ts'
import type { SmtpServer } from './smtp-client.ts'

const USUAL_PORT = { tls: 465, starttls: 587, none: 25 } as const

/**
 * The settings' server, or for the simulator the address `smtp://host:port` that the caller resolved; null where there
 * is none, a failure where one must sign in first. `refused`: a token that was just turned down.
 */
export async function serverOf(
  account: InboxAccount,
  settings: EmailSettings,
  io: ChannelIo,
  refused?: string,
): Promise<{ server: SmtpServer } | { failure: TokenFailure } | null> {
  const { smtpHost: host, smtpSecurity: security, smtpUser: user, smtpPassword: pass } = settings
  if (host === SIMULATOR_HOST) return simulated(io)
  const server = { host, port: settings.smtpPort ?? USUAL_PORT[security], security }
  if (settings.signInWith === 'password') return { server: { ...server, auth: user ? { user, pass } : null } }
  const result = await mailToken(account, io, refused)
  if (!result.ok) return { failure: result }
  return { server: { ...server, auth: { user: user || account.address, token: result.token } } }
}

function simulated(io: ChannelIo): { server: SmtpServer } | null {
  if (!io.apiBase || !URL.canParse(io.apiBase)) return null
  const { hostname, port } = new URL(io.apiBase)
  const host = hostname.replace(/^\[|\]$/g, '')
  return { server: { host, port: Number(port) || 25, security: 'none', auth: null } }
}
