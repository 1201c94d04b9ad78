// A business in memory: rows, processes that may die, a provider that loses answers, a customer's wire that repeats
// itself. Each transaction of the message path is one function here; what it decides is the product's own decision
// (rules.ts), what it stores is what the SQL stores, guard for guard.
import type { AiFacts } from '#domain/ai-state.ts'
import type { SeenBurst } from '#domain/burst.ts'
import type { ConversationStatus, Handler } from '#domain/conversation.ts'
import type { AuthorKind, MessageStatus, Purpose } from '#domain/message.ts'
import type { GateFacts, Verdict } from '#domain/send-gate.ts'
import { createOracle, type Oracle } from './oracle.ts'
import type { Rules } from './rules.ts'

export const BURST = { quietMs: 3_000, maxMs: 10_000 }
export const TIMING = { leaseMs: 60_000, reconcileAfterMs: 10_000, retryMs: 2_000, maxAttempts: 12 }
/** A call is given up after this; until a little later it may still reach the provider. */
export const CALL_LIMIT_MS = 30_000
export const LATE_MS = 5_000

export type Setup = {
  windowHours: number | null
  /** Can the provider be asked whether it got a message? */
  looksUp: boolean
}
export type Written = 'ordinary' | 'stop' | 'start'

export type Conversation = {
  id: number
  status: ConversationStatus
  handler: Handler
  turn: number
  changes: number
  last_seq: number
  last_inbound_seq: number
  last_inbound_at: Date | null
  answered_seq: number
  burst_started_at: Date | null
  respondAt: number
  deliverAt: number
}
export type Message = {
  id: number
  conversation: number
  seq: number
  direction: 'in' | 'out'
  author: AuthorKind
  purpose: Purpose
  keyword: 'opt_out' | 'opt_in' | null
  /** It really changed what the customer allows. */
  changed: boolean
  status: MessageStatus
  turn: number
  attempts: number
  next_attempt_at: Date | null
  claimed_at: Date | null
  external: string | null
}
export type Outcome = 'sent' | 'retry' | 'rejected' | 'unknown'
export type Sending = {
  conversation: number
  message: Message
  attempt: number
  stage: 'call' | 'settle' | 'look_up'
  result: Outcome
  external: string | null
}
export type Thinking = { conversation: number; seen: SeenBurst; since: number }

export type World = ReturnType<typeof createWorld>

export function createWorld(setup: Setup, rules: Rules) {
  const world = {
    setup,
    rules,
    now: Date.UTC(2026, 10, 20, 15),
    conversations: [0, 1].map(newConversation),
    messages: [] as Message[],
    /** Requests of the provider that have not been acknowledged yet: they come again. */
    wire: [] as { external: string; conversation: number; written: Written }[],
    stored: new Set<string>(),
    optedOutAt: null as Date | null,
    aiOn: true,
    inboxPaused: false,
    sending: [] as Sending[],
    thinking: [] as Thinking[],
    /** What the provider took, by its own id; `late`: on its way there still. */
    taken: new Map<string, number>(),
    late: [] as { message: number; at: number }[],
    receipts: [] as { external: string; status: 'sent' | 'delivered' | 'failed' }[],
    numbered: 0,
    oracle: null as unknown as Oracle,
  }
  world.oracle = createOracle(setup)
  return world
}

function newConversation(id: number): Conversation {
  return {
    id,
    status: 'active',
    handler: 'ai',
    turn: 0,
    changes: 0,
    last_seq: 0,
    last_inbound_seq: 0,
    last_inbound_at: null,
    answered_seq: 0,
    burst_started_at: null,
    respondAt: Infinity,
    deliverAt: Infinity,
  }
}

export const conversationOf = (world: World, id: number) => world.conversations[id] as Conversation
const date = (ms: number) => new Date(ms)

