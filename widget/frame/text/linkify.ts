// Finds what can be followed in plain text. Text comes from strangers, so the result is parts to render, never HTML,
// and an address is only ever http, https, mailto or tel.

export type Part = { text: string; href?: string }

const candidates = new RegExp(
  [
    String.raw`(?:https?:\/\/|www\.)[^\s<>"'\u0060]+`,
    String.raw`[\p{L}\d._%+-]+@[\p{L}\d-]+(?:\.[\p{L}\d-]+)+`,
    // Phone numbers only in forms that a date, a price or an order number does not take.
    String.raw`\+\d(?:[\s().-]{0,2}\d){7,14}(?!\d)`,
    String.raw`(?:\(\d{3}\)\s?|\b\d{3}[-.])\d{3}[-.]\d{4}\b`,
  ].join('|'),
  'giu',
)

/** Splits `text` into plain and linked parts; joined together the parts' texts are `text` again. */
export function linkify(text: string): Part[] {
  const parts: Part[] = []
  let end = 0
  for (const match of text.matchAll(candidates)) {
    // What follows directly on a word or another address is a piece of something else ("x@y.z@w.org").
    if (/[\p{L}\d@/]$/u.test(text.slice(Math.max(0, match.index - 2), match.index))) continue
    const found = trim(match[0])
    const href = hrefOf(found)
    if (!href) continue
    if (match.index > end) parts.push({ text: text.slice(end, match.index) })
    parts.push({ text: found, href })
    end = match.index + found.length
  }
  if (end < text.length || parts.length === 0) parts.push({ text: text.slice(end) })
  return parts
}

/** Punctuation at the end belongs to the sentence; a closing bracket too, unless it was opened inside the address. */
function trim(found: string): string {
  let rest = found
  for (;;) {
    const last = rest.at(-1) ?? ''
    if ('.,;:!?…*_'.includes(last) && last !== '') rest = rest.slice(0, -1)
    else if (last === ')' && count(rest, ')') > count(rest, '(')) rest = rest.slice(0, -1)
    else if (last === ']' && count(rest, ']') > count(rest, '[')) rest = rest.slice(0, -1)
    else return rest
  }
}

function hrefOf(found: string): string | undefined {
  if (/^\+|^\(?\d/.test(found) && !found.includes('@')) return `tel:${found.replace(/[^\d+]/g, '')}`
  if (!/^(https?:|www\.)/i.test(found)) return `mailto:${found}`
  const address = /^www\./i.test(found) ? `https://${found}` : found
  if (!URL.canParse(address)) return undefined
  const url = new URL(address)
  // `https://bank.example@evil.example/` shows one host and goes to another.
  return url.username || url.password ? undefined : url.href
}

function count(text: string, char: string): number {
  return text.split(char).length - 1
}

/** An address that the server gave, if it is one to open: http or https, absolute or on this server. */
export function safeAddress(address: string): string | undefined {
  const url = URL.canParse(address, location.href) ? new URL(address, location.href) : undefined
  return url && /^https?:$/.test(url.protocol) ? url.href : undefined
}
