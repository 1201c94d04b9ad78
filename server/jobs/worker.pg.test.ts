// What a worker does about jobs that would otherwise lie: taken by the dead, lost on the way, or put off too long.
import { afterAll, beforeEach, expect, it } from 'vitest'
import { silentLog } from '#lib/log.ts'
import { createStore } from '#test/harness/database.ts'
import { until } from '#test/harness/product.ts'
import { enqueueDeliver } from './queue.ts'
import { startWorker } from './worker.ts'

const store = await createStore()
const ran: string[] = []
let fails = false

const worker = await startWorker({
  store,
  log: silentLog,
  processId: 'this',
  concurrency: 2,
  pollMs: 20,
  beatMs: 50,
  handlers: {
    respond: () => Promise.resolve(),
    fetch_recordings: async () => undefined,
    place_call: async () => undefined,
    follow_call: async () => undefined,
    text_back: async () => undefined,
    match_contact: () => Promise.resolve(),
    usage_warning: () => Promise.resolve(),
    alert_people: () => Promise.resolve(),
    hand_over: () => Promise.resolve(),
    resume_ai: () => Promise.resolve(),
    write_brief: () => Promise.resolve(),
    fetch_media: () => Promise.resolve(),
    fetch_profile: () => Promise.resolve(),
    delete_files: () => Promise.resolve(),
    compare_draft: async () => undefined,
    collect_questions: async () => undefined,
    learn_answer: async () => undefined,
    check_knowledge: async () => undefined,
    chores: async () => undefined,
    read_source: async () => undefined,
    embed_passages: async () => undefined,
    find_conflicts: async () => undefined,
    review: async () => undefined,
    sweep: () => Promise.resolve(),
    deliver: ({ conversationId }) => {
      ran.push(conversationId)
      return fails ? Promise.reject(new Error('the database is away')) : Promise.resolve()
    },
  },
})
afterAll(() => worker.stop())

beforeEach(() => {
  ran.length = 0
  fails = false
})

/** A job that somebody has taken, in the transaction that makes it. */
const enqueueTaken = (conversationId: string, by: string) =>
  store.transaction(async (tx) => {
    await enqueueDeliver(tx, 'ws', conversationId)
    await tx
      .withSchema('graphile_worker')
      .updateTable('_private_jobs' as never)
      .set({ locked_by: by, locked_at: new Date() } as never)
      .where('key' as never, '=', `deliver:${conversationId}` as never)
      .execute()
  })

const poolOf = async () => {
  const [row] = await store.run<{ worker_id: string }>('test-pool', `select worker_id from processes where id = 'this'`, []) // biome-ignore format: one statement
  return row?.worker_id ?? ''
}

it('runs a job that a process took which is gone', async () => {
  await enqueueTaken('conv_dead', 'pool-of-the-dead')
  await until(() => ran.includes('conv_dead'), 'the job of the dead')
})

it('runs a job that was marked as ours and never reached us', async () => {
  await enqueueTaken('conv_lost', await poolOf())
  await until(() => ran.includes('conv_lost'), 'the lost job')
  expect(ran).toEqual(['conv_lost'])
})

it('tries a failing job again and again without long pauses', async () => {
  fails = true
  await enqueueDeliver(store.db, 'ws', 'conv_fails')
  await until(() => ran.length >= 5, 'five tries')
  fails = false
  await until(
    async () => (await store.run('test-left', 'select 1 from graphile_worker.jobs', [])).length === 0,
    'the job is done',
  )
})
