// A business in memory: rows, processes that may die, a provider that loses answers, a customer's wire that repeats
// itself. Each transaction of the message path is one function here or in desk.ts, people.ts and delivery.ts; what it
// decides is the product's own decision (rules.ts), what it stores is what the SQL stores, guard for guard.
import type { AiFacts } from '#domain/ai-state.ts'
import type { AutonomyMode, Risk } from '#domain/autonomy.ts'
import type { SeenBurst } from '#domain/burst.ts'
import type { ConversationStatus, Handler } from '#domain/conversation.ts'
import type { DoNotDisturb } from '#domain/do-not-disturb.ts'
import type { DraftState } from '#domain/draft.ts'
import { defaultGateSettings, type GateSettings } from '#domain/gate-settings.ts'
import type { Purpose } from '#domain/message.ts'
import type { PurposeClass } from '#domain/purpose-class.ts'
import { shippedRules } from '#domain/quiet-rules.ts'
import type { GateFacts, Verdict } from '#domain/send-gate.ts'
import type { Sending as Wish } from '#domain/send-later.ts'
import { createOracle, type Oracle } from './oracle.ts'
import type { Waiting } from './outbox.ts'
import { type PlaceName, places } from './places.ts'
import type { Rules } from './rules.ts'

export const BURST = { quietMs: 3_000, maxMs: 10_000 }

export type Setup = {
  windowHours: number | null
  /** Can the provider be asked whether it got a message? */
  looksUp: boolean
  /** When it begins. */
  start: number
  /** Where a telephone rings; null on a channel that no hour binds. */
  place: PlaceName | null
  people: GateSettings['quietHours']['people']
  dnd: DoNotDisturb | null
  caps: { marketingPerDay: number | null; marketingPerWeek: number | null; automatedPerDay: number | null }
  mode: AutonomyMode
  answerAfterStop: boolean
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
  last_direction: 'in' | 'out' | null
  answered_seq: number
  burst_started_at: Date | null
  draft: Draft | null
  respondAt: number
  /** The job for now, and the one for later. */
  deliverAt: number
  deliverLaterAt: number
}
export type Message = Waiting & {
  id: number
  conversation: number
  direction: 'in' | 'out'
  keyword: 'opt_out' | 'opt_in' | null
  /** It really changed what the customer allows. */
  changed: boolean
  turn: number
  claimed_at: Date | null
  sending: Wish | null
  /** Of AI text. */
  risk: Risk
  approved: boolean
}
export type Draft = {
  id: number
  conversation: number
  state: DraftState
  expires_at: Date
  from_seq: number
  risk: Risk
  closedBy: string | null
}
export type Outcome = 'sent' | 'retry' | 'rejected' | 'unknown'
export type Sending = {
  conversation: number
  message: Message
  attempt: number
  claimed: Date | null
  stage: 'call' | 'settle' | 'look_up'
  result: Outcome
  external: string | null
}
export type Thinking = { conversation: number; seen: SeenBurst; since: number }

export type World = ReturnType<typeof createWorld>

export function createWorld(setup: Setup, rules: Rules) {
  return {
    setup,
    rules,
    oracle: createOracle(setup) as Oracle,
    now: setup.start,
    conversations: [0, 1].map(newConversation),
    messages: [] as Message[],
    drafts: [] as Draft[],
    /** Requests of the provider that have not been acknowledged yet: they come again. */
    wire: [] as { external: string; conversation: number; written: Written }[],
    stored: new Set<string>(),
    optedOutAt: null as Date | null,
    purposes: {} as Partial<Record<PurposeClass, 'in' | 'out'>>,
    aiOn: true,
    mode: setup.mode,
    inboxPaused: false,
    /** What counts against the caps. */
    unasked: [] as { message: number; at: Date; marketing: boolean }[],
    sending: [] as Sending[],
    thinking: [] as Thinking[],
    /** What the provider took, by its own id; `late`: on its way there still. */
    taken: new Map<string, number>(),
    late: [] as { message: number; at: number }[],
    receipts: [] as { external: string; status: 'sent' | 'delivered' | 'failed' }[],
    numbered: 0,
  }
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
    last_direction: null,
    answered_seq: 0,
    burst_started_at: null,
    draft: null,
    respondAt: Infinity,
    deliverAt: Infinity,
    deliverLaterAt: Infinity,
  }
}

export const conversationOf = (world: World, id: number) => world.conversations[id] as Conversation
export const date = (ms: number) => new Date(ms)
export const outgoingOf = (world: World, c: Conversation) =>
  world.messages.filter((m) => m.conversation === c.id && m.direction === 'out')

