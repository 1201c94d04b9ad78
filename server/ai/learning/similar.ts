// Do two questions ask the same, in other words? Bearing words compared one by one, spelling forgiven by trigrams, so that
// it holds for languages whose endings we do not know. Pure.
import { type Term, termsOf } from '#ai/knowledge/relevance.ts'

/** From here on two questions are one: chosen on the pairs in similar.test.ts. */
const SAME = 0.55
/** Words so alike count as one word with another ending. */
const ALIKE = 0.45

/** What asks and binds in other languages; English has its own list. Without accents, as words are compared. */
const empty = new Set(
  (
    'der die das den dem des ein eine einen einem einer und oder ist sind sein bei fur mit auf aus von vom zu zum zur im am um an es ' +
    'ich du er sie wir ihr mir mich dir dich ihnen euch uns haben habe habt hat kann konnen konnt gibt gebe geben auch noch denn mal ' +
    'wie wo was wann wer warum welche welcher welches ob nicht kein keine man darf muss mochte wurde ihre ihren euer eure bitte hallo guten tag ' +
    'el la los las un una unos unas de del al en por para con y o es son esta estan hay que como cuando donde cual quien se si no ' +
    'tienen tiene tengo puedo puede pueden ustedes usted me mi su sus hola buenos buenas dias tardes gracias ' +
    'le les des du et ou est sont avec dans sur pour que qui quoi quel quelle quels quelles quand comment vous nous je il elle on ne pas ' +
    'avez ai peut puis peux votre vos mon ma mes bonjour merci ce cette y a t cest ' +
    'il lo gli i di da per con e sono avete ho posso potete che quando dove come vostro vostra buongiorno grazie c ce ' +
    'o os as um uma do da dos das em no na com para e voces voce tem posso qual onde quando ola obrigado obrigada'
  ).split(' '),
)
/** They only place what is asked, or ask for leave. As stems. */
const faint = new Set(
  'there here guy plac shop stor offic studio salon clinic allow bring permit permitt welcom'.split(' '),
)

/** The words of a question that bear its topic. */
export function contentOf(question: string): Term[] {
  return termsOf(question.replace(/\b(\p{L}+)['’](\p{L}+)/gu, '$1 $2'))
    .filter((term) => !empty.has(term.word) && term.word.length > 1)
    .map((term) => ({ ...term, weight: faint.has(term.word) ? 0.2 : Math.max(term.weight, 0.5) }))
}

function trigrams(word: string): Set<string> {
  const padded = ` ${word} `
  return new Set(Array.from({ length: padded.length - 2 }, (_, i) => padded.slice(i, i + 3)))
}

function alike(a: Term, b: Term): number {
  if (a.word === b.word) return 1
  if (a.group === b.group) return 0.9
  // A number is another number; a short word another word.
  if (/\d/.test(a.word + b.word) || Math.min(a.word.length, b.word.length) < 4) return 0
  const [x, y] = [trigrams(a.word), trigrams(b.word)]
  const both = [...x].filter((t) => y.has(t)).length
  const dice = (2 * both) / (x.size + y.size)
  const starts = commonStart(a.word, b.word) / Math.min(a.word.length, b.word.length)
  const score = Math.max(dice, starts >= 0.8 ? 0.8 : 0)
  return score >= ALIKE ? score : 0
}

function commonStart(a: string, b: string): number {
  let i = 0
  while (i < a.length && a[i] === b[i]) i++
  return i
}

/** 0 to 1: how nearly two questions ask the same. Symmetric. */
export function likeness(a: Term[], b: Term[]): number {
  const pairs = a
    .flatMap((x, i) => b.map((y, j) => ({ i, j, score: alike(x, y), weight: x.weight + y.weight })))
    .filter((p) => p.score > 0)
    .sort((p, q) => q.score - p.score || q.weight - p.weight || p.i - q.i || p.j - q.j)
  const [usedA, usedB] = [new Set<number>(), new Set<number>()]
  let shared = 0
  let matched = 0
  for (const { i, j, score, weight } of pairs) {
    if (usedA.has(i) || usedB.has(j)) continue
    usedA.add(i)
    usedB.add(j)
    shared += score * weight
    if (weight >= 1) matched++
  }
  const total = [...a, ...b].reduce((sum, t) => sum + t.weight, 0)
  if (total === 0) return 0
  const figures = (of: Term[]) => of.filter((t) => /^\d+$/.test(t.word)).map((t) => t.word)
  const [numbersA, numbersB] = [figures(a), figures(b)]
  if (numbersA.length > 0 && numbersB.length > 0 && !numbersA.some((n) => numbersB.includes(n))) return 0
  const left = (of: Term[], used: Set<number>) => of.some((t, i) => !used.has(i) && t.weight >= 0.5)
  // "Do you sell boilers?" and "do you rent boilers?" share their thing and differ in what is asked of it.
  if (matched < 2 && left(a, usedA) && left(b, usedB)) return 0
  return shared / total
}

/** Do two questions ask the same? */
export function asksTheSame(a: string, b: string): boolean {
  return likeness(contentOf(a), contentOf(b)) >= SAME
}

/** The nearest of what was asked before, if one is near enough; of equals the first, so that clusters are stable. */
export function nearestQuestion<T extends { texts: string[] }>(question: string, among: T[]): T | null {
  const asked = contentOf(question)
  let best: { one: T; score: number } | null = null
  for (const one of among)
    for (const text of one.texts) {
      const score = likeness(asked, contentOf(text))
      if (score >= SAME && score > (best?.score ?? 0)) best = { one, score }
    }
  return best?.one ?? null
}
