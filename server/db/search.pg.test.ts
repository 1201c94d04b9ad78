// Search has two shapes; both are tried, by a word that nearly every message has and by one that a single one has.
import { beforeAll, describe, expect, it } from 'vitest'
import { Profile } from '#domain/knowledge.ts'
import { createStore } from '#test/harness/database.ts'
import { insertInbox } from './inboxes.ts'
import type { Store } from './pool.ts'
import { searchPeople, searchTexts, toQuery } from './search.ts'
import { seedWorkspace } from './seed.ts'
import { defaultHours, defaultSettings, insertWorkspace } from './workspaces.ts'

let store: Store
const mine = 'ws_search0001'
const other = 'ws_search0002'

beforeAll(async () => {
  store = await createStore()
  for (const [i, id] of [mine, other].entries()) {
    await insertWorkspace(store.db, {
      id,
      name: id,
      profile: Profile.parse({ name: id }),
      hours: defaultHours,
      settings: defaultSettings,
      created_at: new Date(),
    })
    await insertInbox(store.db, {
      workspace_id: id,
      id: `ibx_${i}`,
      key: `search000${i + 1}-x`,
      channel: 'sms',
      provider: 'twilio',
      name: 'x',
      address: '+1',
      settings: {},
      secrets: null,
    })
    await seedWorkspace(store, {
      workspaceId: id,
      inboxId: `ibx_${i}`,
      conversations: 600,
      messages: 6_000,
      sentences: [
        'The plumber comes on Thursday',
        'Thursday is fine, mañana too',
        `Only ${i === 0 ? 'mine' : 'theirs'} on Thursday`,
      ],
      until: new Date('2026-11-20T12:00:00Z'),
      days: 30,
    })
  }
  await store.pool.query(
    `update messages set body = 'One xylophone in the hall' where workspace_id = $1 and id = (select id from messages where workspace_id = $1 order by id offset 2500 limit 1)`,
    [mine],
  )
  await store.pool.query('vacuum analyze messages')
})

describe('search', () => {
  it('finds a common word newest first, in its own workspace only', async () => {
    const hits = await searchTexts(store, mine, 'thursday', 25)
    expect(hits).toHaveLength(25)
    expect(hits.map((h) => h.message_id)).toEqual(
      hits
        .map((h) => h.message_id)
        .toSorted()
        .toReversed(),
    )
    expect(hits[0]?.snippet).toContain('⟦Thursday⟧')
    expect(await searchTexts(store, mine, 'theirs', 10)).toEqual([])
  })
  it('finds a rare word, and the beginning of one', async () => {
    expect(await searchTexts(store, mine, 'xylophone', 10)).toHaveLength(1)
    expect(await searchTexts(store, mine, 'hall xylo', 10)).toHaveLength(1)
    expect(await searchTexts(store, other, 'xylophone', 10)).toEqual([])
  })
  it('is deaf to accents and case, and to signs that mean something to a query language', async () => {
    expect((await searchTexts(store, mine, 'MANANA', 5)).length).toBe(5)
    expect(await searchTexts(store, mine, `thursday' | & !(x) :*`, 5)).toEqual([])
    expect(toQuery('!!! & |')).toBeNull()
    expect(toQuery(`it's 5% off`)).toBe('it & s & 5 & off:*')
  })
  it('finds people by name and by a part of their number', async () => {
    const [contact] = (
      await store.pool.query<{ name: string }>(`select name from contacts where workspace_id = $1 limit 1`, [
        mine,
      ])
    ).rows
    expect((await searchPeople(store, mine, contact?.name ?? '', 10)).map((p) => p.matched)).toContain('name')
    const [address] = (
      await store.pool.query<{ value: string }>(
        `select value from addresses where workspace_id = $1 limit 1`,
        [mine],
      )
    ).rows
    const digits = address?.value.slice(-7) ?? ''
    expect(
      (await searchPeople(store, mine, `${digits.slice(0, 3)}-${digits.slice(3)}`, 10)).map((p) => p.matched),
    ).toContain('address')
    expect(await searchPeople(store, mine, '100%_', 10)).toEqual([])
  })
})
