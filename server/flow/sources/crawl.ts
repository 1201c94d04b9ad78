// Reading a web site: a page at a time, each in a job of its own, so that a site that is slow or asks for patience holds
// nothing up, and a kill loses nothing. The list of what is still to be read is the table of pages.
import { appendEvents } from '#db/events.ts'
import type { KnowledgeRecord } from '#db/knowledge.ts'
import {
  addPages,
  countPages,
  isSkipped,
  nextPage,
  type PageRecord,
  readPages,
  settlePage,
} from '#db/knowledge-pages.ts'
import { beginReading, endReading, saveSite } from '#db/knowledge-sources.ts'
import type { SiteFields } from '#domain/knowledge.ts'
import type { Flow } from '#flow/deps.ts'
import { enqueueReadSource } from '#jobs/queue.ts'
import { readSitemap } from '#lib/readable/sitemap.ts'
import { fetchSitePage, pageFetcher } from './fetch-page.ts'
import { finishSite } from './finish-site.ts'
import { AGENT, fetchRobots, type Robots } from './robots.ts'
import { isSameSite, pageAddress } from './site-address.ts'

const MAX_SITEMAPS = 6
const SITEMAP_BYTES = 5_000_000
const SITEMAP_MS = 15_000
const DAY = 86_400_000
/** Rules of a site are asked for again after so long. */
const ROBOTS_MS = 10 * 60_000
const known = new WeakMap<Flow, Map<string, { at: number; robots: Robots }>>()

/** Reads the next page of a site, or begins or ends its reading. */
export async function crawl(flow: Flow, workspaceId: string, source: KnowledgeRecord): Promise<void> {
  if (!source.site) return
  const { site } = source
  if (source.state === 'waiting') return begin(flow, workspaceId, source, site)
  const robots = await robotsOf(flow, new URL(site.address))
  if (!robots.ok) return giveUp(flow, workspaceId, source, robots.reason)
  const page = await nextPage(flow.store.db, workspaceId, source.id, source.round)
  if (!page?.url) return finishSite(flow, workspaceId, source)
  await readOne(flow, workspaceId, source, site, page, robots.robots)
  await goOn(flow, workspaceId, source.id, robots.robots)
}

async function begin(
  flow: Flow,
  workspaceId: string,
  source: KnowledgeRecord,
  given: SiteFields,
): Promise<void> {
  const first = await robotsOf(flow, new URL(given.address))
  const round = await beginReading(flow.store.db, workspaceId, source.id)
  if (round === null) return
  const begun = { ...source, round }
  if (!first.ok) return giveUp(flow, workspaceId, begun, first.reason)
  const site = await settleHost(flow, workspaceId, source.id, given, first.robots)
  const start = pageAddress(site.address, new URL(site.address))
  if (!start) return giveUp(flow, workspaceId, begun, 'This is no address of a page.')
  if (!first.robots.allows(start))
    return giveUp(flow, workspaceId, begun, 'The site asks programs not to read it (robots.txt).')
  await list(flow, workspaceId, begun, site, [start], 0)
  const page = await nextPage(flow.store.db, workspaceId, source.id, round)
  // The links of the first page come before those of the sitemap: they are what its owner finds most important.
  if (page) await readOne(flow, workspaceId, begun, site, page, first.robots)
  await list(flow, workspaceId, begun, site, await sitemapPages(flow, new URL(site.address), first.robots), 1)
  await goOn(flow, workspaceId, source.id, first.robots)
}

/** "acme.com" that answers as "www.acme.com" is read under that name, so that each page has one address. */
async function settleHost(
  flow: Flow,
  workspaceId: string,
  id: string,
  site: SiteFields,
  robots: Robots,
): Promise<SiteFields> {
  const url = new URL(site.address)
  if (!robots.allows(url.href)) return site
  const got = await pageFetcher(flow)(url.href, {
    maxBytes: SITEMAP_BYTES,
    timeoutMs: SITEMAP_MS,
    headers: { 'user-agent': AGENT },
    mayLeadTo: (next) => isSameSite(next, url),
  })
  if (!got.ok || new URL(got.url).host === url.host) return site
  const moved = { ...site, address: new URL(got.url).href }
  await saveSite(flow.store.db, workspaceId, id, moved, null)
  return moved
}

