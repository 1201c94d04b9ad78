// Job `check_knowledge`: after every change the approved questions are asked again, and those that nobody could answer.
// What would be answered differently is kept as a notice; what is covered now leaves the list.
import { type Answered, compareFacts } from '#ai/learning/same-facts.ts'
import { type Checked, type CheckRecord, listChecks, saveChecked } from '#db/check-questions.ts'
import { appendEvents } from '#db/events.ts'
import { decidePair, listPairs } from '#db/learned-pairs.ts'
import { clustersToCheck, moveCluster } from '#db/unanswered.ts'
import { MOST_CHECKED } from '#domain/learning.ts'
import type { Flow } from '#flow/deps.ts'
import { type Desk, readDesk, replay } from './replay.ts'

const MOST_CLUSTERS = 200
const MOST_PAIRS = 100

/** Harmless to repeat. */
export async function checkKnowledge(flow: Flow, { workspaceId }: { workspaceId: string }): Promise<void> {
  const desk = await readDesk(flow, workspaceId)
  if (!desk) return
  const checks = await listChecks(flow.store, workspaceId, MOST_CHECKED)
  const checked: Checked[] = []
  for (const check of checks) checked.push(await checkOne(flow, desk, check))
  const covered = await findCovered(flow, desk)
  const learned = await findLearned(flow, desk)
  const at = flow.clock.now()
  await flow.store.transaction(async (tx) => {
    let changed = await saveChecked(tx, workspaceId, checked, at)
    for (const { id, from, to } of covered)
      if (await moveCluster(tx, workspaceId, id, { from: [from], state: to, at })) changed++
    for (const id of learned)
      if (await decidePair(tx, workspaceId, id, { state: 'covered', by: null, at })) changed++
    if (changed > 0)
      await appendEvents(tx, workspaceId, [
        { type: 'knowledge.updated', actor: 'system', data: { what: 'check' } },
      ])
  })
}

/** Asks one approved question again. */
export async function checkOne(flow: Flow, desk: Desk, check: CheckRecord): Promise<Checked> {
  const now = await replay(flow, desk, check)
  const { same, reasons } = compareFacts(approved(check), now, { approved: true })
  return {
    id: check.id,
    answer: check.answer,
    now_answer: now.text,
    now_sources: now.sources,
    verdict: now.unanswered ? 'unanswered' : same ? 'same' : 'different',
    reasons,
  }
}

export const approved = (check: Pick<CheckRecord, 'answer'>): Answered => ({
  text: check.answer,
  sources: [],
  unanswered: false,
})

type Move = { id: string; from: 'open' | 'covered' | 'answered'; to: 'open' | 'covered' }

/** A cluster is covered where every wording of it that we have is answered. */
async function findCovered(flow: Flow, desk: Desk): Promise<Move[]> {
  const at = flow.clock.now()
  const moves: Move[] = []
  for (const cluster of await clustersToCheck(flow.store, desk.workspace.id, MOST_CLUSTERS)) {
    const { state } = cluster
    // An entry that a person made of it holds until it is removed.
    if (state === 'dismissed' || (state === 'answered' && !cluster.entry_gone)) continue
    let all = true
    for (const question of new Set([cluster.title, ...cluster.texts])) {
      all = !(await replay(flow, desk, { question, channel: null, audiences: [], at })).unanswered
      if (!all) break
    }
    if (all && state !== 'covered') moves.push({ id: cluster.id, from: state, to: 'covered' })
    if (!all && state !== 'open') moves.push({ id: cluster.id, from: state, to: 'open' })
  }
  return moves
}

/** Suggestions that the knowledge has learned meanwhile in another way. */
async function findLearned(flow: Flow, desk: Desk): Promise<string[]> {
  const ids: string[] = []
  for (const pair of await listPairs(flow.store, desk.workspace.id, { state: 'open', limit: MOST_PAIRS })) {
    const asked = { question: pair.question, channel: pair.channel, audiences: [], at: pair.created_at }
    const now = await replay(flow, desk, asked)
    if (!now.unanswered && compareFacts(approved(pair), now, { approved: true }).same) ids.push(pair.id)
  }
  return ids
}
