// Providers quote what they refuse ("Malformed access token EAAB…"), and their words are shown to everybody in the
// workspace and kept. So what a request proved itself with is taken out of the answer.
import type { Request } from './call.ts'

const NAMES = /secret|token|password|assertion|^code$|api_?key/i
/** Shorter ones are no credentials, and taking them out would tear words apart. */
const SHORTEST = 8
const HIDDEN = '[hidden]'

/** A refusing answer's text without the credentials of the request that it answers. */
export function hideCredentials(text: string, request: Request): string {
  let shown = text
  for (const credential of credentialsOf(request))
    for (const spelling of [credential, encodeURIComponent(credential)])
      shown = shown.replaceAll(spelling, HIDDEN)
  return shown
}

function credentialsOf({ url, headers = {}, body }: Request): string[] {
  const found: string[] = []
  for (const [name, value] of Object.entries(headers)) {
    if (/^(accept|content-type|user-agent)$/i.test(name)) continue
    const last = value.split(' ').at(-1) ?? ''
    found.push(last)
    if (/^Basic /i.test(value))
      found.push(Buffer.from(last, 'base64').toString('utf8').split(':').slice(1).join(':'))
  }
  const { pathname = '', searchParams = new URLSearchParams() } = URL.parse(url) ?? {}
  // Telegram has the token of a bot in the path.
  found.push(/\/bot([^/]+)/.exec(pathname)?.[1] ?? '')
  found.push(...secretFields(searchParams))
  if (typeof body?.content === 'string' && body.type?.startsWith('application/x-www-form-urlencoded'))
    found.push(...secretFields(new URLSearchParams(body.content)))
  return found.filter((one) => one.length >= SHORTEST)
}

function secretFields(fields: URLSearchParams): string[] {
  return [...fields].flatMap(([name, value]) => (NAMES.test(name) ? [value] : []))
}
