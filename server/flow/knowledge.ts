// Writing knowledge by hand: the entry and the passages by which the front desk finds it, in one transaction.
import { appendEvents } from '#db/events.ts'
import { deleteFileRows } from '#db/files.ts'
import { deleteKnowledge, saveKnowledge } from '#db/knowledge.ts'
import type { Tx } from '#db/pool.ts'
import type { KnowledgeAudience, KnowledgeFields } from '#domain/knowledge.ts'
import { enqueueAfterKnowledge, enqueueDeleteFiles } from '#jobs/queue.ts'
import type { Flow } from './deps.ts'
import { houseLanguage, makePassages } from './sources/passages.ts'

/** Adds an entry, or replaces the one with `id`; returns its id. Without an audience that of the entry stays. */
export async function writeKnowledge(
  flow: Flow,
  workspaceId: string,
  actor: string,
  entry: KnowledgeFields & { audience?: KnowledgeAudience },
  id = flow.ids.next('kb'),
  sample = false,
): Promise<string> {
  return writeKnowledgeWith(flow, workspaceId, actor, entry, () => Promise.resolve(), id, sample)
}

/** The same with what is to become true with it, in its transaction; where that throws, nothing is written. */
export async function writeKnowledgeWith(
  flow: Flow,
  workspaceId: string,
  actor: string,
  entry: KnowledgeFields & { audience?: KnowledgeAudience },
  together: (tx: Tx, id: string) => Promise<void>,
  id = flow.ids.next('kb'),
  sample = false,
): Promise<string> {
  const at = flow.clock.now()
  const { kind, title, body, audience } = entry
  const language = await houseLanguage(flow, workspaceId)
  const passages = await makePassages(flow, { title, body, whole: kind === 'faq' }, language)
  await flow.store.transaction(async (tx) => {
    await saveKnowledge(tx, workspaceId, { id, kind, title, body, sample, audience, at }, passages)
    await together(tx, id)
    await appendEvents(tx, workspaceId, [changed(actor)])
    await enqueueAfterKnowledge(tx, workspaceId, { embeds: Boolean(flow.meaning) })
  })
  return id
}

const changed = (actor: string) => ({
  type: 'knowledge.updated' as const,
  actor,
  data: { what: 'knowledge' },
})

/** Removes a source with its pages, its passages and its file. False where there is none. */
export async function removeKnowledge(
  flow: Flow,
  workspaceId: string,
  actor: string,
  id: string,
): Promise<boolean> {
  return flow.store.transaction(async (tx) => {
    const gone = await deleteKnowledge(tx, workspaceId, id)
    if (!gone) return false
    if (gone.fileId) {
      await deleteFileRows(tx, workspaceId, [gone.fileId])
      await enqueueDeleteFiles(tx, workspaceId, [gone.fileId])
    }
    await appendEvents(tx, workspaceId, [changed(actor)])
    await enqueueAfterKnowledge(tx, workspaceId, { embeds: false })
    return true
  })
}

/** Services, hours or the profile say something new: they are compared with everything else, and asked again. */
export function toldAnew(tx: Tx, workspaceId: string): Promise<void> {
  return enqueueAfterKnowledge(tx, workspaceId, { embeds: false })
}
