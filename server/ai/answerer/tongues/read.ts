// What a burst in another language says, part by part: small talk, a question and what it is about, or something that is
// carried into English.
import { type Asking, fold, type Topic } from './asking/asking.ts'

export type Part = {
  text: string
  folded: string
  kind: 'greeting' | 'thanks' | 'bye' | 'about_ai' | 'carried' | 'question' | 'statement'
  topics: Topic[]
}

const MAX_TEXT = 2_000
const MAX_PARTS = 10

/** The parts of a text, in order. */
export function readParts(text: string, asking: Asking): Part[] {
  return text
    .slice(0, MAX_TEXT)
    .normalize('NFC')
    .split(/(?<=[.!?;])\s+|\n+|(?=¿)/)
    .flatMap((sentence) => splitAt(sentence, asking.joint))
    .flatMap((sentence) => peel(sentence, asking))
    .filter((part) => /[\p{L}\p{N}]/u.test(part.text))
    .slice(0, MAX_PARTS)
}

function splitAt(sentence: string, joint: RegExp): string[] {
  const found = joint.exec(fold(sentence))
  if (!found) return [sentence]
  const at = placeOf(sentence, found.index)
  const behind = placeOf(sentence, found.index + found[0].length)
  return [sentence.slice(0, at), ...splitAt(sentence.slice(behind), joint)]
}

/** A greeting or a thank-you in front stands alone. */
function peel(sentence: string, asking: Asking): Part[] {
  const text = sentence.trim().replace(/^[¡¿\s]+(?=[^¿]*$)/u, (signs) => (signs.includes('¿') ? '¿' : ''))
  const bare = text.replace(/^[¡¿]+/, '')
  const folded = fold(bare)
  if (asking.bye.test(folded)) return [{ text, folded, kind: 'bye', topics: [] }]
  for (const kind of ['greeting', 'thanks'] as const) {
    const [found] = asking[kind].exec(folded) ?? []
    if (!found) continue
    const rest = bare.slice(placeOf(bare, found.length)).replace(/^[\s,.!;:-]+/, '')
    const first: Part = { text: bare.slice(0, placeOf(bare, found.length)), folded: found, kind, topics: [] }
    // "Thanks for the quick answer" is nothing else.
    if (kind === 'thanks' && !asking.question.test(fold(rest)) && !asking.carried.test(fold(rest)))
      return [{ ...first, text }]
    return /[\p{L}\p{N}]/u.test(rest) ? [first, ...peel(rest, asking)] : [first]
  }
  return [readPart(text, folded, asking)]
}

function readPart(text: string, folded: string, asking: Asking): Part {
  const topics = asking.topics.flatMap(([topic, pattern]) => (pattern.test(folded) ? [topic] : []))
  const question = text.includes('?') || asking.question.test(folded)
  const policy = question && asking.policy.test(folded)
  const kind = asking.aboutAi.test(folded)
    ? 'about_ai'
    : asking.carried.test(folded) && !policy
      ? 'carried'
      : question
        ? 'question'
        : 'statement'
  return { text, folded, kind, topics }
}

/** Where in a text so many of its folded letters end. */
function placeOf(text: string, folded: number): number {
  let at = 0
  let count = 0
  for (const letter of text) {
    if (count >= folded) break
    count += fold(letter).length
    at += letter.length
  }
  return at
}

/** The folded text without the words that only say what kind of fact is asked for, and when. */
export function withoutTopic(part: Part, asking: Asking): string {
  const said = [
    ...asking.topics.filter(([topic]) => part.topics.includes(topic)).map(([, pattern]) => pattern),
    ...asking.weekdays,
    ...asking.days.map(([pattern]) => pattern),
    ...asking.feasts.map(([pattern]) => pattern),
    asking.holidays,
    ...(part.topics.includes('hours') ? [asking.now] : []),
  ]
  return said.reduce((text, pattern) => text.replaceAll(new RegExp(pattern.source, 'g'), ' '), part.folded)
}
