// Connections to PostgreSQL. One pool for the whole process; hot statements go through it by name (prepared once
// per connection), the rest through Kysely. Inside a transaction only that transaction's handle is used: one that waits
// for a second connection, while others wait for a row that it holds, waits for ever.
import { AsyncLocalStorage } from 'node:async_hooks'
import { CompiledQuery, Kysely, PostgresDialect, type Transaction } from 'kysely'
import pg from 'pg'
import type { Database } from './schema.ts'

export type Connection =
  | { connectionString: string }
  | { host: string; port: number; user: string; password: string; database: string }

export type Db = Kysely<Database>
/** A handle to read and write with: the database itself, or the transaction one is in. */
export type Tx = Kysely<Database> | Transaction<Database>

export type Store = {
  db: Db
  pool: pg.Pool
  /** Runs a named statement on any free connection. */
  run<Row extends pg.QueryResultRow>(name: string, text: string, values: unknown[]): Promise<Row[]>
  transaction<T>(work: (tx: Transaction<Database>) => Promise<T>): Promise<T>
  close(): Promise<void>
}

// 64-bit integers of ours (counts, positions) stay far below 2^53.
const INT8 = 20
pg.types.setTypeParser(INT8, Number)

/**
 * Opens the pool. `onError` hears of idle connections that broke, e.g. when the server was killed: they are replaced.
 * With `refuseNesting` (tests) a statement beside the transaction that is under way throws, instead of usually working.
 */
export function openStore(
  connection: Connection,
  options: { max: number; onError(error: Error): void; name?: string; refuseNesting?: boolean },
): Store {
  const pool = new pg.Pool({
    ...connection,
    max: options.max,
    idleTimeoutMillis: 30_000,
    connectionTimeoutMillis: 10_000,
    application_name: options.name ?? 'frontdesk',
    // A statement that hangs must not hold a connection for ever.
    options: '-c statement_timeout=30000 -c idle_in_transaction_session_timeout=30000 -c timezone=UTC',
  })
  pool.on('error', options.onError)
  // Without a listener, an error event on a checked-out connection would end the process.
  pool.on('connect', (client) => client.on('error', options.onError))
  const db = new Kysely<Database>({ dialect: new PostgresDialect({ pool }) })
  const inTransaction = options.refuseNesting ? watchNesting(pool) : null
  return {
    db,
    pool,
    async run(name, text, values) {
      const result = await pool.query({ name, text, values })
      return result.rows
    },
    transaction: (work) =>
      db.transaction().execute((tx) => (inTransaction ? inTransaction.run(true, () => work(tx)) : work(tx))),
    async close() {
      await db.destroy()
      // Kysely ends the pool only where it has used it.
      if (!pool.ending) await pool.end()
    },
  }
}

/** Makes the pool refuse connections to whoever runs inside the storage that it returns. */
function watchNesting(pool: pg.Pool): AsyncLocalStorage<boolean> {
  const inside = new AsyncLocalStorage<boolean>()
  const connect = pool.connect.bind(pool)
  const refuse = (...args: []) => {
    if (inside.getStore())
      throw new Error('a statement beside the transaction that is under way: hand on its tx')
    return connect(...args)
  }
  pool.connect = refuse as typeof pool.connect
  return inside
}

/** Raw SQL inside a transaction, for statements that are clearer written than built. */
export async function query<Row>(tx: Tx, text: string, values: readonly unknown[] = []): Promise<Row[]> {
  const result = await tx.executeQuery<Row>(CompiledQuery.raw(text, [...values]))
  return result.rows
}

const AWAY = /^(57P0[123]|08\w{3}|53300)$/

/** Is the database away for a moment (restarting, killed, out of connections), rather than our statement wrong? */
export function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  if ('code' in error && typeof error.code === 'string' && AWAY.test(error.code)) return true
  // A socket that is gone has no file; files that are missing elsewhere are another matter.
  if ('syscall' in error && error.syscall === 'connect') return true
  return /Connection terminated|timeout exceeded when trying to connect|server closed the connection/i.test(
    error.message,
  )
}
