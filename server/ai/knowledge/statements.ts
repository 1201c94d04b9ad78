// The sentences of a text that state something that another text could contradict, each with what it is about. Pure.
import type { Told } from './conflicts.ts'
import { type Figures, figuresOf, weekdayHours } from './figures.ts'
import { termsOf } from './relevance.ts'
import { groupOf, isStopWord, splitWords, stem } from './words.ts'

export type Stated = {
  told: Told
  quote: string
  /** In words for people. */
  name: string
  /** What it is about: groups of bearing words with their weights. */
  topic: Map<string, number>
  /** Everything that is said around it: for being about the same the other's topic must be in here. */
  context: Set<string>
  specials: Set<string>
  figures: Figures
  answer: 'yes' | 'no' | null
  /** It answers with yes or no in so many words. */
  explicit: boolean
  day: number | null
  span: { from: number; to: number } | null
}

const MAX_QUOTE = 240
const MOST_SENTENCES = 60
const DAY_NAMES = ['Mondays', 'Tuesdays', 'Wednesdays', 'Thursdays', 'Fridays', 'Saturdays', 'Sundays']

/** Words that name a case of its own. Compared as stems. */
const SPECIAL = new Set(
  (
    'weekend saturday sunday monday tuesday wednesday thursday friday holiday night evening emergency after-hours express rush ' +
    'child adult senior student member first second third new existing returning extra additional deposit large small medium big ' +
    'commercial residential online without include half full deluxe basic premium minimum maximum average notfall wochenende samstag sonntag feiertag kinder ' +
    'domingo sábado urgencia niños dimanche samedi urgence enfant'
  )
    .split(' ')
    .map((w) => groupOf(stem(w))),
)
/** A price for each hour and one for the whole are two prices. */
const PER: [string, RegExp][] = [
  [
    'per hour',
    /\b(?:hourly|per hour|an hour|pro stunde|por hora|par heure|all'ora|per uur)\b|\/\s?(?:h|hr|hour)\b/i,
  ],
  ['per day', /\b(?:daily|per day|a day|pro tag|al día|par jour|per dag)\b/i],
  ['per month', /\b(?:monthly|per month|a month|im monat|pro monat|al mes|par mois|per maand)\b/i],
  ['per year', /\b(?:yearly|annual|annually|per year|a year|im jahr|pro jahr|al año|par an)\b/i],
]
/** The words of figures, money and answering are no topic. */
const EMPTY = new Set(
  (
    'price pay dollar euro pound usd eur yes no not never none open close opening closing am pm uhr clock around about total plus tax free amount percent day hour ' +
    // What asks and binds in the other languages: only what stands between them is a topic.
    'was wie viel wieviel kostet kosten kost lang lange wann wo gibt es der die das den dem des ein eine einen einer ist sind bei fur mit und oder auf im am um ihr sie ' +
    'wir haben hat preis preise bis von zu zum zur ' +
    'cuanto cuesta cuestan el la los las un una unos de del al en por para con y o es son que como cuando donde hay precio precios hacen ' +
    'combien coute coutent le les des du un une et ou est sont que quel quelle quand pour avec dans sur prix vous nous ' +
    'quanto custa costa quando dove onde il lo gli i di da per con e sono prezzo preco precos ' +
    'wat hoeveel hoe kost de het een van voor met zijn en of wanneer waar prijs prijzen ' +
    'minute week month year follow only per each every starting from service offer available customer question answer'
  )
    .split(' ')
    .map((w) => groupOf(stem(w))),
)
const YES = /^(?:yes|yeah|sure|of course|ja|sí|si|oui|sim|sì|natürlich|claro|bien sûr|certo)\b/i
const NO = /^(?:no|nope|nein|nee|non|não|nej|sorry)\b/i
const NEGATION =
  /\b(?:not|never|cannot|can't|don't|doesn't|won't|isn't|aren't|unable|no longer|nicht|keine?[nrms]?|niemals|no\s+(?:aceptamos|ofrecemos|hacemos|servimos)|ne\s+\p{L}+\s+(?:pas|jamais)|não|niet|geen|non\s+\p{L}+iamo|inte|ikke)\b/iu

/** At most sixty statements of a text. */
export function factsOf(told: Told): Stated[] {
  const question = told.kind === 'faq' || told.title.trim().endsWith('?')
  const heading = told.title.split(/: /).at(-1) ?? told.title
  const sentences = told.text
    .split(/(?<=[.!?])\s+|\n+/)
    .map((s) => s.trim())
    .filter(Boolean)
    .slice(0, MOST_SENTENCES)
  const titled = bearing(told.title)
  return sentences.flatMap((sentence, i): Stated[] => {
    const quote = sentence.length > MAX_QUOTE ? `${sentence.slice(0, MAX_QUOTE - 1)}…` : sentence
    const week = weekdayHours(sentence)
    if (week.size > 0)
      return [...week].map(([day, span]) => ({
        ...common(told, quote),
        name: `Opening hours on ${DAY_NAMES[day] ?? ''}`,
        // All of them meet under one word.
        topic: new Map([['\u0000hours', 1]]),
        context: new Set(['\u0000hours']),
        figures: figuresOf(''),
        day,
        span,
      }))
    const figures = figuresOf(sentence)
    const own = bearing(sentence)
    const explicit = YES.test(sentence) || NO.test(sentence)
    const answer = (question && i === 0) || own.size >= 2 ? answerOf(sentence, question && i === 0) : null
    const states = figures.prices.length > 0 || figures.times.length > 0 || figures.amounts.size > 0
    if (!states && answer === null) return []
    // An answer is about its question; any other sentence about itself, or about its heading where it says only a figure.
    const topic = question ? titled : own.size > 0 ? own : bearing(heading)
    if (topic.size === 0) return []
    const around = `${told.title} ${sentence}`
    return [
      {
        ...common(told, quote),
        name: (question ? told.title : own.size > 0 ? sentence : heading).slice(0, 120),
        topic,
        context: new Set([...titled.keys(), ...own.keys()]),
        specials: specialsOf(question || own.size === 0 ? around : sentence),
        figures,
        answer,
        explicit,
      },
    ]
  })
}

function common(
  told: Told,
  quote: string,
): Pick<Stated, 'told' | 'quote' | 'specials' | 'answer' | 'explicit' | 'day' | 'span'> {
  return { told, quote, specials: new Set(), answer: null, explicit: false, day: null, span: null }
}

function bearing(text: string): Map<string, number> {
  const words = new Map<string, number>()
  for (const term of termsOf(text.replace(/[$€£]?\d[\d.,:%]*/g, ' ')))
    if (!EMPTY.has(term.group) && !EMPTY.has(term.word)) words.set(term.group, term.weight)
  return words
}

function specialsOf(text: string): Set<string> {
  const words = splitWords(text).filter((w) => !isStopWord(w))
  const found = new Set(words.map((w) => groupOf(stem(w))).filter((w) => SPECIAL.has(w)))
  for (const [name, pattern] of PER) if (pattern.test(text)) found.add(name)
  return found
}

function answerOf(sentence: string, toQuestion: boolean): 'yes' | 'no' | null {
  if (YES.test(sentence)) return 'yes'
  if (NO.test(sentence) || NEGATION.test(sentence)) return 'no'
  return toQuestion || /^we\b|^our\b|^wir\b|^nous\b/i.test(sentence) ? 'yes' : null
}
