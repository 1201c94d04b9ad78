// Takeover, opt-out, inbound, AI reply, drafts, messages for later and delivery, by day and by night, in random interleavings on real PostgreSQL. A seeded scheduler
// lets one operation at a time go on to its next statement, so that a seed replays the same order of statements:
//   RACE_SEED=123 RACE_ROUNDS=500 npm test -- test/stories/race.test.ts
// Checked after each round, from the event log (whose positions are the order in which the conversation's lock was
// held) and from what the provider saw: no AI text taken for sending after a takeover, nothing but the confirmation
// after an opt-out, nothing sent twice, nothing lost; and what the gate's rules mean (race-gate.ts).
import { beforeAll, describe, expect, it } from 'vitest'
import type { Channel, InboxAccount } from '#channels/channel.ts'
import { lockAgentAutonomy, saveAgentAutonomy } from '#db/autonomy.ts'
import { insertInbox, makeInboxKey } from '#db/inboxes.ts'
import { query, type Store } from '#db/pool.ts'
import { defaultHours, defaultSettings, insertWorkspace } from '#db/workspaces.ts'
import type { AutonomyMode } from '#domain/autonomy.ts'
import { Refusal } from '#domain/errors.ts'
import { GateSettings } from '#domain/gate-settings.ts'
import { Profile } from '#domain/knowledge.ts'
import { createIngest, type Ingest } from '#flow/2-ingest.ts'
import { respond } from '#flow/3-respond.ts'
import { moveAxes, sendMessage } from '#flow/4-act.ts'
import { deliver } from '#flow/5-deliver.ts'
import { createAccounts } from '#flow/accounts.ts'
import { approveDraft } from '#flow/approve.ts'
import { defaultTiming, type Flow } from '#flow/deps.ts'
import { startAi } from '#flow/stop.ts'
import { sealSecrets } from '#lib/crypto.ts'
import { newId, newWorkspaceId, randomIds } from '#lib/ids.ts'
import { silentLog } from '#lib/log.ts'
import { createStore } from '#test/harness/database.ts'
import { SECRET } from '#test/harness/product.ts'
import { createScheduler, type Scheduler } from '#test/harness/scheduler.ts'
import { checkGate } from './race-gate.ts'

const SEED = Number(process.env.RACE_SEED ?? Date.now() % 1_000_000)
const ROUNDS = Number(process.env.RACE_ROUNDS ?? 120)
/** Conversations raced in one round, each with its own mix of operations. */
const WIDTH = 4

const HOUR_MS = 3_600_000
/** Three in the afternoon in New York, where all of them are; so many days further on with each round, within the winter. */
const AFTERNOON = Date.parse('2031-01-06T20:00:00Z')
const DAYS = 50
const PER_DAY = 2
let shift = 0
const goTo = (at: number) => {
  shift = at - Date.now()
}
const now = () => new Date(Date.now() + shift)

let store: Store
let flow: Flow
let ingest: Ingest
let account: InboxAccount
let channel: Channel
let scheduler: Scheduler
const workspaceId = newWorkspaceId()
/** Every call that reached the provider: our message id from the StatusCallback, the text, the order. */
const calls: { messageId: string; to: string; body: string }[] = []

