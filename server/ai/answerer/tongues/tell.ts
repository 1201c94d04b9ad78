// Hours, services and prices for a question in another language: what is asked is read in it, the facts are told by the
// same replies as in English and carried back.
import { replyHours } from '#ai/answerer/replies/hours.ts'
import { priceOf, replyDuration, replyPrice, replyServices } from '#ai/answerer/replies/services.ts'
import type { Segment } from '#ai/answerer/segments.ts'
import type { Session } from '#ai/answerer/session.ts'
import { readWhen } from '#ai/answerer/when.ts'
import * as sayFacts from '#ai/answerer/wording/facts.ts'
import { measure, type Term, termsOf } from '#ai/knowledge/relevance.ts'
import type { WordForms } from '#ai/knowledge/word-forms.ts'
import { splitWords } from '#ai/knowledge/words.ts'
import type { Service } from '#domain/knowledge.ts'
import { type Asking, fold } from './asking/asking.ts'
import { datesIn, fromEnglish } from './carry.ts'
import { asWritten, tellParking, tellPlace } from './place.ts'
import { type Part, withoutTopic } from './read.ts'
import type { Language } from './tongue.ts'

export type Reader = { session: Session; language: Language; asking: Asking; forms: WordForms }

/** What a part is about besides the kind of fact it asks for. */
export type Subject = { named: Service[]; likely: Service[]; foreign: Term[] }

const english = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']

export function subjectOf({ session, asking, forms, language }: Reader, part: Part): Subject {
  const dated = datesIn(part.text, language, session.context).reduce(
    (text, { index, length }) => `${text.slice(0, index)}${' '.repeat(length)}${text.slice(index + length)}`,
    part.text,
  )
  // Dates are taken out of the text as written; the rest out of the folded one.
  const rest = withoutTopic({ ...part, folded: fold(dated) }, asking)
  const asked = termsOf(rest, forms)
  const { name, description } = session.context.profile
  const own = new Set(termsOf(`${name} ${description}`, forms).map((t) => t.word))
  const read = session.context.services.map((service) => {
    const words = termsOf(service.name, forms).filter((t) => t.weight === 1)
    const held = words.filter((t) => measure([t], { title: rest, text: '' }, forms).hits > 0)
    return {
      service,
      whole: words.length > 0 && held.length === words.length,
      some: held.length > 0,
      size: words.length,
    }
  })
  const whole = read.filter((r) => r.whole)
  // "Cut and colour" has "cut" in it: the one with the most words is meant.
  const most = Math.max(...whole.map((r) => r.size))
  const named = whole.filter((r) => r.size === most).map((r) => r.service)
  const likely = named.length > 0 ? [] : read.filter((r) => r.some).map((r) => r.service)
  const names = [...named, ...likely].map((s) => s.name).join(' ')
  const foreign = asked.filter(
    (t) =>
      t.weight > 0.5 &&
      !own.has(t.word) &&
      measure([{ ...t, weight: 1 }], { title: names, text: '' }, forms).hits === 0,
  )
  return { named, likely, foreign }
}

/** The facts asked for, in the customer's language; '' where they are not known, or something else was asked of them. */
export function tellFacts(reader: Reader, part: Part, subject: Subject): string {
  const { session, language, forms } = reader
  if (subject.foreign.length > 0) {
    const where =
      part.topics.every((topic) => topic === 'location') &&
      subject.foreign.length === 1 &&
      subject.named.length === 0
    return where ? tellParking(session, splitWords(part.text), forms, reader.language) : ''
  }
  const topics = part.topics.length === 0 && subject.named.length > 0 ? (['services'] as const) : part.topics
  const told = topics.map((topic) => {
    session.intents.push(topic)
    const segment = segmentOf(part, subject, topic)
    const back = (text: string) => (text ? (fromEnglish(text, language) ?? '') : '')
    switch (topic) {
      case 'hours':
        return back(replyHours(session, hoursSegment(reader, part, segment)))
      case 'price':
        return back(replyPrice(session, segment, []))
      case 'duration':
        return back(replyDuration(session, segment, []))
      case 'services':
        return subject.named.length > 0
          ? subject.named
              .slice(0, 2)
              .map((s) => describe(reader, s))
              .join(' ')
          : back(replyServices(session, segment))
      default:
        return tellPlace(session, topic, language)
    }
  })
  // Half an answer to two questions is none: the other half goes to a person with it.
  return told.every(Boolean) ? told.join(' ') : ''
}

function describe({ session, language }: Reader, service: Service): string {
  session.state.service = service.id
  return [
    fromEnglish(sayFacts.yesWeDo(service.name), language),
    asWritten(service.description.trim(), language),
    fromEnglish(priceOf(session, service), language),
  ]
    .filter(Boolean)
    .join(' ')
}

function segmentOf(part: Part, { named, likely }: Subject, topic: string): Segment {
  return {
    text: '',
    masked: topic === 'price' ? 'prices' : topic,
    intent: null,
    score: 1,
    second: null,
    when: null,
    named,
    likely,
    tied: false,
    lead: {},
    staff: [],
    anybody: false,
    question: part.kind === 'question',
    foreign: [],
  }
}

/** When is asked about: days by name, dates, a time, a feast; as the English reply reads it. */
function hoursSegment({ session, asking, language }: Reader, part: Part, segment: Segment): Segment {
  const { hours, now, profile } = session.context
  const reader = { hours, now, country: profile.country }
  const feast = asking.feasts.find(([pattern]) => pattern.test(part.folded))?.[1]
  const own = hours.holidays.find(
    (h) => h.date >= now.toISOString().slice(0, 10) && h.name && part.folded.includes(fold(h.name)),
  )
  if (own) return { ...segment, masked: 'hours', when: dayWhen(own.date) }
  if (feast) {
    const known = hours.holidays.find((h) =>
      asking.feasts.some(([p, e]) => e === feast && p.test(fold(h.name))),
    )
    if (known) return { ...segment, masked: 'hours', when: dayWhen(known.date) }
    return { ...segment, masked: feast.replace(/'/g, '') }
  }
  if (asking.holidays.test(part.folded)) return { ...segment, masked: 'holidays' }
  // "Ora" is now, and the hour that is asked for: no day or time of its own.
  const said = datesIn(part.text, language, session.context).filter(
    ({ index, length }) =>
      !/^(?:ora|jetzt|ahora|agora|maintenant|adesso|gerade)$/.test(
        fold(part.text.slice(index, index + length)).trim(),
      ),
  )
  const days = [
    ...asking.weekdays.flatMap((pattern, i) => (pattern.test(part.folded) ? [english[i] ?? ''] : [])),
    ...asking.days.flatMap(([pattern, words]) => (pattern.test(part.folded) ? [words] : [])),
  ]
  const exact = said.flatMap((d) => (d.day && d.exact ? [d.day] : []))
  const times = said.flatMap((d) => (d.time ? [`at ${d.time}`] : []))
  const when = readWhen(
    [(exact.length > 0 ? exact : days).map((d) => `on ${d}`).join(' and '), ...times].join(' '),
    reader,
  ).when
  const isNow = asking.now.test(part.folded)
  return { ...segment, when, masked: !when && isNow ? 'open now' : 'hours' }
}

const dayWhen = (day: string): Segment['when'] => ({
  days: [day],
  range: null,
  at: [],
  window: null,
  soonest: false,
  sure: true,
})
