// What happens to messages beside being written, in random interleavings on real PostgreSQL: echoes before and after the
// answer to a send, answers that are lost, reactions, edits, taking back, watermarks, history that names live messages,
// somebody who answers on the phone, and a pace. A seed replays the same order of statements:
//   RACE_SEED=123 RACE_ROUNDS=200 npm test -- test/stories/race-marks.test.ts
// Each mark counts once and whenever it comes; what is ours is never taken for somebody else's; nothing is sent twice.
import { beforeAll, describe, expect, it } from 'vitest'
import type { IncomingItem } from '#channels/channel.ts'
import { takeItems } from '#flow/1-receive.ts'
import { respond } from '#flow/3-respond.ts'
import { sendMessage } from '#flow/4-act.ts'
import { deliver } from '#flow/5-deliver.ts'
import type { Connected } from '#flow/accounts.ts'
import { sweepMarks } from '#flow/marks.ts'
import { type BareFlow, makeBareFlow } from '#test/harness/bare-flow.ts'
import { createStore } from '#test/harness/database.ts'
import { createScheduler } from '#test/harness/scheduler.ts'

const SEED = Number(process.env.RACE_SEED ?? Date.now() % 1_000_000)
const ROUNDS = Number(process.env.RACE_ROUNDS ?? 10)
/** Conversations raced in one round, all through one inbox with one pace. */
const WIDTH = 4
const actor = { kind: 'member' as const, id: 'mem_race', name: 'Ana' }

const store = await createStore()
const scheduler = createScheduler(SEED)
const random = scheduler.random
let world: BareFlow
let inbox: Connected
let numbered = 0
/** What reached the provider, in order. */
const calls: { id: string; to: string; mid: string; text: string }[] = []
/** Echoes of ours that are on their way to us. */
const echoes: { to: string; item: IncomingItem }[] = []

beforeAll(async () => {
  world = await makeBareFlow(scheduler.watch(store), { reconcileAfterMs: 1, retryMs: 1 })
  inbox = await world.addInbox(
    { channel: 'messenger', provider: 'meta', address: 'page' },
    {
      pace: () => [{ per: 'sender', perSecond: 500 }],
      reconcile: async () => ({ outcome: 'cannot_tell' }),
      send: async ({ id, to, text }) => {
        await scheduler.step()
        const mid = `m-out-${numbered++}`
        calls.push({ id, to, mid, text })
        const item = { kind: 'echo' as const, externalId: mid, to, text, files: [], maybeOurs: true }
        const dice = random()
        // The echo is faster than the answer, or comes some time later.
        if (dice < 0.5) await tell(item)
        else echoes.push({ to, item })
        if (dice > 0.3 && dice < 0.6)
          return { outcome: 'unknown', error: { code: 'cut', reason: 'The line broke', action: '' } }
        return { outcome: 'sent', externalId: mid, status: 'sent' }
      },
    },
  )
})

const tell = (...items: IncomingItem[]) => takeItems(world.flow, world.ingest, inbox, items)

type Round = {
  who: string
  conversationId: string
  wrote: string[]
  phone: number
  /** What each message must look like in the end. */
  reactions: Map<string, { at: number; emoji: string | null }>
  edits: Map<string, { at: number; text: string }>
  taken: Set<string>
  read: number
}

const message = (who: string, externalId: string, text: string): IncomingItem => ({
  kind: 'message',
  externalId,
  from: who,
  fromName: null,
  to: 'page',
  text,
  subject: null,
  html: null,
  files: [],
  email: null,
  automatic: false,
  sentAt: null,
  meta: {},
})

async function race(): Promise<Round> {
  const who = `psid-${numbered++}`
  const first = `m-in-${numbered++}`
  const conversationId = await world.write(inbox, { from: who, externalId: first })
  const round: Round = {
    who,
    conversationId,
    wrote: [first],
    phone: 0,
    reactions: new Map(),
    edits: new Map(),
    taken: new Set(),
    read: 0,
  }
  const payload = { workspaceId: world.workspaceId, conversationId }
  const operations: (() => Promise<unknown>)[] = [
    () => respond(world.flow, payload),
    () => deliver(world.flow, payload),
    () => deliver(world.flow, payload),
  ]
  const base = Date.now()
  for (let i = 0, count = 5 + Math.floor(random() * 6); i < count; i++) {
    const dice = random()
    const at = base + Math.floor(random() * 1_000)
    const target = round.wrote[Math.floor(random() * round.wrote.length)] ?? first
    if (dice < 0.2) {
      const id = `m-in-${numbered++}`
      round.wrote.push(id)
      // Live, and in the same moment in the history; the provider repeats what it is not sure of.
      operations.push(() => tell(message(who, id, `What are your hours? ${id}`)))
      if (random() < 0.5) operations.push(() => tell(message(who, id, `What are your hours? ${id}`)))
    } else if (dice < 0.35) {
      const emoji = random() < 0.3 ? null : (['👍', '❤️', '😂'][Math.floor(random() * 3)] ?? '👍')
      const known = round.reactions.get(target)
      if (known?.at === at) continue
      if (!known || known.at < at) round.reactions.set(target, { at, emoji })
      operations.push(() => tell({ kind: 'reaction', targetId: target, from: who, emoji, at: new Date(at) }))
    } else if (dice < 0.48) {
      const text = `edited ${numbered++}`
      const known = round.edits.get(target)
      if (known?.at === at) continue
      if (!known || known.at < at) round.edits.set(target, { at, text })
      operations.push(() => tell({ kind: 'change', targetId: target, text, at: new Date(at) }))
    } else if (dice < 0.54) {
      round.taken.add(target)
      operations.push(() => tell({ kind: 'change', targetId: target, text: null, at: new Date(at) }))
    } else if (dice < 0.66) {
      operations.push(async () => {
        const upTo = Date.now()
        round.read = Math.max(round.read, upTo)
        await tell({ kind: 'watermark', from: who, status: 'read', upTo: new Date(upTo) })
      })
    } else if (dice < 0.74) {
      round.phone++
      const echo = { kind: 'echo' as const, externalId: `m-ph-${numbered++}`, to: who, files: [] }
      const text = `from the phone ${numbered}`
      operations.push(() => tell({ ...echo, text, maybeOurs: true }))
    } else if (dice < 0.86)
      operations.push(() =>
        sendMessage(world.flow, world.workspaceId, actor, { conversationId, text: `human ${numbered++}` }),
      )
    else if (dice < 0.93) operations.push(() => deliver(world.flow, payload))
    else operations.push(() => respond(world.flow, payload))
  }
  operations.sort(() => random() - 0.5)
  await Promise.all(operations.map((operation) => scheduler.run(operation)))
  return round
}

