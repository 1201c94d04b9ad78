// Fetches what a stranger named (media of messages, webhooks, pages to read) without letting the stranger reach into
// our network. Names are resolved here, checked, and the connection goes to exactly the address that was checked, so
// that a name cannot point elsewhere a moment later. Node's own fetch has no door for that; `node:https` has `lookup`.
import { lookup as resolveName } from 'node:dns/promises'
import http, { type ClientRequest, type IncomingMessage, type RequestOptions } from 'node:http'
import https from 'node:https'
import { isIP } from 'node:net'
import { pipeline } from 'node:stream/promises'
import zlib from 'node:zlib'
import { isPublicAddress } from './public-address.ts'

export type SafeFetchOptions = {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Credentials among them go to the first origin only; after a redirect elsewhere they are left out. */
  headers?: Record<string, string>
  body?: string | Uint8Array
  /** Of the content after decompression. */
  maxBytes: number
  /** For everything together: names, redirects, content. */
  timeoutMs: number
  /** Origins that the business itself configured: they may be plain HTTP, on any port, and on this machine. */
  allowOrigins?: readonly string[]
  /** Whether a redirect may be followed there. Without it anywhere that may be asked at all. */
  mayLeadTo?: (url: URL) => boolean
}

export type SafeFetchProblem =
  | 'bad_url'
  | 'refused_address'
  | 'refused_redirect'
  | 'too_many_redirects'
  | 'too_large'
  | 'timeout'
  | 'unreachable'
  | 'bad_certificate'
  | 'bad_content'
  | 'http_status'

export type SafeFetchResult =
  | {
      ok: true
      status: number
      url: string
      body: Uint8Array
      contentType: string | null
      headers: Record<string, string>
    }
  /** `reason` is for people; `retryable` where the same request may succeed later. */
  | { ok: false; problem: SafeFetchProblem; reason: string; retryable: boolean; status?: number }

/** What tests put in place of the world. */
export type SafeFetchWorld = {
  resolve(host: string): Promise<{ address: string; family: number }[]>
  allows(address: string): boolean
  /** Ports that are asked, as URLs spell them; the usual one is the empty text. */
  ports: readonly string[]
  /** Certificate authorities besides Node's own. */
  ca?: string
}

const MAX_REDIRECTS = 3
/** Headers that say nothing about who asks. Whatever else a caller sends may be a credential under any name. */
const HARMLESS = new Set(['accept', 'accept-language', 'content-type', 'range', 'user-agent'])
/** The frame of the request is ours: a caller's value here could smuggle a second request. */
const OURS = new Set([
  'host',
  'connection',
  'content-length',
  'transfer-encoding',
  'accept-encoding',
  'expect',
  'upgrade',
])

class Stop extends Error {
  readonly problem: SafeFetchProblem
  readonly retryable: boolean
  readonly status: number | undefined
  constructor(
    problem: SafeFetchProblem,
    reason: string,
    more: { retryable?: boolean; status?: number } = {},
  ) {
    super(reason)
    this.problem = problem
    this.retryable = more.retryable ?? false
    this.status = more.status
  }
}

const theWorld: SafeFetchWorld = {
  resolve: (host) => resolveName(host, { all: true }),
  allows: isPublicAddress,
  ports: [''],
}

/** Fetches a URL that somebody else chose. Never throws: what went wrong is in the result. */
export const safeFetch = createSafeFetch(theWorld)

export type SafeFetch = (url: string, options: SafeFetchOptions) => Promise<SafeFetchResult>

export function createSafeFetch(world: SafeFetchWorld): SafeFetch {
  return async (url: string, options: SafeFetchOptions): Promise<SafeFetchResult> => {
    const deadline = AbortSignal.timeout(options.timeoutMs)
    try {
      return await follow(world, url, options, deadline)
    } catch (error) {
      return explain(error, deadline, options)
    }
  }
}

