// The direction of imports, as a table. A folder may import what its row names, itself, and packages.
import { globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'

const root = new URL('../', import.meta.url).pathname
const everything = ['*']

const may: Record<string, string[]> = {
  domain: [],
  wire: ['domain'],
  'server/lib': [],
  'server/postgres': ['lib'],
  'server/channels': ['domain', 'lib'],
  'server/ai': ['domain', 'lib'],
  'server/db': ['domain', 'lib'],
  'server/jobs': ['db', 'domain', 'lib'],
  'server/flow': ['channels', 'ai', 'db', 'jobs', 'domain', 'lib'],
  'server/present': ['db', 'wire', 'domain', 'lib'],
  'server/realtime': ['db', 'present', 'wire', 'domain', 'lib'],
  'server/mail': ['channels', 'flow', 'db', 'domain', 'lib'],
  'server/sample': ['ai', 'flow', 'db', 'domain', 'lib'],
  'server/http': ['channels', 'ai', 'flow', 'db', 'present', 'realtime', 'wire', 'domain', 'lib'],
  'server/simulator': ['channels', 'http', 'db', 'wire', 'domain', 'lib'],
  web: ['wire', 'domain'],
  widget: ['wire', 'domain'],
}

const packagesOfDomain = ['zod', 'temporal-polyfill', 'libphonenumber-js/max']

function folderOf(file: string): string | null {
  return Object.keys(may).find((folder) => file.startsWith(`${folder}/`)) ?? null
}

const files = globSync('{domain,wire,server,web,widget}/**/*.{ts,tsx}', { cwd: root })
const importPattern = /^(?:import|export)\b[^'";]*?from '([^']+)'|^import '([^']+)'|\bimport\('([^']+)'\)/gm

function importsOf(file: string): string[] {
  return [...readFileSync(root + file, 'utf8').matchAll(importPattern)].map((m) => m[1] ?? m[2] ?? m[3] ?? '')
}

/** What a file needs to run: its imports without those of types, and without what is loaded on demand. */
function neededBy(file: string): string[] {
  const pattern = /^(?:import|export)\b(?!\s+type\b)[^'";]*?from '([^']+)'|^import '([^']+)'/gm
  return [...readFileSync(root + file, 'utf8').matchAll(pattern)].map((m) => m[1] ?? m[2] ?? '')
}

/** Every file that comes with one before anything is loaded on demand, and through which other it comes. */
function loadedWith(first: string): Map<string, string | null> {
  const through = new Map<string, string | null>([[first, null]])
  for (const [file] of through)
    for (const name of neededBy(file)) {
      const path = name.startsWith('./')
        ? join(dirname(file), name)
        : name.replace(/^#(domain|wire|web)\//, '$1/')
      if (/\.tsx?$/.test(path) && !through.has(path)) through.set(path, file)
    }
  return through
}

describe('imports', () => {
  it('finds the files', () => {
    expect(files.length).toBeGreaterThan(80)
  })

  it('go only where the table allows', () => {
    const wrong: string[] = []
    for (const file of files) {
      if (file.endsWith('.test.ts') || file.endsWith('.test.tsx')) continue
      const folder = folderOf(file)
      if (!folder) continue
      const allowed = may[folder] ?? everything
      const own = folder.replace('server/', '')
      for (const name of importsOf(file)) {
        const alias = /^#([\w-]+)\//.exec(name)?.[1]
        if (
          alias &&
          alias !== own &&
          !allowed.includes(alias) &&
          !(folder === 'server/sample' && alias === 'server')
        )
          wrong.push(`${file} imports ${name}`)
      }
    }
    // The root of the server (main, run, config) may import everything; one thing there is reached from below, lazily.
    expect(wrong.filter((w) => !w.includes('#server/sample/write.ts'))).toEqual([])
  })

  it('never climb with ../', () => {
    const wrong = files.flatMap((file) =>
      importsOf(file)
        .filter((name) => name.startsWith('../'))
        .map((name) => `${file} imports ${name}`),
    )
    expect(wrong).toEqual([])
  })

  it('keep the domain pure: no packages but the named ones', () => {
    const wrong = files
      .filter((file) => file.startsWith('domain/') && !file.endsWith('.test.ts'))
      .flatMap((file) =>
        importsOf(file)
          .filter(
            (name) => !name.startsWith('.') && !name.startsWith('#') && !packagesOfDomain.includes(name),
          )
          .map((name) => `${file} imports ${name}`),
      )
    expect(wrong).toEqual([])
  })

  it('keep channels apart: a channel knows the contract and its provider’s protocol, never another channel', () => {
    const wrong = files
      .filter(
        (file) =>
          file.startsWith('server/channels/') && file.split('/').length > 3 && !file.endsWith('.test.ts'),
      )
      .flatMap((file) =>
        importsOf(file)
          .filter((name) => /^#channels\/(?!channel\.ts|protocols\/)/.test(name))
          .map((name) => `${file} imports ${name}`),
      )
    expect(wrong).toEqual([])
  })

  it('keep SQL in db/', () => {
    const wrong = files
      .filter(
        (file) =>
          file.startsWith('server/') &&
          !/^server\/(db|jobs|postgres)\//.test(file) &&
          !file.endsWith('.test.ts'),
      )
      .filter((file) =>
        /\b(select|insert into|update|delete from) [^'"`\n]*\b(from|values|set|where)\b/.test(
          readFileSync(root + file, 'utf8').replace(/\/\/.*|\/\*[\s\S]*?\*\//g, ''),
        ),
      )
    expect(wrong).toEqual([])
  })

  it('read the environment in one place', () => {
    const wrong = files.filter(
      (file) =>
        /process\.env\b/.test(readFileSync(root + file, 'utf8')) &&
        !/^server\/(config|postgres\/run)/.test(file) &&
        !/\.config\.ts$/.test(file) &&
        !/\.test\.ts$/.test(file),
    )
    expect(wrong).toEqual([])
  })

  it('ask for capabilities, not for a channel’s name, outside the channels', () => {
    const wrong = files
      .filter(
        (file) =>
          /^(web|server\/(flow|http|realtime|present|jobs))\//.test(file) && !/\.test\.tsx?$/.test(file),
      )
      .filter((file) =>
        /channel(Kind)?\s*[!=]==?\s*['"]|case '(sms|whatsapp|email|webchat)'/.test(
          readFileSync(root + file, 'utf8'),
        ),
      )
    expect(wrong).toEqual([])
  })

  it('bring no zod before the first list: 24 KB that nothing there parses with', () => {
    const loaded = loadedWith('web/main.tsx')
    // The list itself is among them, and what only an open conversation needs is not.
    expect(loaded.has('web/screens/inbox/conversation-list.tsx')).toBe(true)
    expect(loaded.has('web/screens/thread/thread-screen.tsx')).toBe(false)
    const chains = [...loaded.keys()]
      .filter((file) => neededBy(file).includes('zod'))
      .map((file) => {
        const chain = [file]
        for (let to = loaded.get(file); to; to = loaded.get(to)) chain.push(to)
        return chain.reverse().join(' > ')
      })
    expect(chains).toEqual([])
  })

  it('run on the pinned Node', () => {
    expect(process.version).toMatch(/^v24\./)
  })
})
