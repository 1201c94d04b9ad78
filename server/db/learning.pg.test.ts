// What is learned, on real PostgreSQL: the triggers that collect, a change that is tried out and leaves nothing, and each
// workspace for itself.
import { beforeAll, describe, expect, it } from 'vitest'
import type { TurnTrace } from '#domain/desk.ts'
import { checkKnowledge } from '#flow/learning/check.ts'
import { collectQuestions } from '#flow/learning/collect.ts'
import { tryChange } from '#flow/learning/try-change.ts'
import { type BareFlow, makeBareFlow } from '#test/harness/bare-flow.ts'
import { createStore } from '#test/harness/database.ts'
import { countLearning, insertCheck, listChecks } from './check-questions.ts'
import type { Store } from './pool.ts'
import { tryOut } from './store-in.ts'
import { insertTurn } from './turns.ts'
import { listClusters } from './unanswered.ts'

let store: Store
let mine: BareFlow
let other: BareFlow
let conversationId = ''

beforeAll(async () => {
  store = await createStore()
  mine = await makeBareFlow(store)
  other = await makeBareFlow(store)
  const inbox = await mine.addInbox({ channel: 'sms', provider: 'twilio', address: '+12125550100' })
  conversationId = await mine.write(inbox, { from: '+12125550111', text: 'Do you have wheelchair access?' })
})

const trace = (unanswered?: string[]): TurnTrace => ({
  engine: 'builtin',
  model: null,
  intent: null,
  sources: [],
  tools: [],
  tokens: null,
  ms: 1,
  guard: [],
  fallback: null,
  ...(unanswered ? { unanswered } : {}),
})
let made = 0
async function turn(of: { trace: TurnTrace; outcome?: 'answered' | 'stale'; seq?: number }): Promise<string> {
  const id = `turn_${made++}`
  await insertTurn(store.db, mine.workspaceId, {
    id,
    conversation_id: conversationId,
    from_seq: 0,
    to_seq: of.seq ?? made,
    outcome: of.outcome ?? 'answered',
    reasons: [],
    trace: of.trace,
    created_at: new Date(Date.now() + made * 1_000),
  })
  return id
}
const waiting = (task: string) =>
  mine.rows<{ payload: { turnId?: string } }>(
    `select j.payload from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
     where t.identifier = $1 order by j.id`,
    [task],
  )
const clusters = (of = mine) => listClusters(store, of.workspaceId, { state: 'open', limit: 50 })

describe('a question that nobody could answer', () => {
  it('is collected by the database, where the turn counts', async () => {
    const id = await turn({ trace: trace(['Do you have wheelchair access?']) })
    await turn({ trace: trace() })
    await turn({ trace: trace(['Is it overtaken?']), outcome: 'stale' })
    expect((await waiting('collect_questions')).map((j) => j.payload.turnId)).toEqual([id])
  })

  it('makes one cluster, however many come at once and however often a job is repeated', async () => {
    const ids = await Promise.all([
      turn({ trace: trace(['Do you have wheelchair access?', 'Do you sell gift vouchers?']) }),
      turn({ trace: trace(['Is your shop accessible by wheelchair?']) }),
      turn({ trace: trace(['wheelchair accessible?']) }),
    ])
    const work = ids.flatMap((turnId) => [turnId, turnId])
    await Promise.all(
      work.map((turnId) => collectQuestions(mine.flow, { workspaceId: mine.workspaceId, turnId })),
    )
    const found = await clusters()
    expect(found.map((c) => c.asked)).toEqual([3, 1])
    expect(found[1]?.title).toBe('Do you sell gift vouchers?')
    expect(await clusters(other)).toEqual([])
  })

  it('leaves the list when the knowledge covers it', async () => {
    await checkKnowledge(mine.flow, { workspaceId: mine.workspaceId })
    expect(await clusters()).toHaveLength(2)
  })
})

describe('a change that is tried out', () => {
  const entry = { kind: 'faq' as const, title: 'Do you sell gift vouchers?', body: 'Yes, from $20.' }

  it('is seen in its transaction and nowhere after it', async () => {
    const inside = await tryOut(store, async (tried) => {
      await Promise.all([
        tried.run('x', `insert into contacts (workspace_id, id) values ($1, 'con_tried')`, [
          mine.workspaceId,
        ]),
        tried.transaction((tx) => tx.deleteFrom('services').execute()),
      ])
      return tried.run('y', `select 1 from contacts where id = 'con_tried'`, [])
    })
    expect(inside).toHaveLength(1)
    expect(await mine.rows(`select 1 from contacts where id = 'con_tried'`)).toEqual([])
  })

  it('passes on what fails in it', async () => {
    await expect(tryOut(store, (tried) => tried.run('z', 'select nothing from nowhere', []))).rejects.toThrow(
      'nowhere',
    )
  })

  it('mends a question without a row being written, an event or a job', async () => {
    await insertCheck(
      store.db,
      mine.workspaceId,
      {
        id: 'chk_1',
        question: 'Do you sell gift vouchers?',
        answer: 'Yes, from $20.',
        origin: 'hand',
        conversation_id: null,
        message_id: null,
        knowledge_id: null,
        channel: null,
        audiences: [],
        at: new Date(),
        by: 'mem_1',
        now: new Date(),
      },
      10,
    )
    const state = () =>
      mine.rows(
        `select (select count(*) from knowledge) as entries, (select count(*) from events) as events,
           (select count(*) from graphile_worker._private_jobs) as jobs, (select count(*) from messages) as messages`,
      )
    const before = await state()
    const tried = await tryChange(mine.flow, mine.workspaceId, { what: 'entry', id: null, entry })
    expect(tried).toEqual({ checked: 1, differences: [], mended: 1 })
    expect(await state()).toEqual(before)
    expect(await tryChange(other.flow, other.workspaceId, { what: 'entry', id: null, entry })).toMatchObject({
      checked: 0,
    })
    await checkKnowledge(mine.flow, { workspaceId: mine.workspaceId })
    expect(await listChecks(store, mine.workspaceId, 10)).toMatchObject([{ verdict: 'unanswered' }])
    expect(await countLearning(store, mine.workspaceId)).toMatchObject({ checks: 1, differing: 1 })
    expect(await countLearning(store, other.workspaceId)).toMatchObject({ checks: 0, differing: 0 })
  })

  it('takes no more questions than can be waited for', async () => {
    const [check] = await listChecks(store, mine.workspaceId, 1)
    if (!check) throw new Error('no check')
    const more = { ...check, id: 'chk_2', by: 'mem_1', now: new Date() }
    expect(await insertCheck(store.db, mine.workspaceId, more, 1)).toBeNull()
  })
})
