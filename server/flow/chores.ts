// Work that recurs for inboxes: providers that do not call us are asked, subscriptions renewed, tokens looked at. What a
// chore finds goes the way of every webhook; its state is kept only after that, so that a kill repeats and loses nothing.
import type { Chore, ChoreResult } from '#channels/channel.ts'
import { channels } from '#channels/registry.ts'
import { type DueChore, dropChore, ensureChores, settleChore, takeDueChores } from '#db/inbox-health.ts'
import { enqueueChores } from '#jobs/queue.ts'
import { takeItems } from './1-receive.ts'
import type { Ingest } from './2-ingest.ts'
import type { Connected } from './accounts.ts'
import { ioOf } from './channel-io.ts'
import type { Flow } from './deps.ts'
import { recordNotice, settleNotice } from './notices.ts'

/** Longer than any run may take: a process that dies in one leaves it to others after this. */
const LEASE_MS = 5 * 60_000
const AT_ONCE = 20
const MAX_PAUSE_MS = 3_600_000

/** Runs what is due now, of every workspace. Several processes share the work. */
export async function runChores(flow: Flow, ingest: Ingest): Promise<{ ran: number }> {
  await plan(flow)
  let ran = 0
  for (;;) {
    const now = flow.clock.now()
    const due = await takeDueChores(flow.store, now, new Date(now.getTime() + LEASE_MS), AT_ONCE)
    await Promise.all(due.map((chore) => runOne(flow, ingest, chore)))
    ran += due.length
    if (due.length < AT_ONCE) return { ran }
  }
}

/** New inboxes get the rows of their work. */
function plan(flow: Flow): Promise<void> {
  const known = channels.flatMap(({ capabilities, provider, chores = [] }) =>
    chores.map(({ name }) => ({ channel: capabilities.channel, provider, name })),
  )
  return ensureChores(flow.store, known, flow.clock.now())
}

async function runOne(flow: Flow, ingest: Ingest, due: DueChore): Promise<void> {
  const connected = await flow.accounts.byId(due.workspace_id, due.inbox_id)
  const chore = connected?.channel.chores?.find((each) => each.name === due.name)
  if (!connected || !chore || connected.removed) return dropChore(flow.store.db, due)
  const { account } = connected
  const code = `chore:${chore.name}`
  const result = await attempt(flow, connected, chore, due.state)
  const now = flow.clock.now()
  if (result.outcome === 'failed') {
    const failures = due.failures + 1
    const pause = Math.min(MAX_PAUSE_MS, chore.everyMs * 2 ** (failures - 1))
    await recordNotice(flow, account, {
      code,
      level: 'error',
      text: `${result.reason.replace(/[.!?…]?$/, '.')} ${result.remedy}`.trim(),
      data: {},
    })
    await settle(flow, due, { nextAt: new Date(now.getTime() + pause), ranAt: now, failures })
    return
  }
  await takeItems(flow, ingest, connected, result.items)
  await settleNotice(flow, account, code)
  const next = new Date(now.getTime() + (result.againAfterMs ?? chore.everyMs))
  await settle(flow, due, { state: result.state, nextAt: next, ranAt: now, failures: 0 })
}

/** What is due again at once (there was more, or it was woken meanwhile) must not wait for the next minute. */
async function settle(flow: Flow, due: DueChore, result: Parameters<typeof settleChore>[2]): Promise<void> {
  const { nextAt } = await settleChore(flow.store.db, due, result)
  if (nextAt <= flow.clock.now()) await enqueueChores(flow.store.db)
}

/** A throw is a bug of the channel; the inbox must not stop for it without a word. */
async function attempt(
  flow: Flow,
  connected: Connected,
  chore: Chore,
  state: Record<string, unknown> | null,
): Promise<ChoreResult> {
  try {
    return await chore.run(connected.account, state, ioOf(flow, connected.account))
  } catch (error) {
    flow.log.error({ error, channel: connected.channel.id, chore: chore.name }, 'a chore threw')
    return {
      outcome: 'failed',
      reason: 'Something went wrong on our side.',
      remedy: 'It is tried again by itself.',
    }
  }
}
