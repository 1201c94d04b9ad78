// Job `place_call`: one request to the provider, and what is known after it. What is not known is looked up; nobody is
// called twice on a guess.
import type { FoundCall, OutgoingCall, PlaceResult } from '#channels/channel.ts'
import { type CallRecord, claimPlacing, findCall, finishPlacing, knownCallIds, lockCall } from '#db/calls.ts'
import { type CallFacts, isOver, mergeFacts } from '#domain/call.ts'
import type { DeliveryError } from '#domain/message.ts'
import { enqueueCallJob } from '#jobs/queue.ts'
import type { Connected } from './accounts.ts'
import { mustLock } from './axes.ts'
import { UNDER_WAY_MS } from './call-customer.ts'
import { viewCall } from './call-item.ts'
import { recordCall, writeCall } from './calls.ts'
import { ioOf } from './channel-io.ts'
import type { Flow } from './deps.ts'

type Payload = { workspaceId: string; callId: string }

export async function placeCall(flow: Flow, payload: Payload): Promise<void> {
  const { workspaceId, callId } = payload
  const call = await findCall(flow.store, workspaceId, callId)
  if (!call || call.place_state === null || call.place_state === 'done') return
  const connected = await flow.accounts.byId(workspaceId, call.inbox_id)
  const place = connected?.channel.calls?.place
  if (!connected || !place || connected.paused)
    return giveUp(flow, payload, {
      code: 'inbox_gone',
      reason: 'The inbox of this call was removed or paused',
      action: 'Call by another inbox.',
    })
  if (call.place_state === 'claimed') return lookUp(flow, payload, call, connected)
  // Nobody expects a telephone to ring for what they pressed long ago; they have pressed again since.
  if (flow.clock.now().getTime() - call.started_at.getTime() > UNDER_WAY_MS)
    return giveUp(flow, payload, {
      code: 'too_late',
      reason: 'The call could not be placed in time, so nobody was called',
      action: 'Call again.',
    })
  if (!(await claimPlacing(flow.store.db, workspaceId, callId, flow.clock.now()))) return
  const result: PlaceResult = await place(outgoingOf(call), connected.account, ioOf(flow, connected.account))
  if (result.outcome === 'placed') return settle(flow, payload, connected, result.externalId, {})
  if (result.outcome === 'rejected') return settle(flow, payload, connected, null, { problem: result.error })
  flow.log.warn({ call: callId, code: result.error.code }, 'it is not known whether a call was placed')
  await again(flow, payload, flow.timing.reconcileAfterMs)
}

const outgoingOf = (call: CallRecord): OutgoingCall => ({
  id: call.id,
  to: call.to_address,
  memberPhone: call.member_phone ?? '',
})

async function again(flow: Flow, { workspaceId, callId }: Payload, afterMs: number): Promise<void> {
  const due = new Date(flow.clock.now().getTime() + afterMs)
  await enqueueCallJob(flow.store.db, 'place_call', workspaceId, callId, { runAt: due })
  flow.wakeAt(due)
}

/** Somebody took this call for placing and nobody wrote what came of it: the provider is asked. */
async function lookUp(flow: Flow, payload: Payload, call: CallRecord, connected: Connected): Promise<void> {
  const claimedAt = call.claimed_at ?? call.started_at
  const due = claimedAt.getTime() + flow.timing.reconcileAfterMs - flow.clock.now().getTime()
  if (due > 0) return again(flow, payload, due)
  const found = await askAbout(flow, call, connected)
  switch (found.outcome) {
    case 'found':
      await settle(flow, payload, connected, found.externalId, {})
      for (const item of found.items) await recordCall(flow, connected.account, connected.channel, item)
      return
    case 'later':
      return again(flow, payload, found.afterMs)
    case 'not_found':
      // A callback may have linked it meanwhile: then it did go out.
      return settle(flow, payload, connected, null, {
        problem: {
          code: 'not_placed',
          reason: 'The call did not reach the provider, so nobody was called',
          action: 'Call again.',
        },
      })
    case 'cannot_tell':
      return settle(flow, payload, connected, null, {
        problem: {
          code: 'unknown',
          reason: 'It is not known whether the call was placed',
          action: 'If your telephone does not ring, call again.',
        },
      })
  }
}

/** Asks the provider about a call of which nothing has been heard. Never throws. */
export async function askAbout(flow: Flow, call: CallRecord, connected: Connected): Promise<FoundCall> {
  const find = connected.channel.calls?.find
  if (!find) return { outcome: 'cannot_tell' }
  const since = new Date((call.claimed_at ?? call.started_at).getTime() - 3_600_000)
  const knownExternalIds = await knownCallIds(flow.store, connected.account.workspaceId, call.inbox_id, since)
  return find(
    {
      ...outgoingOf(call),
      externalId: call.external_id,
      claimedAt: call.claimed_at ?? call.started_at,
      knownExternalIds: knownExternalIds.filter((id) => id !== call.external_id),
    },
    connected.account,
    ioOf(flow, connected.account),
  ).catch(() => ({ outcome: 'later' as const, afterMs: flow.timing.reconcileAfterMs }))
}

async function giveUp(flow: Flow, payload: Payload, problem: DeliveryError): Promise<void> {
  const call = await findCall(flow.store, payload.workspaceId, payload.callId)
  const connected = call && (await flow.accounts.byId(payload.workspaceId, call.inbox_id))
  if (connected) await settle(flow, payload, connected, null, { problem })
}

/** Ends the placing with what is known. A problem counts only where no callback has proved the opposite. */
async function settle(
  flow: Flow,
  { workspaceId, callId }: Payload,
  { account, channel }: Connected,
  externalId: string | null,
  more: CallFacts,
): Promise<void> {
  const before = await findCall(flow.store, workspaceId, callId)
  if (!before) return
  await flow.store.transaction(async (tx) => {
    await mustLock(tx, workspaceId, before.conversation_id)
    const call = await lockCall(tx, workspaceId, callId)
    if (!call) return
    await finishPlacing(tx, workspaceId, callId, externalId)
    const heardOf = call.external_id !== null || isOver(call.state)
    const facts = more.problem && heardOf ? call.facts : mergeFacts(call.facts, more)
    await writeCall(flow, tx, account, channel, call, viewCall(call.direction, facts, call.recordings), {
      externalId: call.external_id ?? externalId,
    })
  })
}
