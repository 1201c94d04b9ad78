// Everything that can happen next in the simulated world. An action that cannot happen now does nothing, so that any
// part of a script is a script: that is what makes a failure shrink.
import type { AutonomyMode } from '#domain/autonomy.ts'
import { lookUp, providerTakes, settle, takeNext, track } from './delivery.ts'
import { approveDraft, endTurn, expireDrafts, rejectDraft, respond, switchAi } from './desk.ts'
import { changeWaiting, personMoves, recordPurpose, releaseInbox, type SendWish, send } from './people.ts'
import { conversationOf, date, ingest, type Outcome, type World, type Written } from './world.ts'

/** A call is given up after this; until a little later it may still reach the provider. */
const CALL_LIMIT_MS = 30_000
const LATE_MS = 5_000

/** What happens, and a number that says which of several. */
export type Action = readonly [kind: keyof typeof actions, which: number]

const at = <T>(list: readonly T[], which: number): T | undefined => list[which % list.length]
const some = (world: World, which: number) => conversationOf(world, which % world.conversations.length)
const drop = <T>(list: T[], one: T) => list.splice(list.indexOf(one), 1)

const written: Written[] = ['ordinary', 'ordinary', 'ordinary', 'ordinary', 'stop', 'start']
const moves = ['takeover', 'resume_ai', 'resume_ai', 'close', 'reopen', 'escalate'] as const
const pauses = [
  500,
  3_000,
  10_000,
  31_000,
  61_000,
  6 * 60_000,
  3_600_000,
  3 * 3_600_000,
  9 * 3_600_000,
  25 * 3_600_000,
]
const modes: AutonomyMode[] = ['full', 'controlled', 'assisted', 'assisted']
const said = ['in', 'in', 'out'] as const
const times = [10 * 60_000, 2 * 3_600_000, 13 * 3_600_000, 30 * 3_600_000]
const plain: SendWish = {
  author: 'member',
  purpose: 'reply',
  bulk: false,
  sendAt: null,
  unlessTheyWrite: false,
  override: false,
}
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
  personSends: (world: World, which: number) =>
    send(world, some(world, which), { ...plain, override: which % 8 === 3 }),
  /** An offer, by a person or by a program as one of many. */
  offer: (world: World, which: number) =>
    send(world, some(world, which), {
      ...plain,
      author: which & 2 ? 'member' : 'api',
      purpose: 'marketing',
      bulk: (which & 2) === 0,
      override: which % 8 === 3,
    }),
  automationSends: (world: World, which: number) =>
    send(world, some(world, which), {
      ...plain,
      author: which & 2 ? 'automation' : 'api',
      purpose: which % 8 === 7 ? 'marketing' : 'automated',
      bulk: true,
    }),
  sendLater: (world: World, which: number) =>
    send(world, some(world, which), {
      ...plain,
      author: which & 16 ? 'automation' : 'member',
      purpose: which & 16 ? 'automated' : 'reply',
      bulk: (which & 16) !== 0,
      sendAt: date(world.now + (at(times, which >> 1) ?? 0)),
      unlessTheyWrite: (which & 8) !== 0,
    }),
  changeWaiting(world: World, which: number) {
    const waiting = world.messages.filter((m) => m.status === 'queued')
    const message = at(waiting, which >> 3)
    if (!message) return
    changeWaiting(world, message, at(['change', 'cancel', 'now', 'now'], which) ?? 'now', (which & 4) !== 0)
  },
  personMoves: (world: World, which: number) =>
    personMoves(world, some(world, which), moves[(which >> 1) % moves.length] ?? 'takeover'),
  purpose: (world: World, which: number) =>
    recordPurpose(world, which % 4 === 0 ? 'service' : 'marketing', at(said, which >> 2) ?? 'in'),
  /** Two people may decide about the same draft at once: of any draft, whatever became of it. */
  approve(world: World, which: number) {
    const draft = at(world.drafts.slice(-3), which)
    if (draft) approveDraft(world, draft, which & 8 ? 'ana' : 'ben')
  },
  reject(world: World, which: number) {
    const draft = at(world.drafts.slice(-3), which)
    if (draft) rejectDraft(world, draft, 'ana')
  },
  setMode(world: World, which: number) {
    world.mode = at(modes, which) ?? 'full'
    world.oracle.modeIs(world.mode)
  },
  switchAi: (world: World, which: number) => switchAi(world, which % 2 === 0, false),
  /** The one button. */
  stop: (world: World, which: number) => switchAi(world, which % 2 === 0, true),
  pauseInbox(world: World, which: number) {
    world.inboxPaused = which % 2 === 1
    if (!world.inboxPaused) releaseInbox(world)
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
    endTurn(world, turn, { escalates: which % 4 === 0, risk: which & 8 ? 'high' : 'low' })
  },
  deliver(world: World, which: number) {
    const c = some(world, which)
    const busy = world.sending.filter((one) => one.conversation === c.id).length
    if (Math.min(c.deliverAt, c.deliverLaterAt) > world.now || busy >= WORKERS) return
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
    expireDrafts(world)
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
