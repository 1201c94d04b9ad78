// Two sources that say different things about the same: another price, another time, another number, yes and no. Found
// by comparing sentences about the same topic; pure, and careful rather than complete: what is listed must be worth a look.
import { type ConflictAbout, type Passage, standingOf } from '#domain/knowledge.ts'
import { compareStanding } from './fuse.ts'
import { factsOf, type Stated } from './statements.ts'

/** A text of a source, as it is searched. */
export type Told = {
  sourceId: string
  /** Tells the pages of one source apart; two pages of a site may contradict each other too. */
  pageId: string | null
  kind: Passage['kind']
  title: string
  text: string
  readAt: Date | null
  stale: boolean
}

export type Side = { sourceId: string; kind: Passage['kind']; title: string; quote: string }
export type Conflict = { about: ConflictAbout; topic: string; winner: Side; loser: Side; reason: string }

const MOST = 200
/** Compared for each statement: those that share its rarest words come first. */
const MOST_RIVALS = 300
/** So much of the one's topic must be in the other, and so much of the other's in the one. */
const COVERS = 0.75
const COVERED = 0.66
/** Yes and no are easily about different things. */
const STRICT = 0.85
/** "30 days" and "a month" are one. */
const TOLERANCE = 0.03

/** The conflicts among texts, each with the source that is quoted to customers. Pure. */
export function findConflicts(told: Told[]): Conflict[] {
  const steps = compareStepwise(told)
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
  }
}

/** The same in small steps, between which others may be served; what it returns at its end is all that was found. */
export function* compareStepwise(told: Told[]): Generator<void, Conflict[]> {
  const all: Stated[] = []
  for (const one of told) {
    all.push(...factsOf(one))
    yield
  }
  const byWord = new Map<string, number[]>()
  for (const [i, { topic }] of all.entries())
    for (const word of topic.keys()) {
      const known = byWord.get(word)
      if (known) known.push(i)
      else byWord.set(word, [i])
    }
  const found = new Map<string, Conflict>()
  for (const [i, a] of all.entries()) {
    yield
    for (const j of rivalsOf(a, byWord)) {
      const b = all[j]
      if (j <= i || !b || !isOther(a.told, b.told)) continue
      const about = differ(a, b)
      if (!about) continue
      const conflict = judge(about, a, b)
      const { winner, loser } = conflict
      const key = [about, winner.sourceId, winner.quote, loser.sourceId, loser.quote].join('\u0000')
      if (!found.has(key)) found.set(key, conflict)
      if (found.size >= MOST) return [...found.values()]
    }
  }
  return [...found.values()]
}

/** Those that share its rarest words first, and not more than can be compared in a moment. */
function rivalsOf(of: Stated, byWord: Map<string, number[]>): Set<number> {
  const lists = [...of.topic.keys()].map((w) => byWord.get(w) ?? []).sort((a, b) => a.length - b.length)
  const rivals = new Set<number>()
  for (const list of lists)
    for (const i of list) {
      rivals.add(i)
      if (rivals.size >= MOST_RIVALS) return rivals
    }
  return rivals
}

function isOther(a: Told, b: Told): boolean {
  return a.sourceId !== b.sourceId || (a.pageId !== null && a.pageId !== b.pageId)
}

/** What two statements disagree in, if they speak of the same. */
function differ(a: Stated, b: Stated): ConflictAbout | null {
  if (a.day !== null || b.day !== null) {
    // Hours of a weekday are about nothing else.
    if (a.day === null || a.day !== b.day || !a.span || !b.span) return null
    return a.span.from === b.span.from && a.span.to === b.span.to ? null : 'time'
  }
  if (!sameSpecials(a, b)) return null
  const there = coverage(a, b)
  const back = coverage(b, a)
  if (Math.max(there, back) < COVERS || Math.min(there, back) < COVERED) return null
  const { prices: p, from: pFrom } = a.figures
  const { prices: q, from: qFrom } = b.figures
  if (p.length > 0 && q.length > 0) {
    if (
      disjoint(p, q) &&
      !(pFrom && Math.min(...q) >= Math.min(...p)) &&
      !(qFrom && Math.min(...p) >= Math.min(...q))
    )
      return 'price'
    return null
  }
  if (a.figures.times.length > 0 && b.figures.times.length > 0)
    return disjoint(a.figures.times, b.figures.times) ? 'time' : null
  for (const [unit, values] of a.figures.amounts) {
    const others = b.figures.amounts.get(unit)
    if (others && disjoint(values, others)) return 'number'
  }
  if (
    a.answer &&
    b.answer &&
    a.answer !== b.answer &&
    (a.explicit || b.explicit) &&
    Math.min(there, back) >= STRICT
  )
    return 'yes_no'
  return null
}

function disjoint(a: number[], b: number[]): boolean {
  return !a.some((x) => b.some((y) => Math.abs(x - y) <= Math.max(Math.abs(x), Math.abs(y)) * TOLERANCE))
}

/** Share of the one's topic that the other speaks of. */
function coverage(of: Stated, by: Stated): number {
  let total = 0
  let found = 0
  let bearing = 0
  for (const [word, weight] of of.topic) {
    total += weight
    if (!by.context.has(word)) continue
    found += weight
    if (weight === 1) bearing++
  }
  return total === 0 || bearing === 0 ? 0 : found / total
}

/** "On Sundays", "in an emergency", "for members": what holds for these says nothing about the others. */
function sameSpecials(a: Stated, b: Stated): boolean {
  return a.specials.size === b.specials.size && [...a.specials].every((word) => b.specials.has(word))
}

function judge(about: ConflictAbout, a: Stated, b: Stated): Conflict {
  const standing = compareStanding(a.told, b.told)
  const newer = (b.told.readAt?.getTime() ?? 0) - (a.told.readAt?.getTime() ?? 0)
  const [winner, loser] = (standing || newer) <= 0 ? [a, b] : [b, a]
  return {
    about,
    topic: winner.name,
    winner: sideOf(winner),
    loser: sideOf(loser),
    reason: reasonOf(winner.told, loser.told),
  }
}

function sideOf({ told, quote }: Stated): Side {
  return { sourceId: told.sourceId, kind: told.kind, title: told.title, quote }
}

const STANDINGS = ['', 'web pages', 'uploaded files', 'what was written by hand']

function reasonOf(winner: Told, loser: Told): string {
  const [high, low] = [standingOf(winner.kind), standingOf(loser.kind)]
  if (high !== low)
    return `${capital(STANDINGS[high] ?? '')} counts over ${STANDINGS[low] ?? ''}.`
      .replace('pages counts', 'pages count')
      .replace('files counts', 'files count')
  if (winner.stale !== loser.stale) return 'The other has not been looked at for a long time.'
  return 'Both are of the same kind; what fits the customer’s question better is quoted.'
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
