// Job `read_source`: reads a file, or the next page of a web site. And what puts sources up for reading by the clock.
import { findKnowledge } from '#db/knowledge.ts'
import { findUnread, takeDueSources } from '#db/knowledge-sources.ts'
import type { Flow } from '#flow/deps.ts'
import { enqueueReadSource } from '#jobs/queue.ts'
import { crawl } from './crawl.ts'
import { embedNext } from './embed.ts'
import { readFileSource } from './read-file.ts'

export async function readSource(
  flow: Flow,
  { workspaceId, knowledgeId }: { workspaceId: string; knowledgeId: string },
): Promise<void> {
  const source = await findKnowledge(flow.store, workspaceId, knowledgeId)
  if (!source || (source.state !== 'waiting' && source.state !== 'reading')) return
  if (source.kind === 'file') return readFileSource(flow, workspaceId, source)
  if (source.kind === 'website') return crawl(flow, workspaceId, source)
}

/** Every minute: sites whose time has come, and sources that a lost job has left lying. */
export async function sweepSources(flow: Flow): Promise<void> {
  const due = await takeDueSources(flow.store, flow.clock.now())
  const forgotten = await findUnread(flow.store)
  for (const { workspace_id, id } of [...due, ...forgotten])
    await enqueueReadSource(flow.store.db, workspace_id, id)
  await embedNext(flow)
}
