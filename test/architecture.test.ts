// ARCHITECTURE.md is a map: every path that it names exists.
import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

const root = new URL('../', import.meta.url).pathname

describe('ARCHITECTURE.md', () => {
  const text = readFileSync(`${root}ARCHITECTURE.md`, 'utf8')
  const paths = [
    ...text.matchAll(/`((?:domain|wire|server|web|widget|test|bench|docs|scripts)\/[\w./-]*)`/g),
  ].map((m) => m[1] ?? '')

  it('names a good part of the tree', () => {
    expect(paths.length).toBeGreaterThan(30)
  })
  it.each(paths)('%s exists', (path) => {
    expect(existsSync(root + path)).toBe(true)
  })
})
