// Everything that can happen next in the simulated world. An action that cannot happen now does nothing, so that any
// part of a script is a script: that is what makes a failure shrink.
import {
  automationSends,
  CALL_LIMIT_MS,
  conversationOf,
  endTurn,
  ingest,
  LATE_MS,
  lookUp,
  type Outcome,
  personMoves,
  personSends,
  providerTakes,
  respond,
  settle,
  switchAi,
  takeNext,
  track,
  type World,
  type Written,
} from './world.ts'

/** What happens, and a number that says which of several. */
export type Action = readonly [kind: keyof typeof actions, which: number]

const at = <T>(list: readonly T[], which: number): T | undefined => list[which % list.length]
const some = (world: World, which: number) => conversationOf(world, which % world.conversations.length)
const drop = <T>(list: T[], one: T) => list.splice(list.indexOf(one), 1)

const written: Written[] = ['ordinary', 'ordinary', 'ordinary', 'ordinary', 'stop', 'start']
const moves = ['takeover', 'resume_ai', 'resume_ai', 'close', 'reopen', 'escalate'] as const
const pauses = [500, 3_000, 10_000, 31_000, 61_000, 6 * 60_000, 3_600_000, 25 * 3_600_000]
/** Two workers at a time look after a conversation at most. */
const WORKERS = 2

export const actions = {
  /** The customer writes; the provider's request is on its way. */
  write(world: World, which: number) {
    const what = at(written, which) ?? 'ordinary'
    world.wire.push({
      external: `I${world.numbered++}`,
      conversation: some(world, which >> 3).id,
      written: what,
    })
  },
  /** A request arrives; where our answer to it is lost, it comes again. */
  arrive(world: World, which: number) {
    const request = at(world.wire, which)
    if (!request) return
    ingest(world, request)
    if (which % 3 !== 0) drop(world.wire, request)
  },
  personSends: (world: World, which: number) => personSends(world, some(world, which)),
  personMoves: (world: World, which: number) =>
    personMoves(world, some(world, which), moves[(which >> 1) % moves.length] ?? 'takeover'),
  automationSends: (world: World, which: number) => automationSends(world, some(world, which)),
  switchAi: (world: World, which: number) => switchAi(world, which % 2 === 0),
  pauseInbox(world: World, which: number) {
    world.inboxPaused = which % 2 === 1
    if (world.inboxPaused) return
    // db/outbox.ts `releaseDeferred`.
    for (const m of world.messages)
      if (m.status === 'queued' && m.claimed_at === null) {
        m.next_attempt_at = null
        conversationOf(world, m.conversation).deliverAt = world.now
      }
  },
  respond(world: World, which: number) {
    const c = some(world, which)
    const busy = world.thinking.filter((turn) => turn.conversation === c.id).length
    if (c.respondAt <= world.now && busy < WORKERS) respond(world, c)
  },
  endTurn(world: World, which: number) {
    const turn = at(world.thinking, which)
    if (!turn) return
    drop(world.thinking, turn)
    endTurn(world, turn, which % 4 === 0)
  },
  deliver(world: World, which: number) {
    const c = some(world, which)
    const busy = world.sending.filter((one) => one.conversation === c.id).length
    if (c.deliverAt > world.now || busy >= WORKERS) return
    const sending = takeNext(world, c)
    if (sending) world.sending.push(sending)
  },
  /** The provider is called: it takes the message or not, and its answer comes back or not. */
  call(world: World, which: number) {
    const sending = at(
      world.sending.filter((one) => one.stage === 'call'),
      which,
    )
    if (!sending) return
    const outcomes: [Outcome, boolean][] = [
      ['sent', true],
      ['sent', true],
      ['sent', true],
      ['unknown', true],
      ['unknown', false],
      ['retry', false],
      ['rejected', false],
    ]
    const [result, takes] = outcomes[(which >> 2) % outcomes.length] ?? ['sent', true]
    if (takes) {
      const external = providerTakes(world, sending.message)
      world.receipts.push(
        { external, status: 'sent' },
        { external, status: which % 5 === 0 ? 'failed' : 'delivered' },
      )
      if (result === 'sent') sending.external = external
    } else if (result === 'unknown' && which % 2 === 0)
      world.late.push({ message: sending.message.id, at: world.now + LATE_MS })
    sending.result = result
    sending.stage = 'settle'
  },
  settle(world: World, which: number) {
    const sending = at(
      world.sending.filter((one) => one.stage === 'settle'),
      which,
    )
    if (!sending) return
    drop(world.sending, sending)
    settle(world, sending)
  },
  lookUp(world: World, which: number) {
    const sending = at(
      world.sending.filter((one) => one.stage === 'look_up'),
      which,
    )
    if (!sending) return
    drop(world.sending, sending)
    lookUp(world, sending, which % 4 !== 0)
  },
  /** Receipts come in any order, and more than once. */
  receipt(world: World, which: number) {
    const receipt = at(world.receipts, which)
    if (!receipt) return
    track(world, receipt)
    if (which % 3 !== 0) drop(world.receipts, receipt)
  },
  /** The process dies: what it was about to do is forgotten, what it wrote stays, its jobs are given back. */
  crash(world: World) {
    for (const turn of world.thinking) conversationOf(world, turn.conversation).respondAt = world.now
    for (const one of world.sending) {
      conversationOf(world, one.conversation).deliverAt = world.now
      if (one.stage === 'call') world.late.push({ message: one.message.id, at: world.now + LATE_MS })
    }
    world.thinking = []
    world.sending = []
  },
  wait: (world: World, which: number) => passTime(world, at(pauses, which) ?? 500),
  /** flow/sweep.ts: what a lost job has left lying is woken. */
  sweep(world: World) {
    for (const c of world.conversations) {
      if (c.last_inbound_seq > c.answered_seq) c.respondAt = Math.min(c.respondAt, world.now)
      c.deliverAt = Math.min(c.deliverAt, world.now)
    }
  },
} satisfies Record<string, (world: World, which: number) => void>

/** Time goes by: late requests reach the provider, and a call that takes too long is given up. */
export function passTime(world: World, ms: number) {
  world.now += ms
  for (const request of world.late.filter((one) => one.at <= world.now)) {
    drop(world.late, request)
    const message = world.messages.find((m) => m.id === request.message)
    if (!message) continue
    const external = providerTakes(world, message)
    world.receipts.push({ external, status: 'delivered' })
  }
  for (const one of world.sending)
    if (one.stage === 'call' && (one.message.claimed_at?.getTime() ?? 0) + CALL_LIMIT_MS <= world.now) {
      one.stage = 'settle'
      one.result = 'unknown'
    }
}
