// In which language somebody writes: by script, or by letter groups learned from the shipped examples. Short words stay
// undecided: the conversation's own language is the better guess then, and the caller has it.
import { shippedExamples } from './examples/examples.ts'

const scripts: [RegExp, string][] = [
  [/[\u3040-\u30ff]/, 'ja'],
  [/\p{Script=Hangul}/u, 'ko'],
  [/\p{Script=Han}/u, 'zh'],
  [/\p{Script=Hebrew}/u, 'he'],
  [/\p{Script=Arabic}/u, 'ar'],
  [/\p{Script=Greek}/u, 'el'],
  [/\p{Script=Thai}/u, 'th'],
  [/\p{Script=Devanagari}/u, 'hi'],
  [/[іїєґ]/i, 'uk'],
  [/\p{Script=Cyrillic}/u, 'ru'],
]

/** Small words that none of the six has: a text with two of them is written in none of these. */
const strangers =
  /\b(?:het|een|niet|wij|ik|jij|voor|naar|och|jag|inte|att|det|ikke|jeg|og|er det|nie|jest|czy|proszę|dzień|değil|için|bir|nem|hogy|vagy|nu|sunt|pentru|hyvää|minä|olen)\b/gi

type Counts = { groups: Map<string, number>; total: number; words: Set<string> }
let learned: Map<string, Counts> | null = null

/** Letters before which nobody can tell. */
const FEWEST_LETTERS = 4
/** So much likelier per letter group must the best be than the next. */
const AHEAD = 0.16

/** Primary subtag, or null where it cannot be told. */
export function readLanguage(text: string): string | null {
  const said = text.replace(/https?:\/\/\S+|\S+@\S+/g, ' ').toLowerCase()
  for (const [script, language] of scripts) {
    const marks = said.match(new RegExp(script.source, `${script.flags.replace('g', '')}g`))?.length ?? 0
    const letters = said.match(/\p{L}/gu)?.length ?? 0
    if (marks > 0 && (marks >= letters / 3 || language === 'ja' || language === 'uk')) return language
  }
  const words = said.match(/\p{L}+/gu) ?? []
  if (words.join('').length < FEWEST_LETTERS) return null
  if ((said.match(strangers)?.length ?? 0) >= 2) return null
  learned ??= learn()
  const groups = words.flatMap(groupsOf)
  const ranked = [...learned]
    .map(([language, counts]) => {
      const likely = groups.reduce(
        (sum, group) => sum + Math.log(((counts.groups.get(group) ?? 0) + 0.3) / counts.total),
        0,
      )
      const known = words.filter((word) => counts.words.has(word)).length / words.length
      return { language, score: likely / Math.max(groups.length, 1) + known * 1.5, known }
    })
    .sort((a, b) => b.score - a.score)
  const [best, next] = ranked
  if (!best || !next || best.known === 0 || best.score - next.score < AHEAD) return null
  // Three words of which only one is known are more likely another language's.
  return words.length >= 3 && best.known < 0.3 ? null : best.language
}

const groupsOf = (word: string): string[] => {
  const padded = `_${word}_`
  return Array.from({ length: Math.max(padded.length - 2, 1) }, (_, i) => padded.slice(i, i + 3))
}

function learn(): Map<string, Counts> {
  const all = new Map<string, Counts>()
  for (const { language, text } of shippedExamples()) {
    const counts = all.get(language) ?? { groups: new Map(), total: 1, words: new Set() }
    for (const word of text.toLowerCase().match(/\p{L}+/gu) ?? []) {
      counts.words.add(word)
      for (const group of groupsOf(word)) {
        counts.groups.set(group, (counts.groups.get(group) ?? 0) + 1)
        counts.total++
      }
    }
    all.set(language, counts)
  }
  return all
}
