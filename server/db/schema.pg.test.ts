// server/db/schema.ts says what the migrations made: every table and every column, no more and no less.
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { createStore } from '#test/harness/database.ts'

describe('schema.ts', () => {
  it('names the tables and columns of the database', async () => {
    const store = await createStore()
    const { rows } = await store.pool.query<{ table_name: string; column_name: string }>(
      `select table_name, column_name from information_schema.columns where table_schema = 'public' order by 1, 2`,
    )
    const folder = new URL('./schema/', import.meta.url)
    const sources = readdirSync(folder).map((name) => readFileSync(new URL(name, folder), 'utf8'))
    // Tables begin where the type of that name does; what stands before are shapes within columns.
    const tables = sources.map((source) => source.split(/export type \w+Tables = /)[1] ?? '')
    const declared = new Map<string, string[]>()
    for (const match of tables.join('\n').matchAll(/^ {2}(\w+): \{([\s\S]*?)\n? ?\}$/gm)) {
      const columns = [...(match[2] ?? '').matchAll(/(?:^|[;\n{ ])\s*(\w+):/g)].map((m) => m[1] ?? '')
      declared.set(match[1] ?? '', columns)
    }
    // better-auth keeps its own tables, and Kysely its list of migrations; `words` is made by the database.
    const foreign = new Set([
      'user',
      'session',
      'account',
      'verification',
      'kysely_migration',
      'kysely_migration_lock',
    ])
    const real = Map.groupBy(
      rows.filter((r) => !foreign.has(r.table_name) && r.column_name !== 'words'),
      (r) => r.table_name,
    )
    expect([...declared.keys()].sort()).toEqual([...real.keys()].sort())
    for (const [table, columns] of real)
      for (const { column_name } of columns)
        expect(declared.get(table), `${table}.${column_name}`).toContain(column_name)
  })

  it('leads every key with the workspace', async () => {
    const store = await createStore()
    const { rows } = await store.pool.query<{ table: string; columns: string[]; kind: string }>(
      `select c.conrelid::regclass::text as table, c.contype as kind,
         array(select a.attname::text from unnest(c.conkey) with ordinality k(n, ord) join pg_attribute a on a.attrelid = c.conrelid and a.attnum = k.n order by ord) as columns
       from pg_constraint c join pg_namespace n on n.oid = c.connamespace
       where n.nspname = 'public' and c.contype in ('p', 'u', 'f', 'x')`,
    )
    const exempt = new Set([
      'workspaces',
      'processes',
      '"user"',
      'session',
      'account',
      'verification',
      'kysely_migration',
      'kysely_migration_lock',
    ])
    const wrong = rows.filter((r) => !exempt.has(r.table) && r.columns[0] !== 'workspace_id')
    expect(wrong).toEqual([])
  })
})
