// How somebody feels, by their own words: a few hundred of them in six languages, what negates them, and how it is typed.
import type { Mood } from '#domain/intent.ts'
import { anyOf, before, type Found, findAll, type Plain } from './phrases.ts'
import { angryWords, happyWords, negations, unhappyWords } from './words/mood-words.ts'

const angry = anyOf(angryWords)
const unhappy = anyOf(unhappyWords)
const happy = anyOf(happyWords)
const negation = anyOf(negations)
const angryFaces = /[😠😡🤬👿]/u
const sadFaces = /[😞😟😢😭☹😤👎😒]/u
const happyFaces = /[😀😃😄😊😍🥰😁🤩👏🎉]/u

/** So many words before it, at most, a negation still turns a word. */
const REACH = 3
const SHOUTING_LETTERS = 12

/** The mood with the words that show it; neutral has none. A thank-you by itself is politeness. */
export function readMood(plain: Plain): { mood: Mood; evidence: string[] } {
  const isNegated = (found: Found): boolean => ` ${before(plain, found.from, REACH)} `.search(negation) >= 0
  const parted = (pattern: RegExp) => {
    const all = findAll(plain, pattern)
    return { said: all.filter((f) => !isNegated(f)), denied: all.filter(isNegated) }
  }
  const rage = parted(angry).said
  const grief = [...parted(unhappy).said, ...parted(happy).denied.map((f) => withNegation(plain, f))]
  const joy = parted(happy).said
  const words = (found: Found[]): string[] => found.slice(0, 3).map((f) => f.words)
  const face = (pattern: RegExp): string[] => pattern.exec(plain.original)?.slice(0, 1) ?? []
  const shouts = isShouting(plain.original) || /[!?]*![!?]*![!?]*!/.test(plain.original)
  if (rage.length > 0 || angryFaces.test(plain.original) || (grief.length > 0 && shouts))
    return { mood: 'angry', evidence: [...words(rage), ...words(grief), ...face(angryFaces)].slice(0, 3) }
  if (grief.length > 0 || sadFaces.test(plain.original))
    return { mood: 'unhappy', evidence: [...words(grief), ...face(sadFaces)].slice(0, 3) }
  if (joy.length > 0 || happyFaces.test(plain.original))
    return { mood: 'happy', evidence: [...words(joy), ...face(happyFaces)].slice(0, 3) }
  return { mood: 'neutral', evidence: [] }
}

function isShouting(text: string): boolean {
  const letters = text.match(/\p{L}/gu) ?? []
  const capitals = letters.filter((l) => l !== l.toLowerCase())
  return letters.length >= SHOUTING_LETTERS && capitals.length / letters.length > 0.75
}

/** "Not happy" is quoted whole. */
function withNegation(plain: Plain, found: Found): Found {
  const at = plain.tokens.findIndex((token) => token.at === found.from)
  const first = plain.tokens[Math.max(0, at - REACH)]
  const own = plain.tokens[at]
  if (!first || !own) return found
  const lead = plain.original.slice(first.from, own.from)
  const sentence = lead.split(/[.!?]\s/).at(-1) ?? ''
  return { ...found, words: sentence + found.words }
}
