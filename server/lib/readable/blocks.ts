// Which blocks of a page are its content, and how they are written down.

export type Block = {
  text: string
  /** Letters of it that stand in links. */
  linked: number
  /** 1 to 6; 0 for what is no heading. */
  heading: number
  listed: boolean
  row: boolean
  furniture: boolean
  main: boolean
  footer: boolean
}

/** So much inside of <main> or <article>, and the rest of the page is around it. */
const ENOUGH_MAIN = 200
const LINKS = 0.6
const LONG = 200

/**
 * The content as text: headings marked, lists and rows line by line. `title` is not repeated as a heading. Of a footer
 * only what tells facts is kept (address, telephone, hours).
 */
export function joinBlocks(all: Block[], title: string | null): string {
  const content = all.filter((block) => !block.furniture && !isMenu(block))
  const main = content.filter((block) => block.main)
  const letters = main.reduce((sum, block) => sum + block.text.length, 0)
  // The footer's facts first: they belong to the whole page and not to its last heading.
  const kept = [...all.filter(tellsFact), ...(letters >= ENOUGH_MAIN ? main : content)]
  let text = ''
  let before: Block | null = null
  for (const [i, block] of kept.entries()) {
    if (block.heading > 0) {
      const next = kept[i + 1]
      // A heading of nothing, or the page's own name.
      if (block.text === title || !next || (next.heading > 0 && next.heading <= block.heading)) continue
    }
    if (before?.text === block.text) continue
    const together =
      before &&
      before.heading === 0 &&
      block.heading === 0 &&
      ((block.listed && before.listed) || (block.row && before.row))
    text += `${text === '' ? '' : together ? '\n' : '\n\n'}${marked(block)}`
    before = block
  }
  return text
}

function marked(block: Block): string {
  if (block.heading > 0) return `## ${block.text}`
  return block.listed ? `- ${block.text}` : block.text
}

function isMenu({ text, linked, heading }: Block): boolean {
  return heading === 0 && text.length < LONG && linked > text.length * LINKS
}

function tellsFact(block: Block): boolean {
  return (
    block.footer &&
    /\d/.test(block.text) &&
    !/©|\(c\)|copyright|all rights|alle rechte|tous droits/i.test(block.text) &&
    !isMenu(block)
  )
}