async function follow(
  world: SafeFetchWorld,
  first: string,
  options: SafeFetchOptions,
  deadline: AbortSignal,
): Promise<SafeFetchResult> {
  let url = checkUrl(world, first, null, options)
  let headers = ownHeaders(options.headers ?? {})
  for (let hop = 0; ; hop++) {
    const { response, request } = await ask(world, url, headers, options, deadline)
    const status = response.statusCode ?? 0
    const location = response.headers.location
    if (status >= 300 && status < 400 && location !== undefined) {
      request.destroy()
      if ((options.method ?? 'GET') !== 'GET')
        throw new Stop(
          'refused_redirect',
          'The server sends the request on to another address. Enter that address instead.',
          { status },
        )
      if (hop === MAX_REDIRECTS)
        throw new Stop('too_many_redirects', `The server redirects more than ${MAX_REDIRECTS} times.`)
      const next = checkUrl(world, location, url, options)
      if (options.mayLeadTo && !options.mayLeadTo(next))
        throw new Stop('refused_redirect', `The address leads on to another site (${next.host}).`, { status })
      // Credentials go to nobody but the one they were meant for, and do not come back with a later redirect.
      if (next.origin !== url.origin)
        headers = Object.fromEntries(Object.entries(headers).filter(([name]) => HARMLESS.has(name)))
      url = next
      continue
    }
    if (status < 200 || status >= 300) {
      request.destroy()
      throw new Stop('http_status', `The server answered ${status}.`, {
        status,
        retryable: status >= 500 || [408, 425, 429].includes(status),
      })
    }
    const body = await readBody(response, options)
    return {
      ok: true,
      status,
      url: url.href,
      body,
      contentType: response.headers['content-type'] ?? null,
      headers: flat(response),
    }
  }
}

/** A URL that may be asked, or a refusal. HTTPS on its own port, without credentials, unless its origin is allowed. */
function checkUrl(world: SafeFetchWorld, text: string, base: URL | null, options: SafeFetchOptions): URL {
  const url = URL.parse(text, base ?? undefined)
  if (!url) throw new Stop('bad_url', 'This is not a complete address.')
  if (url.username || url.password)
    throw new Stop('bad_url', 'An address must not carry a user name or password.')
  if (options.allowOrigins?.includes(url.origin)) return url
  if (url.protocol !== 'https:')
    throw new Stop(
      base ? 'refused_redirect' : 'bad_url',
      base ? 'The server redirects to an address without HTTPS.' : 'Only https:// addresses are fetched.',
    )
  if (!world.ports.includes(url.port))
    throw new Stop('refused_address', 'Only the usual port for HTTPS, 443, is asked.')
  return url
}

type Answer = { response: IncomingMessage; request: ClientRequest }

function ask(
  world: SafeFetchWorld,
  url: URL,
  headers: Record<string, string>,
  options: SafeFetchOptions,
  deadline: AbortSignal,
): Promise<Answer> {
  const trusted = options.allowOrigins?.includes(url.origin) ?? false
  const host = url.hostname.replace(/^\[|\]$/g, '')
  // For an address in figures nobody is asked to look it up.
  if (isIP(host) && !trusted && !world.allows(host)) throw refusal()
  const settings: RequestOptions & https.RequestOptions = {
    method: options.method ?? 'GET',
    // Compressed content can unfold to a thousand times its size; who compresses all the same is counted unfolded.
    headers: { 'user-agent': 'Frontdesk', accept: '*/*', ...headers, 'accept-encoding': 'identity' },
    lookup: checkedLookup(world, trusted),
    // A connection of its own: a kept one might have been opened under other rules.
    agent: false,
    signal: deadline,
    ...(world.ca ? { ca: world.ca } : {}),
  }
  return new Promise((resolve, reject) => {
    const request = (url.protocol === 'https:' ? https : http).request(url, settings)
    request.on('response', (response) => resolve({ response, request }))
    request.on('error', reject)
    request.end(options.body)
  })
}

