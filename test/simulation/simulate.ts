// One seed is one interleaving: a script of actions, run in a world of its own until everything has come to rest.
import { mulberry32 } from '#test/harness/random.ts'
import { type Action, actions, passTime } from './actions.ts'
import { type Rules, realRules } from './rules.ts'
import { createWorld, type Setup, type World } from './world.ts'

export type Failure = { seed: number; setup: Setup; script: Action[]; problems: string[] }

const afternoon = Date.UTC(2026, 10, 20, 15)
const plain: Setup = {
  windowHours: null,
  looksUp: true,
  start: afternoon,
  place: null,
  people: 'note',
  dnd: null,
  caps: { marketingPerDay: 1, marketingPerWeek: 3, automatedPerDay: 3 },
  mode: 'full',
  answerAfterStop: false,
}
export const setups: Setup[] = [
  plain,
  { ...plain, windowHours: 24 },
  { ...plain, looksUp: false },
  { ...plain, mode: 'assisted' },
  { ...plain, mode: 'assisted', windowHours: 24 },
  { ...plain, mode: 'controlled', place: 'newYork' },
  { ...plain, answerAfterStop: true, caps: { ...plain.caps, automatedPerDay: 1 }, looksUp: false },
  // The evening before clocks change, and the Sunday after it.
  { ...plain, place: 'newYork', start: Date.UTC(2026, 9, 31, 23) },
  { ...plain, place: 'texas', start: Date.UTC(2026, 2, 8, 1), people: 'ask' },
  { ...plain, place: 'berlin', start: Date.UTC(2026, 2, 28, 17), mode: 'assisted' },
  {
    ...plain,
    place: 'texas',
    start: afternoon + 9 * 3_600_000,
    dnd: { notBefore: '10:00', notAfter: '18:30', days: [1, 2, 4, 6, 7] },
  },
  {
    ...plain,
    place: 'newYork',
    start: afternoon + 10 * 3_600_000,
    people: 'ask',
    dnd: { until: '2026-11-22T16:20:00Z' },
    answerAfterStop: true,
  },
]

const kinds = Object.keys(actions) as Action[0][]
/** Without these nothing comes about. */
const path = new Set<Action[0]>([
  'write',
  'arrive',
  'respond',
  'endTurn',
  'deliver',
  'call',
  'settle',
  'wait',
])

/**
 * The script of a seed. Each seed has its own habits (an action may be rare, usual or its favourite, and most do not happen
 * at all), because scripts in which everything is equally likely hardly ever go deep anywhere.
 */
export function scriptOf(seed: number): { setup: Setup; script: Action[] } {
  const random = mulberry32(seed)
  const below = (limit: number) => Math.floor(random() * limit)
  const setup = setups[below(setups.length)] as Setup
  const lot = kinds.flatMap((kind) => {
    const often = path.has(kind) ? [2, 4, 8] : [0, 0, 0, 1, 3]
    return Array<Action[0]>(often[below(often.length)] as number).fill(kind)
  })
  const script = Array.from(
    { length: 16 + below(64) },
    (): Action => [lot[below(lot.length)] as Action[0], below(1 << 12)],
  )
  return { setup, script }
}

/** Runs a script; the problems that were found, none where all invariants held. */
export function run(setup: Setup, script: readonly Action[], rules: Rules = realRules): string[] {
  const world = createWorld(setup, rules)
  for (const [kind, which] of script) {
    actions[kind](world, which)
    if (world.oracle.problems.length > 0) return world.oracle.problems
  }
  comeToRest(world)
  return world.oracle.problems
}

/** Nothing new happens, everything goes well, until nothing is left to do. */
function comeToRest(world: World) {
  const wrote = [...world.wire.map((one) => one.external), ...world.stored]
  actions.pauseInbox(world, 0)
  for (let round = 0; round < 400; round++) {
    while (world.wire.length > 0) actions.arrive(world, 1)
    actions.sweep(world)
    for (const c of world.conversations) {
      actions.respond(world, c.id)
      while (world.thinking.length > 0) actions.endTurn(world, 1)
      actions.deliver(world, c.id)
      while (world.sending.some((one) => one.stage === 'call')) actions.call(world, 1)
      while (world.sending.some((one) => one.stage === 'look_up')) actions.lookUp(world, 1)
      while (world.sending.some((one) => one.stage === 'settle')) actions.settle(world, 0)
    }
    if (world.oracle.problems.length > 0) return
    const waits = world.messages.filter(
      (m) => m.direction === 'out' && (m.status === 'queued' || (m.status === 'sending' && !m.external)),
    )
    const unanswered = world.conversations.some((c) => c.last_inbound_seq > c.answered_seq)
    if (world.late.length === 0 && !unanswered && waits.length === 0)
      return world.oracle.end(world.messages, wrote)
    passTime(world, untilNext(world) ?? 3_000)
  }
  world.oracle.problems.push('it never comes to rest')
  world.oracle.end(world.messages, wrote)
}

/** Nothing is due so late. */
const FAR_MS = 400 * 86_400_000

/** To the next moment at which anything is due; null where it is now. */
function untilNext(world: World): number | null {
  const due = [
    ...world.late.map((one) => one.at),
    ...world.conversations.flatMap((c) => [c.respondAt, c.deliverAt, c.deliverLaterAt]),
  ].filter((at) => at > world.now && at < world.now + FAR_MS)
  return due.length > 0 &&
    !world.conversations.some((c) => c.deliverAt <= world.now || c.respondAt <= world.now)
    ? Math.min(...due) - world.now
    : null
}

/** Runs the seeds from `from` on; stops at the first failure, which is shrunk to what it needs. */
export function simulate(from: number, count: number, rules: Rules = realRules): Failure | null {
  for (let seed = from; seed < from + count; seed++) {
    const { setup, script } = scriptOf(seed)
    if (run(setup, script, rules).length > 0) return shrink(seed, setup, script, rules)
  }
  return null
}

/** Takes away whatever the failure does not need: halves first, then single actions, until nothing can go. */
export function shrink(seed: number, setup: Setup, script: Action[], rules: Rules = realRules): Failure {
  const fails = (some: Action[]) => run(setup, some, rules).length > 0
  let left = script
  for (let size = left.length >> 1; size >= 1; size >>= 1)
    for (let at = 0; at < left.length; ) {
      const without = left.toSpliced(at, size)
      if (fails(without)) left = without
      else at += size
    }
  for (let at = 0; at < left.length; ) {
    const without = left.toSpliced(at, 1)
    if (fails(without)) {
      left = without
      at = 0
    } else at++
  }
  return { seed, setup, script: left, problems: run(setup, left, rules) }
}
