// The rubric of a review: what good service is, in weighted items, and how much of each a conversation had. Pure, from
// stored facts, so that the answer to "why only 62?" is never invented.
import type { AuthorKind } from './message.ts'
import { fold } from './promise.ts'
import type { Evidence, RubricKey, ScoredItem } from './review.ts'
import { rubricWeights } from './rubric-titles.ts'

export type ReviewLine = {
  seq: number
  author: AuthorKind
  text: string
  at: Date
  /** A machine's message, ours or theirs: nobody waits for an answer to it. */
  automatic: boolean
  /** Primary subtag, where it could be told. */
  language: string | null
  /** Of the customer's: how it is meant, and whether it wants an answer. */
  mood: 'happy' | 'neutral' | 'unhappy' | 'angry'
  wantsAnswer: boolean
  /** Of ours by the AI: whether its facts rest on a source; null where it states none. */
  sourced: boolean | null
}

export type RubricFacts = {
  lines: ReviewLine[]
  now: Date
  /** Within this the first answer is fast: minutes in a chat, an hour by mail. */
  fastMs: number
  /** From when a wait counts: a question at night counts from the opening. */
  countsFrom?(at: Date): Date
  handover: { at: Date; takenAt: Date | null } | null
  promises: { seq: number; quote: string; due: Date; keptAt: Date | null }[]
}

type Judged = { share: number | null; why: string; evidence?: Evidence[] }

const judges: Record<RubricKey, (facts: RubricFacts) => Judged> = {
  answered,
  fast,
  waiting,
  polite,
  sourced,
  not_repeated: notRepeated,
  handover,
  promises,
  content,
}

/** Every item of the rubric, judged. What does not apply has no points and says so. */
export function judge(facts: RubricFacts): ScoredItem[] {
  return rubricWeights.map(({ key, title, weight }) => {
    const { share, why, evidence = [] } = judges[key](facts)
    const points = share === null ? null : Math.round(Math.min(1, Math.max(0, share)) * weight * 10) / 10
    return { key, title, weight, points, why, evidence: evidence.slice(0, 6) }
  })
}

const isTheirs = (line: ReviewLine): boolean => line.author === 'contact'
const isOurs = (line: ReviewLine): boolean => !isTheirs(line) && line.author !== 'system'
export const quoteOf = (line: { seq: number; text: string }): Evidence => {
  const text = line.text.replace(/\s+/g, ' ').trim()
  return { seq: line.seq, quote: text.length > 160 ? `${text.slice(0, 159)}…` : text }
}
const nothing = (why: string): Judged => ({ share: null, why })

/** Runs of the customer's messages that want an answer, each with the first thing that we said after it. */
function runsOf(lines: ReviewLine[]): { asked: ReviewLine; last: ReviewLine; answer: ReviewLine | null }[] {
  const runs: { asked: ReviewLine; last: ReviewLine; answer: ReviewLine | null }[] = []
  let open: { asked: ReviewLine; last: ReviewLine; answer: ReviewLine | null } | null = null
  for (const line of lines) {
    if (line.automatic) continue
    if (isTheirs(line)) {
      if (open) open.last = line
      else if (line.wantsAnswer) open = { asked: line, last: line, answer: null }
    } else if (isOurs(line) && open) {
      runs.push({ ...open, answer: line })
      open = null
    }
  }
  if (open) runs.push(open)
  return runs
}

function answered(facts: RubricFacts): Judged {
  const { lines, now, fastMs } = facts
  const runs = runsOf(lines).filter((run) => run.answer || waitOf(facts, run.last.at, now) > fastMs)
  if (runs.length === 0) return nothing('Nothing was asked that could be judged yet')
  const missed = runs.filter((run) => !run.answer)
  if (missed.length === 0)
    return {
      share: 1,
      why:
        runs.length === 1
          ? 'What they asked was answered'
          : `All ${runs.length} times that they asked were answered`,
      evidence: runs
        .slice(-2)
        .flatMap((run) => [quoteOf(run.asked), ...(run.answer ? [quoteOf(run.answer)] : [])]),
    }
  return {
    share: (runs.length - missed.length) / runs.length,
    why: `${missed.length} of ${runs.length} times that they asked had no answer`,
    evidence: missed.map((run) => quoteOf(run.asked)),
  }
}

const paces: [number, number][] = [
  [1, 1],
  [3, 0.75],
  [12, 0.5],
  [48, 0.25],
]

