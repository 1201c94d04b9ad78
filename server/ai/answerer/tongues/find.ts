// What answers a question in the customer's own language: a passage that speaks of all that was asked, and says the kind
// of thing that was asked for. Stricter than in English, because fewer words of the same meaning are known.
import { cite, type Session } from '#ai/answerer/session.ts'
import { formsOf } from '#ai/knowledge/forms/forms.ts'
import { compareStanding } from '#ai/knowledge/fuse.ts'
import { measure, quoteFor, type Term, termsOf } from '#ai/knowledge/relevance.ts'
import { english, type WordForms } from '#ai/knowledge/word-forms.ts'
import { splitWords } from '#ai/knowledge/words.ts'
import { readLanguage } from '#ai/understanding/language.ts'
import type { Passage, SourceRef } from '#domain/knowledge.ts'
import { type Asking, fold } from './asking/asking.ts'
import { nameForeign } from './place.ts'
import type { Language } from './tongue.ts'

const FOUND = 6
/** The passage must speak of this share of the question; a little less where the question is nearly the entry's own. */
const COVERED = 0.7
const COVERED_BY_TITLE = 0.6
const SAME_QUESTION = 0.8
const ABOUT = 0.6
const ALL_COVERED = 0.9
/** In another language only names and known meanings meet: all of the question must. */
const COVERED_ELSEWHERE = 0.8
const AS_WELL = 0.2
const OWN_WORD = 0.3
const QUOTE = { brief: 300, full: 700 }

export type Found = { text: string; source: SourceRef; exact: boolean }

/** The passage that answers, ready to be said in `language`, or null. Cites nothing yet: see `say`. */
export async function findIn(
  session: Session,
  question: string,
  language: Language,
  asking: Asking,
): Promise<Found | null> {
  const forms = formsOf(language) ?? english
  const terms = weighed(session, question, forms)
  if (!terms.some((t) => t.weight === 1)) return null
  const first = await session.ports.searchKnowledge(question, FOUND)
  const best = choose(first, question, terms, language, asking)
  if (best) return ready(session, best, terms, language)
  // Once more by the bearing words alone, and by their meanings in English: for what is written together, or elsewhere.
  const wider = [...new Set([...bearing(question, forms), ...terms.map((t) => t.group)])].join(' ')
  const second = await session.ports.searchKnowledge(wider, FOUND)
  const late = choose(second, question, terms, language, asking)
  return late && ready(session, late, terms, language)
}

/** The text to say, with its source on record. */
export function say(session: Session, found: Found): string {
  cite(session, found.source)
  session.intents.push(found.source.kind)
  return found.text
}

const bearing = (question: string, forms: WordForms): string[] =>
  (question.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).filter((word) => {
    const [bare = ''] = splitWords(word)
    return !forms.isStopWord(bare) && !forms.isWeak(forms.stem(bare))
  })

function weighed(session: Session, question: string, forms: WordForms): Term[] {
  const { name, description } = session.context.profile
  const own = new Set(termsOf(`${name} ${description}`, forms).map((t) => t.word))
  return termsOf(question, forms).map((t) => (own.has(t.word) ? { ...t, weight: OWN_WORD } : t))
}

type Fit = { passage: Passage; language: string; rank: number; exact: boolean }

function choose(
  passages: Passage[],
  question: string,
  terms: Term[],
  language: Language,
  asking: Asking,
): Fit | null {
  const fits = passages.flatMap((p) => fit(p, question, terms, language, asking) ?? [])
  const highest = Math.max(...fits.map((f) => f.rank))
  const [best] = fits
    .filter((f) => f.rank >= highest - AS_WELL)
    .sort((a, b) => compareStanding(a.passage, b.passage) || b.rank - a.rank)
  return best ?? null
}

