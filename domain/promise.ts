// Promises in what people write: "I will call at three", "ich melde mich bis Freitag". Pure. Better to miss one than to
// make one up: questions, conditions, hedges and what somebody else said are left alone.
import { type DueReader, nextWorkingDayEnd, readDue } from './promise-when.ts'
import { type PromiseLanguage, type PromiseWords, promiseWords } from './promise-words.ts'

export type PromiseBy = 'us' | 'them'

export type FoundPromise = {
  by: PromiseBy
  /** Word for word, one sentence. */
  quote: string
  language: PromiseLanguage
  /** Null: one of theirs without a time. */
  due: Date | null
  /** No time was said; ours are held to the end of the next working day. */
  assumed: boolean
}

const MAX_QUOTE = 300
const LONGEST = 4_000

/** Lower case without accents, letter for letter, so that places in it are places in the text. */
export function fold(text: string): string {
  return [...text.normalize('NFC').replace(/[’‘`´]/g, "'")]
    .map((letter) => letter.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase() || letter)
    .join('')
}

/** What a message promises. `by` says whose message it is. */
export function findPromises(text: string, by: PromiseBy, reader: DueReader): FoundPromise[] {
  const found: FoundPromise[] = []
  for (const sentence of sentencesOf(text.slice(0, LONGEST))) {
    if (/[?¿]/.test(sentence) || /^\s*(?:>|["“„«])/.test(sentence)) continue
    found.push(...readSentence(sentence, by, reader))
  }
  return found
}

/** Sentences as they stand. Neither "3 p.m. on" nor "am 5. Mai" ends one. */
function sentencesOf(text: string): string[] {
  return text
    .replace(/\b([ap])\.\s?m\.?/gi, '$1m')
    .split(
      /(?<=[.!?…])(?<!\b\d{1,2}\.(?=\s+(?:[a-zäöü]|Jan|Feb|Mär|Apr|Mai|Jun|Jul|Aug|Sep|Okt|Nov|Dez)))(?<!\b(?:ca|bzw|usw|etc|Nr|Mr|Mrs|Dr|Sr|Sra)\.)\s+|\n+/,
    )
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence.length > 3)
}

/** A sentence may hold several: "We'll send it tomorrow, and I'll call on Friday". Each has its clause and its time. */
function readSentence(text: string, by: PromiseBy, reader: DueReader): FoundPromise[] {
  const sentence = text.replace(/\s+/g, ' ')
  const folded = fold(sentence).replace(/[.!…]+$/, '')
  const parts = clausesOf(folded)
  const clauses = parts.map((part) => part.text)
  let undated: FoundPromise | null = null
  for (const [language, words] of Object.entries(promiseWords) as [PromiseLanguage, PromiseWords][]) {
    const made = parts.filter((part, at) => promises(clauses, part.text, at, words, by))
    const [first] = made
    if (!first) continue
    const own = made.flatMap((part) => {
      const due = readDue(part.text, words.when, reader)
      return due ? [{ part, due }] : []
    })
    if (own.length > 1)
      return own.map(({ part, due }) => ({
        by,
        quote: sentence.slice(part.from, part.from + part.text.length).slice(0, MAX_QUOTE),
        language,
        due,
        assumed: false,
      }))
    const quote = sentence.slice(0, MAX_QUOTE)
    const due = own[0]?.due ?? readDue(folded, words.when, reader)
    if (due) return [{ by, quote, language, due, assumed: false }]
    const sure = [...words.future, ...(by === 'us' ? words.ours : [])].some((pattern) =>
      pattern.test(first.text),
    )
    if (sure && !undated)
      undated = {
        by,
        quote,
        language,
        due: by === 'us' ? nextWorkingDayEnd(reader) : null,
        assumed: by === 'us',
      }
  }
  return undated ? [undated] : []
}

const joints =
  /\s*[;:–—]\s+|,\s+|\s+-\s+|\s+(?=(?:and|but|so|und|aber|y|pero|et|mais|e|mas|ma) (?:i|we|ich|wir|je|nous|on|then|melde|rufe|schicke|te|le|la|ti|vi|eu|yo)\b)/

type Clause = { text: string; from: number }

/** The clauses of a sentence with where they begin; a leading "and" belongs to none. */
function clausesOf(folded: string): Clause[] {
  const clauses: Clause[] = []
  let from = 0
  const add = (to: number): void => {
    const lead =
      /^\s*(?:(?:and|but|so|und|aber|y|pero|et|mais|mas|ma)\s+(?=\S))?/.exec(folded.slice(from, to))?.[0] ??
      ''
    const text = folded.slice(from + lead.length, to).trimEnd()
    if (text !== '') clauses.push({ text, from: from + lead.length })
  }
  for (const joint of folded.matchAll(new RegExp(joints, 'g'))) {
    add(joint.index)
    from = joint.index + joint[0].length
  }
  add(folded.length)
  return clauses
}

function promises(
  clauses: string[],
  clause: string,
  at: number,
  words: PromiseWords,
  by: PromiseBy,
): boolean {
  const patterns = [...words.future, ...words.present, ...(by === 'us' ? words.ours : [])]
  if (!patterns.some((pattern) => pattern.test(clause))) return false
  if (words.hedges.test(clause)) return false
  const conditional = (one: string | undefined): boolean => {
    if (one === undefined) return false
    const rest = words.notCondition ? one.replace(new RegExp(words.notCondition, 'g'), ' ') : one
    return words.condition.test(rest)
  }
  if (conditional(clause)) return false
  // A condition that begins the clause beside it: "if it rains, …" and "…, if that suits you".
  const beside = [clauses[at - 1], clauses[at + 1]]
  return !beside.some((one) => one?.includes(' ') && conditional(one.split(' ').slice(0, 3).join(' ')))
}
