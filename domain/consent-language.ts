// "Please stop texting me": an opt-out in plain words. The law takes any reasonable wording (47 CFR 64.1200(a)(10)), so
// the words of a request are known here, in six languages. Precise before complete: a clause counts only where nothing
// but the request and what people say around one is in it. What is in doubt is no opt-out, and left to a person.

import { plainWords } from './consent-words.ts'
import { english } from './consent-words-english.ts'
import { french, italian } from './consent-words-french.ts'
import { german } from './consent-words-german.ts'
import { portuguese, spanish } from './consent-words-spanish.ts'

export type StopLanguage = 'en' | 'es' | 'fr' | 'de' | 'pt' | 'it'
export type StopRequest = { language: StopLanguage; words: string }

/** All of it is matched against words without accents, marks and capitals, one space apart. */
export type StopWords = {
  language: StopLanguage
  /** What may stand before and after a request and changes nothing about it. */
  before: RegExp
  after: RegExp
  /** Turns a request into a polite one, also as a question: "could you". */
  asking: RegExp
  /** Requests whatever else the message says. */
  clear: RegExp
  /** Requests only where the message says nothing else: "leave me alone". */
  alone: RegExp
  /** What joins two requests. */
  and: RegExp
  /** Before or after the request these say that it is for a while, of somebody else, or in fun. */
  doubt: RegExp
}

const languages: StopWords[] = [english, spanish, french, german, portuguese, italian]

/** Nobody wraps such a request into more; and it bounds the work on what strangers write. */
const MAX_LENGTH = 600
/** A clause that is longer says more than that; most texts are done here. */
const MAX_CLAUSE = 160
/** So many of them are taken off at each end. */
const MAX_PHRASES = 8
const quoted = /["“”„«»]|(?:^|\s)['‘‚]\p{L}/u

type Clause = { words: string; plain: string; question: boolean; sentence: number }

/** The request to be left alone that a text is, with its own words; null for everything else, and where in doubt. */
export function findStopRequest(text: string): StopRequest | null {
  if (text.length > MAX_LENGTH) return null
  const whole = text.trim().replace(/^["“„«]([^"“”„«»]+)["”“»]([.!]*)$/u, '$1$2')
  // Words in quotes are somebody else's.
  if (quoted.test(whole)) return null
  const clauses = clausesOf(whole)
  for (const language of languages) {
    const at = clauses.findIndex((clause) => asks(clause, language) !== null)
    const clause = clauses[at]
    if (!clause) continue
    const others = clauses.filter((one) => one !== clause)
    const only = asks(clause, language) === 'alone'
    if (others.every((other) => fits(other, { clause, language, only })))
      return { language: language.language, words: clause.words }
  }
  return null
}

/** Sentences; one that is no request as a whole is cut further, at commas and dashes. */
function clausesOf(text: string): Clause[] {
  const sentences = text.match(/[^.!?…;\n]+[.!?…;\n]*/gu) ?? []
  return sentences.flatMap((words, sentence) => {
    const clause = (part: string): Clause => ({
      words: part.trim().replace(/\s+/g, ' '),
      plain: plainWords(part),
      question: words.includes('?'),
      sentence,
    })
    const whole = clause(words)
    const parts = languages.some((language) => asks(whole, language))
      ? [whole]
      : words.split(/[,:()]|\s[-–—]+\s|[–—]/u).map(clause)
    return parts.filter((one) => one.plain !== '')
  })
}

/** What surrounds a request must not take it back: beside it only known words, elsewhere nothing doubtful. */
function fits(other: Clause, of: { clause: Clause; language: StopWords; only: boolean }): boolean {
  if (asks(other, of.language) !== null || isAround(other.plain, of.language)) return true
  if (of.only || other.sentence === of.clause.sentence) return false
  return !languages.some((language) => language.doubt.test(other.plain))
}

function asks(clause: Clause, language: StopWords): 'clear' | 'alone' | null {
  if (clause.plain.length > MAX_CLAUSE) return null
  const whole = judge(clause, clause.plain, language)
  if (whole) return whole
  const parts = clause.plain.split(language.and)
  if (parts.length === 1) return null
  const judged = parts.map((part) => judge(clause, part, language))
  if (parts.some((part, i) => judged[i] === null && !isAround(part, language))) return null
  if (judged.includes('clear')) return 'clear'
  return judged.includes('alone') ? 'alone' : null
}

function judge(clause: Clause, plain: string, language: StopWords): 'clear' | 'alone' | null {
  const cores = stripped(plain, language)
  const polite = cores.flatMap((core) => {
    const rest = core.replace(language.asking, '')
    return rest === core ? [] : stripped(rest, language)
  })
  if (polite.some((core) => language.clear.test(core))) return 'clear'
  if (clause.question) return null
  if (cores.some((core) => language.clear.test(core))) return 'clear'
  return cores.some((core) => language.alone.test(core)) ? 'alone' : null
}

/** A clause without nothing, some and all of what people say around a request, at both ends. */
function stripped(plain: string, language: StopWords): string[] {
  return strip(plain, language.before).flatMap((one) => strip(one, language.after))
}
function strip(plain: string, phrase: RegExp): string[] {
  const steps = [plain]
  for (let words = plain; steps.length < MAX_PHRASES; steps.push(words)) {
    const next = words.replace(phrase, '').trim()
    if (next === words) break
    words = next
  }
  return steps
}

const no = /^(?:no|nope|non|nein|nao|si|yes|oui|ja|sim)$/

/** Nothing but what people say around a request. */
function isAround(plain: string, language: StopWords): boolean {
  return no.test(plain) || (plain.length <= MAX_CLAUSE && stripped(plain, language).includes(''))
}
