// How many SMS a text becomes. One character outside the GSM 03.38 alphabet makes the whole text UCS-2 and its segments
// less than half as long: worth seeing before it is sent. Pure.

const BASIC = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
)
/** These take an escape character as well: two places each. */
const EXTENDED = new Set('\f^{}\\[~]|€')

export type SegmentCount = {
  encoding: 'gsm7' | 'ucs2'
  segments: number
  /** Places left in the last segment. */
  left: number
}

/** Segments of a text as phones count them: one long segment, or several that give up room for their joining header. */
export function countSegments(text: string): SegmentCount {
  const characters = [...text]
  const gsm = characters.every((c) => BASIC.has(c) || EXTENDED.has(c))
  const sizes = characters.map((c) => (gsm ? (EXTENDED.has(c) ? 2 : 1) : c.length))
  const [single, joined] = gsm ? [160, 153] : [70, 67]
  const total = sizes.reduce((sum, size) => sum + size, 0)
  const encoding = gsm ? 'gsm7' : 'ucs2'
  if (total <= single) return { encoding, segments: total === 0 ? 0 : 1, left: single - total }
  let segments = 1
  let used = 0
  for (const size of sizes) {
    // An escaped character or an emoji is never cut in two: it begins the next segment.
    if (used + size > joined) {
      segments++
      used = 0
    }
    used += size
  }
  return { encoding, segments, left: joined - used }
}
