// A telephone call as facts that only grow. Providers tell of one call in many requests, doubled and in any order; so
// what each request says is merged into a set of facts by rules that do not care for order, and the state is computed
// from the facts. Whatever comes in between, the end is the same and the state never moves back.
import { z } from 'zod'

export { callHeadline, clockLength, isMissed } from './call-words.ts'

export const callStates = [
  'ringing',
  'in_progress',
  'missed',
  'no_answer',
  'busy',
  'failed',
  'voicemail',
  'completed',
] as const
export const CallState = z.enum(callStates)
export type CallState = z.infer<typeof CallState>

/** Forward only: that somebody answered is proof, and beats whatever was believed before. */
export const callRank: Record<CallState, number> = {
  ringing: 0,
  in_progress: 1,
  missed: 2,
  no_answer: 2,
  busy: 2,
  failed: 2,
  voicemail: 3,
  completed: 4,
}

/** A shorter voicemail is somebody who hung up after the tone. */
export const MIN_VOICEMAIL_SECONDS = 3
/** What a caller who hides the number is called in place of an address. */
export const ANONYMOUS = 'anonymous'

export const Segment = z.object({
  speaker: z.enum(['customer', 'business', 'agent']),
  text: z.string(),
  /** Seconds from the beginning of the recording. */
  at: z.number().nullable(),
})
export type Segment = z.infer<typeof Segment>

/** A piece of a transcript that is written while people speak: `moment` is when it was said, by the provider's clock. */
export const LiveSegment = Segment.omit({ at: true }).extend({ moment: z.string(), order: z.number() })
export type LiveSegment = z.infer<typeof LiveSegment>

export const CallEnd = z.enum(['completed', 'canceled', 'no_answer', 'busy', 'failed'])
export type CallEnd = z.infer<typeof CallEnd>

const Moment = z.string()
export const CallFacts = z.object({
  startedAt: Moment.optional(),
  /** Who answered, by the leg of the call: a person of the business, the customer, or an AI agent. Never a machine. */
  answers: z.record(z.string(), z.object({ at: Moment, by: z.string() })).optional(),
  endedAt: Moment.optional(),
  /** How the call as a whole ended. */
  end: CallEnd.optional(),
  /** How ringing the other side ended: `completed` where they spoke. */
  dial: CallEnd.optional(),
  /** Seconds that people spoke. */
  seconds: z.number().optional(),
  recordings: z
    .record(
      z.string(),
      z.object({
        kind: z.enum(['call', 'voicemail']),
        url: z.string(),
        seconds: z.number().nullable(),
        startedAt: Moment.nullable(),
      }),
    )
    .optional(),
  live: z.record(z.string(), LiveSegment).optional(),
  /** The transcript that was made after the call; it replaces the live one. */
  transcript: z.array(Segment).optional(),
  summary: z.string().optional(),
  /** What came of it, in the provider's or the agent's words. */
  outcome: z.string().optional(),
  /** What was said to the people on the line before they were recorded, or that they spoke to a machine. */
  disclosure: z.string().optional(),
  recorded: z.boolean().optional(),
  /** Why a call of ours did not come about. */
  problem: z.object({ code: z.string(), reason: z.string(), action: z.string() }).optional(),
  /** The provider's id of a transcript that has to be asked for. */
  transcriptId: z.string().optional(),
  quality: z.record(z.string(), z.unknown()).optional(),
})
export type CallFacts = z.infer<typeof CallFacts>

const text = (value: unknown): string => JSON.stringify(value)
const greater = <T>(a: T, b: T): T => (text(a) >= text(b) ? a : b)
/** The earlier moment; of two spellings of one moment always the same. */
function earlier(a: string, b: string): string {
  const difference = Date.parse(a) - Date.parse(b)
  if (!difference) return a <= b ? a : b
  return difference < 0 ? a : b
}
/** The fuller one; of equally long ones always the same. */
const fuller = <T extends { length: number }>(a: T, b: T): T =>
  a.length === b.length ? greater(a, b) : a.length > b.length ? a : b
const endRank: Record<CallEnd, number> = { canceled: 0, no_answer: 1, failed: 2, busy: 3, completed: 4 }
const strongerEnd = (a: CallEnd, b: CallEnd): CallEnd => (endRank[a] >= endRank[b] ? a : b)

function union<T>(a: Record<string, T>, b: Record<string, T>, join: (x: T, y: T) => T): Record<string, T> {
  const all = { ...a }
  for (const [key, value] of Object.entries(b)) {
    const held = all[key]
    all[key] = held === undefined ? value : join(held, value)
  }
  return all
}

type Name = keyof CallFacts
type Known<N extends Name> = NonNullable<CallFacts[N]>
type Joins = { [N in Name]: (a: Known<N>, b: Known<N>) => Known<N> }