beforeAll(async () => {
  // Whoever waits for a conversation keeps a connection; whoever has it may still need one for what follows.
  store = await createStore(50)
  scheduler = createScheduler(SEED)
  const watched = scheduler.watch(store)
  const inboxId = newId('ibx')
  await insertWorkspace(store.db, {
    id: workspaceId,
    name: 'Race',
    profile: Profile.parse({ name: 'Race', phone: '+12125550100' }),
    hours: defaultHours,
    settings: {
      ...defaultSettings,
      smsAllowance: null,
      gate: GateSettings.parse({ caps: { automatedPerDay: PER_DAY } }),
    },
    created_at: new Date(),
  })
  await insertInbox(store.db, {
    workspace_id: workspaceId,
    id: inboxId,
    key: makeInboxKey(workspaceId, 'race'),
    channel: 'sms',
    provider: 'twilio',
    name: 'Race',
    address: '+12125550100',
    settings: { accountSid: `AC${'0'.repeat(32)}`, apiBase: 'http://127.0.0.1:9' },
    secrets: sealSecrets({ authToken: 'token' }, SECRET),
  })
  flow = {
    store: watched,
    clock: { now },
    ids: randomIds,
    log: silentLog,
    accounts: createAccounts(store, SECRET),
    storage: { put: async () => undefined, get: async () => new Uint8Array(), delete: async () => undefined },
    ai: { model: null, timeoutMs: 1_000 },
    secret: SECRET,
    fetch: provider,
    timing: { ...defaultTiming, burst: { quietMs: 0, maxMs: 0 }, takeoverWaitMs: 500 },
    publicUrl: () => 'https://frontdesk.example',
    apiBase: () => 'http://127.0.0.1:9',
    fileUrl: () => 'http://127.0.0.1:9/file',
    wakeAt: () => undefined,
    signal: () => undefined,
  }
  ingest = createIngest(flow)
  const connected = await flow.accounts.byId(workspaceId, inboxId)
  if (!connected) throw new Error('no inbox')
  account = connected.account
  channel = connected.channel
})

/** The provider takes everything, after a turn of the scheduler: the call is on the wire while others go on. */
const provider: typeof fetch = async (_input, init) => {
  const form = new URLSearchParams(typeof init?.body === 'string' ? init.body : '')
  const messageId = new URL(form.get('StatusCallback') ?? 'http://x').searchParams.get('m') ?? ''
  await scheduler.step()
  calls.push({ messageId, to: form.get('To') ?? '', body: form.get('Body') ?? '' })
  const sid = `SM${calls.length.toString().padStart(32, '0')}`
  return new Response(
    JSON.stringify({ sid, status: 'queued', body: form.get('Body'), num_segments: '1', num_media: '0' }),
    { status: 201 },
  )
}

const texts = [
  'What are your opening hours?',
  'How much is it?',
  'I want to talk to a person',
  'hello',
  'thanks',
  'book a visit please',
]
const other = { kind: 'member' as const, id: 'mem_ben', name: 'Ben' }
const program = { kind: 'api' as const, id: 'tok_race', name: 'Program' }
const actor = { kind: 'member' as const, id: 'mem_race', name: 'Ana' }
let numbered = 0

async function write(from: string, text: string): Promise<string> {
  const [result] = await ingest.store(account, channel, [
    {
      kind: 'message',
      externalId: `SMrace${numbered++}`,
      from,
      fromName: null,
      to: account.address,
      text,
      subject: null,
      html: null,
      files: [],
      email: null,
      automatic: false,
      sentAt: null,
      meta: {},
    },
  ])
  return result?.conversationId ?? ''
}

type Round = {
  from: string
  conversationId: string
  wrote: number
  humans: { text: string; resolvedAtCall: number | null }[]
  assisted: boolean
  /** How many calls had been made when the stop button was answered. */
  stoppedAtCall: number | null
}

async function setMode(mode: AutonomyMode): Promise<void> {
  await store.transaction(async (tx) => {
    const agent = await lockAgentAutonomy(tx, workspaceId, null)
    if (agent) await saveAgentAutonomy(tx, workspaceId, { ...agent, mode })
  })
}

/** Somebody is faster, or the gate says no: that is an answer too. */
const orRefused = (act: Promise<unknown>) =>
  act.catch((error: unknown) => {
    if (!(error instanceof Refusal)) throw error
  })

async function approveAll(conversationId: string, by: typeof actor): Promise<void> {
  const open = await query<{ id: string }>(
    store.db,
    `select id from drafts where workspace_id = $1 and conversation_id = $2 order by created_at desc limit 1`,
    [workspaceId, conversationId],
  )
  for (const { id } of open) await orRefused(approveDraft(flow, workspaceId, by, id))
}

