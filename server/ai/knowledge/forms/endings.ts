// Cutting endings by table: each step cuts the longest ending that it knows, while enough of the word is left. Rougher
// than the stemmers of the database, which find the passages; the same on both sides is all that comparing needs.

/** Lower case, without accents, sharp s as ss: as the database writes words before it cuts them. */
export type Step = { endings: string[]; leave: number }

export const step = (leave: number, endings: string): Step => ({
  leave,
  endings: endings.split(' ').sort((a, b) => b.length - a.length),
})

export function cutEndings(word: string, steps: Step[]): string {
  if (/\d/.test(word)) return word
  let cut = word
  for (const { endings, leave } of steps) {
    const found = endings.find((e) => cut.endsWith(e) && cut.length - e.length >= leave)
    if (found) cut = cut.slice(0, cut.length - found.length)
  }
  return cut
}