function fit(
  passage: Passage,
  question: string,
  terms: Term[],
  language: Language,
  asking: Asking,
): Fit | null {
  const written = languageOf(passage, language)
  const forms = formsOf(written)
  if (!forms) return null
  const asked = withoutAccepting(terms, passage, forms)
  const { coverage, titleMatch, hits } = measure(asked, passage, forms)
  const exact = written === language && titleMatch >= SAME_QUESTION && coverage >= SAME_QUESTION
  if (hits === 0 || !hasNames(question, terms, passage, forms)) return null
  if (written !== language) {
    if (coverage < COVERED_ELSEWHERE || (titleMatch < ABOUT && hits < 2)) return null
  } else if (!exact) {
    if (coverage < (titleMatch >= SAME_QUESTION ? COVERED_BY_TITLE : COVERED)) return null
    // One word in common says little: it is what the entry is about, or all that was asked for.
    if (hits === 1 && titleMatch < ABOUT && coverage < ALL_COVERED) return null
    if (hits === 1 && titleMatch < ABOUT && passage.kind === 'faq' && inTitle(terms, passage, forms))
      return null
  }
  if (passage.kind !== 'faq' && together(terms, passage, forms) < COVERED_BY_TITLE) return null
  if (written === language && !sameKind(question, passage, asking)) return null
  return {
    passage,
    language: written,
    rank: coverage + titleMatch * 0.5 + passage.score * 0.1 + (written === language ? 1 : 0),
    exact,
  }
}

/** Where it is said how one pays, "do you accept cards" asks for cards. */
function withoutAccepting(terms: Term[], { title, text }: Passage, forms: WordForms): Term[] {
  const paying = splitWords(`${title} ${text}`).some((word) => forms.groupOf(forms.stem(word)) === 'pay')
  return paying ? terms.filter((t) => t.group !== 'accept') : terms
}

/** The language that the passage was found to be in; a short one was guessed from the business, so it is read again. */
function languageOf(passage: Passage, customer: Language): string {
  const noted = passage.language
  if (!noted || noted === customer) return customer
  return readLanguage(`${passage.title} ${passage.text}`) === customer ? customer : noted
}

const inTitle = (terms: Term[], { title }: Passage, forms: WordForms): boolean =>
  measure(terms, { title, text: '' }, forms).hits > 0

/** How much of the question stands close together: a long passage meets many that it does not answer. */
function together(terms: Term[], { title, text }: Passage, forms: WordForms): number {
  const sentences = text.split(/(?<=[.!?])\s+/)
  const pairs = sentences.map((sentence, i) => `${sentence} ${sentences[i + 1] ?? ''}`)
  return Math.max(...pairs.map((pair) => measure(terms, { title, text: pair }, forms).coverage))
}

/** Names, numbers, and in German every noun: what has a capital or a figure must be in the passage. */
function hasNames(question: string, terms: Term[], passage: Passage, forms: WordForms): boolean {
  if (question === question.toUpperCase()) return true
  const names = [
    ...question.matchAll(/(?<![.!?¿¡]\s?|^)(?<![\p{L}\p{N}])(?:\p{Lu}[\p{L}]*|\d[\d.,]*\d|\d)/gu),
  ].flatMap(([name]) => splitWords(name))
  const named = termsOf(names.join(' '), forms).map((t) => t.word)
  return terms.every((term) => {
    if (term.weight < 0.5 || !(named.includes(term.word) || /\d/.test(term.word))) return true
    return measure([{ ...term, weight: 1 }], passage, forms).hits > 0
  })
}

/** Whoever asks why, who, how many or when is not answered with a passage that says none of it; nor with the opposite. */
function sameKind(question: string, passage: Passage, asking: Asking): boolean {
  const asked = fold(question)
  const [title, text] = [fold(passage.title), fold(passage.text)]
  if (asking.negation.test(asked) && !asking.negation.test(title)) return false
  return asking.kinds.every(
    (kind) => !kind.asked.test(asked) || kind.asked.test(title) || kind.told.test(text),
  )
}

function ready(session: Session, best: Fit, terms: Term[], language: Language): Found {
  const { passage, exact } = best
  const forms = formsOf(best.language) ?? english
  const text = quoteFor(terms, passage.text, session.brief ? QUOTE.brief : QUOTE.full, forms)
  return {
    text: best.language === language ? text : nameForeign(text, best.language, language),
    source: { kind: passage.kind, id: passage.sourceId, title: passage.title, quote: text },
    exact,
  }
}
