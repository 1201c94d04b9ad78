// Would a customer learn the same from two answers? Prices, times, amounts, yes and no decide; then the words that matter;
// letters never. Pure.
import { figuresOf } from '#ai/knowledge/figures.ts'
import { compareAnswers } from '#domain/agreement.ts'
import type { SourceRef } from '#domain/knowledge.ts'

export type Answered = { text: string; sources: SourceRef[]; unanswered: boolean }
export type Sameness = { same: boolean; reasons: string[] }

/** Another source may say the same; it then says it in nearly the same words. */
const OTHER_SOURCE = 0.75

type Fact = { what: 'price' | 'time' | 'amount'; value: string }

function factsOf(text: string): Fact[] {
  const { prices, times, amounts } = figuresOf(text)
  const clock = (minutes: number) => `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`
  return [
    ...prices.map((p) => ({ what: 'price' as const, value: String(p) })),
    ...times.map((t) => ({ what: 'time' as const, value: clock(t) })),
    ...[...amounts].flatMap(([unit, values]) =>
      values.map((v) => ({ what: 'amount' as const, value: unit === 'time' ? spanOf(v) : `${v} ${unit}` })),
    ),
  ]
}

const spanOf = (minutes: number) =>
  minutes % 1_440 === 0
    ? `${minutes / 1_440} days`
    : minutes % 60 === 0
      ? `${minutes / 60} hours`
      : `${minutes} minutes`

const names = { price: 'price', time: 'time', amount: 'number' }

/**
 * Compares what is answered now with what was. `approved`: the first is what a person wrote, who may have said less than
 * the AI does, so the second may say more.
 */
export function compareFacts(was: Answered, is: Answered, of: { approved?: boolean } = {}): Sameness {
  if (was.unanswered !== is.unanswered)
    return {
      same: false,
      reasons: [is.unanswered ? 'No answer is found any more' : 'It is answered now; it was not before'],
    }
  if (was.unanswered) return { same: true, reasons: [] }
  const reasons: string[] = []
  const [a, b] = [factsOf(was.text), factsOf(is.text)]
  for (const what of ['price', 'time', 'amount'] as const) {
    const valuesOf = (facts: Fact[]) => [...new Set(facts.filter((f) => f.what === what).map((f) => f.value))]
    const [before, after] = [valuesOf(a), valuesOf(b)]
    const gone = before.filter((v) => !after.includes(v))
    const come = after.filter((v) => !before.includes(v))
    if (gone.length === 0 && (come.length === 0 || of.approved)) continue
    reasons.push(
      gone.length > 0 && come.length > 0
        ? `Another ${names[what]}: ${come.join(', ')} instead of ${gone.join(', ')}`
        : gone.length > 0
          ? `The ${names[what]} ${gone.join(', ')} is missing`
          : `A new ${names[what]}: ${come.join(', ')}`,
    )
  }
  const words = compareAnswers({ text: was.text, commands: [] }, { text: is.text, commands: [] })
  const polar = words.reasons.find((r) => /^One says/.test(r))
  if (polar) reasons.push(polar.replace('One says', 'It said').replace('the other', 'now'))
  if (reasons.length > 0) return { same: false, reasons }
  const ids = (of: Answered) => new Set(of.sources.map((s) => `${s.kind} ${s.id}`))
  const [from, to] = [ids(was), ids(is)]
  const shares = from.size === 0 || to.size === 0 || [...from].some((id) => to.has(id))
  if (words.agreed && (shares || words.score >= OTHER_SOURCE)) return { same: true, reasons: [] }
  return {
    same: false,
    reasons: [
      shares
        ? 'It says something else'
        : `Answered from “${is.sources[0]?.title ?? ''}” instead of “${was.sources[0]?.title ?? ''}”`,
    ],
  }
}
