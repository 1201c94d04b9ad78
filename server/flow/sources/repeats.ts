// What the pages of a site have in common and is no content of any: a slogan, an address under every page. Pure.

/** On fewer pages nothing can be told. */
const FEWEST_PAGES = 4
const SHARE = 0.5

/** The texts without paragraphs that stand on half of the pages; each such paragraph stays where it stands first. */
export function withoutRepeats(texts: string[]): string[] {
  if (texts.length < FEWEST_PAGES) return texts
  const paragraphs = texts.map((text) => text.split(/\n{2,}/))
  const pages = new Map<string, number>()
  for (const ofPage of paragraphs) for (const p of new Set(ofPage)) pages.set(p, (pages.get(p) ?? 0) + 1)
  const kept = new Set<string>()
  return paragraphs.map((ofPage) =>
    ofPage
      .filter((p) => {
        if ((pages.get(p) ?? 0) < texts.length * SHARE) return true
        if (kept.has(p)) return false
        kept.add(p)
        return true
      })
      .join('\n\n'),
  )
}
