// axe-core in a page or in one of its frames. Evaluated from outside, so that no content security policy is in the way.
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import type { Frame, Page } from 'playwright-core'

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']
const source = readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** The rules whose answer hangs on the theme; all others look at the same elements in light and dark. */
const COLOUR_RULES = ['color-contrast', 'link-in-text-block']

/** What breaks WCAG 2.2 AA there, one readable line for each place. */
export async function findViolations(
  where: Page | Frame,
  rules: 'all' | 'colours' = 'all',
): Promise<string[]> {
  await settle(where)
  if (!(await where.evaluate<boolean>('"axe" in window'))) await where.evaluate(await source)
  const runOnly = rules === 'all' ? { type: 'tag', values: TAGS } : { type: 'rule', values: COLOUR_RULES }
  const options = { runOnly, resultTypes: ['violations'], iframes: false }
  const results = await where.evaluate<AxeResults>(`axe.run(document, ${JSON.stringify(options)})`)
  return results.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, html, any, all, none }) => {
      const why = [...any, ...all, ...none].map((check) => check.message).join('; ')
      return `${id} at ${target.join(' ')}: ${why} — ${html.slice(0, 160)}`
    }),
  )
}

/** Colours in the middle of a transition are nobody's colours. */
async function settle(where: Page | Frame): Promise<void> {
  await where.waitForFunction(() =>
    document.getAnimations().every((animation) => {
      const { iterations } = animation.effect?.getComputedTiming() ?? {}
      return animation.playState !== 'running' || iterations === Number.POSITIVE_INFINITY
    }),
  )
}
