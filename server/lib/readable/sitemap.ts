// A sitemap's addresses (sitemaps.org): pages, and further sitemaps.
import { Parser } from 'htmlparser2'
import { runWithin } from '#lib/time-limit.ts'

const MAX_ADDRESSES = 2_000
const MAX_MILLISECONDS = 500

/** Addresses in order, at most two thousand of each. What is no sitemap, or built to take for ever, gives none. */
export function readSitemap(xml: string): Sitemap {
  const run = runWithin(MAX_MILLISECONDS, () => readNow(xml))
  return run.finished ? run.value : { pages: [], sitemaps: [] }
}

export type Sitemap = { pages: string[]; sitemaps: string[] }

function readNow(xml: string): Sitemap {
  const found: Sitemap = { pages: [], sitemaps: [] }
  let text: string | null = null
  let into: string[] = found.pages
  const parser = new Parser(
    {
      onopentagname(name) {
        if (name === 'url') into = found.pages
        else if (name === 'sitemap') into = found.sitemaps
        else if (name === 'loc') text = ''
      },
      ontext(piece) {
        if (text !== null && text.length < 2_000) text += piece
      },
      onclosetag(name) {
        if (name !== 'loc' || text === null) return
        if (into.length < MAX_ADDRESSES) into.push(text.trim())
        text = null
      },
    },
    { xmlMode: true, decodeEntities: true },
  )
  parser.end(xml)
  return found
}
