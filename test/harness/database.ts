// A database of its own for each test file.
import pg from 'pg'
import { afterAll, inject } from 'vitest'
import { type Connection, openStore, type Store } from '#db/pool.ts'

const TEMPLATE = 'frontdesk_template'
let count = 0

/** Clones the template. Dropped after the file's tests. */
export async function createDatabase(): Promise<Exclude<Connection, { connectionString: string }>> {
  const base = inject('postgres')
  const database = `t_${process.pid}_${Date.now().toString(36)}_${count++}`
  const onAdmin = async (sql: string) => {
    const admin = new pg.Client(base)
    await admin.connect()
    await admin.query(sql)
    await admin.end()
  }
  await onAdmin(`create database ${database} template ${TEMPLATE}`)
  afterAll(() => onAdmin(`drop database if exists ${database} with (force)`))
  return { ...base, database }
}

/**
 * A store on a fresh database, closed after the file's tests. `max`: so many connections; who lets more wait for one row
 * at a time needs more.
 */
export async function createStore(max = 10): Promise<Store> {
  const connection = await createDatabase()
  const store = openStore(connection, { max, onError: () => undefined, refuseNesting: true })
  afterAll(() => store.close())
  return store
}
