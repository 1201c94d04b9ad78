// Stars of a review as text, and back. Pure.
export const MAX_STARS = 5

/** `★★★★☆`, or nothing where there are none. */
export function starLine(stars: number): string {
  const full = Math.max(0, Math.min(MAX_STARS, Math.round(stars)))
  return full === 0 ? '' : '★'.repeat(full) + '☆'.repeat(MAX_STARS - full)
}

/** A text that begins with a line of stars, taken apart; `stars` 0 where it does not. */
export function splitStars(text: string): { stars: number; rest: string } {
  const line = /^(★{1,5})(☆{0,4})(?:\s+|$)/.exec(text)
  const [found = '', full = '', empty = ''] = line ?? []
  if (full.length + empty.length !== MAX_STARS) return { stars: 0, rest: text }
  return { stars: full.length, rest: text.slice(found.length) }
}
