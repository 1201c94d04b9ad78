// Brings a database to this version: graphile-worker's own schema first (ingest enqueues into it), then our files in
// order of their names. Several processes may start at once; Kysely's migrator takes a lock.
import { readdir, readFile } from 'node:fs/promises'
import { Logger, runMigrations } from 'graphile-worker'
import { sql } from 'kysely'
import { type Migration, Migrator } from 'kysely/migration'
import type { Store } from './pool.ts'

const folder = new URL('./migrations/', import.meta.url)

async function readMigrations(): Promise<Record<string, Migration>> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort()
  const entries = names.map((name): [string, Migration] => [
    name.replace(/\.sql$/, ''),
    {
      async up(db) {
        await sql.raw(await readFile(new URL(name, folder), 'utf8')).execute(db)
      },
    },
  ])
  return Object.fromEntries(entries)
}

/** Applies what is missing. Throws with the name of the migration that failed; nothing of it is kept. */
export async function migrate(store: Store): Promise<{ applied: string[] }> {
  await runMigrations({ pgPool: store.pool, logger: silentLogger() })
  const migrator = new Migrator({ db: store.db, provider: { getMigrations: readMigrations } })
  const { error, results } = await migrator.migrateToLatest()
  if (error) {
    const failed = results?.find((r) => r.status === 'Error')?.migrationName ?? 'unknown'
    throw new Error(
      `Migration ${failed} failed: ${error instanceof Error ? error.message : 'unknown reason'}`,
      {
        cause: error,
      },
    )
  }
  return { applied: (results ?? []).map((r) => r.migrationName) }
}

function silentLogger(): Logger {
  return new Logger(() => () => undefined)
}
