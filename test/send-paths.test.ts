// Every way out goes through the gate: one function writes messages of ours, one asks the provider to send them, and both
// ask the gate first. Whoever finds another way is named here.
import { globSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

const root = new URL('../', import.meta.url).pathname
const files = globSync('server/**/*.ts', { cwd: root }).filter((file) => !file.endsWith('.test.ts'))
const read = (file: string) => readFileSync(root + file, 'utf8').replace(/\/\/.*|\/\*[\s\S]*?\*\//g, '')
const callers = (call: RegExp) => files.filter((file) => call.test(read(file))).sort()

it('one place asks a channel to send', () => {
  expect(callers(/\bchannel\.send\(|\.channel\s*\.send\(/)).toEqual(['server/flow/5-deliver.ts'])
})

it('messages of ours are written by one function; two others note what has left elsewhere already', () => {
  const inserts = callers(/\binsertOutbound\(/).filter((file) => file !== 'server/db/messages.ts')
  expect(inserts).toEqual([
    // What the business's phone or another program sent.
    'server/flow/echoes.ts',
    'server/flow/outgoing.ts',
    // What a mailbox's sent folder holds.
    'server/flow/sent-mails.ts',
  ])
  for (const file of ['server/flow/echoes.ts', 'server/flow/sent-mails.ts'])
    expect(read(file)).not.toMatch(/status: 'queued'|enqueueDeliver/)
})

it('nothing but the message path writes a queued message into the table', () => {
  const writers = callers(/insert into messages\b|insertInto\('messages'\)/)
  // The sample business has a past, and none of it is to leave.
  expect(writers.filter((file) => !file.startsWith('server/db/'))).toEqual(['server/sample/write.ts'])
  const queued = writers.filter((file) => /status[^\n]*'queued'/.test(read(file)))
  expect(queued.filter((file) => file !== 'server/db/messages.ts')).toEqual([])
})

it('both doors ask the gate', () => {
  expect(read('server/flow/outgoing.ts')).toMatch(/await askGate\(/)
  const deliver = read('server/flow/5-deliver.ts')
  expect(deliver.indexOf('askGate(')).toBeGreaterThan(0)
  expect(deliver.indexOf('askGate(')).toBeLessThan(deliver.indexOf('outbox.claim('))
  expect(callers(/\boutbox\.claim\(/)).toEqual(['server/flow/5-deliver.ts'])
})