/** Resolves a name and hands on only what was checked. One bad address among good ones is an attack: all are refused. */
function checkedLookup(world: SafeFetchWorld, trusted: boolean): NonNullable<RequestOptions['lookup']> {
  return (host, options, done) => {
    world.resolve(host).then(
      (found) => {
        const [first] = found
        if (!first) return done(Object.assign(new Error(`${host} has no address`), { code: 'ENOTFOUND' }), [])
        if (!trusted && !found.every(({ address }) => world.allows(address))) return done(refusal(), [])
        if (options.all) return done(null, found)
        return done(null, first.address, first.family)
      },
      (error: NodeJS.ErrnoException) => done(error, []),
    )
  }
}

function refusal(): Stop {
  return new Stop('refused_address', 'The address leads into a private network, which is not asked.')
}

async function readBody(response: IncomingMessage, options: SafeFetchOptions): Promise<Uint8Array> {
  const encoding = (response.headers['content-encoding'] ?? 'identity').trim().toLowerCase()
  if (encoding === 'identity' && Number(response.headers['content-length'] ?? 0) > options.maxBytes) {
    response.destroy()
    throw tooLarge(options)
  }
  const chunks: Uint8Array[] = []
  let size = 0
  const keep = async (source: AsyncIterable<Uint8Array>) => {
    for await (const chunk of source) {
      size += chunk.byteLength
      if (size > options.maxBytes) throw tooLarge(options)
      chunks.push(chunk)
    }
  }
  if (encoding === 'identity') await pipeline(response, keep)
  else await pipeline(response, decoderFor(encoding, response), keep)
  return Buffer.concat(chunks)
}

function decoderFor(encoding: string, response: IncomingMessage) {
  switch (encoding) {
    case 'gzip':
    case 'x-gzip':
      return zlib.createGunzip()
    case 'deflate':
      return zlib.createInflate()
    case 'br':
      return zlib.createBrotliDecompress()
    case 'zstd':
      return zlib.createZstdDecompress()
    default:
      response.destroy()
      throw new Stop(
        'bad_content',
        `The content is packed in a way that is not known here (${encoding.slice(0, 40)}).`,
      )
  }
}

function tooLarge(options: SafeFetchOptions): Stop {
  return new Stop('too_large', `It is larger than ${amount(options.maxBytes)}.`)
}

function amount(bytes: number): string {
  return bytes >= 1_048_576 ? `${Math.floor(bytes / 1_048_576)} MB` : `${bytes} bytes`
}

function ownHeaders(headers: Record<string, string>): Record<string, string> {
  const lower = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value] as const)
  return Object.fromEntries(lower.filter(([name]) => !OURS.has(name)))
}

function flat(response: IncomingMessage): Record<string, string> {
  const all = Object.entries(response.headers)
  return Object.fromEntries(
    all.flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])),
  )
}

const CERTIFICATE = /^(CERT_|ERR_TLS_CERT|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_(GET|VERIFY)|HOSTNAME_MISMATCH)/

function explain(error: unknown, deadline: AbortSignal, options: SafeFetchOptions): SafeFetchResult {
  if (error instanceof Stop)
    return {
      ok: false,
      problem: error.problem,
      reason: error.message,
      retryable: error.retryable,
      ...(error.status ? { status: error.status } : {}),
    }
  if (deadline.aborted)
    return {
      ok: false,
      problem: 'timeout',
      reason: `It took longer than ${options.timeoutMs / 1000} seconds.`,
      retryable: true,
    }
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
  if (CERTIFICATE.test(code))
    return {
      ok: false,
      problem: 'bad_certificate',
      reason: 'The server’s certificate is not valid.',
      retryable: false,
    }
  if (/^(Z_|ERR__ERROR_|ERR_BROTLI|ERR_PADDING|ERR_ZSTD|ZSTD_)/.test(code))
    return { ok: false, problem: 'bad_content', reason: 'The content arrived damaged.', retryable: true }
  if (code.startsWith('ERR_INVALID_') || code.startsWith('ERR_HTTP_INVALID'))
    return {
      ok: false,
      problem: 'bad_url',
      reason: 'The request could not be made from this address and these headers.',
      retryable: false,
    }
  return {
    ok: false,
    problem: 'unreachable',
    reason: `The server could not be reached${code ? ` (${code})` : ''}.`,
    retryable: true,
  }
}
