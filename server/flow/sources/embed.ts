// Job `embed_passages`: vectors for passages that have none of the configured model. An endpoint that is down costs
// nothing: passages without a vector are found by their words, and it is asked again later.
import { EMBED_AT_ONCE } from '#ai/knowledge/meaning.ts'
import { toBytes } from '#ai/knowledge/vectors.ts'
import { findUnembedded, saveVectors, workspacesUnembedded } from '#db/passage-vectors.ts'
import type { Flow } from '#flow/deps.ts'
import { enqueueEmbed } from '#jobs/queue.ts'

/** Then the job makes room for others and comes again. */
const ROUNDS = 20

export async function embedPassages(flow: Flow, { workspaceId }: { workspaceId: string }): Promise<void> {
  const { meaning, store } = flow
  if (!meaning) return
  for (let round = 0; round < ROUNDS; round++) {
    const passages = await findUnembedded(store, meaning.model, { workspaceId, limit: EMBED_AT_ONCE })
    if (passages.length === 0) return
    const vectors = await meaning.embedPassages(passages.map((p) => `${p.title}\n${p.text}`))
    await saveVectors(
      store.db,
      workspaceId,
      meaning.model,
      vectors.map((vector, i) => ({ id: passages[i]?.id ?? '', vector: toBytes(vector) })),
      flow.clock.now(),
    )
  }
  await enqueueEmbed(store.db, workspaceId)
}

/** What a change of the model, or an endpoint that was down for long, has left without vectors. */
export async function embedNext(flow: Flow): Promise<void> {
  if (!flow.meaning || flow.meaning.problem()) return
  for (const id of await workspacesUnembedded(flow.store, flow.meaning.model))
    await enqueueEmbed(flow.store.db, id)
}
