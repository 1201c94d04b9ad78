// Finding phrases in what somebody wrote, whatever the spelling, and giving back their own words.

/** A text as phrases are looked for in it: plain lower case words, one space between them, with the way back. */
export type Plain = { text: string; original: string; tokens: { at: number; from: number; to: number }[] }

/** Lower case, accents and apostrophes gone; sentence ends stand as " . ". */
export function plainOf(original: string): Plain {
  const tokens: Plain['tokens'] = []
  let text = ' '
  for (const match of original.matchAll(
    /[\p{L}\p{N}][\p{L}\p{M}\p{N}'’‘]*|[.!?;,\n]+|\p{Extended_Pictographic}/gu,
  )) {
    const plain = /^[.!?;,\n]/.test(match[0])
      ? /[?]/.test(match[0])
        ? '?'
        : /^,+$/.test(match[0])
          ? ','
          : '.'
      : match[0]
          .normalize('NFKD')
          .replace(/[\u0300-\u036f'’‘]/g, '')
          .toLowerCase()
          .replace(/ß/g, 'ss')
    tokens.push({ at: text.length, from: match.index, to: match.index + match[0].length })
    text += `${plain} `
  }
  return { text, original, tokens }
}

export type Found = { words: string; from: number; to: number }

/** Every place where the pattern stands as whole words, with the writer's own spelling. */
export function findAll(plain: Plain, pattern: RegExp): Found[] {
  const found: Found[] = []
  for (const match of plain.text.matchAll(pattern)) {
    const start = match.index + (match[0].length - match[0].trimStart().length)
    const end = match.index + match[0].trimEnd().length
    const first = plain.tokens.findLast((token) => token.at <= start)
    const last = plain.tokens.findLast((token) => token.at < end)
    if (first && last)
      found.push({ words: plain.original.slice(first.from, last.to).trim(), from: start, to: end })
  }
  return found
}

/** One pattern of many phrases, each of whole words. */
export function anyOf(phrases: string): RegExp {
  const parts = phrases
    .split(/[|\n]/)
    .map((phrase) => phrase.trim())
    .filter(Boolean)
  return new RegExp(`(?<=[ ])(?:${parts.join('|')})(?= )`, 'g')
}

/** The words right before a place, within its part of the sentence. */
export function before(plain: Plain, at: number, words: number): string {
  const sentence = plain.text.slice(0, at).split(/[.?,]/).at(-1) ?? ''
  return ` ${sentence.trim().split(' ').slice(-words).join(' ')} `
}