/** What a worker, a patient provider and the sweep would still do. */
async function runDry(rounds: Round[]): Promise<void> {
  for (let i = 0; i < 4; i++)
    for (const { conversationId } of rounds) {
      const payload = { workspaceId: world.workspaceId, conversationId }
      await respond(world.flow, payload)
      await deliver(world.flow, payload)
      for (const { item } of echoes.splice(0)) await tell(item)
      world.pass(100)
    }
  await sweepMarks(world.flow)
}

type Row = {
  id: string
  seq: number
  direction: string
  author: string
  purpose: string
  status: string
  body: string
  external_id: string | null
  claimed: number | null
  reactions: { emoji: string | null }[] | null
  unsent: boolean
}

async function check(round: Round): Promise<string[]> {
  const problems: string[] = []
  const rows = await world.rows<Row>(
    `select id, seq, direction, author, purpose, status, body, external_id, reactions, unsent_at is not null as unsent,
       extract(epoch from claimed_at) * 1000 as claimed
     from messages where conversation_id = $1 order by seq`,
    [round.conversationId],
  )
  const seen = calls.filter((call) => call.to === round.who)
  if (new Set(seen.map((call) => call.id)).size !== seen.length) problems.push('the provider saw one twice')
  if (rows.some((row, i) => row.seq !== i + 1)) problems.push('the places have gaps')
  const inbound = rows.filter((row) => row.direction === 'in').map((row) => row.external_id)
  if ([...inbound].sort().join() !== [...round.wrote].sort().join())
    problems.push(`${round.wrote.length} were written and ${inbound.length} stored`)
  const phone = rows.filter((row) => row.author === 'phone').length
  if (phone !== round.phone) problems.push(`${round.phone} came from the phone and ${phone} are shown so`)
  for (const row of rows) {
    const { external_id: mid } = row
    const ours = row.direction === 'out' && row.author !== 'phone'
    if (ours && ['queued', 'sending'].includes(row.status)) problems.push(`${row.id} hangs in ${row.status}`)
    const call = seen.find((one) => one.id === row.id)
    if (ours && call && ['canceled', 'failed'].includes(row.status))
      problems.push(`${row.id} is ${row.status}, and was sent and echoed`)
    if (ours && call && call.mid !== mid) problems.push(`${row.id} has ${mid} and was sent as ${call.mid}`)
    if (ours && mid && row.claimed !== null && row.claimed < round.read && row.status !== 'read')
      problems.push(`${row.id} was read and is ${row.status}`)
    if (!mid || row.direction === 'out') continue
    if (row.unsent !== round.taken.has(mid)) problems.push(`${mid} is taken back: ${row.unsent}`)
    if (row.unsent) {
      if (row.body !== '' || row.reactions) problems.push(`${mid} left something behind`)
      continue
    }
    const edit = round.edits.get(mid)
    if (edit && row.body !== edit.text) problems.push(`${mid} says “${row.body}” and not “${edit.text}”`)
    const emoji = round.reactions.get(mid)?.emoji ?? null
    if ((row.reactions?.[0]?.emoji ?? null) !== emoji) problems.push(`${mid} lacks the reaction ${emoji}`)
  }
  const events = await world.rows<{ type: string; message_id: string | null; attempt: number | null }>(
    `select type, message_id, (data ->> 'attempt')::int as attempt from events where conversation_id = $1 order by position`,
    [round.conversationId],
  )
  let human = false
  for (const event of events) {
    if (event.type === 'conversation.taken_over') human = true
    const row = event.attempt === null ? null : rows.find((one) => one.id === event.message_id)
    if (human && row?.author === 'ai' && row.purpose !== 'handover')
      problems.push('an AI text was taken for sending after a takeover')
  }
  return problems
}

describe(`random interleavings of marks (seed ${SEED})`, () => {
  it(`hold the invariants in ${ROUNDS * WIDTH} conversations`, async () => {
    for (let i = 0; i < ROUNDS; i++) {
      const rounds = await Promise.all(Array.from({ length: WIDTH }, race))
      await runDry(rounds)
      for (const round of rounds)
        expect(await check(round), `RACE_SEED=${SEED}, round ${i}, ${round.who}`).toEqual([])
    }
    const left = await world.rows(
      `select target_id from pending_marks p where exists (select 1 from messages m where m.inbox_id = p.inbox_id and m.external_id = p.target_id)`,
    )
    expect(left).toEqual([])
    console.log(
      `race of marks: seed ${SEED}, ${ROUNDS * WIDTH} conversations, ${calls.length} sends, ${scheduler.steps()} scheduled statements`,
    )
  }, 300_000)
})
