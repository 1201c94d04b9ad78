// Reading an uploaded file: in a process of its own, then all of its pages and passages in one transaction.
import { appendEvents } from '#db/events.ts'
import { type KnowledgeRecord, replacePassages } from '#db/knowledge.ts'
import { deletePages, insertReadPages, readPages } from '#db/knowledge-pages.ts'
import { beginReading, endReading, holdFile } from '#db/knowledge-sources.ts'
import type { Flow } from '#flow/deps.ts'
import { readFile } from '#flow/files.ts'
import { enqueueAfterKnowledge } from '#jobs/queue.ts'
import { sha256 } from '#lib/crypto.ts'
import { type ReadFile, readUploaded } from '#lib/read-file/read.ts'
import { houseLanguage, makePassages } from './passages.ts'

/** Reads the file of a source that waits for it, or whose reading was cut off. */
export async function readFileSource(
  flow: Flow,
  workspaceId: string,
  source: KnowledgeRecord,
): Promise<void> {
  const { id, file_id: fileId } = source
  if (!fileId) return
  const round = source.state === 'reading' ? source.round : await beginReading(flow.store.db, workspaceId, id)
  if (round === null) return
  const content = await readFile(flow, workspaceId, fileId)
  const read = await readUploaded({ name: source.file_name ?? '', content })
  if (!read.ok) {
    await flow.store.transaction(async (tx) => {
      if (!(await holdFile(tx, workspaceId, id, fileId))) return
      await endReading(tx, workspaceId, id, {
        state: 'failed',
        problem: read.reason,
        remedy: read.remedy,
        readAt: null,
        nextReadAt: null,
      })
      await appendEvents(tx, workspaceId, [changed])
    })
    return
  }
  await keepFile(flow, workspaceId, source, round, read)
}

/** "Page 3: Warranty" is found again more easily than "Page 3". */
function pageTitle(page: { title: string | null; text: string }, file: string): string {
  const heading = /^#{1,6} (.+)$/m.exec(page.text)?.[1]
  return page.title ? `${page.title}${heading ? `: ${heading}` : ''}` : file
}

const changed = { type: 'knowledge.updated' as const, actor: 'system', data: { what: 'knowledge' } }

async function keepFile(
  flow: Flow,
  workspaceId: string,
  source: KnowledgeRecord,
  round: number,
  read: ReadFile & { ok: true },
): Promise<void> {
  const at = flow.clock.now()
  const language = await houseLanguage(flow, workspaceId)
  // Text files know no marks; whatever has them marks all of them.
  const headings = read.pages.some((page) => /^#{1,6} /m.test(page.text)) ? 'marked' : 'guessed'
  let heading = ''
  const pages = await Promise.all(
    read.pages
      .map((page) => {
        // What begins a page goes on under the heading of the page before.
        const body = heading && !page.text.startsWith('#') ? `## ${heading}\n\n${page.text}` : page.text
        heading =
          page.text
            .match(/^#{1,6} .+$/gm)
            ?.at(-1)
            ?.replace(/^#+ /, '') ?? heading
        return { ...page, body }
      })
      .filter((page) => page.text.trim() !== '')
      .map(async (page) => ({
        id: flow.ids.next('pag', at),
        title: pageTitle(page, source.title),
        text: page.text,
        hash: sha256(page.text),
        passages: await makePassages(
          flow,
          { title: source.title, body: page.body, whole: false, headings },
          language,
        ),
      })),
  )
  await flow.store.transaction(async (tx) => {
    // A newer version has a job of its own.
    if (!(await holdFile(tx, workspaceId, source.id, source.file_id ?? ''))) return
    const old = await readPages(tx, workspaceId, source.id)
    await deletePages(
      tx,
      workspaceId,
      old.map((page) => page.id),
    )
    await insertReadPages(
      tx,
      workspaceId,
      source.id,
      pages.map(({ id, title, text, hash }) => ({ id, title, text, hash, round, at })),
    )
    let from = 0
    for (const page of pages) {
      await replacePassages(
        tx,
        workspaceId,
        { knowledgeId: source.id, pageId: page.id, kind: 'file', from },
        page.passages,
      )
      from += page.passages.length
    }
    await endReading(tx, workspaceId, source.id, {
      state: 'ready',
      problem: read.cut ? 'It is very long: only its beginning was read.' : null,
      remedy: read.cut ? 'Upload the parts that customers ask about as files of their own.' : null,
      readAt: at,
      nextReadAt: null,
    })
    await appendEvents(tx, workspaceId, [changed])
    await enqueueAfterKnowledge(tx, workspaceId, { embeds: Boolean(flow.meaning) })
  })
}
