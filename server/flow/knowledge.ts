// Writing knowledge: the entry and the passages by which the front desk finds it, in one transaction.
import { chunkDocument } from '#ai/knowledge/chunk.ts'
import { appendEvents } from '#db/events.ts'
import { saveKnowledge } from '#db/knowledge.ts'
import type { KnowledgeFields } from '#domain/knowledge.ts'
import type { Flow } from './deps.ts'

/** Adds an entry, or replaces the one with `id`; returns its id. */
export async function writeKnowledge(
  flow: Flow,
  workspaceId: string,
  actor: string,
  fields: KnowledgeFields,
  id = flow.ids.next('kb'),
  sample = false,
): Promise<string> {
  const at = flow.clock.now()
  const pieces =
    fields.kind === 'faq'
      ? [{ title: fields.title, text: fields.body }]
      : chunkDocument({ title: fields.title, text: fields.body })
  const passages = pieces.map((p) => ({ ...p, id: flow.ids.next('psg', at) }))
  await flow.store.transaction(async (tx) => {
    await saveKnowledge(tx, workspaceId, { id, ...fields, sample, at }, passages)
    await appendEvents(tx, workspaceId, [{ type: 'knowledge.updated', actor, data: { what: 'knowledge' } }])
  })
  return id
}
