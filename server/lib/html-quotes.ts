// Which `<blockquote>` of a mail is the mail that it answers, and which the author's own emphasis.

/** What is asked of an element of the parser beneath html-to-text. */
export type QuoteElement = {
  type?: string
  name?: string
  data?: string
  attribs?: Record<string, string>
  parent?: QuoteElement | null
  prev?: QuoteElement | null
  next?: QuoteElement | null
  children?: QuoteElement[]
}

/** Containers into which mail programs put the answered mail, and marks at or right before it. */
const CONTAINER =
  /\b(?:gmail_quote_container|gmail_extra|yahoo_quoted|protonmail_quote|zmail_extra|moz-cite-prefix|gmail_attr|tutanota_quote|mail_quote|OutlookMessageHeader)\b/
const ANNOUNCES = /\d.{0,200}[:：]\s*-*\s*$/s
const MAX_STEPS = 200

/**
 * Is this quote the author's own? It is where it bears no mark of a mail program while another quote does, or where
 * it is the one that Gmail's quote button makes: its class without the container of an answered mail.
 */
export function isOwnQuote(element: QuoteElement): boolean {
  if (isMarked(element)) return false
  if (classOf(element).includes('gmail_quote')) return true
  return quotesBeside(element).some((other) => other !== element && isMarked(other))
}

function isMarked(element: QuoteElement): boolean {
  if (element.attribs?.['type'] === 'cite' || element.attribs?.['cite'] !== undefined) return true
  for (let up = element.parent; up; up = up.parent)
    if (up.name === 'blockquote' || CONTAINER.test(classOf(up)) || /\bgmail_quote\b/.test(classOf(up)))
      return true
  const before = textBefore(element)
  return CONTAINER.test(classOf(before.element ?? {})) || ANNOUNCES.test(before.text)
}

/** The text that stands right before an element, at most a line or two. */
function textBefore(element: QuoteElement): { element: QuoteElement | null; text: string } {
  let at: QuoteElement | null | undefined = element.prev ?? element.parent?.prev
  for (let step = 0; at && step < MAX_STEPS; step++, at = at.prev) {
    const text = textOf(at).trim()
    if (text !== '') return { element: at, text: text.slice(-300) }
  }
  return { element: null, text: '' }
}

function textOf(element: QuoteElement, depth = 0): string {
  if (element.type === 'text') return element.data ?? ''
  if (depth > 20) return ''
  return (element.children ?? [])
    .slice(0, MAX_STEPS)
    .map((child) => textOf(child, depth + 1))
    .join('')
}

/** The quotes of the whole mail, those inside others left out. */
function quotesBeside(element: QuoteElement): QuoteElement[] {
  let root = element
  while (root.parent) root = root.parent
  const found: QuoteElement[] = []
  const queue = [root]
  for (let step = 0; step < MAX_STEPS * 10; step++) {
    const next = queue.shift()
    if (!next) break
    if (next.name === 'blockquote') found.push(next)
    else queue.push(...(next.children ?? []))
  }
  return found
}

function classOf(element: QuoteElement): string {
  return element.attribs?.['class'] ?? ''
}
