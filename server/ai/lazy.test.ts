// An idle process must not carry language models in memory: what `turn.ts` loads at once is read from its imports.
import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

const root = new URL('../../', import.meta.url)
const folders: Record<string, string> = {
  '#ai/': 'server/ai/',
  '#lib/': 'server/lib/',
  '#domain/': 'domain/',
}
const eager = /^(?:import|export)\s+(?!type\b)[^'";]*?from '([^']+)'|^import '([^']+)'/gm

function loaded(file: string, seen = new Set<string>()): Set<string> {
  if (seen.has(file)) return seen
  seen.add(file)
  for (const match of readFileSync(new URL(file, root), 'utf8').matchAll(eager)) {
    const name = match[1] ?? match[2] ?? ''
    const alias = Object.keys(folders).find((a) => name.startsWith(a))
    if (name.startsWith('./')) loaded(new URL(name, `file:///${file}`).pathname.slice(1), seen)
    else if (alias) loaded(name.replace(alias, folders[alias] ?? ''), seen)
    else seen.add(name)
  }
  return seen
}

it('a turn loads the AI SDK, its providers and the guard only when a model answers', () => {
  const files = loaded('server/ai/turn.ts')
  expect(files).toContain('server/ai/model.ts')
  expect(files).toContain('domain/hours.ts')
  expect(
    [...files].filter((name) => name === 'ai' || name.startsWith('@ai-sdk/') || name.includes('guard')),
  ).toEqual([])
})
