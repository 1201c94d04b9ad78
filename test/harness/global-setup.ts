// Starts one throw-away PostgreSQL for the whole run and prepares the template that every test database is cloned
// from: migrations run once, a clone takes some ten milliseconds.
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { migrate } from '#db/migrate.ts'
import { openStore } from '#db/pool.ts'
import { startThrowawayPostgres } from '#postgres/throwaway.ts'

export const TEMPLATE = 'frontdesk_template'

declare module 'vitest' {
  interface ProvidedContext {
    postgres: { host: string; port: number; user: string; password: string; database: string }
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startThrowawayPostgres()
  const admin = new pg.Client(server.connection)
  await admin.connect()
  await admin.query(`create database ${TEMPLATE}`)
  await admin.end()
  const store = openStore({ ...server.connection, database: TEMPLATE }, { max: 2, onError: () => undefined })
  await migrate(store)
  await store.close()
  project.provide('postgres', server.connection)
  return () => server.stop()
}
