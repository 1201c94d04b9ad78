// Documents cut into passages that can be found and quoted by themselves.

/** Below this, paragraphs of one section are put together: a passage should hold a whole thought. */
const ENOUGH = 600
/** Above this, a passage no longer says one thing, and its rank suffers. */
const TOO_LONG = 900
const MAX_TITLE = 300

export type Chunk = { title: string; text: string }

/**
 * Passages in order of the text, none overlapping, none longer than 900 characters. A heading begins a new passage and
 * joins its title ("Warranty: Parts"); where all `headings` are marked, no short line is taken for one. Pure; a document of white space gives none.
 */
export function chunkDocument(document: {
  title: string
  text: string
  headings?: 'marked' | 'guessed'
}): Chunk[] {
  const chunks: Chunk[] = []
  for (const section of sectionsOf(document.text, document.headings !== 'marked')) {
    // A document that repeats its own name as a heading is still that document.
    const title =
      section.heading && section.heading !== document.title
        ? `${document.title}: ${section.heading}`.slice(0, MAX_TITLE)
        : document.title
    let text = ''
    for (const piece of section.paragraphs.flatMap(splitLong)) {
      const joined = text ? `${text}\n\n${piece}` : piece
      if (text && (joined.length > TOO_LONG || text.length >= ENOUGH)) {
        chunks.push({ title, text })
        text = piece
      } else text = joined
    }
    if (text) chunks.push({ title, text })
  }
  return chunks
}

type Section = { heading: string | null; paragraphs: string[] }

function sectionsOf(text: string, guess: boolean): Section[] {
  const sections: Section[] = []
  let current: Section = { heading: null, paragraphs: [] }
  const blocks = text
    .replace(/\r\n?/g, '\n')
    // A heading stands alone even where its author left no blank line under it.
    .replace(/^(#{1,6} .+)$/gm, '\n\n$1\n\n')
    .split(/\n\s*\n/)
    .map((block) => block.trim())
    .filter(Boolean)
  for (const [index, block] of blocks.entries()) {
    const heading = headingOf(block, guess && index < blocks.length - 1)
    if (heading === null) current.paragraphs.push(block)
    else {
      if (current.paragraphs.length > 0) sections.push(current)
      // Headings without text between them belong together: "Prices", then "Haircuts".
      const above = current.paragraphs.length === 0 && current.heading ? `${current.heading}: ` : ''
      current = { heading: above + heading, paragraphs: [] }
    }
  }
  if (current.paragraphs.length > 0) sections.push(current)
  else if (current.heading) sections.push({ heading: null, paragraphs: [current.heading] })
  return sections
}

const MARKED = /^#{1,6}\s+(.+?)\s*#*$/

/** The words of a heading: a Markdown one, or a short line without a sentence's end that something follows. */
function headingOf(block: string, followed: boolean): string | null {
  const marked = MARKED.exec(block)
  if (marked) return marked[1] ?? null
  if (!followed || block.includes('\n') || block.length > 70) return null
  // A row of a table or a price is what is asked for, and no title of what follows.
  if (/[.!;,]$|^[-*•\d]| \| |[$€£]\s?\d/.test(block)) return null
  return block.replace(/[:?]$/, (end) => (end === '?' ? '?' : ''))
}

function splitLong(paragraph: string): string[] {
  if (paragraph.length <= TOO_LONG) return [paragraph]
  const pieces: string[] = []
  let text = ''
  for (const sentence of paragraph.split(/(?<=[.!?])\s+|\n/).flatMap(splitEndless)) {
    if (text && text.length + sentence.length + 1 > TOO_LONG) {
      pieces.push(text)
      text = sentence
    } else text = text ? `${text} ${sentence}` : sentence
  }
  if (text) pieces.push(text)
  return pieces
}

/** A "sentence" without an end (a list run together, a wall of text) is cut at spaces, or anywhere. */
function splitEndless(sentence: string): string[] {
  const pieces: string[] = []
  let rest = sentence
  while (rest.length > TOO_LONG) {
    const space = rest.lastIndexOf(' ', TOO_LONG)
    // Never between the two halves of an emoji.
    const hard = /[\uD800-\uDBFF]/.test(rest[TOO_LONG - 1] ?? '') ? TOO_LONG - 1 : TOO_LONG
    const at = space > ENOUGH / 2 ? space : hard
    pieces.push(rest.slice(0, at).trim())
    rest = rest.slice(at).trim()
  }
  if (rest) pieces.push(rest)
  return pieces
}
