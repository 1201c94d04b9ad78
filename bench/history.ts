// A workspace with a long history to read in: sentences with words that are common, uncommon and unique.
import { openStore, type Store } from '#db/pool.ts'
import { seedWorkspace } from '#db/seed.ts'
import { findFirstWorkspace } from '#db/workspaces.ts'
import type { Bench } from './bench.ts'
import { connectionOf, type Product, startProduct } from './product.ts'
import { connectInbox, startTwilioEnd } from './texting.ts'

const ASKED = ['a leak under the', 'somebody to look at the', 'a price for the', 'a new', 'help with the']
const THINGS = ['kitchen sink', 'water heater', 'shower drain', 'garden hose', 'dishwasher', 'boiler']
const WHEN = ['on Monday', 'tomorrow morning', 'as soon as possible', 'next week', 'before noon', 'in May']

/** Every third sentence holds the common word, one of 181 the uncommon one. */
const SENTENCES = [
  ...ASKED.flatMap((asked) =>
    THINGS.flatMap((thing) =>
      WHEN.map((when, i) =>
        i % 3 === 0 ? `We need ${asked} ${thing} ${when}, please` : `We need ${asked} ${thing} ${when}`,
      ),
    ),
  ),
  'The xylophone in the hall got wet',
]
export const COMMON_WORD = 'please'
export const UNCOMMON_WORD = 'xylophone'

/** So many messages has a conversation that is opened. */
export const LONG_THREAD = 100
const LONG_THREADS = 200

export type History = {
  product: Product
  store: Store
  /** Adds conversations with messages. */
  fill(conversations: number, messages: number): Promise<void>
  /** Conversations with LONG_THREAD messages each. */
  longThreads(): Promise<string[]>
  /** Words that occur in one message each, from all over the history. */
  uniqueWords(): Promise<string[]>
}

/** The product with its embedded database, and in it one workspace that can be filled. */
export async function startHistory(bench: Bench, options: { execArgv?: string[] } = {}): Promise<History> {
  const dataDir = await bench.folder()
  const product = await startProduct(bench, { dataDir, env: { SAMPLE_DATA: 'off' }, ...options })
  const { inbox } = await connectInbox(product, await startTwilioEnd(bench))
  const store = openStore(await connectionOf(dataDir), { max: 2, onError: () => undefined })
  bench.onEnd(() => store.close())
  const workspace = await findFirstWorkspace(store)
  if (!workspace) throw new Error('the product has made no workspace')
  const fill = async (conversations: number, messages: number) => {
    const began = performance.now()
    await seedWorkspace(store, {
      workspaceId: workspace.id,
      inboxId: inbox.id,
      conversations,
      messages,
      sentences: SENTENCES,
      until: new Date(),
      days: Math.min(365, conversations / 20),
    })
    const seconds = (performance.now() - began) / 1_000
    bench.note(
      `wrote ${conversations.toLocaleString('en-US')} conversations with ${messages.toLocaleString('en-US')} messages in ${seconds.toFixed(1)} s`,
    )
  }
  await fill(LONG_THREADS, LONG_THREADS * LONG_THREAD)
  return {
    product,
    store,
    fill,
    async longThreads() {
      const { rows } = await store.pool.query<{ id: string }>(
        'select id from conversations where last_seq = $1 order by id limit 100',
        [LONG_THREAD],
      )
      return rows.map((row) => row.id)
    },
    async uniqueWords() {
      const { rows } = await store.pool.query<{ word: string | null }>(
        `select substring(m.body from '#(\\w+)') as word from conversations c
         join messages m on m.workspace_id = c.workspace_id and m.id = c.last_message_id order by md5(c.id) limit 200`,
      )
      return rows.flatMap((row) => row.word ?? [])
    },
  }
}
