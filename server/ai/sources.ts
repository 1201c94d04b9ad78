// Which sources stand behind a model's reply: of what its tools gave, what the reply really uses.
import type { SourceRef } from '#domain/knowledge.ts'
import { sayMoment } from './tools/moments.ts'
import type { Work } from './tools/work.ts'

const MAX_SOURCES = 5
const MAX_QUOTE = 300
/** So many words in common, and the sentence was used. */
const MIN_COMMON = 2

const stems = (text: string) =>
  new Set([...text.toLowerCase().matchAll(/\p{L}{4,}|\d[\d.,]*\d|\d/gu)].map((m) => m[0].slice(0, 6)))

/** The passages whose words are in the reply, each with its best sentence, and the calendar where times were asked for. */
export function findSources(text: string, { runs, context }: Work): SourceRef[] {
  const said = stems(text)
  const passages = new Map(runs.flatMap((run) => run.passages).map((p) => [`${p.kind} ${p.sourceId}`, p]))
  const used = [...passages.values()]
    .map((passage) => ({ passage, ...bestSentence(passage.text, said) }))
    .filter(({ common }) => common >= MIN_COMMON)
    .sort((a, b) => b.common - a.common)
    .map(({ passage, sentence }) => ({
      kind: passage.kind,
      id: passage.sourceId,
      title: passage.title,
      quote: sentence.slice(0, MAX_QUOTE),
    }))
  const slots = runs.flatMap((run) => run.slots)
  const calendar: SourceRef[] =
    slots.length === 0
      ? []
      : [
          {
            kind: 'calendar',
            id: 'calendar',
            title: 'Calendar',
            quote: slots
              .map((s) => sayMoment(s.start, context))
              .join('; ')
              .slice(0, MAX_QUOTE),
          },
        ]
  return [...calendar, ...used].slice(0, MAX_SOURCES)
}

function bestSentence(text: string, said: Set<string>): { sentence: string; common: number } {
  const scored = text
    .split(/(?<=[.!?])\s+|\n+/)
    .map((sentence) => ({
      sentence: sentence.trim(),
      common: [...stems(sentence)].filter((s) => said.has(s)).length,
    }))
  return scored.reduce((best, one) => (one.common > best.common ? one : best), {
    sentence: text.trim(),
    common: 0,
  })
}
