// Which sources stand behind a model's reply: of the facts it was given and of what its tools found, what it really
// used. Judged by the reply's words, not by what the model says about itself.
import type { SourceRef } from '#domain/knowledge.ts'
import { formatWeek, placeOf } from './format.ts'
import { sayPrice } from './prompt.ts'
import { sayMoment } from './tools/moments.ts'
import type { Work } from './tools/work.ts'

const MAX_SOURCES = 5
const MAX_QUOTE = 300
/** So many words in common with one sentence of a passage, and it was used. */
const MIN_COMMON = 2

const stemsOf = (text: string) =>
  new Set([...text.toLowerCase().matchAll(/\p{L}{4,}|\d[\d.,]*\d|\d/gu)].map((m) => m[0].slice(0, 6)))

/** At most five, the calendar first, then what was found, then what was known. */
export function findSources(text: string, work: Work): SourceRef[] {
  const found = [...calendar(work), ...passages(text, work), ...services(text, work), ...profile(text, work)]
  return [...found, ...hours(text, work)].slice(0, MAX_SOURCES)
}

function calendar({ runs, context }: Work): SourceRef[] {
  const slots = runs.flatMap((run) => run.slots)
  if (slots.length === 0) return []
  const words = slots.map((slot) => sayMoment(slot.start, context)).join('; ')
  return [{ kind: 'calendar', id: 'calendar', title: 'Calendar', quote: words.slice(0, MAX_QUOTE) }]
}

function passages(text: string, { runs }: Work): SourceRef[] {
  const said = stemsOf(text)
  const found = new Map(runs.flatMap((run) => run.passages).map((p) => [`${p.kind} ${p.sourceId}`, p]))
  return [...found.values()]
    .map((passage) => ({ passage, ...bestSentence(passage.text, said) }))
    .filter(({ common }) => common >= MIN_COMMON)
    .sort((a, b) => b.common - a.common)
    .map(({ passage: { kind, sourceId, title }, sentence }) => ({
      kind,
      id: sourceId,
      title,
      quote: sentence.slice(0, MAX_QUOTE),
    }))
}

function bestSentence(text: string, said: Set<string>): { sentence: string; common: number } {
  return text
    .split(/(?<=[.!?])\s+|\n+/)
    .map((sentence) => ({
      sentence: sentence.trim(),
      common: [...stemsOf(sentence)].filter((s) => said.has(s)).length,
    }))
    .reduce((best, one) => (one.common > best.common ? one : best), { sentence: text.trim(), common: 0 })
}

/** Services that are named together with their price. */
function services(text: string, { context }: Work): SourceRef[] {
  return context.services
    .map((service) => ({ service, price: sayPrice(service, context) }))
    .filter(
      ({ service, price }) => includes(text, service.name) && includes(text, price.replace(/^from /, '')),
    )
    .map(({ service, price }) => ({
      kind: 'service',
      id: service.id,
      title: service.name,
      quote: `${service.name}: ${price}`,
    }))
}

/** What of the profile stands in the reply word for word. */
function profile(text: string, { context }: Work): SourceRef[] {
  const { phone, email, website, address } = context.profile
  const used = [phone, email, website, address].filter((fact) => fact && includes(text, fact))
  if (used.length === 0) return []
  return [{ kind: 'profile', id: 'profile', title: 'Business profile', quote: used.join(', ') }]
}

/** The hours, where the reply says that something opens or closes at a time. */
function hours(text: string, { context }: Work): SourceRef[] {
  if (
    !/\b(?:open|opens|closed?|closes|(?:opening|business|our) hours)\b|geöffnet|ouvert|abiert|abert|apert|geopend/i.test(
      text,
    )
  )
    return []
  const quote = formatWeek(context.hours, placeOf(context)).slice(0, MAX_QUOTE)
  return [{ kind: 'hours', id: 'hours', title: 'Opening hours', quote }]
}

function includes(text: string, fact: string): boolean {
  return text.toLowerCase().includes(fact.toLowerCase())
}