function aiFacts(world: World, c: Conversation): AiFacts {
  return {
    workspaceOn: world.aiOn,
    channelOn: true,
    channelLabel: 'SMS',
    inboxOn: true,
    inboxName: 'Texts',
    inboxPaused: world.inboxPaused,
    handler: c.handler,
    handledBy: null,
    status: c.status,
    kind: 'customer',
    contactPaused: false,
    contactPausedReason: null,
    optedOut: world.optedOutAt !== null,
  }
}

/** The gate's facts as flow/gate.ts reads them. */
function ask(world: World, c: Conversation, m: Pick<Message, 'author' | 'purpose' | 'turn'>): Verdict {
  const facts: GateFacts = {
    now: date(world.now),
    author: m.author,
    purpose: m.purpose,
    writtenAtTurn: m.turn,
    conversationTurn: c.turn,
    ai: aiFacts(world, c),
    address: { optedOutAt: world.optedOutAt, unusable: null },
    others: [],
    inbox: { name: 'Texts', paused: world.inboxPaused },
    window:
      world.setup.windowHours === null
        ? null
        : { channel: 'WhatsApp', hours: world.setup.windowHours, since: c.last_inbound_at },
    allowance: null,
  }
  return world.rules.decideSend(facts)
}

function cancelQueued(world: World, which: (m: Message) => boolean) {
  for (const m of world.messages) if (m.status === 'queued' && which(m)) m.status = 'canceled'
}

/** flow/outgoing.ts `writeOutgoing`. */
function write(world: World, c: Conversation, author: AuthorKind, purpose: Purpose) {
  const verdict = ask(world, c, { author, purpose, turn: c.turn })
  const blocked = verdict.decision === 'block'
  const message: Message = {
    id: world.numbered++,
    conversation: c.id,
    seq: ++c.last_seq,
    direction: 'out',
    author,
    purpose,
    keyword: null,
    changed: false,
    status: blocked ? world.rules.endsAs(author) : 'queued',
    turn: c.turn,
    attempts: 0,
    next_attempt_at: verdict.until ? new Date(verdict.until) : null,
    claimed_at: null,
    external: null,
  }
  world.messages.push(message)
  world.oracle.written(message)
  if (!blocked) c.deliverAt = Math.min(c.deliverAt, verdict.until ? Date.parse(verdict.until) : world.now)
}

/** flow/2-ingest.ts: stored once, whatever the provider repeats. */
export function ingest(world: World, request: World['wire'][number]) {
  if (world.stored.has(request.external)) return
  world.stored.add(request.external)
  const c = conversationOf(world, request.conversation)
  const now = date(world.now)
  const keyword = request.written === 'stop' ? 'opt_out' : request.written === 'start' ? 'opt_in' : null
  world.messages.push({
    id: world.numbered++,
    conversation: c.id,
    seq: ++c.last_seq,
    direction: 'in',
    author: 'contact',
    purpose: 'reply',
    keyword,
    changed: keyword === 'opt_out' ? !world.optedOutAt : keyword === 'opt_in' && world.optedOutAt !== null,
    status: 'received',
    turn: c.turn,
    attempts: 0,
    next_attempt_at: null,
    claimed_at: null,
    external: request.external,
  })
  Object.assign(c, world.rules.move(c, 'customer_wrote'))
  c.last_inbound_seq = c.last_seq
  c.last_inbound_at = now
  c.burst_started_at ??= now
  if (keyword === 'opt_out' && !world.optedOutAt) {
    world.optedOutAt = now
    cancelQueued(world, () => true)
  }
  if (keyword === 'opt_in') world.optedOutAt = null
  c.respondAt = keyword
    ? world.now
    : world.rules.burstEndsAt(BURST, c.last_inbound_at, c.burst_started_at).getTime()
  world.oracle.customerWrote(c.id, request.external, keyword, world.now)
}

type Act = 'takeover' | 'resume_ai' | 'close' | 'reopen' | 'escalate'