const joins: Joins = {
  startedAt: earlier,
  // Not every request names who it was: the fuller name stays.
  answers: (a, b) => union(a, b, (x, y) => ({ at: earlier(x.at, y.at), by: fuller(x.by, y.by) })),
  endedAt: earlier,
  end: strongerEnd,
  dial: strongerEnd,
  seconds: Math.max,
  recordings: (a, b) =>
    union(a, b, (x, y) => ({
      kind: x.kind === 'voicemail' || y.kind === 'voicemail' ? 'voicemail' : 'call',
      url: greater(x.url, y.url),
      seconds:
        x.seconds === null || y.seconds === null ? (x.seconds ?? y.seconds) : Math.max(x.seconds, y.seconds),
      startedAt:
        x.startedAt && y.startedAt ? earlier(x.startedAt, y.startedAt) : (x.startedAt ?? y.startedAt),
    })),
  live: (a, b) => union(a, b, greater),
  transcript: fuller,
  summary: fuller,
  outcome: fuller,
  disclosure: fuller,
  recorded: (a, b) => a || b,
  problem: greater,
  transcriptId: greater,
  quality: greater,
}

/** Both together. In any order and any number of times the same: commutative, associative, idempotent. */
export function mergeFacts(a: CallFacts, b: CallFacts): CallFacts {
  const merged: CallFacts = { ...a }
  const put = <N extends Name>(name: N): void => {
    const [held, more]: (CallFacts[N] | undefined)[] = [a[name], b[name]]
    if (more === undefined) return
    merged[name] = held === undefined ? more : joins[name](held as Known<N>, more as Known<N>)
  }
  for (const name of Object.keys(b) as Name[]) if (name in joins) put(name)
  return merged
}

/** The voicemail that counts: long enough to say something. */
export function voicemailSeconds(facts: CallFacts): number | null {
  const lengths = Object.values(facts.recordings ?? {}).flatMap((r) =>
    r.kind === 'voicemail' && (r.seconds ?? 0) >= MIN_VOICEMAIL_SECONDS ? [r.seconds ?? 0] : [],
  )
  return lengths.length > 0 ? Math.max(...lengths) : null
}

/**
 * The state that the facts prove. Missed: nobody picked up when the business was rung, or the call ended before a
 * person had answered; the provider's own “completed” only says that its machine spoke.
 */
export function decideCallState(direction: 'in' | 'out', facts: CallFacts): CallState {
  const answered = Object.keys(facts.answers ?? {}).length > 0
  const voicemail = voicemailSeconds(facts)
  const over =
    facts.end !== undefined || facts.dial !== undefined || facts.endedAt !== undefined || voicemail !== null
  if (answered) return over ? 'completed' : 'in_progress'
  if (!over) return facts.problem ? 'failed' : 'ringing'
  if (direction === 'in') return voicemail === null ? 'missed' : 'voicemail'
  // A problem before anything rang is a failure; after that, how the ringing ended says more.
  if (facts.problem && facts.dial === undefined && facts.end === undefined) return 'failed'
  switch (facts.dial ?? facts.end) {
    case 'busy':
      return 'busy'
    case 'failed':
      return 'failed'
    default:
      return 'no_answer'
  }
}

export function isOver(state: CallState): boolean {
  return callRank[state] >= callRank.missed
}

/** The first who answered, and when. */
export function firstAnswer(facts: CallFacts): { at: string; by: string } | null {
  const answers = Object.values(facts.answers ?? {}).sort(
    (a, b) => Date.parse(a.at) - Date.parse(b.at) || a.by.localeCompare(b.by),
  )
  return answers[0] ?? null
}

/** Seconds that people spoke: as the provider counted them, else between answer and end. */
export function talkSeconds(facts: CallFacts): number | null {
  const answer = firstAnswer(facts)
  if (!answer) return null
  if (facts.seconds !== undefined) return facts.seconds
  if (!facts.endedAt) return null
  return Math.max(0, Math.round((Date.parse(facts.endedAt) - Date.parse(answer.at)) / 1000))
}

/** The recording that the transcript belongs to. */
export function mainRecording(facts: CallFacts): { id: string; startedAt: string | null } | null {
  const found = Object.entries(facts.recordings ?? {}).sort(
    ([a, x], [b, y]) => (y.seconds ?? 0) - (x.seconds ?? 0) || a.localeCompare(b),
  )[0]
  return found ? { id: found[0], startedAt: found[1].startedAt } : null
}

/** The lines of the call, in order: what was made afterwards, else what was written while people spoke. */
export function transcriptOf(facts: CallFacts): Segment[] {
  if (facts.transcript && facts.transcript.length > 0) return facts.transcript
  const began = mainRecording(facts)?.startedAt ?? firstAnswer(facts)?.at ?? null
  return Object.values(facts.live ?? {})
    .sort((a, b) => Date.parse(a.moment) - Date.parse(b.moment) || a.order - b.order)
    .map(({ speaker, text: said, moment }) => {
      const at = began === null ? null : (Date.parse(moment) - Date.parse(began)) / 1000
      return { speaker, text: said, at: at === null || Number.isNaN(at) ? null : Math.max(0, at) }
    })
}
