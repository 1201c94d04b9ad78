// What is generated from the code is as the code says.
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { describeConfig } from '#server/config.ts'

const root = new URL('../', import.meta.url).pathname
const { markdown, envExample } = describeConfig()

describe('generated pages', () => {
  it('docs/configuration.md lists the variables of the schema', () => {
    expect(readFileSync(`${root}docs/configuration.md`, 'utf8')).toContain(markdown.trim())
  })
  it('.env.example too', () => {
    expect(readFileSync(`${root}.env.example`, 'utf8').trim()).toBe(envExample.trim())
  })
  it('the README’s commands are scripts of package.json', () => {
    const scripts = (
      JSON.parse(readFileSync(`${root}package.json`, 'utf8')) as { scripts: Record<string, string> }
    ).scripts
    const named = [...readFileSync(`${root}README.md`, 'utf8').matchAll(/`npm (?:run )?([\w:]+)/g)]
      .map((m) => m[1] ?? '')
      .filter((n) => n !== 'ci')
    expect(named.length).toBeGreaterThan(4)
    expect(named.filter((name) => !(name in scripts))).toEqual([])
  })
})
