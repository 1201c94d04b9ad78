// A connection to a mailbox: how it is made, and what its failures mean for whoever set up the inbox.
import { ImapFlow } from 'imapflow'
import type { InboxAccount } from '#channels/channel.ts'
import { serviceNames } from '#channels/protocols/oauth/services.ts'
import type { TokenFailure } from '#channels/protocols/oauth/words.ts'
import type { DeliveryError } from '#domain/message.ts'
import { explainConnection } from './connection-words.ts'
import { StoreFailure } from './imap-pass.ts'
import type { EmailSettings } from './settings.ts'

/** There is no access token to log in with. */
export class NoToken extends Error {
  readonly failure: TokenFailure
  constructor(failure: TokenFailure) {
    super(failure.error.reason)
    this.failure = failure
  }
}

export function imapPort(settings: EmailSettings): number {
  return settings.imapPort ?? (settings.imapSecurity === 'tls' ? 993 : 143)
}

/** A client that is not connected yet. With a `token` it logs in by OAUTHBEARER or XOAUTH2, else by password. */
export function imapClient(
  account: InboxAccount,
  settings: EmailSettings,
  token: string | null,
  idleMs: number,
): ImapFlow {
  const { imapSecurity: security } = settings
  return new ImapFlow({
    host: settings.imapHost,
    port: imapPort(settings),
    secure: security === 'tls',
    ...(security === 'tls' ? {} : { doSTARTTLS: security === 'starttls' }),
    auth:
      token === null
        ? { user: settings.imapUser, pass: settings.imapPassword }
        : { user: settings.imapUser || account.address, accessToken: token },
    logger: false,
    disableAutoIdle: true,
    maxIdleTime: idleMs,
    connectionTimeout: 30_000,
    clientInfo: { name: 'Frontdesk' },
  })
}

/** Would trying again soon only annoy, because a person must mend it? */
export function needsPerson(error: unknown): boolean {
  return error instanceof NoToken ? error.failure.final : isLoginRefused(error)
}

export function isLoginRefused(error: unknown): boolean {
  return flag(error, 'authenticationFailed')
}

export function explainImap(
  error: unknown,
  settings: EmailSettings,
): Pick<DeliveryError, 'reason' | 'action'> {
  const { imapHost: host, imapMailbox: mailbox, signInWith } = settings
  if (error instanceof NoToken) return error.failure.error
  if (isLoginRefused(error) && signInWith !== 'password')
    return {
      reason: `${host} does not let this inbox into the mailbox, although ${serviceNames[signInWith]} accepts its sign-in.`,
      action:
        'Check that IMAP is switched on for this mailbox, and that the person who signed in may open it; then sign in again.',
    }
  if (isLoginRefused(error))
    return {
      reason: `${host} refused the user name or the password.`,
      action: 'Correct them in the settings of the inbox. Many providers want an app password here.',
    }
  if (flag(error, 'mailboxMissing'))
    return {
      reason: `${host} has no folder "${mailbox}".`,
      action: 'Correct the folder in the settings of the inbox.',
    }
  if (error instanceof StoreFailure)
    return {
      reason: error.message,
      action: 'Look at the health of the database; the log of the server says more.',
    }
  return explainConnection(error, `${host}:${imapPort(settings)}`)
}

function flag(error: unknown, name: 'authenticationFailed' | 'mailboxMissing'): boolean {
  return typeof error === 'object' && error !== null && Reflect.get(error, name) === true
}
