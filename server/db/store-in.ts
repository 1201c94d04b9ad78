// A store whose every statement runs in one transaction: for trying out a change with the code that makes it, and looking
// at what would come of it before it is rolled back.
import type { Transaction } from 'kysely'
import { query, type Store } from './pool.ts'
import type { Database } from './schema.ts'

/** One connection answers one statement at a time, so they wait for each other. Not for use after the transaction. */
export function storeIn(tx: Transaction<Database>, store: Store): Store {
  let last: Promise<unknown> = Promise.resolve()
  return {
    ...store,
    db: tx,
    run(_name, text, values) {
      const next = last.then(() => query(tx, text, values))
      last = next.catch(() => undefined)
      return next as Promise<never>
    },
    transaction: (work) => work(tx),
    close: () => Promise.reject(new Error('a transaction is not closed as a store')),
  }
}

class Undone<T> extends Error {
  readonly value: T
  constructor(value: T) {
    super('tried out, and rolled back on purpose')
    this.value = value
  }
}

/** Runs `work` in a transaction that is always rolled back; what it gives is given. */
export async function tryOut<T>(store: Store, work: (inside: Store) => Promise<T>): Promise<T> {
  try {
    return await store.transaction(async (tx) => {
      throw new Undone(await work(storeIn(tx, store)))
    })
  } catch (error) {
    if (error instanceof Undone) return error.value as T
    throw error
  }
}
