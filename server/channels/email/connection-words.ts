// Why a mail server could not be talked to, in words for whoever set up the inbox.
import type { DeliveryError } from '#domain/message.ts'

type Words = { pattern: RegExp; reason: (server: string) => string; action: string }

/** By Node's, nodemailer's and imapflow's error codes; the first that fits. */
const WORDS: Words[] = [
  {
    pattern: /^(?:ENOTFOUND|EAI_AGAIN|EDNS|ENODATA)$/,
    reason: (server) => `The mail server ${server} was not found.`,
    action: 'Check the name of the server in the settings of the inbox.',
  },
  {
    pattern: /^ECONNREFUSED$/,
    reason: (server) => `${server} does not accept connections.`,
    action: 'Check the port in the settings of the inbox, and whether the mail server is running.',
  },
  {
    pattern: /^(?:ERR_SSL_WRONG_VERSION_NUMBER|EPROTO)$/,
    reason: (server) => `${server} does not speak TLS from the start on this port.`,
    action: 'Choose STARTTLS, or the port for TLS.',
  },
  {
    pattern:
      /^(?:DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_\w+|CERT_\w+|ERR_TLS_CERT_ALTNAME_INVALID)$/,
    reason: (server) => `The certificate of ${server} cannot be trusted.`,
    action:
      'Use the name that the certificate was made for, or have the certificate of the mail server renewed.',
  },
  {
    pattern: /^(?:ETLS|EREQUIRETLS|ClosedAfterConnectTLS|UPGRADE_TIMEOUT|STARTTLS_INJECTION)$/,
    reason: (server) => `No encrypted connection to ${server} came about.`,
    action: 'Choose the encryption that the mail server offers.',
  },
  {
    pattern:
      /^(?:ETIMEDOUT|ETIMEOUT|CONNECT_TIMEOUT|GREETING_TIMEOUT|ESOCKETTIMEDOUT|EHOSTUNREACH|ENETUNREACH)$/,
    reason: (server) => `${server} did not answer in time.`,
    action: 'Check the server and port in the settings of the inbox; a firewall may be in between.',
  },
]

/** An error of a connection to `server` (name and port) as code, reason and remedy. */
export function explainConnection(error: unknown, server: string): DeliveryError {
  const codes = [codeOf(error, 'originalCode'), codeOf(error, 'code'), codeOf(causeOf(error), 'code')]
  for (const code of codes) {
    const words = code ? WORDS.find(({ pattern }) => pattern.test(code)) : undefined
    if (code && words) return { code, reason: words.reason(server), action: words.action }
  }
  return {
    code: codes.find((code) => code !== null) ?? 'connection',
    reason: `The connection to ${server} broke.`,
    action: 'It is tried again by itself. If it goes on, ask whoever runs the mail server.',
  }
}

function codeOf(error: unknown, field: 'code' | 'originalCode'): string | null {
  const code: unknown = typeof error === 'object' && error !== null ? Reflect.get(error, field) : null
  return typeof code === 'string' ? code : null
}

function causeOf(error: unknown): unknown {
  if (typeof error !== 'object' || error === null) return null
  return Reflect.get(error, 'cause') ?? Reflect.get(error, '_err')
}