export function aiFacts(world: World, c: Conversation): AiFacts {
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

export type Words = Pick<Message, 'author' | 'author_id' | 'purpose'> &
  Partial<Pick<Message, 'risk' | 'approved' | 'send_at' | 'sending'>>

/** When they last wrote here, in whichever conversation: db/gate.ts `readLastInbound`. */
function lastInbound(world: World): Date | null {
  const times = world.conversations.flatMap((c) => c.last_inbound_at?.getTime() ?? [])
  return times.length > 0 ? date(Math.max(...times)) : null
}

/** flow/gate.ts `askGate`: the facts as it reads them. `stored`: the message, where there is one already. */
export function ask(world: World, c: Conversation, words: Words, stored: Message | null): Verdict {
  const { setup, rules } = world
  const { author, purpose } = words
  const now = date(world.now)
  const where = setup.place && places[setup.place].place
  const facts: GateFacts = {
    now,
    author,
    purpose,
    writtenAtTurn: stored?.turn ?? c.turn,
    conversationTurn: c.turn,
    ai: aiFacts(world, c),
    address: { optedOutAt: world.optedOutAt, unusable: null },
    others: [],
    inbox: { name: 'Texts', paused: world.inboxPaused },
    window:
      setup.windowHours === null
        ? null
        : { channel: 'WhatsApp', hours: setup.windowHours, since: lastInbound(world) },
    allowance: null,
    lastInboundAt: c.last_inbound_at,
    place: where,
    quiet: { people: setup.people, rules: shippedRules },
    wish: setup.dnd && where ? { dnd: setup.dnd, zone: where.spots[0]?.zone ?? 'UTC' } : null,
    consent: {
      purposes: world.purposes,
      marketingNeedsOptIn: true,
      afterStop: 'nothing',
      answerAfterStop: setup.answerAfterStop,
      wroteSince:
        world.optedOutAt !== null && c.last_inbound_at !== null && c.last_inbound_at > world.optedOutAt,
    },
    caps: rules.countsAsUnasked(words, c.last_inbound_at, now)
      ? rules.capFacts(
          world.unasked.filter((one) => one.message !== stored?.id),
          { ...defaultGateSettings.caps, ...setup.caps },
          now,
        )
      : null,
    approval:
      author === 'ai'
        ? {
            needed:
              rules.decideAutonomy({
                mode: world.mode,
                rules: [],
                channel: 'sms',
                channelLabel: 'SMS',
                intent: null,
                risk: words.risk ?? 'high',
              }).outcome !== 'send',
            given: words.approved ?? false,
          }
        : null,
    sendAt: words.send_at ?? null,
    wroteSince: stored !== null && rules.wroteFirst(words.sending ?? null, stored.seq, c.last_inbound_seq),
    override: words.sending?.override ?? null,
  }
  return rules.decideSend(facts)
}

const said = (verdict: Verdict): Message['verdict'] => ({
  decision: verdict.decision,
  code: verdict.reasons[0]?.code ?? null,
})

/** Waits by the gate's word, from now on: `markDeferred`, and `changeScheduled`. */
export function defer(m: Message, verdict: Verdict) {
  m.next_attempt_at = verdict.until ? new Date(verdict.until) : null
  m.verdict = said(verdict)
}

/** flow/outgoing.ts `writeOutgoing`; null, and nothing is changed, where `unlessBlocked` and the gate blocks. */
export function write(world: World, c: Conversation, words: Words, unlessBlocked = false): Message | null {
  const verdict = ask(world, c, words, null)
  const blocked = verdict.decision === 'block'
  if (blocked && unlessBlocked) return null
  const later = !blocked && (words.send_at?.getTime() ?? 0) > world.now
  const message: Message = {
    direction: 'out',
    keyword: null,
    changed: false,
    attempts: 0,
    claimed_at: null,
    external: null,
    risk: 'high',
    approved: false,
    sending: null,
    ...words,
    id: world.numbered++,
    conversation: c.id,
    seq: ++c.last_seq,
    status: blocked ? world.rules.endsAs(words.author) : 'queued',
    turn: c.turn,
    send_at: later ? (words.send_at ?? null) : null,
    next_attempt_at: null,
    verdict: said(verdict),
  }
  if (!blocked) defer(message, verdict)
  if (!later) c.last_direction = 'out'
  world.messages.push(message)
  world.oracle.written(message)
  if (!blocked) c.deliverAt = world.now
  return message
}

/** Drops what has not been taken for sending. */
export function cancelQueued(world: World, which: (m: Message) => boolean): Message[] {
  const dropped = world.messages.filter((m) => m.status === 'queued' && which(m))
  for (const m of dropped) m.status = 'canceled'
  return dropped
}

/** The trigger of migration 021: whatever overtakes a draft ends it in its own transaction. */
export function overtakeDraft(c: Conversation, byCustomer: boolean) {
  const { draft } = c
  if (!draft) return
  c.draft = null
  if (draft.state !== 'open') return
  draft.state = 'stale'
  if (byCustomer) c.answered_seq = Math.min(c.answered_seq, draft.from_seq)
}

/** flow/2-ingest.ts: stored once, whatever the provider repeats. */
export function ingest(world: World, request: World['wire'][number]) {
  if (world.stored.has(request.external)) return
  world.stored.add(request.external)
  const c = conversationOf(world, request.conversation)
  const now = date(world.now)
  const keyword = request.written === 'stop' ? 'opt_out' : request.written === 'start' ? 'opt_in' : null
  const changed =
    keyword === 'opt_out' ? !world.optedOutAt : keyword === 'opt_in' && world.optedOutAt !== null
  world.messages.push({
    id: world.numbered++,
    conversation: c.id,
    seq: ++c.last_seq,
    direction: 'in',
    author: 'contact',
    author_id: null,
    purpose: 'reply',
    keyword,
    changed,
    status: 'received',
    turn: c.turn,
    attempts: 0,
    next_attempt_at: null,
    claimed_at: null,
    send_at: null,
    sending: null,
    verdict: { decision: 'allow', code: null },
    risk: 'high',
    approved: false,
    external: request.external,
  })
  Object.assign(c, world.rules.move(c, 'customer_wrote'))
  c.last_inbound_seq = c.last_seq
  c.last_inbound_at = now
  c.last_direction = 'in'
  c.burst_started_at ??= now
  overtakeDraft(c, true)
  if (keyword === 'opt_out' && changed) {
    world.optedOutAt = now
    // At the address: from whichever conversation it was to leave.
    cancelQueued(world, () => true)
  }
  if (keyword === 'opt_in') world.optedOutAt = null
  c.respondAt = keyword
    ? world.now
    : world.rules.burstEndsAt(BURST, c.last_inbound_at, c.burst_started_at).getTime()
  world.oracle.customerWrote(c.id, request.external, keyword, world.now)
}
