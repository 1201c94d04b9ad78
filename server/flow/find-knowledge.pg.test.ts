// Finding by words and by meaning together, with an endpoint that works, and with one that does not.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createMeaning } from '#ai/knowledge/meaning.ts'
import type { Store } from '#db/pool.ts'
import { startEmbeddings } from '#test/fakes/embeddings-server.ts'
import { createStore } from '#test/harness/database.ts'
import { bareFlow } from '#test/harness/search-flow.ts'
import type { Flow } from './deps.ts'
import { findPassages } from './find-knowledge.ts'
import { writeKnowledge } from './knowledge.ts'
import { embedPassages } from './sources/embed.ts'

const everybody = { channel: null, audiences: [] }
let store: Store
let endpoint: Awaited<ReturnType<typeof startEmbeddings>>
let flow: Flow
let time = 0
const meaningOf = (model: string) =>
  createMeaning({ baseUrl: endpoint.baseUrl, model, apiKey: 'embed-key' }, fetch, () => time)
const find = async (question: string, of: Flow = flow, workspaceId = 'm') =>
  findPassages(of, workspaceId, { question, limit: 5, seer: everybody })

beforeAll(async () => {
  store = await createStore()
  endpoint = await startEmbeddings()
  afterAll(() => endpoint.stop())
  flow = await bareFlow(store, 'm', 'en', { meaning: meaningOf('topics-1') })
  await bareFlow(store, 'n', 'en')
  const write = (title: string, body: string, more: object = {}) =>
    writeKnowledge(flow, 'm', 'test', { kind: 'faq', title, body, ...more })
  await write('Is there a garage?', 'Yes, behind the house.')
  await write('May a puppy come along?', 'Gladly, on a lead.')
  await write('Where is the staff garage?', 'Under the house.', {
    audience: { audiences: ['staff'], channels: [], expiresAt: null },
  })
  await writeKnowledge(flow, 'n', 'test', { kind: 'faq', title: 'Their garage', body: 'Theirs alone.' })
  await embedPassages(flow, { workspaceId: 'm' })
})
beforeEach(() => {
  endpoint.fail(null)
  time += 3_600_000
})

describe('by meaning', () => {
  it('what is asked in other words is found, of this workspace and for this seer only', async () => {
    const found = await find('Somewhere to leave my vehicle?')
    expect(found.map((p) => [p.title, p.by])).toEqual([['Is there a garage?', ['meaning']]])
    expect(endpoint.asked.at(-1)).toMatchObject({ model: 'topics-1', authorization: 'Bearer embed-key' })
  })

  it('words and meaning together come before either alone', async () => {
    const [first] = await find('may my dog or puppy come')
    expect(first).toMatchObject({ title: 'May a puppy come along?', by: ['words', 'meaning'], score: 1 })
  })

  it('a text that changes is asked for again, and what went is forgotten', async () => {
    const id = await writeKnowledge(flow, 'm', 'test', { kind: 'faq', title: 'Fee', body: 'What it costs.' })
    await embedPassages(flow, { workspaceId: 'm' })
    expect((await find('is it expensive or cheap')).map((p) => p.title)).toEqual(['Fee'])
    await writeKnowledge(flow, 'm', 'test', { kind: 'faq', title: 'Animals', body: 'A dog is welcome.' }, id)
    const before = endpoint.asked.length
    await embedPassages(flow, { workspaceId: 'm' })
    expect(endpoint.asked.slice(before).flatMap((a) => a.texts)).toEqual(['Animals\nA dog is welcome.'])
    expect(await find('is it expensive or cheap')).toEqual([])
    await embedPassages(flow, { workspaceId: 'm' })
    expect(endpoint.asked.length).toBe(before + 2)
  })

  it('another model is asked for everything anew', async () => {
    const other = { ...flow, meaning: meaningOf('topics-2') }
    expect(await find('Somewhere to leave my vehicle?', other)).toEqual([])
    await embedPassages(other, { workspaceId: 'm' })
    expect((await find('Somewhere to leave my vehicle?', other))[0]?.title).toBe('Is there a garage?')
    await embedPassages(flow, { workspaceId: 'm' })
  })
})

describe('an endpoint in trouble', () => {
  it('costs nothing but what only meaning finds; it is left alone for a while', async () => {
    endpoint.fail(500)
    expect(await find('Somewhere to leave my vehicle?')).toEqual([])
    expect((await find('puppy'))[0]?.title).toBe('May a puppy come along?')
    const asked = endpoint.asked.length
    await find('puppy')
    expect(endpoint.asked.length).toBe(asked)
    expect(flow.meaning?.problem()).toMatch(/out of order|Internal/)
    endpoint.fail(null)
    time += 60_000
    expect((await find('Somewhere to leave my vehicle?'))[0]?.title).toBe('Is there a garage?')
    expect(flow.meaning?.problem()).toBeNull()
  })

  it('fails the job, which comes again, and loses nothing', async () => {
    await writeKnowledge(flow, 'm', 'test', {
      kind: 'faq',
      title: 'Parking permit',
      body: 'At the town hall.',
    })
    endpoint.fail(503)
    await expect(embedPassages(flow, { workspaceId: 'm' })).rejects.toThrow()
    endpoint.fail(null)
    await embedPassages(flow, { workspaceId: 'm' })
    expect((await find('a vehicle')).map((p) => p.title)).toContain('Parking permit')
  })
})

it('a source on the web yields to one by hand in what is given to the front desk', async () => {
  const found = await find('Is there a garage?')
  expect(found[0]).toMatchObject({ title: 'Is there a garage?', kind: 'faq', stale: false })
})
