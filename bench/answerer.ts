// How soon the built-in front desk answers when the burst of texts is over: until its answer is in the outbox, and
// until the provider is called.
import { smsTwilio } from '#channels/sms-twilio/index.ts'
import { openStore } from '#db/pool.ts'
import type { Bench } from './bench.ts'
import { percentile } from './figure.ts'
import { startGenerator } from './generator.ts'
import { connectionOf, startProduct } from './product.ts'
import { waitForWorker } from './stored.ts'
import { targets } from './targets.ts'
import { connectInbox, startTwilioEnd } from './texting.ts'
import { type WebhookPlan } from './webhooks.ts'

/** What the sample business is asked. */
const QUESTIONS = [
  'What are your opening hours?',
  'How much is drain cleaning?',
  'Where are you?',
  'Do you have time on Tuesday for a water heater check?',
  'My toilet leaks, what does a repair cost?',
  'Are you open on Sunday?',
]
const BETWEEN_MS = 40

export async function answerer(bench: Bench): Promise<void> {
  const dataDir = await bench.folder()
  const product = await startProduct(bench, { dataDir })
  const twilio = await startTwilioEnd(bench)
  const { signing } = await connectInbox(product, twilio)
  const store = openStore(await connectionOf(dataDir), { max: 1, onError: () => undefined })
  bench.onEnd(() => store.close())
  const count = bench.options.quick ? 100 : 500
  const generator = startGenerator(bench)
  const plan: WebhookPlan = {
    ...signing,
    name: 'questions',
    firstSender: 0,
    senders: 20_000,
    texts: QUESTIONS,
  }

  // The first turns load what the answerer needs; they are not counted.
  await generator.prepareWebhooks({ ...plan, name: 'warm', firstSender: 50_000 }, 10)
  await generator.send({ connections: 10, ms: 10_000 })
  await waitForWorker(store, 30_000)
  twilio.sent.length = 0

  bench.mark()
  // One customer after another, so that turns seldom wait for each other, as on an ordinary day.
  await generator.prepareWebhooks(plan, count)
  const result = await generator.send({ connections: 1, ms: 120_000, everyMs: BETWEEN_MS })
  if (result.failed.length > 0) bench.fail(`${result.failed.length} questions were refused`)
  await waitForWorker(store, 60_000)

  const { rows } = await store.pool.query<{ phone: string; asked: number; queued: number | null }>(
    `select a.value as phone, (extract(epoch from max(q.created_at)) * 1000)::float8 as asked,
       (select (extract(epoch from min(e.at)) * 1000)::float8 from events e
        where e.workspace_id = q.workspace_id and e.conversation_id = q.conversation_id and e.type = 'message.queued') as queued
     from messages q join addresses a on a.workspace_id = q.workspace_id and a.id = q.address_id
     where q.direction = 'in' and q.inbox_id = (select id from inboxes order by created_at desc limit 1)
       and q.created_at > (select max(created_at) from messages where external_id is not null and direction = 'in') - interval '10 minutes'
     group by q.workspace_id, q.conversation_id, a.value`,
  )
  const calledAt = new Map(twilio.sent.toReversed().map(({ to, at }) => [to, at]))
  const own = rows.filter((row) => calledAt.has(row.phone))
  if (own.length < count) bench.fail(`${count - own.length} of ${count} questions were not answered`)
  const due = (asked: number) => asked + smsTwilio.capabilities.burst.quietMs
  const queued = Float64Array.from(own.map((row) => (row.queued ?? Number.NaN) - due(row.asked))).sort()
  const called = Float64Array.from(
    own.map((row) => (calledAt.get(row.phone) ?? Number.NaN) - due(row.asked)),
  ).sort()
  const how = `${own.length} conversations, one question each, ${1_000 / BETWEEN_MS}/s; from the end of the burst window`
  bench.report('AI answer in the outbox, p50', percentile(queued, 0.5), 'ms', null, how)
  bench.report('AI answer in the outbox, p95', percentile(queued, 0.95), 'ms', targets.answerP95, how)
  bench.report('AI answer at the provider, p50', percentile(called, 0.5), 'ms', null, how)
  bench.report('AI answer at the provider, p95', percentile(called, 0.95), 'ms', targets.answerP95, how)
}
