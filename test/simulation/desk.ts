// The front desk of the simulated world: flow/3-respond.ts, 4-act-turn.ts, drafts.ts, approve.ts and stop.ts.
import { DRAFT_HOURS, expiresAt } from '#domain/draft.ts'
import { closesAt } from '#domain/send-gate.ts'
import {
  aiFacts,
  BURST,
  type Conversation,
  cancelQueued,
  conversationOf,
  type Draft,
  date,
  type Message,
  overtakeDraft,
  type Thinking,
  type World,
  write,
} from './world.ts'

export type Act = 'takeover' | 'resume_ai' | 'close' | 'reopen' | 'escalate'

/** db/conversations.ts `moveConversation`, and the trigger that goes with it. */
function place(world: World, c: Conversation, to: Pick<Conversation, 'status' | 'handler'>) {
  Object.assign(c, to)
  c.turn++
  overtakeDraft(c, false)
}

/** flow/axes.ts: `takeConversation`, `escalate`. */
export function moveAxes(world: World, c: Conversation, what: Act, byPerson: boolean) {
  // People have it already.
  if (what === 'escalate' && c.status === 'escalated') return
  place(world, c, world.rules.move(c, what))
  if (byPerson && c.handler === 'human')
    cancelQueued(world, (m) => m.conversation === c.id && m.author === 'ai')
  if (byPerson) world.oracle.personActed(c.id)
  // The customer is told what happens next; by the AI's own words where it hands over.
  if (byPerson && what === 'escalate')
    write(world, c, { author: 'automation', author_id: null, purpose: 'handover' }, true)
}

/** flow/3-respond.ts up to the turn; keyword answers and silence are written at once. */
export function respond(world: World, c: Conversation) {
  c.respondAt = Infinity
  if (c.last_inbound_seq <= c.answered_seq) return
  // flow/notice-inbound.ts.
  cancelQueued(
    world,
    (m) =>
      m.conversation === c.id &&
      m.send_at !== null &&
      world.rules.wroteFirst(m.sending, m.seq, c.last_inbound_seq),
  )
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
      write(world, c, {
        author: 'automation',
        author_id: null,
        purpose: last === 'opt_out' ? 'opt_out_confirmation' : 'opt_in_confirmation',
      })
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

/** flow/drafts.ts `settleTurn`: the words leave, or wait for a person. */
export function endTurn(world: World, turn: Thinking, wants: { escalates: boolean; risk: Message['risk'] }) {
  const c = conversationOf(world, turn.conversation)
  if (world.rules.isOvertaken(turn.seen, c)) {
    if (c.last_inbound_seq > c.answered_seq) c.respondAt = Math.min(c.respondAt, world.now)
    return
  }
  const { outcome } = world.rules.decideAutonomy({
    mode: world.mode,
    rules: [],
    channel: 'sms',
    channelLabel: 'SMS',
    intent: null,
    risk: wants.risk,
  })
  finish(world, c, turn.seen.toSeq)
  if (wants.escalates) moveAxes(world, c, 'escalate', false)
  world.oracle.turnWrote(turn)
  if (outcome === 'wait') return keepDraft(world, c, turn, wants.risk)
  write(world, c, {
    author: 'ai',
    author_id: null,
    purpose: c.handler === 'human' ? 'handover' : 'reply',
    risk: wants.risk,
  })
}

function keepDraft(world: World, c: Conversation, turn: Thinking, risk: Message['risk']) {
  const { windowHours } = world.setup
  const window = windowHours === null ? null : closesAt({ since: c.last_inbound_at, hours: windowHours })
  const draft: Draft = {
    id: world.drafts.length,
    conversation: c.id,
    state: 'open',
    expires_at: expiresAt(date(world.now), DRAFT_HOURS, window),
    from_seq: turn.seen.fromSeq,
    risk,
    closedBy: null,
  }
  world.drafts.push(draft)
  c.draft = draft
  world.oracle.drafted(draft)
}

/** flow/approve.ts: `approve`. Whatever it refuses changes nothing. */
export function approveDraft(world: World, draft: Draft, by: string) {
  const c = conversationOf(world, draft.conversation)
  if (draft.state === 'approved' && draft.closedBy === by) return
  if (draft.state === 'open' && draft.expires_at.getTime() <= world.now) return expire(world, draft)
  if (world.rules.whyNotApprovable(asked(draft), date(world.now))) return
  const written = write(
    world,
    c,
    {
      author: 'ai',
      author_id: null,
      purpose: c.handler === 'human' ? 'handover' : 'reply',
      risk: draft.risk,
      approved: true,
    },
    true,
  )
  if (!written) return
  draft.state = 'approved'
  draft.closedBy = by
  if (c.draft === draft) c.draft = null
  world.oracle.approved(draft, written)
}

const asked = (draft: Draft) => ({
  state: draft.state,
  expiresAt: draft.expires_at,
  closedBy: draft.closedBy,
  why: null,
})

/** flow/approve.ts `rejectDraft`. */
export function rejectDraft(world: World, draft: Draft, by: string) {
  if (draft.state !== 'open') return
  const c = conversationOf(world, draft.conversation)
  Object.assign(draft, { state: 'rejected', closedBy: by })
  if (c.draft === draft) c.draft = null
  if (c.handler === 'ai') moveAxes(world, c, 'takeover', true)
}

function expire(world: World, draft: Draft) {
  if (draft.state !== 'open' || draft.expires_at.getTime() > world.now) return
  const c = conversationOf(world, draft.conversation)
  draft.state = 'expired'
  if (c.draft === draft) c.draft = null
  if (c.handler === 'ai') place(world, c, { status: c.status, handler: 'human' })
}

export function expireDrafts(world: World) {
  for (const draft of world.drafts) expire(world, draft)
}

/**
 * flow/stop.ts: the switch, what was queued and what waited for approval change in one transaction. `automations`: it is
 * the stop button, which takes back what rules of the business send too.
 */
export function switchAi(world: World, on: boolean, automations: boolean) {
  world.oracle.aiSwitched(on, automations, world.messages)
  world.aiOn = on
  if (on) return
  const concerned = new Set(
    cancelQueued(world, (m) => world.rules.isSilenced(m, { automations })).map((m) => m.conversation),
  )
  for (const c of world.conversations) {
    if (c.draft) {
      c.draft.state = 'stale'
      c.draft = null
      concerned.add(c.id)
    }
    if (concerned.has(c.id) && c.handler === 'ai' && c.status !== 'closed' && c.last_direction !== null)
      place(world, c, { status: c.status, handler: 'human' })
  }
}