async function readOne(
  flow: Flow,
  workspaceId: string,
  source: KnowledgeRecord,
  site: SiteFields,
  page: PageRecord,
  robots: Robots,
): Promise<void> {
  const url = page.url ?? ''
  const { db } = flow.store
  const at = flow.clock.now()
  if (!robots.allows(url))
    return settlePage(db, workspaceId, page.id, {
      state: 'skipped',
      problem: 'robots.txt asks not to read it.',
      at,
    })
  const got = await fetchSitePage(flow, { url, site: new URL(site.address), robots })
  if (got.outcome === 'failed')
    return settlePage(db, workspaceId, page.id, { state: 'failed', problem: got.reason, at })
  if (got.outcome === 'skipped')
    await settlePage(db, workspaceId, page.id, { state: 'skipped', problem: got.reason, at })
  // Two pages that each name the other as the real one would both be lost: the second stays.
  else if (
    got.same &&
    !(await isSkipped(db, workspaceId, source.id, { url: got.same, round: source.round }))
  ) {
    await settlePage(db, workspaceId, page.id, {
      state: 'skipped',
      problem: `It is the same page as ${got.same}`,
      at,
    })
    await list(flow, workspaceId, source, site, [got.same], page.depth)
  } else
    await settlePage(db, workspaceId, page.id, { state: 'read', title: got.title ?? '', text: got.text, at })
  if (page.depth < site.maxDepth) await list(flow, workspaceId, source, site, got.links, page.depth + 1)
}

/** Puts on the list what belongs to the site and is allowed, as far as there is room. */
async function list(
  flow: Flow,
  workspaceId: string,
  source: KnowledgeRecord,
  site: SiteFields,
  links: string[],
  depth: number,
): Promise<void> {
  const base = new URL(site.address)
  const urls = new Set(links.flatMap((link) => pageAddress(link, base) ?? []))
  const { db } = flow.store
  const { all } = await countPages(db, workspaceId, source.id, source.round)
  const at = flow.clock.now()
  await addPages(db, workspaceId, source.id, {
    round: source.round,
    room: site.maxPages - all,
    pages: [...urls].map((url) => ({ id: flow.ids.next('pag', at), url, depth })),
  })
}

async function sitemapPages(flow: Flow, site: URL, robots: Robots): Promise<string[]> {
  const named = robots.sitemaps.length > 0 ? robots.sitemaps : [new URL('/sitemap.xml', site).href]
  const todo = named.slice(0, MAX_SITEMAPS)
  const pages: string[] = []
  for (let i = 0; i < todo.length && i < MAX_SITEMAPS; i++) {
    const url = URL.parse(todo[i] ?? '', site)
    if (!url || !isSameSite(url, site)) continue
    const got = await pageFetcher(flow)(url.href, {
      maxBytes: SITEMAP_BYTES,
      timeoutMs: SITEMAP_MS,
      headers: { 'user-agent': AGENT },
      mayLeadTo: (next) => isSameSite(next, site),
    })
    if (!got.ok) continue
    const found = readSitemap(Buffer.from(got.body).toString('utf8'))
    pages.push(...found.pages)
    todo.push(...found.sitemaps)
  }
  return pages
}

async function goOn(flow: Flow, workspaceId: string, id: string, robots: Robots): Promise<void> {
  const pause = Math.max(robots.delayMs, flow.timing.crawlPauseMs)
  const at = new Date(flow.clock.now().getTime() + pause)
  await enqueueReadSource(flow.store.db, workspaceId, id, { runAt: at })
  flow.wakeAt(at)
}

async function robotsOf(
  flow: Flow,
  site: URL,
): Promise<{ ok: true; robots: Robots } | { ok: false; reason: string }> {
  const ofFlow = known.get(flow) ?? new Map<string, { at: number; robots: Robots }>()
  known.set(flow, ofFlow)
  const now = flow.clock.now().getTime()
  const kept = ofFlow.get(site.origin)
  if (kept && now - kept.at < ROBOTS_MS) return { ok: true, robots: kept.robots }
  const got = await fetchRobots(pageFetcher(flow), site, (next) => isSameSite(next, site))
  if (!got.ok) return { ok: false, reason: got.reason }
  ofFlow.set(site.origin, { at: now, robots: got.robots })
  return got
}

/** A name that nobody knows is a slip of the finger, and no trouble of a server. */
function inWords(reason: string): string {
  return /ENOTFOUND|EAI_AGAIN/.test(reason) ? 'There is no web site under this address.' : reason
}

/** The site cannot be read now: what was read of it before stays, and it is tried again tomorrow. */
export async function giveUp(
  flow: Flow,
  workspaceId: string,
  source: KnowledgeRecord,
  reason: string,
): Promise<void> {
  const now = flow.clock.now()
  const pages = await readPages(flow.store.db, workspaceId, source.id)
  const before = pages.some((page) => page.text !== '')
  await flow.store.transaction(async (tx) => {
    await endReading(tx, workspaceId, source.id, {
      state: before ? 'ready' : 'failed',
      problem: before ? `It could not be read again: ${inWords(reason)}` : inWords(reason),
      remedy: before
        ? 'What was read before is still used. It is tried again tomorrow.'
        : 'Open the address in a browser to see whether it is right. It is tried again tomorrow.',
      readAt: null,
      nextReadAt: new Date(now.getTime() + DAY),
    })
    await appendEvents(tx, workspaceId, [
      { type: 'knowledge.updated', actor: 'system', data: { what: 'knowledge' } },
    ])
  })
}
