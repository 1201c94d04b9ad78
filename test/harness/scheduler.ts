// A seeded scheduler of database statements: of the operations that wait before their next statement, one is chosen
// at random and may go on; the next choice is made when that statement has ended, or has visibly run into a lock.
import { AsyncLocalStorage } from 'node:async_hooks'
import { Kysely, PostgresDialect } from 'kysely'
import type { Store } from '#db/pool.ts'
import type { Database } from '#db/schema.ts'
import { mulberry32 } from './random.ts'

export type Scheduler = {
  random(): number
  /** Runs an operation under the scheduler. */
  run<T>(operation: () => Promise<T>): Promise<T>
  /** A place where others may be let in, for things that are no statements. */
  step(): Promise<void>
  /** The store with its statements under the scheduler. */
  watch(store: Store): Store
  steps(): number
}

/** A statement that has not ended by then waits for a lock: others must go on for it to end. */
const BLOCKED_MS = 4

export function createScheduler(seed: number): Scheduler {
  const random = mulberry32(seed)
  const inside = new AsyncLocalStorage<true>()
  const waiting: (() => void)[] = []
  let busy = false
  let count = 0

  const next = () => {
    if (busy || waiting.length === 0) return
    busy = true
    const [go] = waiting.splice(Math.floor(random() * waiting.length), 1)
    count++
    go?.()
  }
  /** Runs a statement when it is chosen; chooses the next when it ends or blocks. */
  const scheduled = async <T>(statement: () => Promise<T>): Promise<T> => {
    if (!inside.getStore()) return statement()
    await new Promise<void>((resolve) => {
      waiting.push(resolve)
      // Others may be about to ask too: choose among all of them.
      setImmediate(next)
    })
    let released = false
    const release = () => {
      if (released) return
      released = true
      busy = false
      setImmediate(next)
    }
    const timer = setTimeout(release, BLOCKED_MS)
    try {
      return await statement()
    } finally {
      clearTimeout(timer)
      release()
    }
  }

  return {
    random,
    run: (operation) => inside.run(true, operation),
    step: () => scheduled(async () => undefined),
    steps: () => count,
    watch(store) {
      // Kysely asks a pool for clients; ours pass every statement, begin and commit included, to the scheduler.
      const pool = {
        async connect() {
          const client = await store.pool.connect()
          return {
            query: (...args: [string, unknown[]]) => scheduled(() => client.query(...args)),
            release: () => client.release(),
          }
        },
        end: async () => undefined,
      }
      const db = new Kysely<Database>({ dialect: new PostgresDialect({ pool: pool as never }) })
      return {
        ...store,
        db,
        run: (name, text, values) => scheduled(() => store.run(name, text, values)),
        transaction: (work) => db.transaction().execute(work),
      }
    },
  }
}