/** How good a wait is, beside what counts as fast. */
export function shareOfWait(ms: number, fastMs: number): number {
  return paces.find(([times]) => ms <= fastMs * times)?.[1] ?? 0
}

/** How long somebody waited while the business was open. */
function waitOf({ countsFrom }: RubricFacts, from: Date, to: Date): number {
  const start = countsFrom?.(from) ?? from
  // Answered before the opening: nobody had to be there.
  return Math.max(0, to.getTime() - start.getTime())
}

function fast(facts: RubricFacts): Judged {
  const { lines, now, fastMs } = facts
  const first = runsOf(lines)[0]
  if (!first) return nothing('The customer asked nothing')
  const until = first.answer?.at ?? now
  const waited = until.getTime() - first.asked.at.getTime()
  const counted = waitOf(facts, first.asked.at, until)
  const closed = counted < waited ? ', some of it while you were closed' : ''
  if (!first.answer && counted <= fastMs) return nothing('The first answer is not due yet')
  return {
    share: first.answer ? shareOfWait(counted, fastMs) : 0,
    why: first.answer
      ? `The first answer came after ${sayDuration(waited)}${closed}`
      : `There has been no answer for ${sayDuration(waited)}${closed}`,
    evidence: [quoteOf(first.asked), ...(first.answer ? [quoteOf(first.answer)] : [])],
  }
}

function waiting(facts: RubricFacts): Judged {
  const { lines, now, fastMs } = facts
  if (!lines.some(isTheirs)) return nothing('The customer has not written')
  const last = runsOf(lines).at(-1)
  if (!last || last.answer) return { share: 1, why: 'Their last message was answered, or needed no answer' }
  const waited = now.getTime() - last.asked.at.getTime()
  const counted = waitOf(facts, last.asked.at, now)
  if (counted <= fastMs) return nothing('Their last message is only just in')
  return {
    share: shareOfWait(counted, fastMs) / 2,
    why: `They have been waiting for ${sayDuration(waited)}`,
    evidence: [quoteOf(last.last)],
  }
}

const rude =
  /\b(?:stupid|idiot|shut up|stop bothering|not my problem|calm down|your own fault|dumm|idiot|selber schuld|callate|estupido|imbecil|ta gueule|debile|cretino|stupido|burro)\b/

function polite({ lines }: RubricFacts): Judged {
  const ours = lines.filter((line) => isOurs(line) && !line.automatic && line.text.trim() !== '')
  if (ours.length === 0) return nothing('We have not written yet')
  const harsh = ours.filter((line) => rude.test(fold(line.text)))
  const theirs = lines.filter((line) => isTheirs(line) && line.language)
  const language = theirs.at(-1)?.language ?? null
  const strange = language ? ours.filter((line) => line.language !== null && line.language !== language) : []
  const off = theirs.some((line) => line.language !== language) ? [] : strange
  const bad = [...harsh, ...off]
  if (bad.length === 0)
    return {
      share: 1,
      why: language ? 'No rude word, and answered in the language they wrote in' : 'No rude word',
    }
  return {
    share:
      (harsh.length > 0 ? 0 : 0.5) +
      0.5 * (off.length > 0 ? 1 - off.length / ours.length : harsh.length > 0 ? 0.5 : 1),
    why: [
      harsh.length > 0 ? 'Rude words' : null,
      off.length > 0
        ? `${off.length === 1 ? 'A message was' : `${off.length} messages were`} not in their language`
        : null,
    ]
      .filter(Boolean)
      .join('; '),
    evidence: bad.map(quoteOf),
  }
}

function sourced({ lines }: RubricFacts): Judged {
  const stated = lines.filter((line) => line.sourced !== null)
  if (stated.length === 0) return nothing('The AI stated no facts')
  const loose = stated.filter((line) => line.sourced === false)
  return loose.length === 0
    ? {
        share: 1,
        why: 'What the AI stated comes from your knowledge, services or calendar',
        evidence: stated.slice(-1).map(quoteOf),
      }
    : {
        share: 1 - loose.length / stated.length,
        why: `${loose.length} of ${stated.length} answers with facts name no source`,
        evidence: loose.map(quoteOf),
      }
}

const wordsOf = (text: string): string[] => fold(text).match(/[\p{L}\p{N}]{2,}/gu) ?? []

/** Do two questions ask the same? By the share of words that they have in common. */
export function asksTheSame(a: string, b: string): boolean {
  const [one, two] = [new Set(wordsOf(a)), new Set(wordsOf(b))]
  if (one.size < 3 || two.size < 3) return false
  const common = [...one].filter((word) => two.has(word)).length
  return common / Math.max(one.size, two.size) >= 0.75
}

