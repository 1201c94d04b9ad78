// Does somebody write about the same thing again, because it is not settled? From the thread alone, without a clock of
// its own: two messages of one burst are no repetition, a new question is none either.

export type TalkLine = { seq: number; author: string; text: string; at: Date }

/** Lines closer together than this are one breath. */
const BREATH_MS = 10 * 60_000
/** Beyond this it is a new matter. */
const MATTER_MS = 14 * 86_400_000
/** Two texts share so much of their bearing words, or they are about different things. */
const SAME_MATTER = 0.5
const FEWEST_WORDS = 2

const words = (text: string): Set<string> =>
  new Set(
    (
      text
        .normalize('NFKD')
        .replace(/[\u0300-\u036f'’]/g, '')
        .toLowerCase()
        .match(/\p{L}{4,}|\p{N}{2,}/gu) ?? []
    ).filter((word) => !polite.has(word)),
  )
const polite = new Set(
  'hello please thanks thank good morning afternoon evening would could with have this that your what when hallo bitte danke guten hola gracias buenos bonjour merci vous pour obrigado grazie buongiorno'.split(
    ' ',
  ),
)

/** How much of the shorter text's bearing words the other has, too. */
function overlap(a: Set<string>, b: Set<string>): number {
  const [small, large] = a.size <= b.size ? [a, b] : [b, a]
  if (small.size < FEWEST_WORDS) return 0
  return [...small].filter((word) => large.has(word)).length / small.size
}

/**
 * In words how it repeats, or null. `thread` holds the lines up to the newest one, oldest first; `said` are the
 * customer's own words that say so ("third time"), as they were found.
 */
export function findRepeat(
  thread: readonly TalkLine[],
  newest: TalkLine,
  said: readonly string[],
): string | null {
  const earlier = thread.filter(
    (line) =>
      line.author === 'contact' &&
      line.seq < newest.seq &&
      newest.at.getTime() - line.at.getTime() >= BREATH_MS &&
      newest.at.getTime() - line.at.getTime() <= MATTER_MS,
  )
  const about = words(newest.text)
  const same = breaths(earlier.filter((line) => overlap(about, words(line.text)) >= SAME_MATTER))
  const lastOurs = thread.findLast((line) => line.author !== 'contact' && line.seq < newest.seq)
  const unanswered = breaths(earlier.filter((line) => line.seq > (lastOurs?.seq ?? 0)))
  if (same >= 2) return `wrote the same ${same === 2 ? 'twice' : `${same} times`} before`
  if (same >= 1 && unanswered >= 1) return 'wrote the same before and got no answer'
  if (said.length > 0 && earlier.length > 0) return `says so (“${said[0]}”), and wrote before`
  if (unanswered >= 2) return `${unanswered} earlier messages were not answered`
  return null
}

/** How many bursts the lines are. */
function breaths(lines: readonly TalkLine[]): number {
  let count = 0
  let last = -Infinity
  for (const { at } of lines) {
    if (at.getTime() - last >= BREATH_MS) count++
    last = at.getTime()
  }
  return count
}
