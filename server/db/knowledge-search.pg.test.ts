// Finding passages on real PostgreSQL: in several languages, only what may be seen, in its own workspace only.
import { beforeAll, describe, expect, it } from 'vitest'
import { toWeightedTerms } from '#ai/knowledge/query.ts'
import { createStore } from '#test/harness/database.ts'
import { replacePassages, saveKnowledge } from './knowledge.ts'
import { readPassages, searchBySpelling, searchByWords } from './knowledge-search.ts'
import type { Store } from './pool.ts'

let store: Store
const now = new Date('2026-03-01T12:00:00Z')
const everybody = { channel: null, audiences: [] }

async function add(
  workspaceId: string,
  id: string,
  of: {
    title: string
    text: string
    language?: string
    audiences?: string[]
    channels?: string[]
    expiresAt?: string
  },
): Promise<void> {
  const { audiences = [], channels = [], expiresAt = null } = of
  await saveKnowledge(
    store.db,
    workspaceId,
    {
      id,
      kind: 'faq',
      title: of.title,
      body: of.text,
      audience: { audiences, channels, expiresAt },
      at: now,
    },
    [{ id: `psg_${id}`, title: of.title, text: of.text, language: of.language ?? 'en' }],
  )
}

const search = async (
  question: string,
  seer: { channel: string | null; audiences: string[] } = everybody,
  workspaceId = 'a',
) =>
  (await searchByWords(store, workspaceId, { terms: toWeightedTerms(question), seer, now, limit: 10 })).map(
    (p) => p.sourceId,
  )

beforeAll(async () => {
  store = await createStore()
  for (const id of ['a', 'b'])
    await store.run('test-workspace', `insert into workspaces (id, name, profile, hours, settings) values ($1, $1, '{}', '{}', '{}')`, [id]) // biome-ignore format: one statement
  await add('a', 'parking', { title: 'Where can I park?', text: 'Behind the house, for free.' })
  await add('a', 'prices', { title: 'What does a visit cost?', text: 'A visit is 80 dollars.' })
  await add('a', 'horario', {
    title: '¿Cuándo abren?',
    text: 'Abrimos los sábados de nueve a dos.',
    language: 'es',
  })
  await add('a', 'zeiten', {
    title: 'Öffnungszeiten',
    text: 'Unsere Werkstätten öffnen samstags um neun.',
    language: 'de',
  })
  await add('a', 'livraison', {
    title: 'Livraison',
    text: 'Nous livrons les commandes en deux jours.',
    language: 'fr',
  })
  await add('a', 'other', { title: 'その他', text: 'Plain words only', language: 'ja' })
  await add('a', 'staff', {
    title: 'Where is the spare key?',
    text: 'Under the flower pot.',
    audiences: ['staff'],
  })
  await add('a', 'texting', { title: 'Can I send a photograph?', text: 'Yes, by text.', channels: ['sms'] })
  await add('a', 'old', {
    title: 'Is there a winter discount?',
    text: 'Ten percent.',
    expiresAt: '2026-02-28T00:00:00Z',
  })
  await add('b', 'theirs', { title: 'Where can I park a lorry?', text: 'Only zebras park here.' })
})

describe('by words', () => {
  it.each([
    ['parking?', 'parking'],
    ['how much do visits cost', 'prices'],
    ['abren el sabado', 'horario'],
    ['wann öffnet die werkstatt', 'zeiten'],
    ['est-ce que vous livrez une commande', 'livraison'],
    ['plain words', 'other'],
  ])('%s finds %s, in the word forms of the passage’s language', async (question, id) => {
    expect((await search(question))[0]).toBe(id)
  })

  it('never finds what is of another workspace', async () => {
    expect(await search('Where can I park a lorry with zebras?')).not.toContain('theirs')
    expect(await search('Where can I park a lorry?', everybody, 'b')).toEqual(['theirs'])
  })

  it('finds what is for some only when they ask', async () => {
    expect(await search('where is the spare key')).not.toContain('staff')
    expect(await search('where is the spare key', { channel: 'sms', audiences: ['sales'] })).not.toContain(
      'staff',
    )
    expect(
      (await search('where is the spare key', { channel: 'sms', audiences: ['sales', 'staff'] }))[0],
    ).toBe('staff')
    expect(await search('send a photograph')).not.toContain('texting')
    expect(await search('send a photograph', { channel: 'email', audiences: [] })).not.toContain('texting')
    expect((await search('send a photograph', { channel: 'sms', audiences: [] }))[0]).toBe('texting')
  })

  it('says nothing of what has expired', async () => {
    expect(await search('is there a winter discount')).not.toContain('old')
  })

  it('asks nothing without bearing words', async () => expect(await search('how are you?')).toEqual([]))
})

it('finds misspelt words by their spelling, with the same limits', async () => {
  const found = await searchBySpelling(store, 'a', { question: 'parkng', seer: everybody, now, limit: 5 })
  expect(found.map((p) => p.sourceId)).toEqual([])
  const near = await searchBySpelling(store, 'a', {
    question: 'comandes livrons',
    seer: everybody,
    now,
    limit: 5,
  })
  expect(near[0]?.sourceId).toBe('livraison')
  const hidden = await searchBySpelling(store, 'a', { question: 'spare kee', seer: everybody, now, limit: 5 })
  expect(hidden.map((p) => p.sourceId)).not.toContain('staff')
})

it('reads passages by id only where they may be seen', async () => {
  const ids = ['psg_staff', 'psg_parking', 'psg_theirs', 'psg_old']
  const of = { ids, scores: [0.9, 0.8, 0.7, 0.6], now }
  expect((await readPassages(store, 'a', { ...of, seer: everybody })).map((p) => p.sourceId)).toEqual([
    'parking',
  ])
  const staff = { channel: null, audiences: ['staff'] }
  expect((await readPassages(store, 'a', { ...of, seer: staff })).map((p) => p.sourceId)).toEqual([
    'staff',
    'parking',
  ])
})

it('puts new passages in the place of the old ones', async () => {
  await replacePassages(store.db, 'a', { knowledgeId: 'prices', pageId: null, kind: 'faq' }, [
    { id: 'psg_new', title: 'What does a visit cost?', text: 'A visit is 95 euros.', language: 'en' },
  ])
  const found = await searchByWords(store, 'a', {
    terms: toWeightedTerms('visit cost'),
    seer: everybody,
    now,
    limit: 3,
  })
  expect(found[0]).toMatchObject({ id: 'psg_new', text: 'A visit is 95 euros.' })
})
