// What people make of what was collected: entries of the knowledge, or nothing.
import { appendEvents } from '#db/events.ts'
import { decidePair, listPairs } from '#db/learned-pairs.ts'
import { listClusters, moveCluster } from '#db/unanswered.ts'
import { Refusal } from '#domain/errors.ts'
import type { KnowledgeAudience } from '#domain/knowledge.ts'
import type { Flow } from '#flow/deps.ts'
import { writeKnowledgeWith } from '#flow/knowledge.ts'

type Entry = { question: string; answer: string; audience?: KnowledgeAudience }
const faqOf = ({ question, answer, audience }: Entry) => ({
  kind: 'faq' as const,
  title: question,
  body: answer,
  ...(audience ? { audience } : {}),
})
const changed = (actor: string, what: string) => ({
  type: 'knowledge.updated' as const,
  actor,
  data: { what },
})

/** Makes an entry of a cluster; its id. Refused where somebody was faster. */
export async function makeFaq(
  flow: Flow,
  workspaceId: string,
  actor: string,
  clusterId: string,
  entry: Entry,
): Promise<string> {
  const at = flow.clock.now()
  return writeKnowledgeWith(flow, workspaceId, actor, faqOf(entry), async (tx, knowledgeId) => {
    const moved = await moveCluster(tx, workspaceId, clusterId, {
      from: ['open', 'dismissed', 'covered'],
      state: 'answered',
      knowledgeId,
      at,
    })
    if (!moved) throw new Refusal('conflict', 'Somebody has dealt with this question already.')
  })
}

export async function dismissCluster(
  flow: Flow,
  workspaceId: string,
  actor: string,
  id: string,
): Promise<void> {
  await flow.store.transaction(async (tx) => {
    const at = flow.clock.now()
    if (!(await moveCluster(tx, workspaceId, id, { from: ['open', 'covered'], state: 'dismissed', at })))
      throw new Refusal('not_found', 'There is no such question.')
    await appendEvents(tx, workspaceId, [changed(actor, 'unanswered')])
  })
}

/** The cluster is asked for again. */
export async function reopenCluster(
  flow: Flow,
  workspaceId: string,
  actor: string,
  id: string,
): Promise<void> {
  await flow.store.transaction(async (tx) => {
    const at = flow.clock.now()
    if (!(await moveCluster(tx, workspaceId, id, { from: ['dismissed'], state: 'open', at })))
      throw new Refusal('not_found', 'There is no such question.')
    await appendEvents(tx, workspaceId, [changed(actor, 'unanswered')])
  })
}

/** From now on the pair is knowledge like any other that was written by hand; where it comes from stays known. */
export async function approvePair(
  flow: Flow,
  workspaceId: string,
  actor: string,
  id: string,
  entry: Entry,
): Promise<string> {
  const [pair] = await listPairs(flow.store, workspaceId, { state: null, id, limit: 1 })
  if (!pair) throw new Refusal('not_found', 'There is no such suggestion.')
  const at = flow.clock.now()
  const edited = pair.question !== entry.question || pair.answer !== entry.answer
  return writeKnowledgeWith(flow, workspaceId, actor, faqOf(entry), async (tx, knowledgeId) => {
    const to = { state: 'approved' as const, edited, knowledgeId, by: actor, at }
    if (!(await decidePair(tx, workspaceId, id, to)))
      throw new Refusal('conflict', 'Somebody has decided about this already.')
  })
}

export async function rejectPair(flow: Flow, workspaceId: string, actor: string, id: string): Promise<void> {
  await flow.store.transaction(async (tx) => {
    const to = { state: 'rejected' as const, by: actor, at: flow.clock.now() }
    if (!(await decidePair(tx, workspaceId, id, to)))
      throw new Refusal('not_found', 'There is no such suggestion.')
    await appendEvents(tx, workspaceId, [changed(actor, 'suggestions')])
  })
}

/** What to propose as the entry of a cluster: the question as first asked, and what a person answered last. */
export async function proposeFaq(
  flow: Flow,
  workspaceId: string,
  id: string,
): Promise<{ question: string; answer: string }> {
  const [cluster] = await listClusters(flow.store, workspaceId, { state: 'open', id, limit: 1 })
  if (!cluster) throw new Refusal('not_found', 'There is no such question.')
  return { question: cluster.title, answer: cluster.questions.find((q) => q.answer)?.answer ?? '' }
}