/** flow/axes.ts. */
function moveAxes(world: World, c: Conversation, what: Act, byPerson: boolean) {
  Object.assign(c, world.rules.move(c, what))
  c.turn++
  if (byPerson && c.handler === 'human')
    cancelQueued(world, (m) => m.conversation === c.id && m.author === 'ai')
  if (byPerson) world.oracle.personActed(c.id)
}

export function personMoves(world: World, c: Conversation, what: Act) {
  moveAxes(world, c, what, true)
  if (what !== 'resume_ai') return
  const last = world.messages.findLast((m) => m.conversation === c.id)
  // flow/4-act.ts: what the customer wrote last and nobody answered is answered now.
  if (last?.direction === 'in' && last.keyword === null && c.answered_seq === c.last_inbound_seq) {
    c.answered_seq = last.seq - 1
    c.burst_started_at = date(world.now)
    c.respondAt = world.now
  } else if (c.last_inbound_seq > c.answered_seq) c.respondAt = world.now
}

export function personSends(world: World, c: Conversation) {
  moveAxes(world, c, 'takeover', true)
  write(world, c, 'member', 'reply')
  c.answered_seq = c.last_inbound_seq
  c.burst_started_at = null
}

export function automationSends(world: World, c: Conversation) {
  write(world, c, 'automation', 'automated')
}

/** Stops the AI everywhere; what it had queued does not leave. */
export function switchAi(world: World, on: boolean) {
  world.aiOn = on
  world.oracle.aiSwitched(on)
}

/** flow/3-respond.ts up to the turn; keyword answers and silence are written at once. */
export function respond(world: World, c: Conversation) {
  c.respondAt = Infinity
  if (c.last_inbound_seq <= c.answered_seq) return
  const pending = world.messages.filter(
    (m) => m.conversation === c.id && m.direction === 'in' && m.seq > c.answered_seq,
  )
  const due = world.rules.burstEndsAt(BURST, c.last_inbound_at, c.burst_started_at).getTime()
  if (due > world.now && !pending.some((m) => m.keyword)) {
    c.respondAt = due
    return
  }
  const keywords = pending.filter((m) => m.keyword)
  const questions = pending.filter((m) => !m.keyword)
  if (keywords.length > 0) {
    finish(world, c, questions.length > 0 ? Math.max(...keywords.map((m) => m.seq)) : c.last_inbound_seq)
    const last = keywords.findLast((m) => m.changed)?.keyword
    if (last)
      write(world, c, 'automation', last === 'opt_out' ? 'opt_out_confirmation' : 'opt_in_confirmation')
    return
  }
  if (!world.rules.decideAiState(aiFacts(world, c)).on) return finish(world, c, c.last_inbound_seq)
  world.thinking.push({
    conversation: c.id,
    seen: { turn: c.turn, fromSeq: c.answered_seq, toSeq: c.last_inbound_seq, changes: c.changes },
    since: world.oracle.moment(),
  })
}

function finish(world: World, c: Conversation, upTo: number) {
  c.answered_seq = upTo
  if (c.last_inbound_seq <= upTo) c.burst_started_at = null
  else c.respondAt = world.now
}

/** flow/4-act-turn.ts `applyTurn`. */
export function endTurn(world: World, turn: Thinking, escalates: boolean) {
  const c = conversationOf(world, turn.conversation)
  if (world.rules.isOvertaken(turn.seen, c)) {
    if (c.last_inbound_seq > c.answered_seq) c.respondAt = Math.min(c.respondAt, world.now)
    return
  }
  finish(world, c, turn.seen.toSeq)
  if (escalates) moveAxes(world, c, 'escalate', false)
  world.oracle.turnWrote(turn)
  write(world, c, 'ai', escalates ? 'handover' : 'reply')
}