/** One conversation with a random mix of operations, all started at once; then everything runs dry. */
async function race(assisted: boolean): Promise<Round> {
  const random = scheduler.random
  const from = `+1646${String(5_550_000 + numbered).padStart(7, '0')}`
  const conversationId = await write(from, 'hello')
  const round: Round = { from, conversationId, wrote: 1, humans: [], assisted, stoppedAtCall: null }
  const payload = { workspaceId, conversationId }
  const operations: (() => Promise<unknown>)[] = [() => respond(flow, payload), () => deliver(flow, payload)]
  if (assisted) {
    await respond(flow, payload)
    for (const by of [actor, other, actor]) operations.push(() => approveAll(conversationId, by))
  }
  const count = 3 + Math.floor(random() * 5)
  for (let i = 0; i < count; i++) {
    const dice = random()
    if (dice < 0.06)
      operations.push(() =>
        sendMessage(flow, workspaceId, program, {
          conversationId,
          text: `reminder ${numbered++}`,
          bulk: true,
        }),
      )
    else if (dice < 0.11) {
      const sendAt = new Date(now().getTime() + HOUR_MS)
      const unlessTheyWrite = random() < 0.7
      operations.push(() =>
        sendMessage(flow, workspaceId, actor, {
          conversationId,
          text: `later ${numbered++}`,
          sendAt,
          unlessTheyWrite,
        }),
      )
    } else if (dice < 0.34) {
      round.wrote++
      const text = texts[Math.floor(random() * texts.length)] ?? ''
      operations.push(() => write(from, text))
    } else if (dice < 0.5) {
      const human = { text: `human ${numbered++}`, resolvedAtCall: null as number | null }
      round.humans.push(human)
      operations.push(async () => {
        await sendMessage(flow, workspaceId, actor, { conversationId, text: human.text })
        human.resolvedAtCall = calls.length
      })
    } else if (dice < 0.62) {
      round.wrote++
      operations.push(() => write(from, 'STOP'))
    } else if (dice < 0.7)
      operations.push(() => moveAxes(flow, workspaceId, actor, conversationId, 'resume_ai'))
    else if (dice < 0.76)
      operations.push(() => moveAxes(flow, workspaceId, actor, conversationId, 'takeover'))
    else if (dice < 0.88) operations.push(() => respond(flow, payload))
    else operations.push(() => deliver(flow, payload))
  }
  operations.sort(() => random() - 0.5)
  await Promise.all(operations.map((operation) => scheduler.run(operation)))
  // Dry: what a worker would still do.
  for (let i = 0; i < 6; i++) {
    await respond(flow, payload)
    await deliver(flow, payload)
  }
  return round
}

/** The next day, and the one after it, until nothing waits for its time. */
async function nextDays(conversations: string[]): Promise<void> {
  for (let day = 1; day <= 6; day++) {
    const waits = await query<{ conversation_id: string }>(
      store.db,
      `select distinct conversation_id from messages where workspace_id = $1 and conversation_id = any($2) and status = 'queued'`,
      [workspaceId, conversations],
    )
    if (waits.length === 0) return
    const noon = new Date(now().getTime() + 24 * HOUR_MS).setUTCHours(21, 0, 0, 0)
    goTo(noon)
    for (const one of waits) await deliver(flow, { workspaceId, conversationId: one.conversation_id })
  }
}

type EventRow = {
  position: number
  type: string
  message_id: string | null
  data: { status?: string; attempt?: number } | null
}
type MessageRow = {
  id: string
  author: string
  status: string
  purpose: string
  direction: string
  body: string
  turn_id: string | null
}