const questionsIn = (line: ReviewLine) =>
  line.text
    .split(/(?<=[.!?])\s+|\n+/)
    .filter((sentence) => sentence.trim().endsWith('?'))
    .map((text) => ({ line, text }))

function notRepeated({ lines }: RubricFacts): Judged {
  const talk = lines.filter((line) => !line.automatic)
  if (!talk.some(isTheirs) || !talk.some(isOurs)) return nothing('Only one side has spoken')
  const again: Evidence[] = []
  for (const side of [isTheirs, isOurs]) {
    const asked = talk.filter(side).flatMap(questionsIn)
    for (const [at, question] of asked.entries()) {
      const before = asked
        .slice(0, at)
        .find((q) => q.line.seq !== question.line.seq && asksTheSame(q.text, question.text))
      if (before)
        again.push(
          quoteOf({ seq: before.line.seq, text: before.text }),
          quoteOf({ seq: question.line.seq, text: question.text }),
        )
    }
  }
  if (again.length === 0) return { share: 1, why: 'No question was put twice' }
  return {
    share: again.length > 2 ? 0 : 0.5,
    why: `${again.length / 2 === 1 ? 'A question was' : `${again.length / 2} questions were`} put again`,
    evidence: again,
  }
}

/** A person who was called should be there within so long. */
const PERSON_MS = 15 * 60_000

function handover({ handover: called, now, lines }: RubricFacts): Judged {
  if (!called) return nothing('No person was called')
  const waited = (called.takenAt ?? now).getTime() - called.at.getTime()
  if (!called.takenAt && waited <= PERSON_MS) return nothing('A person was called only just now')
  const person = lines.find(
    (line) => ['member', 'phone', 'api'].includes(line.author) && line.at >= called.at,
  )
  return {
    share: called.takenAt ? shareOfWait(waited, PERSON_MS) : 0,
    why: called.takenAt
      ? `A person was there after ${sayDuration(waited)}`
      : `A person was called ${sayDuration(waited)} ago, and nobody has answered`,
    evidence: person ? [quoteOf(person)] : [],
  }
}

function promises({ promises: all, now }: RubricFacts): Judged {
  const due = all.filter((promise) => promise.keptAt || promise.due <= now)
  if (due.length === 0)
    return nothing(all.length > 0 ? 'What was promised is not due yet' : 'We promised nothing')
  const late = due.filter((promise) => !promise.keptAt || promise.keptAt > promise.due)
  return {
    share: 1 - late.length / due.length,
    why:
      late.length === 0
        ? 'What was promised was done in time'
        : `${late.length} of ${due.length} promises were not kept in time`,
    evidence: (late.length > 0 ? late : due).map(({ seq, quote }) => ({ seq, quote })),
  }
}

function content({ lines }: RubricFacts): Judged {
  const theirs = lines.filter((line) => isTheirs(line) && !line.automatic)
  const last = theirs.at(-1)
  if (!last) return nothing('The customer has not written')
  const moods = theirs.map((line) => line.mood)
  const bad = (mood: ReviewLine['mood']): boolean => mood === 'angry' || mood === 'unhappy'
  if (last.mood === 'angry')
    return { share: 0, why: 'Their last message is angry', evidence: [quoteOf(last)] }
  if (last.mood === 'unhappy')
    return { share: 0.25, why: 'Their last message is unhappy', evidence: [quoteOf(last)] }
  if (last.mood === 'happy')
    return { share: 1, why: 'Their last message is a happy one', evidence: [quoteOf(last)] }
  if (moods.some(bad)) {
    const worst = theirs.find((line) => bad(line.mood))
    return {
      share: 0.75,
      why: 'They were unhappy, and calm in the end',
      evidence: worst ? [quoteOf(worst)] : [],
    }
  }
  // Neither praise nor complaint says nothing about how they felt.
  return nothing('They said nothing of how they liked it')
}

export function sayDuration(ms: number): string {
  const minutes = Math.round(ms / 60_000)
  if (ms < 90_000) return ms < 50_000 ? `${Math.max(1, Math.round(ms / 1000))} seconds` : 'a minute'
  if (minutes < 90) return `${minutes} minutes`
  const hours = Math.round(minutes / 60)
  return hours < 48 ? `${hours} hours` : `${Math.round(hours / 24)} days`
}
