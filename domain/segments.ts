// How many parts a text message is cut into, which is what carriers bill. The rules are those of 3GPP 23.038 as Twilio
// applies them: one character outside GSM-7 turns the whole message into UCS-2. Runs in the browser too.

export type SegmentCount = {
  encoding: 'gsm7' | 'ucs2'
  /** Parts that are sent and billed. An empty text still is one. */
  segments: number
  /** What a counter shows: septets in GSM-7; in UCS-2 characters as people see them, an emoji being one. */
  units: number
  /** Room in each part: septets or 16-bit code units, smaller once a message has several parts. */
  perSegment: number
  /** Room left in the last part, in the same measure as `perSegment`. */
  remaining: number
}

const BASIC = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
)
/** Behind an escape septet: two septets each. */
const EXTENDED = new Set('^{}\\[~]|€\f')

const ROOM = { gsm7: { single: 160, part: 153 }, ucs2: { single: 70, part: 67 } } as const

/** Counts the segments of a text message. No character that people see as one is torn apart, as Twilio does not. */
export function countSegments(text: string): SegmentCount {
  const sizes = septets(text)
  if (sizes) return fill('gsm7', sizes, sum(sizes))
  const graphemes = split(text)
  return fill('ucs2', graphemes.flatMap(codeUnits), graphemes.length)
}

/** The size of each character in septets, or null where one is not in GSM-7. */
function septets(text: string): number[] | null {
  const sizes: number[] = []
  for (const character of text) {
    if (BASIC.has(character)) sizes.push(1)
    else if (EXTENDED.has(character)) sizes.push(2)
    else return null
  }
  return sizes
}

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' })

/**
 * Graphemes as Twilio counts them. Two of today's Unicode rules are younger than Twilio's or unknown to carriers: a
 * line break of two characters is two, and an Indic conjunct (one grapheme since Unicode 15.1) is its consonants.
 */
function split(text: string): string[] {
  return [...segmenter.segment(text)].flatMap(({ segment }) =>
    segment === '\r\n' ? ['\r', '\n'] : segment.split(CONJUNCT),
  )
}
/** Between a mark or joiner and a letter; the vowels of Thai and Lao that count as marks stay with theirs. */
const CONJUNCT = /(?<=[\p{M}\u200c\u200d])(?=(?![\u0e33\u0eb3])\p{Lo})/u

/** The sizes that must stay together. Only what is longer than a part (stacked accents) is cut, between code points. */
function codeUnits(grapheme: string): number[] {
  if (grapheme.length <= ROOM.ucs2.part) return [grapheme.length]
  return Array.from(grapheme, (point) => point.length)
}

function fill(encoding: SegmentCount['encoding'], sizes: number[], units: number): SegmentCount {
  const { single, part } = ROOM[encoding]
  const total = sum(sizes)
  if (total <= single) return { encoding, segments: 1, units, perSegment: single, remaining: single - total }
  let segments = 1
  let used = 0
  for (const size of sizes) {
    if (used + size > part) {
      segments++
      used = 0
    }
    used += size
  }
  return { encoding, segments, units, perSegment: part, remaining: part - used }
}

function sum(sizes: number[]): number {
  return sizes.reduce((all, size) => all + size, 0)
}
