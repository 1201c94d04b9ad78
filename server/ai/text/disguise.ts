// What a text says underneath a disguise. A model that was talked into spelling its rules backwards, in base64 or in
// letters of another alphabet gives them away all the same, so the checks for leaks read every one of these readings.

/** Signs that nobody sees and that can carry a text: tags, direction marks, joiners in a row, runs of selectors. */
const INVISIBLE =
  /\u034F|\u17B4|\u17B5|[\u00AD\u061C\u115F\u1160\u180E\u200B\u200E\u200F\u202A-\u202E\u2060-\u206F\u3164\uFEFF\uFFA0\u{E0000}-\u{E0FFF}]|[\u200C\u200D]{2,}|[\uFE00-\uFE0F]{2,}/gu

/** The text without signs that nobody sees. What emojis and joined scripts need stays. */
export function withoutInvisible(text: string): string {
  return text.replace(INVISIBLE, '')
}

// Letters of other alphabets that look like Latin ones.
const LOOKALIKES: Record<string, string> = Object.fromEntries(
  [
    ['аɑα', 'a'],
    ['Ь', 'b'],
    ['сϲ', 'c'],
    ['ԁ', 'd'],
    ['еєε', 'e'],
    ['ғ', 'f'],
    ['ɡ', 'g'],
    ['һ', 'h'],
    ['іıι', 'i'],
    ['ј', 'j'],
    ['кκ', 'k'],
    ['ӏ', 'l'],
    ['мм', 'm'],
    ['пո', 'n'],
    ['оοօ', 'o'],
    ['рρ', 'p'],
    ['ԛ', 'q'],
    ['гг', 'r'],
    ['ѕ', 's'],
    ['тτ', 't'],
    ['υս', 'u'],
    ['ѵν', 'v'],
    ['ѡԝ', 'w'],
    ['хχ', 'x'],
    ['уγ', 'y'],
    ['ᴢ', 'z'],
  ].flatMap(([from = '', to = '']) => [...from].map((letter) => [letter, to])),
)
const LEET: Record<string, string> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
}

const mapped = (text: string, table: Record<string, string>) =>
  [...text].map((letter) => table[letter] ?? letter).join('')

/** Small letters without accents, in one alphabet. */
export function foldLetters(text: string): string {
  const small = withoutInvisible(text).normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
  return mapped(small, LOOKALIKES)
}

/** "i g n o r e", "i.g.n.o.r.e" as one word; two spaces, or a line, part the words. */
function closeUp(text: string): string {
  return text.replace(
    /(?<![\p{L}\p{N}])(?:[\p{L}\p{N}][ ._\-*|/]){3,}[\p{L}\p{N}](?![\p{L}\p{N}])/gu,
    (run) => run.replace(/[ ._\-*|/]/g, ''),
  )
}

const rot13 = (text: string) =>
  text.replace(/[a-z]/gi, (c) => {
    const base = c <= 'Z' ? 65 : 97
    return String.fromCharCode(((c.charCodeAt(0) - base + 13) % 26) + base)
  })
const backwards = (text: string) => [...text].reverse().join('')

/** What is readable in it and not noise. */
function readable(bytes: Buffer): string {
  const text = bytes.toString('utf8')
  const plain = text.match(/[\p{L}\p{N}\p{P}\s]/gu)?.length ?? 0
  return text.length > 0 && plain / text.length > 0.9 ? text : ''
}

const numbers = (digits: string, base: number) =>
  readable(Buffer.from((digits.match(/\d+/g) ?? []).map((n) => Number.parseInt(n, base) & 0xff)))

/** Pieces of code in a text, with what they decode to. */
function decoded(text: string): string {
  const out: string[] = []
  for (const [run] of text.matchAll(/[A-Za-z0-9+/_-]{12,}={0,2}/g))
    out.push(readable(Buffer.from(run, 'base64')))
  // Broken over lines.
  const joined = text.replace(/\s+/g, '')
  if (/^[A-Za-z0-9+/_=-]{24,}$/.test(joined)) out.push(readable(Buffer.from(joined, 'base64')))
  for (const [run] of text.matchAll(/(?:(?:0x|\\x)?[0-9a-f]{2}[\s:,]?){8,}/gi))
    out.push(readable(Buffer.from(run.replace(/0x|\\x|[^0-9a-f]/gi, ''), 'hex')))
  for (const [run] of text.matchAll(/(?:[01]{8}\s?){4,}/g))
    out.push(numbers(run.replace(/([01]{8})/g, '$1 '), 2))
  for (const [run] of text.matchAll(/(?:\b\d{2,3}\b[\s,]*){8,}/g)) out.push(numbers(run, 10))
  if (/(?:%[0-9a-f]{2}.?){4,}/i.test(text)) out.push(unescapeUrl(text))
  return out.filter(Boolean).join('\n')
}

function unescapeUrl(text: string): string {
  return text.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
}

/** Beyond this nobody reads; a reply is far shorter. */
const MAX_READ = 20_000

/** The text as it stands and as it reads under each disguise, folded; every one of them is to be checked. */
export function readingsOf(text: string): string[] {
  const clear = withoutInvisible(text).slice(0, MAX_READ)
  const all = [
    clear,
    closeUp(clear),
    rot13(clear),
    backwards(clear),
    mapped(clear.toLowerCase(), LEET),
    decoded(clear),
  ]
  return [...new Set(all.filter(Boolean).map(foldLetters))]
}

const RUN = /[A-Za-z0-9+/_-]{40,}={0,2}/g
const CODE =
  /(?:\b[0-9a-f]{2}[\s:]){15,}|\b[0-9a-f]{32,}\b|(?:[01]{8}\s?){6,}|(?:%[0-9a-f]{2}){6,}|(?:\\u[0-9a-f]{4}){4,}|(?:\b\d{2,3}\b[\s,]+){15,}|(?:[.·-]{1,6}[\s/]+){15,}/i

/** A piece of code in a text that no customer asked to read; links are another's to judge. */
export function codeIn(text: string): string | null {
  const plain = text.replace(/https?:\/\/\S+/g, ' ')
  const run = plain
    .match(RUN)
    ?.find((piece) => /\d/.test(piece) || (piece.match(/[a-z][A-Z]/g)?.length ?? 0) > 2)
  return run ?? CODE.exec(plain)?.[0] ?? null
}
