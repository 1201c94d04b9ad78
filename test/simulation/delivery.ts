// The way out of the simulated world: flow/5-deliver.ts, flow/count-usage.ts and flow/6-track.ts, transaction for transaction.
import type { MessageStatus } from '#domain/message.ts'
import type { Rules } from './rules.ts'
import {
  ask,
  type Conversation,
  conversationOf,
  date,
  defer,
  type Message,
  outgoingOf,
  type Sending,
  type World,
} from './world.ts'

export const TIMING = { leaseMs: 60_000, reconcileAfterMs: 10_000, retryMs: 2_000, maxAttempts: 12 }

/** flow/5-deliver.ts `takeNext`, until something is to be done outside or nothing is left to do now. */
export function takeNext(world: World, c: Conversation): Sending | null {
  if (c.deliverAt <= world.now) c.deliverAt = Infinity
  if (c.deliverLaterAt <= world.now) c.deliverLaterAt = Infinity
  const now = date(world.now)
  // Each round moves one message: one that goes round in a circle is a failure of its own.
  for (let round = 0; round < 300; round++) {
    const head = world.rules.chooseHead(outgoingOf(world, c), now)
    if (!head) return null
    const next = world.rules.decideHead(head, now, TIMING.leaseMs)
    if (next.step === 'wait') {
      c.deliverLaterAt = next.until.getTime()
      world.oracle.waits(outgoingOf(world, c), world.now)
      return null
    }
    const sending = {
      conversation: c.id,
      message: head,
      claimed: head.claimed_at,
      result: 'unknown' as const,
      external: null,
    }
    if (next.step === 'look_up') return { ...sending, attempt: head.attempts, stage: 'look_up' }
    const verdict = ask(world, c, head, head)
    if (verdict.decision === 'block') {
      head.status = world.rules.endsAs(head.author, verdict.reasons[0]?.code)
      uncount(world, head)
    } else if (verdict.decision === 'defer') defer(head, verdict)
    else {
      claim(world, c, head)
      return { ...sending, attempt: head.attempts, claimed: head.claimed_at, stage: 'call' }
    }
  }
  world.oracle.problems.push(`the outbox of conversation ${c.id} goes round in a circle`)
  return null
}

function claim(world: World, c: Conversation, head: Message) {
  const now = date(world.now)
  if (world.rules.countsAsUnasked(head, c.last_inbound_at, now))
    world.unasked = world.rules.noteUnasked(world.unasked, {
      message: head.id,
      at: now,
      marketing: head.purpose === 'marketing',
    })
  const waitedAside = head.verdict.decision === 'defer' && head.verdict.code !== 'provider_limit'
  world.oracle.claimed(head, world.now)
  Object.assign(head, {
    status: 'sending',
    claimed_at: now,
    next_attempt_at: null,
    verdict: { decision: 'allow', code: null },
  })
  head.attempts++
  // db/scheduled.ts `moveToEnd`.
  if (head.send_at || (waitedAside && c.last_seq > head.seq)) {
    head.seq = ++c.last_seq
    c.last_direction = 'out'
  }
}

function uncount(world: World, m: Message) {
  world.unasked = world.unasked.filter((one) => one.message !== m.id)
}

/** The provider takes a message: from here on the customer has it. */
export function providerTakes(world: World, message: Message): string {
  const external = `X${world.taken.size}`
  world.taken.set(external, message.id)
  world.oracle.taken(message)
  return external
}

/** flow/5-deliver.ts `settle`. */
export function settle(world: World, sending: Sending) {
  wake(world, sending.conversation)
  const { message, result, external, attempt } = sending
  const after = world.rules.decideAfterCall({ outcome: result }, attempt, date(world.now), TIMING)
  if (after.to === 'sent') return markSent(world, message, external)
  applyAfter(world, sending, after)
}

/** flow/5-deliver.ts `reconcile`. */
export function lookUp(world: World, sending: Sending, answers: boolean) {
  wake(world, sending.conversation)
  const found = [...world.taken].find(([, message]) => message === sending.message.id)
  const looked = found ? ('found' as const) : ('not_found' as const)
  const result = !answers
    ? { outcome: 'retry' as const, afterMs: TIMING.reconcileAfterMs }
    : { outcome: world.setup.looksUp ? looked : ('cannot_tell' as const) }
  const after = world.rules.decideAfterLookUp(result, date(world.now))
  if (after.to === 'sent') return markSent(world, sending.message, found?.[0] ?? null)
  applyAfter(world, sending, after)
}

/** The loop of `deliver` goes on. */
function wake(world: World, conversation: number) {
  const c = conversationOf(world, conversation)
  c.deliverAt = Math.min(c.deliverAt, world.now)
}

type After = ReturnType<Rules['decideAfterCall']>

/** The guards of `markRetry`, `markUnknown` and `markEnded`. */
function applyAfter(world: World, { message: m, attempt, claimed }: Sending, after: After) {
  if (m.status !== 'sending' || m.external !== null || m.attempts !== attempt || m.claimed_at !== claimed)
    return
  if (after.to === 'queued')
    Object.assign(m, { status: 'queued', claimed_at: null, next_attempt_at: after.at })
  if (after.to === 'unsure') m.next_attempt_at = after.lookUpAt
  if (after.to !== 'failed') return
  m.status = 'failed'
  if (!after.mayHaveLeft) uncount(world, m)
}

function markSent(world: World, m: Message, external: string | null) {
  m.external ??= external
  if (world.rules.statusesBefore('sent').includes(m.status)) moveTo(world, m, 'sent')
}

/** flow/6-track.ts. */
export function track(world: World, receipt: World['receipts'][number]) {
  const m = world.messages.find((one) => one.external === receipt.external)
  if (m && world.rules.statusesBefore(receipt.status).includes(m.status)) moveTo(world, m, receipt.status)
}

function moveTo(world: World, m: Message, to: MessageStatus) {
  world.oracle.moved(m, to)
  m.status = to
}
