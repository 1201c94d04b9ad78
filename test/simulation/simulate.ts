// One seed is one interleaving: a script of actions, run in a world of its own until everything has come to rest.
import { mulberry32 } from '#test/harness/random.ts'
import { type Action, actions, passTime } from './actions.ts'
import { type Rules, realRules } from './rules.ts'
import { createWorld, type Setup, type World } from './world.ts'

export type Failure = { seed: number; setup: Setup; script: Action[]; problems: string[] }

const setups: Setup[] = [
  { windowHours: null, looksUp: true },
  { windowHours: 24, looksUp: true },
  { windowHours: null, looksUp: false },
]

const kinds = Object.keys(actions) as Action[0][]

/**
 * The script of a seed. Each seed has its own habits (an action may be rare, usual or its favourite), because scripts in
 * which everything is equally likely hardly ever go deep anywhere.
 */
export function scriptOf(seed: number): { setup: Setup; script: Action[] } {
  const random = mulberry32(seed)
  const below = (limit: number) => Math.floor(random() * limit)
  const setup = setups[below(setups.length)] as Setup
  const lot = kinds.flatMap((kind) => Array<Action[0]>([1, 2, 6][below(3)] as number).fill(kind))
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
    const rests =
      world.late.length === 0 &&
      world.conversations.every((c) => c.last_inbound_seq <= c.answered_seq) &&
      world.messages.every(
        (m) => m.direction === 'in' || !(m.status === 'queued' || (m.status === 'sending' && !m.external)),
      )
    if (rests) return world.oracle.end(world.messages, wrote)
    passTime(world, [3_000, 60_000, 3_600_000][round % 3] as number)
  }
  world.oracle.problems.push('it never comes to rest')
  world.oracle.end(world.messages, wrote)
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
