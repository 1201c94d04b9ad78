// The job of the review on real PostgreSQL: moved by each message, once, and found again after a restart.
import { expect, it } from 'vitest'
import { listConversations } from '#db/conversation-list.ts'
import { insertOutbound } from '#db/messages.ts'
import { findReview } from '#db/reviews.ts'
import { changeTask, listTasks, setTaskDone } from '#db/tasks.ts'
import { decideTemperature, leadStatuses } from '#domain/contact.ts'
import { defaultReviewSettings } from '#domain/review.ts'
import { makeBareFlow } from '#test/harness/bare-flow.ts'
import { createStore } from '#test/harness/database.ts'
import { respond } from './3-respond.ts'
import { planReview } from './plan-review.ts'
import { reviewConversation, reviewQuietly, sweepReviews } from './review.ts'
import { sweepTasks } from './tasks.ts'

const store = await createStore()
const MINUTE = 60_000

async function world() {
  const desk = await makeBareFlow(store)
  const sms = await desk.addInbox({ channel: 'sms', provider: 'twilio', address: '+12125550100' })
  const jobOf = async (id: string) =>
    (
      await desk.rows<{ run_at: Date; priority: number }>(
        'select run_at, priority from graphile_worker.jobs where key = $1',
        [`review:${id}`],
      )
    )[0]
  const job = (conversationId: string) =>
    reviewQuietly(desk.flow, { workspaceId: desk.workspaceId, conversationId })
  const stored = (id: string) => findReview(store.db, desk.workspaceId, id)
  const say = async (id: string, text: string, author: 'member' | 'ai' = 'member') => {
    const [c] = await desk.rows<{ last_seq: number; inbox_id: string; address_id: string }>(
      'select last_seq, inbox_id, address_id from conversations where workspace_id = $1 and id = $2',
      [desk.workspaceId, id],
    )
    if (!c) throw new Error('no conversation')
    await insertOutbound(store.db, desk.workspaceId, {
      id: desk.flow.ids.next('msg'),
      conversationId: id,
      seq: c.last_seq + 1,
      channel: 'sms',
      inboxId: c.inbox_id,
      addressId: c.address_id,
      externalId: null,
      author,
      authorId: author === 'member' ? 'mem_ann' : null,
      authorName: author === 'member' ? 'Ann' : null,
      purpose: 'reply',
      body: text,
      subject: null,
      attachments: [],
      email: null,
      turn: 0,
      turnId: null,
      status: 'sent',
      verdict: null,
      error: null,
      clientId: null,
      at: desk.flow.clock.now(),
      nextAttemptAt: null,
    })
  }
  return { ...desk, sms, jobOf, job, stored, say }
}

it('a message plans a review after everything else, and each later one moves it', async () => {
  const w = await world()
  const id = await w.write(w.sms, { from: '+12125550111', text: 'How much is a boiler check?' })
  await respond(w.flow, { workspaceId: w.workspaceId, conversationId: id })
  const first = await w.jobOf(id)
  expect(first?.priority).toBe(100)
  w.pass(3 * MINUTE)
  await planReview(w.flow, store.db, w.workspaceId, id)
  const moved = await w.jobOf(id)
  expect(moved && first && moved.run_at.getTime() - first.run_at.getTime()).toBeGreaterThanOrEqual(3 * MINUTE)
})

it('is provisional at once, final once after ten quiet minutes, and again only when something was said', async () => {
  const w = await world()
  const id = await w.write(w.sms, { from: '+12125550112', text: 'How much is a boiler check?' })
  await w.job(id)
  expect(await w.stored(id)).toMatchObject({ provisional: true, upto_seq: 1 })
  const planned = await w.jobOf(id)
  const [row] = await w.rows<{ last_message_at: Date }>(
    'select last_message_at from conversations where id = $1',
    [id],
  )
  expect(planned?.run_at.getTime()).toBe((row?.last_message_at.getTime() ?? 0) + 10 * MINUTE)

  w.pass(5 * MINUTE)
  await w.say(id, 'It is 90 dollars.')
  w.pass(6 * MINUTE)
  await w.job(id)
  expect((await w.stored(id))?.provisional).toBe(true)
  w.pass(5 * MINUTE)
  await w.job(id)
  const final = await w.stored(id)
  expect(final).toMatchObject({ provisional: false, upto_seq: 2 })
  expect(final?.review.score).toBeGreaterThan(50)

  w.pass(MINUTE)
  await w.job(id)
  expect((await w.stored(id))?.at).toEqual(final?.at)
  await w.say(id, 'Anything else?')
  await w.job(id)
  expect(await w.stored(id)).toMatchObject({ provisional: true, upto_seq: 3 })
})

it('a lost job is found by the sweep; what is reviewed as it stands is left alone', async () => {
  const w = await world()
  const id = await w.write(w.sms, { from: '+12125550113', text: 'Are you open?' })
  await w.rows('select graphile_worker.remove_job($1)', [`review:${id}`])
  await sweepReviews(w.flow)
  expect(await w.jobOf(id)).toBeUndefined()
  w.pass(11 * MINUTE)
  await sweepReviews(w.flow)
  expect((await w.jobOf(id))?.priority).toBe(100)
  await w.job(id)
  await w.rows('select graphile_worker.remove_job($1)', [`review:${id}`])
  await sweepReviews(w.flow)
  expect(await w.jobOf(id)).toBeUndefined()
})

