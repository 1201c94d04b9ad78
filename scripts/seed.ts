// `npm run seed -- --conversations N --messages M`: fills the first workspace for measuring. Works beside a running
// server and without one.
import { parseArgs } from 'node:util'
import { listInboxes } from '#db/inboxes.ts'
import { openStore } from '#db/pool.ts'
import { seedWorkspace } from '#db/seed.ts'
import { findFirstWorkspace } from '#db/workspaces.ts'
import { loadConfig } from '#server/config.ts'
import { reachDatabase } from '#server/reach-database.ts'
import { sentences } from './seed-sentences.ts'

const { values } = parseArgs({
  options: {
    conversations: { type: 'string', default: '1000' },
    messages: { type: 'string', default: '10000' },
    days: { type: 'string', default: '365' },
  },
})
const conversations = Number(values.conversations)
const messages = Number(values.messages)
if (
  !Number.isInteger(conversations) ||
  conversations < 1 ||
  !Number.isInteger(messages) ||
  messages < conversations ||
  messages / conversations > 999
) {
  console.error(
    '✗ Say how many, e.g. `npm run seed -- --conversations 10000 --messages 200000` (1 to 999 messages in each conversation).',
  )
  process.exit(1)
}
const parsed = loadConfig()
if (!parsed.ok) {
  for (const problem of parsed.problems) console.error(`✗ ${problem}`)
  process.exit(1)
}
const database = await reachDatabase(parsed.config)
const store = openStore(database.connection, { max: 2, onError: (error) => console.error(error.message) })
try {
  const workspace = await findFirstWorkspace(store)
  if (!workspace) throw new Error('There is no workspace yet: start Frontdesk once with `npm start`.')
  const inbox = (await listInboxes(store, workspace.id))[0]
  if (!inbox) throw new Error('The workspace has no inbox: make one first.')
  const began = performance.now()
  const done = await seedWorkspace(store, {
    workspaceId: workspace.id,
    inboxId: inbox.id,
    conversations,
    messages,
    sentences,
    until: new Date(),
    days: Number(values.days),
    onProgress: (d) => process.stdout.write(`\r${d.conversations} conversations, ${d.messages} messages`),
  })
  const seconds = (performance.now() - began) / 1000
  console.log(
    `\rWrote ${done.conversations} conversations with ${done.messages} messages in ${seconds.toFixed(1)} s.      `,
  )
} catch (error) {
  console.error(`✗ ${error instanceof Error ? error.message : String(error)}`)
  process.exitCode = 1
} finally {
  await store.close()
  await database.release()
}
