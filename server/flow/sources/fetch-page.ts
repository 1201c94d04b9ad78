// One page of a site, fetched and read: what it says, where it leads, or why there is nothing of it.
import type { Flow } from '#flow/deps.ts'
import { readUploaded } from '#lib/read-file/read.ts'
import { readablePage } from '#lib/readable/readable.ts'
import { type SafeFetch, safeFetch } from '#lib/safe-fetch.ts'
import { AGENT, type Robots } from './robots.ts'
import { isSameSite, pageAddress } from './site-address.ts'

const MAX_HTML = 3_000_000
const MAX_PDF = 20_000_000
const PAGE_MS = 15_000

export type FetchedPage =
  /** `same` is the page's own address, where that is another one of this site. */
  | { outcome: 'read'; title: string | null; text: string; links: string[]; same: string | null }
  /** Nothing that belongs here: another kind of file, a page that asks not to be kept, one that is gone. */
  | { outcome: 'skipped'; reason: string; links: string[] }
  /** Perhaps another time; what was read of it before is kept. */
  | { outcome: 'failed'; reason: string }

export function pageFetcher(flow: Flow): SafeFetch {
  return flow.fetchPage ?? safeFetch
}

/** Fetches and reads a page of the site, and no other. */
export async function fetchSitePage(
  flow: Flow,
  of: { url: string; site: URL; robots: Robots },
): Promise<FetchedPage> {
  const { url, site, robots } = of
  const got = await pageFetcher(flow)(url, {
    maxBytes: /\.pdf$/i.test(new URL(url).pathname) ? MAX_PDF : MAX_HTML,
    timeoutMs: PAGE_MS,
    headers: {
      'user-agent': `${AGENT} (+${flow.publicUrl()})`,
      accept: 'text/html,application/xhtml+xml,application/pdf;q=0.5',
    },
    mayLeadTo: (next) => isSameSite(next, site) && robots.allows(next.href),
  })
  if (!got.ok) {
    if (got.problem === 'refused_redirect') return { outcome: 'skipped', reason: got.reason, links: [] }
    if (got.status === 404 || got.status === 410)
      return { outcome: 'skipped', reason: 'The page is gone.', links: [] }
    return { outcome: 'failed', reason: got.reason }
  }
  const landed = pageAddress(got.url, site) ?? url
  const type = (got.contentType ?? '').split(';')[0]?.trim().toLowerCase() ?? ''
  if (type === 'application/pdf') return readPdfPage(got.url, got.body, landed === url ? null : landed)
  if (type !== 'text/html' && type !== 'application/xhtml+xml' && type !== 'text/plain')
    return {
      outcome: 'skipped',
      reason: `This is no page but ${type || 'something without a type'}.`,
      links: [],
    }
  const page = readablePage(decode(got.body, got.contentType), got.url)
  const { links } = page
  if (page.noindex) return { outcome: 'skipped', reason: 'The page asks not to be indexed.', links }
  const own = (page.canonical && pageAddress(page.canonical, site)) ?? landed
  if (page.text === '')
    return {
      outcome: 'failed',
      reason: 'The page shows its text only with JavaScript, which is not run here.',
    }
  return { outcome: 'read', title: page.title, text: page.text, links, same: own === url ? null : own }
}

async function readPdfPage(url: string, body: Uint8Array, same: string | null): Promise<FetchedPage> {
  const name = decodeURIComponent(new URL(url).pathname.split('/').at(-1) ?? 'file.pdf')
  const read = await readUploaded({ name, content: body })
  if (!read.ok) return { outcome: 'failed', reason: read.reason }
  const text = read.pages.map((page) => page.text).join('\n\n')
  return { outcome: 'read', title: read.title ?? name, text, links: [], same }
}

/** The encoding is told by the header, or by the page's first kilobyte. */
function decode(body: Uint8Array, contentType: string | null): string {
  const head = Buffer.from(body.subarray(0, 1_024)).toString('latin1')
  const named =
    /charset=["']?([\w-]+)/i.exec(contentType ?? '')?.[1] ??
    /<meta[^>]+charset=["']?([\w-]+)/i.exec(head)?.[1]
  try {
    return new TextDecoder(named ?? 'utf-8').decode(body)
  } catch {
    return new TextDecoder('utf-8').decode(body)
  }
}
