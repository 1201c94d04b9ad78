// Which intent is a sentence closest to? TF-IDF over words and word pairs, compared with every example by cosine; the
// examples are few and short, so this takes microseconds and needs no training.
import { splitWords, stem } from '#ai/knowledge/words.ts'
import { examples, type IntentName, intentNames } from './examples.ts'

// biome-ignore format: a table
const EXPAND: Record<string, string> = {
  whats: 'what is', hows: 'how is', wheres: 'where is', whens: 'when is', thats: 'that is', its: 'it is', theres: 'there is', im: 'i am', ive: 'i have',
  id: 'i would', ill: 'i will', youre: 'you are', youve: 'you have', were: 'were', dont: 'do not', doesnt: 'does not', didnt: 'did not', cant: 'can not',
  cannot: 'can not', couldnt: 'could not', wont: 'will not', isnt: 'is not', arent: 'are not', wasnt: 'was not', u: 'you', ur: 'your', r: 'are',
  pls: 'please', plz: 'please', appt: 'appointment', appts: 'appointment', appointments: 'appointment', wanna: 'want to', gonna: 'going to', gotta: 'got to',
  thx: 'thanks', ty: 'thanks', tks: 'thanks', w: 'with', hrs: 'hours', ph: 'phone', tel: 'phone', info: 'information', ya: 'you', yall: 'you', hiya: 'hi',
  lemme: 'let me', gimme: 'give me', guys: '', somebody: 'someone', anybody: 'anyone', telephone: 'phone', their: 'your', reservation: 'appointment',
}
const DAY =
  /^(?:today|tomorrow|tonight|mon|tues?|weds?|thurs?|fri|(?:mon|tues|wednes|thurs|fri|satur|sun)days?|weekends?|weekdays?|christmas|xmas|easter|thanksgiving|holiday)$/
const TIME = /^(?:\d{1,2}(?:am|pm|ish)?|noon|midday|morning|afternoon|evening|am|pm|oclock)$/

/** The words of a sentence as examples are written: contractions opened, days, times and services by their stand-ins. */
export function features(text: string, serviceWords: ReadonlySet<string>): string[] {
  const words: string[] = []
  for (const raw of splitWords(text.replace(/(\d):(\d\d)/g, '$1')))
    for (const word of (EXPAND[raw] ?? raw).split(' ')) {
      if (!word) continue
      const plain = stem(word)
      const token = DAY.test(word)
        ? 'xday'
        : TIME.test(word)
          ? 'xtime'
          : serviceWords.has(plain)
            ? 'xservice'
            : word.startsWith('x')
              ? word
              : plain
      // "drain cleaning" is one service, "3 pm" one time, "next Tuesday morning" one day.
      if (token.startsWith('x') && words.at(-1) === token) continue
      words.push(token)
    }
  return words
}

function grams(words: string[]): Map<string, number> {
  const counts = new Map<string, number>()
  const add = (gram: string, weight: number) => counts.set(gram, (counts.get(gram) ?? 0) + weight)
  for (const [i, word] of words.entries()) {
    add(word, 1)
    add(`${words[i - 1] ?? '^'} ${word}`, 0.6)
  }
  if (words.length > 0) add(`${words.at(-1)} $`, 0.4)
  return counts
}

type Vector = { weights: Map<string, number>; length: number }
type Example = { intent: IntentName; vector: Vector }
type Index = { examples: Example[]; idf: Map<string, number>; unseen: number }

let index: Index | null = null

function build(): Index {
  const none = new Set<string>()
  const lists = intentNames.flatMap((intent) =>
    examples[intent].map((text) => ({ intent, counts: grams(features(text, none)) })),
  )
  const seenIn = new Map<string, number>()
  for (const { counts } of lists)
    for (const gram of counts.keys()) seenIn.set(gram, (seenIn.get(gram) ?? 0) + 1)
  const idf = new Map([...seenIn].map(([gram, n]) => [gram, Math.log(1 + lists.length / n)]))
  // A word that no example knows makes every example less alike: it may be what the sentence is about.
  const unseen = Math.log(1 + lists.length)
  return {
    examples: lists.map(({ intent, counts }) => ({ intent, vector: weigh(counts, idf, unseen) })),
    idf,
    unseen,
  }
}

function weigh(counts: Map<string, number>, idf: Map<string, number>, unseen: number): Vector {
  const weights = new Map<string, number>()
  let sum = 0
  for (const [gram, count] of counts) {
    // Unknown word pairs say nothing; unknown words do.
    const rarity = idf.get(gram) ?? (gram.includes(' ') ? 0 : unseen)
    const weight = count * rarity
    if (weight === 0) continue
    weights.set(gram, weight)
    sum += weight * weight
  }
  return { weights, length: Math.sqrt(sum) }
}

export type Scored = { intent: IntentName; score: number }

/**
 * Every intent with the likeness of its closest examples, 0 to 1, best first. Pure. `serviceWords` are the stems of the
 * business's service names.
 */
export function scoreIntents(text: string, serviceWords: ReadonlySet<string>): Scored[] {
  index ??= build()
  const query = weigh(grams(features(text, serviceWords)), index.idf, index.unseen)
  if (query.length === 0) return []
  const best = new Map<IntentName, number[]>()
  for (const { intent, vector } of index.examples) {
    let dot = 0
    for (const [gram, weight] of query.weights) dot += weight * (vector.weights.get(gram) ?? 0)
    if (dot === 0) continue
    const scores = best.get(intent) ?? []
    scores.push(dot / (query.length * vector.length))
    best.set(intent, scores)
  }
  return [...best]
    .map(([intent, scores]) => {
      const [first = 0, second = 0] = scores.sort((a, b) => b - a)
      return { intent, score: 0.85 * first + 0.15 * second }
    })
    .sort((a, b) => b.score - a.score)
}
