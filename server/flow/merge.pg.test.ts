// Merging and taking it back, with random contacts and with messages that come in between. The same things happen to
// two workspaces with the same ids: one merges and undoes, the other never did. Afterwards both must be the same.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { movedTables, unmovedTables } from '#db/contact-tables.ts'
import { createStore } from '#test/harness/database.ts'
import { deliver, dump, facts, makeWorld, mergeFlow } from '#test/harness/merge-world.ts'
import { mergeContacts, undoMerge } from './merge.ts'

const store = await createStore()
const flow = mergeFlow(store)
const actor = { kind: 'member', id: 'mem_1', name: 'Sam' } as const

describe('the list of tables with a contact', () => {
  it('names every one of the database', async () => {
    const { rows } = await store.pool.query<{ table_name: string }>(
      `select distinct table_name from information_schema.columns
       where table_schema = 'public' and column_name ~ '^contact_(id|a|b)$' order by 1`,
    )
    const refer = await store.pool.query<{ table: string }>(
      `select distinct conrelid::regclass::text as table from pg_constraint where confrelid = 'contacts'::regclass`,
    )
    const named = [...movedTables.map((t) => t.table as string), ...Object.keys(unmovedTables)].sort()
    expect(named).toEqual(rows.map((r) => r.table_name))
    expect(refer.rows.map((r) => r.table).filter((t) => !named.includes(t))).toEqual([])
  })
})

let run = 0

describe('a merge that is undone', () => {
  it('leaves everything as if it had never been, whatever came in between', async () => {
    await fc.assert(
      fc.asyncProperty(facts, async (f) => {
        const n = run++
        const [merged, apart] = [`ws_m${n}`, `ws_a${n}`]
        await makeWorld(store, f, merged, n)
        await makeWorld(store, f, apart, n)
        const id = await mergeContacts(flow, merged, actor, {
          intoId: `con_${n}_0`,
          fromId: `con_${n}_1`,
          choices: f.choices,
        })
        const during = await dump(store, merged)
        // Nothing is lost meanwhile, and nothing is left with the contact that is gone.
        expect(during.contacts).toHaveLength(2)
        expect(JSON.stringify([during.addresses, during.conversations, during.notes])).not.toContain(
          `con_${n}_1`,
        )
        for (const [i, m] of f.between.entries()) {
          await deliver(store, f, merged, n, m, 200 + i)
          await deliver(store, f, apart, n, m, 200 + i)
        }
        await undoMerge(flow, merged, actor, id)
        expect(await dump(store, merged)).toEqual(await dump(store, apart))
      }),
      { numRuns: 40 },
    )
  }, 120_000)

  it('gives each its own back in whatever order two merges into one contact are undone', async () => {
    await fc.assert(
      fc.asyncProperty(facts, facts, fc.boolean(), async (f, g, firstFirst) => {
        const n = run++
        const [merged, apart] = [`ws_m${n}`, `ws_a${n}`]
        await makeWorld(store, f, merged, n)
        await makeWorld(store, f, apart, n)
        const into = `con_${n}_0`
        const first = await mergeContacts(flow, merged, actor, {
          intoId: into,
          fromId: `con_${n}_1`,
          choices: f.choices,
        })
        const second = await mergeContacts(flow, merged, actor, {
          intoId: into,
          fromId: `con_${n}_2`,
          choices: g.choices,
        })
        for (const id of firstFirst ? [first, second] : [second, first])
          await undoMerge(flow, merged, actor, id)
        const [was, is] = [await dump(store, apart), await dump(store, merged)]
        // Suggestions are made again by the job: in this order some were taken over twice.
        expect({ ...is, contact_suggestions: null }).toEqual({ ...was, contact_suggestions: null })
      }),
      { numRuns: 30 },
    )
  }, 120_000)
})
