// What people and programs do in the simulated world: flow/4-act.ts, later.ts and opt-out.ts.
import type { AuthorKind, Purpose } from '#domain/message.ts'
import { isExempt, type PurposeClass } from '#domain/purpose-class.ts'
import type { Override } from '#domain/verdict.ts'
import { type Act, moveAxes } from './desk.ts'
import {
  ask,
  type Conversation,
  cancelQueued,
  conversationOf,
  date,
  defer,
  type Message,
  type World,
  write,
} from './world.ts'

export function personMoves(world: World, c: Conversation, what: Act) {
  moveAxes(world, c, what, true)
  if (what !== 'resume_ai') return
  // db/conversations.ts `reopenBurst`: what the customer wrote last and nobody answered is answered now.
  const said = world.messages.filter(
    (m) =>
      m.conversation === c.id &&
      m.direction === 'out' &&
      m.status !== 'canceled' &&
      m.status !== 'failed' &&
      !(m.status === 'queued' && m.send_at !== null),
  )
  const last = Math.max(0, ...said.map((m) => m.seq))
  if (c.last_direction !== 'in' || c.last_inbound_seq <= last) return
  c.answered_seq = last
  c.burst_started_at = date(world.now)
  c.respondAt = world.now
}

export type SendWish = {
  author: AuthorKind
  purpose: Purpose
  /** One of many alike: it takes no conversation over. */
  bulk: boolean
  sendAt: Date | null
  unlessTheyWrite: boolean
  override: boolean
}

export const overrideOf = (world: World): Override => ({
  by: { id: 'ana', name: 'Ana', role: 'member' },
  reason: 'They asked for it',
  at: date(world.now).toISOString(),
})

/** flow/4-act.ts `sendMessage`. */
export function send(world: World, c: Conversation, wish: SendWish) {
  const later = wish.sendAt !== null && wish.sendAt.getTime() > world.now
  const takesOver = !wish.bulk && !later
  if (takesOver) moveAxes(world, c, 'takeover', true)
  write(world, c, {
    author: wish.author,
    author_id: wish.author === 'member' ? 'ana' : null,
    purpose: wish.purpose,
    send_at: wish.sendAt,
    sending: {
      ...(wish.sendAt && wish.unlessTheyWrite ? { unlessTheyWrite: true } : {}),
      ...(wish.override ? { override: overrideOf(world) } : {}),
    },
  })
  if (!takesOver) return
  c.answered_seq = c.last_inbound_seq
  c.burst_started_at = null
}

/** flow/later.ts: a person changes the time of what waits, cancels it, or sends it now. */
export function changeWaiting(
  world: World,
  m: Message,
  what: 'change' | 'cancel' | 'now',
  override: boolean,
) {
  if (!world.rules.canCancel(m)) return
  const c = conversationOf(world, m.conversation)
  c.deliverAt = world.now
  if (what === 'cancel') {
    if (!isExempt(m.purpose)) m.status = 'canceled'
    return
  }
  if (what === 'change' && !m.send_at) return
  const next =
    what === 'now'
      ? { send_at: date(world.now), sending: override ? { override: overrideOf(world) } : null }
      : { send_at: date(world.now + 3 * 3_600_000), sending: m.sending }
  const verdict = ask(world, c, { ...m, ...next }, m)
  if (verdict.decision === 'block') return
  Object.assign(m, next)
  defer(m, verdict)
}

/** flow/opt-out.ts `record`, of one purpose. */
export function recordPurpose(world: World, purpose: PurposeClass, state: 'in' | 'out') {
  if (world.purposes[purpose] === state) return
  world.purposes[purpose] = state
  world.oracle.purposeSaid(purpose, state)
  if (state === 'out' && purpose === 'marketing') cancelQueued(world, (m) => m.purpose === 'marketing')
}

/** db/outbox.ts `releaseDeferred`: the inbox is active again. */
export function releaseInbox(world: World) {
  for (const m of world.messages)
    if (m.status === 'queued' && m.claimed_at === null) {
      m.next_attempt_at = m.send_at
      conversationOf(world, m.conversation).deliverAt = world.now
    }
}
