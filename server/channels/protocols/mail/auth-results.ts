// Who really sent a mail, as far as the server that received it found out (RFC 8601). Anybody can write such a header,
// so only those are believed that bear the name of the inbox's own server.
import type { InboxAccount } from '#channels/channel.ts'
import { type AuthVerdict, authVerdicts, type MailAuth } from '#domain/message.ts'
import type { Headers } from './headers.ts'

/** The inbox's setting: the name that its mail server writes into these headers. */
const SETTING = 'authservId'

/** The verdicts of the inbox's own server; null where no server is named or it said nothing. */
export function readAuth(headers: Headers, account: InboxAccount): MailAuth | null {
  const named = account.settings[SETTING]
  const server = typeof named === 'string' ? named.trim().toLowerCase() : ''
  if (server === '') return null
  const own = headers.all('authentication-results').filter((value) => serverOf(value) === server)
  if (own.length === 0) return null
  return { spf: verdictOf(own, 'spf'), dkim: verdictOf(own, 'dkim'), dmarc: verdictOf(own, 'dmarc') }
}

/** `mx.example.com 1; spf=pass …`: the name before the first semicolon, without its version. */
function serverOf(value: string): string {
  return (withoutComments(value).split(';')[0] ?? '').trim().split(/\s+/)[0]?.toLowerCase() ?? ''
}

/**
 * The first header that names the method counts: a server writes its own above those that came with the mail. Of
 * several signatures one that holds is enough.
 */
function verdictOf(values: string[], method: 'spf' | 'dkim' | 'dmarc'): AuthVerdict {
  const pattern = new RegExp(`(?:^|;)\\s*${method}\\s*(?:/\\s*\\d+\\s*)?=\\s*([a-z]+)`, 'gi')
  for (const value of values) {
    const found = [...withoutComments(value).matchAll(pattern)].map((match) => match[1] ?? '')
    if (found.length > 0) return found.includes('pass') ? 'pass' : authVerdict(found[0] ?? '')
  }
  return 'none'
}

function withoutComments(value: string): string {
  return value.replace(/\([^()]*\)/g, ' ')
}

const SYNONYMS: Record<string, AuthVerdict> = {
  hardfail: 'fail',
  policy: 'fail',
  temperror: 'error',
  permerror: 'error',
}

/** A verdict in the words of any server or provider. What is not known says nothing. */
export function authVerdict(word: string): AuthVerdict {
  const known = word.trim().toLowerCase()
  return SYNONYMS[known] ?? authVerdicts.find((verdict) => verdict === known) ?? 'none'
}