async function check(round: Round): Promise<string[]> {
  const problems: string[] = []
  const { conversationId, from } = round
  const events = await query<EventRow>(
    store.db,
    'select position, type, message_id, data from events where workspace_id = $1 and (conversation_id = $2) order by position',
    [workspaceId, conversationId],
  )
  const messages = await query<MessageRow>(
    store.db,
    'select id, author, status, purpose, direction, body, turn_id from messages where workspace_id = $1 and conversation_id = $2 order by seq',
    [workspaceId, conversationId],
  )
  const byId = new Map(messages.map((m) => [m.id, m]))
  let handler: 'ai' | 'human' = 'ai'
  let out = false
  for (const event of events) {
    if (event.type === 'conversation.taken_over' || event.type === 'conversation.escalated') handler = 'human'
    if (event.type === 'conversation.ai_resumed') handler = 'ai'
    if (event.type === 'contact.opted_out') out = true
    const taken =
      event.type === 'message.status' && event.data?.attempt !== undefined
        ? byId.get(event.message_id ?? '')
        : undefined
    if (!taken) continue
    if (taken.author === 'ai' && taken.purpose !== 'handover' && handler === 'human')
      problems.push(`AI text “${taken.body.slice(0, 30)}” was taken for sending after a takeover`)
    if (out && taken.purpose !== 'opt_out_confirmation')
      problems.push(`“${taken.body.slice(0, 30)}” was taken for sending after the opt-out`)
  }
  const seen = calls.filter((c) => c.to === from)
  const ids = seen.map((c) => c.messageId)
  if (new Set(ids).size !== ids.length) problems.push(`the provider saw a message twice: ${ids.join(', ')}`)
  for (const m of messages) {
    if (m.direction === 'out' && m.status === 'sending' && !ids.includes(m.id))
      problems.push(`${m.id} hangs in sending`)
    if (m.direction === 'out' && m.status === 'queued') problems.push(`${m.id} was never sent`)
    if (m.direction === 'out' && ['failed', 'canceled'].includes(m.status) && ids.includes(m.id))
      problems.push(`${m.id} is ${m.status}, and was sent`)
  }
  const inbound = messages.filter((m) => m.direction === 'in').length
  if (inbound !== round.wrote) problems.push(`${round.wrote} were written and ${inbound} stored`)
  const answers = messages.filter((m) => m.author === 'ai' && m.turn_id).map((m) => m.turn_id)
  if (new Set(answers).size !== answers.length) problems.push('a turn has two replies')
  const afterStop = calls.slice(round.stoppedAtCall ?? calls.length)
  if (afterStop.some((c) => byId.get(c.messageId)?.author === 'ai'))
    problems.push('an AI text reached the provider after the AI was stopped')
  // After a person's send has returned, no AI text comes: not even one that was on the wire.
  for (const human of round.humans) {
    if (human.resolvedAtCall === null) continue
    const later = calls.slice(human.resolvedAtCall).filter((c) => c.to === from)
    const resumed = events.some((e) => e.type === 'conversation.ai_resumed')
    if (
      !resumed &&
      later.some(
        (c) => byId.get(c.messageId)?.author === 'ai' && byId.get(c.messageId)?.purpose !== 'handover',
      )
    )
      problems.push('an AI text reached the provider after a takeover was answered')
  }
  return [...problems, ...(await checkGate(store, workspaceId, round, PER_DAY))]
}

describe(`random interleavings (seed ${SEED})`, () => {
  it(`hold the invariants in ${ROUNDS * WIDTH} conversations`, async () => {
    for (let i = 0; i < ROUNDS; i++) {
      const assisted = scheduler.random() < 0.25
      const atNight = scheduler.random() < 0.3
      goTo(AFTERNOON + (i % DAYS) * 24 * HOUR_MS + (atNight ? 7 * HOUR_MS : 0))
      await setMode(assisted ? 'assisted' : 'full')
      await startAi(flow, workspaceId, actor)
      const rounds = await Promise.all(Array.from({ length: WIDTH }, () => race(assisted)))
      await nextDays(rounds.map((round) => round.conversationId))
      for (const round of rounds)
        expect(await check(round), `RACE_SEED=${SEED}, round ${i}, ${round.from}`).toEqual([])
    }
    console.log(
      `race: seed ${SEED}, ${ROUNDS * WIDTH} conversations, ${calls.length} sends, ${scheduler.steps()} scheduled statements`,
    )
  }, 600_000)
})
