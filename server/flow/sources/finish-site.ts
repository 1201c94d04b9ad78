// The end of reading a site: what all its pages repeat is taken out, what has changed is written anew, what is gone goes.
import { setImmediate } from 'node:timers/promises'
import { appendEvents } from '#db/events.ts'
import { type KnowledgeRecord, type NewPassage, replacePassages } from '#db/knowledge.ts'
import { deletePages, keepPageText, type PageRecord, readPages } from '#db/knowledge-pages.ts'
import { endReading } from '#db/knowledge-sources.ts'
import type { Flow } from '#flow/deps.ts'
import { enqueueAfterKnowledge } from '#jobs/queue.ts'
import { sha256 } from '#lib/crypto.ts'
import { giveUp } from './crawl.ts'
import { houseLanguage, makePassages } from './passages.ts'
import { withoutRepeats } from './repeats.ts'

const DAY = 86_400_000
/** Room for the passages of a page in the order of all. */
const PASSAGES_OF_PAGE = 1_000

type Changed = { page: PageRecord; text: string; hash: string; passages: NewPassage[] }

export async function finishSite(flow: Flow, workspaceId: string, source: KnowledgeRecord): Promise<void> {
  const all = await readPages(flow.store.db, workspaceId, source.id)
  const current = all.filter((page) => page.round === source.round)
  const read = current.filter((page) => page.state === 'read' && page.read_text !== null)
  if (read.length === 0) {
    const start = current[0]
    return giveUp(flow, workspaceId, source, start?.problem ?? 'No page of it could be read.')
  }
  const { changed, same, doubles } = await compare(flow, workspaceId, read)
  const failed = current.filter((page) => page.state === 'failed')
  const gone = [
    ...all.filter((page) => page.round !== source.round || page.state === 'skipped'),
    ...doubles,
    // Never read, and not readable now: shown until the next reading, with its reason.
  ]
  const now = flow.clock.now()
  await flow.store.transaction(async (tx) => {
    await deletePages(
      tx,
      workspaceId,
      gone.map((page) => page.id),
    )
    for (const page of same)
      await keepPageText(tx, workspaceId, page.id, { text: page.text, hash: page.hash ?? '' })
    for (const { page, text, hash, passages } of changed) {
      await keepPageText(tx, workspaceId, page.id, { text, hash })
      const of = { knowledgeId: source.id, pageId: page.id, kind: 'website' as const }
      await replacePassages(tx, workspaceId, { ...of, from: page.position * PASSAGES_OF_PAGE }, passages)
    }
    await endReading(tx, workspaceId, source.id, {
      state: 'ready',
      problem:
        failed.length > 0
          ? `${failed.length === 1 ? 'One page' : `${failed.length} pages`} could not be read.`
          : null,
      remedy: failed.length > 0 ? 'Open “What was read” to see which and why.' : null,
      readAt: now,
      nextReadAt: source.site?.everyDays ? new Date(now.getTime() + source.site.everyDays * DAY) : null,
    })
    await appendEvents(tx, workspaceId, [
      { type: 'knowledge.updated', actor: 'system', data: { what: 'knowledge' } },
    ])
    await enqueueAfterKnowledge(tx, workspaceId, { embeds: Boolean(flow.meaning) })
  })
}

/** What is new, what says the same as before, and pages that say what another page of the site says. */
async function compare(
  flow: Flow,
  workspaceId: string,
  read: PageRecord[],
): Promise<{ changed: Changed[]; same: PageRecord[]; doubles: PageRecord[] }> {
  const language = await houseLanguage(flow, workspaceId)
  const texts = withoutRepeats(read.map((page) => page.read_text ?? ''))
  const result = { changed: [] as Changed[], same: [] as PageRecord[], doubles: [] as PageRecord[] }
  const seen = new Set<string>()
  for (const [i, page] of read.entries()) {
    // Hundreds of pages take a while to cut: others are served between them.
    await setImmediate()
    const text = texts[i] ?? ''
    const hash = sha256(`${page.title}\n${text}`)
    if (seen.has(hash) || text === '') result.doubles.push(page)
    else if (hash === page.hash) result.same.push(page)
    else {
      const title = page.title || new URL(page.url ?? 'https://page.invalid/').pathname
      const passages = await makePassages(
        flow,
        { title, body: text, whole: false, headings: 'marked' },
        language,
      )
      result.changed.push({ page, text, hash, passages })
    }
    seen.add(hash)
  }
  return result
}
