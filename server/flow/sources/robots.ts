// What a site asks of crawlers (RFC 9309), and its sitemaps.
import type robotsTypes from 'robots-parser'
import robotsParser from 'robots-parser'
import type { SafeFetch } from '#lib/safe-fetch.ts'
import { runWithin } from '#lib/time-limit.ts'

type Parse = (typeof robotsTypes)['default']

/** Its types speak of a default export inside the default export; what runs is the function. */
function isParser(module: unknown): module is Parse {
  return typeof module === 'function'
}

export const AGENT = 'Frontdesk'
const MAX_ROBOTS = 500_000
const ROBOTS_MS = 10_000
/** Rules with many stars can be made to take long; who does that wants no visit. */
const RULE_MS = 50
const LONGEST_DELAY_MS = 300_000

export type Robots = {
  allows(url: string): boolean
  /** Between two requests; 0 where none is asked for. */
  delayMs: number
  sitemaps: string[]
}

export type RobotsAnswer = { ok: true; robots: Robots } | { ok: false; reason: string }

/**
 * Reads robots.txt. No such file allows everything; a server that cannot answer allows nothing for now (RFC 9309, 2.3.1.4).
 */
export async function fetchRobots(
  fetchPage: SafeFetch,
  site: URL,
  mayLeadTo: (url: URL) => boolean,
): Promise<RobotsAnswer> {
  const address = new URL('/robots.txt', site).href
  const got = await fetchPage(address, {
    maxBytes: MAX_ROBOTS,
    timeoutMs: ROBOTS_MS,
    mayLeadTo,
    headers: { 'user-agent': AGENT },
  })
  if (got.ok) return { ok: true, robots: parseRobots(address, Buffer.from(got.body).toString('utf8')) }
  const absent = (got.problem === 'http_status' && !got.retryable) || got.problem === 'refused_redirect'
  if (absent) return { ok: true, robots: parseRobots(address, '') }
  return { ok: false, reason: got.reason }
}

export function parseRobots(address: string, text: string): Robots {
  const parse: unknown = robotsParser
  if (!isParser(parse)) throw new Error('robots-parser is no function')
  const rules = parse(address, text)
  const delay = rules.getCrawlDelay(AGENT) ?? 0
  return {
    allows: (url) => {
      const run = runWithin(RULE_MS, () => rules.isAllowed(url, AGENT))
      return run.finished && run.value !== false
    },
    delayMs: Number.isFinite(delay) ? Math.min(Math.max(0, delay * 1_000), LONGEST_DELAY_MS) : 0,
    sitemaps: rules.getSitemaps(),
  }
}