/** flow/5-deliver.ts `takeNext`, until something is to be done outside or nothing is left to do now. */
export function takeNext(world: World, c: Conversation): Sending | null {
  c.deliverAt = Infinity
  for (;;) {
    const head = world.messages.find(
      (m) =>
        m.conversation === c.id &&
        m.direction === 'out' &&
        (m.status === 'queued' || (m.status === 'sending' && m.external === null)),
    )
    if (!head) return null
    const now = date(world.now)
    const next = world.rules.decideHead(head, now, TIMING.leaseMs)
    if (next.step === 'wait') {
      c.deliverAt = next.until.getTime()
      return null
    }
    const sending = { conversation: c.id, message: head, result: 'unknown' as const, external: null }
    if (next.step === 'look_up') return { ...sending, attempt: head.attempts, stage: 'look_up' }
    const verdict = ask(world, c, head)
    if (verdict.decision === 'block') head.status = world.rules.endsAs(head.author)
    else if (verdict.decision === 'defer') {
      head.next_attempt_at = new Date(verdict.until ?? world.now)
      c.deliverAt = head.next_attempt_at.getTime()
      return null
    } else {
      head.status = 'sending'
      head.claimed_at = now
      head.next_attempt_at = null
      head.attempts++
      world.oracle.claimed(head, world.now)
      return { ...sending, attempt: head.attempts, stage: 'call' }
    }
  }
}

/** The provider takes a message: from here on the customer has it. */
export function providerTakes(world: World, message: Message): string {
  const external = `X${world.taken.size}`
  world.taken.set(external, message.id)
  world.oracle.taken(message)
  return external
}

/** flow/5-deliver.ts `settle`. */
export function settle(world: World, { message: m, result, external, attempt }: Sending) {
  const c = conversationOf(world, m.conversation)
  c.deliverAt = Math.min(c.deliverAt, world.now)
  const after = world.rules.decideAfterCall({ outcome: result }, attempt, date(world.now), TIMING)
  if (after.to === 'sent') return markSent(world, m, external)
  applyAfter(m, after, attempt)
}

/** flow/5-deliver.ts `reconcile`. */
export function lookUp(world: World, { message: m, attempt }: Sending, answers: boolean) {
  const c = conversationOf(world, m.conversation)
  c.deliverAt = Math.min(c.deliverAt, world.now)
  const found = [...world.taken].find(([, message]) => message === m.id)
  const result = !answers
    ? { outcome: 'retry' as const, afterMs: TIMING.reconcileAfterMs }
    : {
        outcome: !world.setup.looksUp
          ? ('cannot_tell' as const)
          : found
            ? ('found' as const)
            : ('not_found' as const),
      }
  const after = world.rules.decideAfterLookUp(result, date(world.now))
  if (after.to === 'sent') return markSent(world, m, found?.[0] ?? null)
  applyAfter(m, after, attempt)
}

type After = ReturnType<Rules['decideAfterCall']>

/** The guards of `markRetry`, `markUnknown` and `markEnded`. */
function applyAfter(m: Message, after: After, attempt: number) {
  if (m.status !== 'sending' || m.external !== null || m.attempts !== attempt) return
  if (after.to === 'queued')
    Object.assign(m, { status: 'queued', claimed_at: null, next_attempt_at: after.at })
  if (after.to === 'unsure') m.next_attempt_at = after.lookUpAt
  if (after.to === 'failed') m.status = 'failed'
}

function markSent(world: World, m: Message, external: string | null) {
  m.external ??= external
  if (world.rules.statusesBefore('sent').includes(m.status)) move(world, m, 'sent')
}

/** flow/6-track.ts. */
export function track(world: World, receipt: World['receipts'][number]) {
  const m = world.messages.find((one) => one.external === receipt.external)
  if (m && world.rules.statusesBefore(receipt.status).includes(m.status)) move(world, m, receipt.status)
}

function move(world: World, m: Message, to: MessageStatus) {
  world.oracle.moved(m, to)
  m.status = to
}
