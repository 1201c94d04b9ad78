// Job `follow_call`: what a provider makes only after a call (quality, transcripts), and calls of which nothing has been
// heard for hours.
import { findCall, findSilentCalls } from '#db/calls.ts'
import { isOver } from '#domain/call.ts'
import { enqueueCallJob } from '#jobs/queue.ts'
import { recordCall } from './calls.ts'
import { ioOf } from './channel-io.ts'
import type { Flow } from './deps.ts'
import { askAbout } from './place-call.ts'

/** Providers need half an hour at the most; after that nothing will come. */
const MOST_ASKED = 6

export async function followCall(
  flow: Flow,
  payload: { workspaceId: string; callId: string; asked: number },
): Promise<void> {
  const { workspaceId, callId, asked } = payload
  const call = await findCall(flow.store, workspaceId, callId)
  const connected = call && (await flow.accounts.byId(workspaceId, call.inbox_id))
  if (!call || !connected) return
  const { account, channel } = connected
  if (!isOver(call.state)) {
    if (call.started_at.getTime() + flow.timing.callSilenceMs > flow.clock.now().getTime()) return
    const found = await askAbout(flow, call, connected)
    if (found.outcome === 'later') throw new Error('the provider could not be asked about a call yet')
    const items = found.outcome === 'found' ? found.items : []
    for (const item of items) await recordCall(flow, account, channel, item)
    // Nobody speaks for that long, and nobody knows better: it is over.
    if (items.length === 0)
      await recordCall(flow, account, channel, {
        kind: 'call',
        externalId: call.external_id ?? '',
        callId: call.id,
        direction: null,
        customer: null,
        customerName: null,
        ours: null,
        facts: { end: 'no_answer' },
      })
    return
  }
  if (!channel.calls?.follow || !call.external_id) return
  const result = await channel.calls.follow(
    {
      id: call.id,
      externalId: call.external_id,
      direction: call.direction,
      recordingIds: call.recordings.map((r) => r.id),
      facts: call.facts,
    },
    account,
    ioOf(flow, connected.account),
  )
  for (const item of result.items) await recordCall(flow, account, channel, item)
  if (result.outcome === 'done' || asked >= MOST_ASKED) return
  const due = new Date(flow.clock.now().getTime() + result.afterMs)
  await enqueueCallJob(flow.store.db, 'follow_call', workspaceId, callId, { runAt: due, asked: asked + 1 })
}

/** Part of the sweep: calls that ring or talk for impossibly long are looked up. */
export async function sweepCalls(flow: Flow): Promise<void> {
  const before = new Date(flow.clock.now().getTime() - flow.timing.callSilenceMs)
  for (const { workspace_id, id } of await findSilentCalls(flow.store, before))
    await enqueueCallJob(flow.store.db, 'follow_call', workspace_id, id, { asked: 0 })
}
