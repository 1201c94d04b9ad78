// What browsers have to load, packed as servers pack it at best.
import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Bench } from './bench.ts'
import { targets } from './targets.ts'

const DIST = new URL('../dist/', import.meta.url).pathname
const KB = 1_024

export async function sizes(bench: Bench): Promise<void> {
  const loader = `${DIST}widget/widget.js`
  const frame = globSync(`${DIST}widget/frame/assets/*.js`)
  bench.report('widget: loader', packed([loader]), 'KB', targets.widgetLoader, 'gzip -9')
  bench.report(
    'widget: opened, all JavaScript',
    packed([loader, ...frame]),
    'KB',
    targets.widgetOpened,
    `gzip -9, the loader and ${frame.length} files of the frame`,
  )
  const first = loadedWith(`${DIST}web/`, 'index.html')
  bench.report(
    'inbox: JavaScript before the first list',
    packed(first),
    'KB',
    targets.inboxFirst,
    `gzip -9, ${first.length} files: scripts of the page and what they import`,
  )
}

function packed(files: string[]): number {
  return files.reduce((sum, file) => sum + gzipSync(readFileSync(file), { level: 9 }).length, 0) / KB
}

/** The scripts of a page and everything that they import by themselves, not on demand. */
function loadedWith(root: string, page: string): string[] {
  const html = readFileSync(root + page, 'utf8')
  const found = [...html.matchAll(/<(?:script|link)\b[^>]*?\b(?:src|href)="\/([^"]+\.js)"/g)].map(
    (m) => root + m[1],
  )
  for (const file of found)
    for (const [, name = ''] of readFileSync(file, 'utf8').matchAll(
      /(?:\bfrom|\bimport)\s*["'](\.{1,2}\/[^"']+\.js)["']/g,
    )) {
      const imported = join(dirname(file), name)
      // A string of the program may look like an import; files that exist do not lie.
      if (existsSync(imported) && !found.includes(imported)) found.push(imported)
    }
  return found
}