it('a promise is one task, however often it is read; what a person changed, did or took away stays', async () => {
  const w = await world()
  const id = await w.write(w.sms, { from: '+12125550114', text: 'Please send me a quote' })
  await w.say(id, "We'll send the quote tomorrow. I'll call you at four.")
  const run = () => reviewConversation(w.flow, w.workspaceId, id, { force: true })
  await run()
  await run()
  const tasks = await listTasks(store.db, w.workspaceId, { conversationId: id, limit: 10 })
  expect(tasks.map((t) => t.quote).sort()).toEqual([
    "I'll call you at four.",
    "We'll send the quote tomorrow.",
  ])
  expect(tasks.every((t) => t.assigned_to === 'mem_ann' && t.promised_by === 'us')).toBe(true)

  const [one, two] = tasks
  const due = new Date(w.flow.clock.now().getTime() + 99 * MINUTE)
  await changeTask(
    store.db,
    w.workspaceId,
    one?.id ?? '',
    { text: 'Send Sam the quote', due },
    w.flow.clock.now(),
  )
  await w.rows('update tasks set deleted_at = now() where id = $1', [two?.id])
  await run()
  const after = await listTasks(store.db, w.workspaceId, { conversationId: id, limit: 10 })
  expect(after).toHaveLength(1)
  expect(after[0]).toMatchObject({ text: 'Send Sam the quote', due_at: due })

  // Only suggested when a person writes later; told of once when it is due.
  w.pass(30 * MINUTE)
  await w.say(id, 'Here is your quote: 480 dollars in all.')
  await run()
  expect((await listTasks(store.db, w.workspaceId, { conversationId: id, limit: 10 }))[0]).toMatchObject({
    seems_done_seq: 3,
    done_at: null,
  })
  w.pass(90 * MINUTE)
  await sweepTasks(w.flow)
  await sweepTasks(w.flow)
  const told = () =>
    w.rows(`select 1 from events where workspace_id = $1 and type = 'task.due'`, [w.workspaceId])
  expect(await told()).toHaveLength(1)
  const at = w.flow.clock.now()
  await setTaskDone(store.db, w.workspaceId, one?.id ?? '', { at, by: 'mem_ann', name: 'Ann' })
  await run()
  expect(await listTasks(store.db, w.workspaceId, { conversationId: id, limit: 10 })).toEqual([])
})

it('never overwrites what a person set: the stage, the lead', async () => {
  const w = await world()
  const id = await w.write(w.sms, { from: '+12125550115', text: 'Please send me a quote' })
  await w.say(id, 'Our quote: 480 dollars.')
  await reviewConversation(w.flow, w.workspaceId, id, { force: true })
  const state = async () =>
    (
      await w.rows<{ stage: string; lead_status: string }>(
        'select c.stage, p.lead_status from conversations c join contacts p on p.workspace_id = c.workspace_id and p.id = c.contact_id where c.id = $1',
        [id],
      )
    )[0]
  expect(await state()).toEqual({ stage: 'quoted', lead_status: 'quoted' })
  await w.rows(`update conversations set stage = 'new', stage_by = 'mem_ann' where id = $1`, [id])
  await w.rows(`update contacts set lead_status = 'contacted' where workspace_id = $1`, [w.workspaceId])
  await w.rows(
    `update contact_facts set source = 'member' where workspace_id = $1 and field = 'lead_status'`,
    [w.workspaceId],
  )
  await reviewConversation(w.flow, w.workspaceId, id, { force: true })
  expect(await state()).toEqual({ stage: 'new', lead_status: 'contacted' })
})

it('the list filters by temperature as the domain decides it', async () => {
  const w = await world()
  const now = w.flow.clock.now()
  const reader = { id: 'mem', baseline: new Date(0) }
  let number = 200
  for (const days of [0.5, 3, 20, 60])
    for (const leadStatus of leadStatuses) {
      const id = await w.write(w.sms, { from: `+12125550${number++}`, text: 'hello' })
      await w.rows(
        `update contacts p set lead_status = $2 from conversations c where c.id = $1 and p.workspace_id = c.workspace_id and p.id = c.contact_id`,
        [id, leadStatus],
      )
      await w.rows('update conversations set last_inbound_at = $2 where id = $1', [
        id,
        new Date(now.getTime() - days * 86_400_000),
      ])
    }
  for (const temperature of ['hot', 'warm', 'cool', 'cold'] as const) {
    const rows = await listConversations(store, w.workspaceId, reader, {
      filter: 'all',
      temperature,
      now,
      limit: 100,
    })
    expect(rows.length).toBeGreaterThan(0)
    for (const row of rows)
      expect(
        decideTemperature({
          now,
          lastInboundAt: row.last_inbound_at,
          upcomingAppointments: 0,
          leadStatus: row.lead_status,
          escalated: false,
        }).temperature,
      ).toBe(temperature)
  }
})

it('the rule hides what was never reviewed and is not quiet, never what needs a person', async () => {
  const w = await world()
  const reader = { id: 'mem', baseline: new Date(0) }
  const fresh = await w.write(w.sms, { from: '+12125550116', text: 'hello' })
  const urgent = await w.write(w.sms, { from: '+12125550117', text: 'hello' })
  await w.rows(`update conversations set status = 'escalated', handler = 'human' where id = $1`, [urgent])
  const listed = async () =>
    (
      await listConversations(store, w.workspaceId, reader, {
        filter: 'all',
        reviewed: 'only',
        now: w.flow.clock.now(),
        limit: 10,
      })
    ).map((row) => row.id)
  expect(await listed()).toEqual([urgent])
  w.pass(11 * MINUTE)
  expect((await listed()).sort()).toEqual([fresh, urgent].sort())
  expect(defaultReviewSettings.reviewedOnly).toBe(false)
})
