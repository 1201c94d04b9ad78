// The chain of the consent ledger in the database: what SQL writes, the domain reads.
import { readFile } from 'node:fs/promises'
import { expect, it } from 'vitest'
import { Profile } from '#domain/knowledge.ts'
import { checkLedger, readLedger } from '#flow/consent-ledger.ts'
import { createStore } from '#test/harness/database.ts'
import { findChainHead, type LedgerEntry } from './consents.ts'
import { insertAddress, insertConsent, insertContact } from './contacts.ts'
import type { Store } from './pool.ts'
import { defaultHours, defaultSettings, insertWorkspace } from './workspaces.ts'

const at = new Date('2026-11-21T12:00:00.250Z')
let count = 0

async function newWorkspace(store: Store, id: string, sample = false) {
  await insertWorkspace(store.db, {
    id,
    name: id,
    profile: Profile.parse({ name: id }),
    hours: defaultHours,
    settings: defaultSettings,
    created_at: at,
  })
  await newContact(store, id, sample)
}
async function newContact(store: Store, id: string, sample: boolean, name = 'a') {
  await insertContact(store.db, id, { id: `con_${name}`, name: null, nameSource: 'channel', sample, at })
  const address = { id: `adr_${name}`, contactId: `con_${name}`, kind: 'phone' as const, at }
  await insertAddress(store.db, id, { ...address, value: `+1212555010${name.length}` })
}
const put = (store: Store, workspaceId: string, text: string | null = null, name = 'a') =>
  store.transaction(async (tx) => {
    await insertConsent(tx, workspaceId, {
      id: `cns_${++count}`,
      addressId: `adr_${name}`,
      contactId: `con_${name}`,
      channel: 'sms',
      action: count % 2 ? 'opt_out' : 'opt_in',
      source: 'member',
      actor: 'Mara',
      text,
      messageId: null,
      at,
    })
  })
async function entriesOf(store: Store, workspaceId: string): Promise<LedgerEntry[]> {
  const entries: LedgerEntry[] = []
  const head = await findChainHead(store, workspaceId)
  for await (const entry of readLedger(store, workspaceId, head)) entries.push(entry)
  return entries
}

it('rows written at once, by anybody, are one chain without gaps in each workspace', async () => {
  const store = await createStore()
  for (const id of ['wsp_a', 'wsp_b']) await newWorkspace(store, id)
  const texts = ['¡no más! – “bitte”', '', null, 'a\nb=3:c', '日本 🛑', "'--"]
  await Promise.all(
    Array.from({ length: 30 }, (_, i) => put(store, i % 2 ? 'wsp_a' : 'wsp_b', texts[i % texts.length])),
  )
  for (const id of ['wsp_a', 'wsp_b']) {
    const entries = await entriesOf(store, id)
    expect(entries.map((e) => e.position)).toEqual(Array.from({ length: 15 }, (_, i) => i + 1))
    expect(entries[0]).toMatchObject({ at: '2026-11-21T12:00:00.250000Z', previous: '', actor: 'Mara' })
    const last = entries.at(-1)
    expect(await checkLedger(store, id)).toEqual({
      entries: 15,
      head: { position: 15, hash: last?.hash },
      broken: null,
    })
  }
})

it('one field changed in SQL is found, whichever, and the row named; so are rows that are gone', async () => {
  const store = await createStore()
  await newWorkspace(store, 'wsp_a')
  for (const text of ['one', 'two', 'three']) await put(store, 'wsp_a', text)
  const [, second, third] = await entriesOf(store, 'wsp_a')
  const changes = {
    text: `'two!'`,
    at: `at + interval '1 microsecond'`,
    action: `case action when 'opt_in' then 'opt_out' else 'opt_in' end`,
    source: `'api'`,
    actor: 'null',
    channel: `'email'`,
    message_id: `'msg_x'`,
    address_value: `'+12125550199'`,
    previous: `'x'`,
    hash: `'x'`,
  }
  for (const [column, value] of Object.entries(changes)) {
    await store.pool.query('create table kept as select * from consents')
    await store.pool.query(`update consents set ${column} = ${value} where id = $1`, [second?.id])
    const { broken } = await checkLedger(store, 'wsp_a')
    expect(broken, column).toEqual({ position: 2, id: second?.id, reason: 'changed' })
    await store.pool.query(
      `update consents c set ${column} = k.${column} from kept k where k.id = c.id and c.workspace_id = 'wsp_a'`,
    )
    await store.pool.query('drop table kept')
    expect((await checkLedger(store, 'wsp_a')).broken).toBeNull()
  }
  await store.pool.query('delete from consents where id = $1', [third?.id])
  expect((await checkLedger(store, 'wsp_a')).broken).toEqual({ position: 3, id: null, reason: 'missing' })
})

it('a merge moves rows and breaks nothing; sample rows are no part of the chain', async () => {
  const store = await createStore()
  await newWorkspace(store, 'wsp_a')
  await newContact(store, 'wsp_a', false, 'bb')
  await newContact(store, 'wsp_a', true, 'ccc')
  await put(store, 'wsp_a', 'one')
  await put(store, 'wsp_a', 'nobody', 'ccc')
  await put(store, 'wsp_a', 'two', 'bb')
  await store.pool.query(`update addresses set contact_id = 'con_a' where contact_id = 'con_bb'`)
  await store.pool.query(`update consents set contact_id = 'con_a' where contact_id = 'con_bb'`)
  await store.pool.query(`delete from contacts where id in ('con_bb', 'con_ccc')`)
  expect(await checkLedger(store, 'wsp_a')).toMatchObject({ entries: 2, broken: null })
  expect((await entriesOf(store, 'wsp_a')).map((e) => [e.contactId, e.text])).toEqual([
    ['con_a', 'one'],
    ['con_a', 'two'],
  ])
})

it('the migration puts the rows that there are into the chain, by time', async () => {
  const store = await createStore()
  await newWorkspace(store, 'wsp_a')
  const sql = await readFile(new URL('./migrations/015-consent-chain.sql', import.meta.url), 'utf8')
  const backfill = /^do \$\$[\s\S]*?^\$\$;/m.exec(sql)?.[0]
  if (!backfill) throw new Error('no backfill')
  await store.pool.query('alter table consents disable trigger consents_chained')
  for (const text of ['later', 'first']) await put(store, 'wsp_a', text)
  await store.pool.query(`update consents set at = at - interval '1 hour' where text = 'first'`)
  await store.pool.query(backfill)
  await store.pool.query(backfill)
  expect((await entriesOf(store, 'wsp_a')).map((e) => e.text)).toEqual(['first', 'later'])
  expect(await checkLedger(store, 'wsp_a')).toMatchObject({ entries: 2, broken: null })
})
