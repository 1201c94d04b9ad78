// Step 5: the outbox of one conversation, in order. The gate is asked again in the transaction that takes a message;
// only then is the provider called. What happened to a call is always known afterwards: sent, retry, failed, or
// "unknown", which is looked up with the provider before anything is sent again.
import type { SendResult } from '#channels/channel.ts'
import { lockCaps } from '#db/caps.ts'
import { lockFacts } from '#db/conversations.ts'
import { appendEvents } from '#db/events.ts'
import { noteDelivery } from '#db/inboxes.ts'
import * as outbox from '#db/outbox.ts'
import type { Tx } from '#db/pool.ts'
import { moveToEnd } from '#db/scheduled.ts'
import { correctSegments } from '#db/usage.ts'
import { decideAfterCall, decideAfterLookUp, decideHead, endsAs } from '#domain/delivery.ts'
import type { DeliveryError } from '#domain/message.ts'
import { countSegments } from '#domain/segments.ts'
import { waitForTurn } from '#domain/send-gate.ts'
import { enqueueDeliver } from '#jobs/queue.ts'
import { trackInside } from './6-track.ts'
import type { Connected } from './accounts.ts'
import { applyEffect } from './address-effects.ts'
import { ioOf } from './channel-io.ts'
import { countMessage, uncountMessage } from './count-usage.ts'
import type { Flow } from './deps.ts'
import { askedOf, askGate } from './gate.ts'
import { handOverUndelivered } from './hand-over.ts'
import { applyToSent } from './marks.ts'
import { paceOf, takeTurn } from './pace.ts'
import { toOutgoing } from './to-outgoing.ts'

type Payload = { workspaceId: string; conversationId: string }
type Next =
  | { step: 'done' }
  | { step: 'again' }
  | { step: 'wait'; until: Date }
  | { step: 'pace'; message: outbox.OutboxHead; connected: Connected }
  | { step: 'send'; message: outbox.OutboxHead; connected: Connected; humanAgent: boolean }
  | { step: 'reconcile'; message: outbox.OutboxHead; connected: Connected }

/** Job `deliver`. Harmless to repeat or to kill at any point. */
export async function deliver(flow: Flow, payload: Payload): Promise<void> {
  /** The message that has its place at the provider's turnstile and may leave now. */
  let turnOf: string | null = null
  for (;;) {
    const next = await takeNext(flow, payload, turnOf)
    if (next.step === 'done') return
    if (next.step === 'pace') {
      const at = await takeTurn(
        flow,
        payload.workspaceId,
        next.connected,
        next.message.address_id,
        segmentsOf(next.message),
      )
      if (at <= flow.clock.now()) turnOf = next.message.id
      else await putOff(flow, payload.workspaceId, next.message, at)
    }
    if (next.step === 'wait') return flow.wakeAt(next.until)
    if (next.step === 'send') await send(flow, payload, next.message, next.connected, next.humanAgent)
    if (next.step === 'reconcile') await reconcile(flow, payload, next.message, next.connected)
  }
}

/** Looks at the head of the outbox and, where it may go, takes it. One transaction, holding the conversation. */
async function takeNext(
  flow: Flow,
  { workspaceId, conversationId }: Payload,
  turnOf: string | null,
): Promise<Next> {
  return flow.store.transaction(async (tx): Promise<Next> => {
    const conversation = await lockFacts(tx, workspaceId, conversationId)
    if (!conversation) return { step: 'done' }
    const now = flow.clock.now()
    const head = await outbox.findHead(tx, workspaceId, conversationId, now)
    if (!head) return { step: 'done' }
    const connected = await flow.accounts.byId(workspaceId, head.inbox_id, tx)
    if (!connected) {
      await end(flow, tx, workspaceId, head, {
        code: 'inbox_gone',
        reason: 'The inbox was removed',
        action: 'Choose another way to reply.',
      })
      return { step: 'again' }
    }
    const next = decideHead(head, now, flow.timing.leaseMs)
    if (next.step === 'wait') {
      // While the conversation is held: of two who look at once, the later one knows of everything that waits.
      await enqueueDeliver(tx, workspaceId, conversationId, { runAt: next.until })
      return next
    }
    if (next.step === 'look_up') return { step: 'reconcile', message: head, connected }
    // Who waited for a place has it; everybody else asks for one, but only where the provider has a pace.
    const needsPlace = head.id !== turnOf && !hasPlace(head) && paceOf(connected).length > 0
    return claimHead(
      flow,
      tx,
      workspaceId,
      { head, contactId: conversation.contact_id, lastSeq: conversation.last_seq },
      connected,
      needsPlace,
    )
  })
}

/** As it will be measured when it is taken: what has files is one. */
const segmentsOf = (message: outbox.OutboxHead) =>
  (message.attachments?.length ?? 0) > 0 ? 1 : countSegments(message.body).segments

/** It waited by the gate's word while others may have passed: its place in the thread is where it leaves. */
const waitedAside = (head: outbox.OutboxHead) =>
  head.verdict?.decision === 'defer' && head.verdict.reasons[0]?.code !== 'provider_limit'

const hasPlace = (head: outbox.OutboxHead) =>
  head.next_attempt_at !== null && head.verdict?.reasons[0]?.code === 'provider_limit'

/** Longer waits are told to people; shorter ones are over before anybody has read of them. */
const WORTH_TELLING_MS = 1_500

/** The message keeps its place and waits for it. */
async function putOff(flow: Flow, workspaceId: string, message: outbox.OutboxHead, at: Date): Promise<void> {
  const now = flow.clock.now()
  await flow.store.transaction(async (tx) => {
    await outbox.markDeferred(tx, workspaceId, message.id, at, waitForTurn(now, at))
    if (at.getTime() - now.getTime() > WORTH_TELLING_MS)
      await logStatus(tx, workspaceId, message, 'message.deferred', { until: at.toISOString() })
  })
}

async function claimHead(
  flow: Flow,
  tx: Tx,
  workspaceId: string,
  { head, contactId, lastSeq }: { head: outbox.OutboxHead; contactId: string; lastSeq: number },
  connected: Connected,
  needsPlace: boolean,
): Promise<Next> {
  const now = flow.clock.now()
  const counted = head.attempts > 0
  const ask = () =>
    askGate(
      tx,
      workspaceId,
      { conversationId: head.conversation_id, inboxId: head.inbox_id, addressId: head.address_id, now },
      { ...askedOf(head), counted },
    )
  let asked = await ask()
  if (asked?.unasked && asked.verdict.decision === 'allow' && !needsPlace) {
    // Counted against the caps: from here on nobody else sends them such a message, and the counts are read anew.
    await lockCaps(tx, workspaceId, contactId)
    asked = await ask()
  }
  if (!asked || asked.verdict.decision === 'block') {
    const first = asked?.verdict.reasons[0]
    const error = first
      ? { code: first.code, reason: first.text, action: first.action }
      : { code: 'inbox_gone', reason: 'The inbox was removed', action: 'Choose another way to reply.' }
    await outbox.markEnded(tx, workspaceId, head, {
      status: endsAs(head.author, first?.code),
      error,
      verdict: asked?.verdict ?? null,
    })
    // The provider refused it before, so it never left.
    if (asked) await uncountMessage(tx, workspaceId, head, asked.row.time_zone, asked.metered, now)
    await logStatus(tx, workspaceId, head, 'message.canceled', {
      reasons: asked?.verdict.reasons.map((r) => r.code) ?? ['inbox_gone'],
    })
    return { step: 'again' }
  }
  if (asked.verdict.decision === 'defer') {
    const until = new Date(asked.verdict.until ?? now.getTime() + 60_000)
    await outbox.markDeferred(tx, workspaceId, head.id, until, asked.verdict)
    // Whoever asks again each minute does not tell of it each minute.
    if (
      head.verdict?.decision !== 'defer' ||
      head.verdict.reasons[0]?.code !== asked.verdict.reasons[0]?.code
    )
      await logStatus(tx, workspaceId, head, 'message.deferred', { until: until.toISOString() })
    // Somebody else's words may have their turn.
    return { step: 'again' }
  }
  // What may not leave takes nobody's place: a thousand that wait in a paused inbox would push all others back.
  if (needsPlace) return { step: 'pace', message: head, connected }
  if (!(await countMessage(tx, workspaceId, head, asked, now))) return { step: 'again' }
  const measure = asked.takes?.measure ?? null
  if (!(await outbox.claim(tx, workspaceId, head.id, now, asked.verdict, measure)))
    throw new Error('a message was taken by somebody else while its conversation was held')
  if (head.send_at || (waitedAside(head) && lastSeq > head.seq)) await moveToEnd(tx, workspaceId, head, now)
  await logStatus(tx, workspaceId, head, 'message.status', { status: 'sending', attempt: head.attempts + 1 })
  return {
    step: 'send',
    message: {
      ...head,
      status: 'sending',
      attempts: head.attempts + 1,
      claimed_at: now,
      segments: measure ? measure.segments : head.segments,
      cost_micros: measure ? String(measure.micros) : head.cost_micros,
    },
    connected,
    humanAgent: asked.humanAgent,
  }
}

async function send(
  flow: Flow,
  payload: Payload,
  message: outbox.OutboxHead,
  connected: Connected,
  humanAgent: boolean,
): Promise<void> {
  let result: SendResult
  try {
    const outgoing = await toOutgoing(flow, payload.workspaceId, message)
    result = await connected.channel.send(
      { ...outgoing, ...(humanAgent ? { humanAgent } : {}) },
      connected.account,
      ioOf(flow, connected.account),
    )
  } catch (error) {
    // A throw is a bug of the channel; whether the call went out is not known.
    flow.log.error({ error, channel: connected.channel.id }, 'a channel threw while sending')
    result = {
      outcome: 'unknown',
      error: {
        code: 'internal',
        reason: 'Sending was interrupted',
        action: 'We are asking the provider whether it arrived.',
      },
    }
  }
  await settle(flow, payload.workspaceId, message, connected, result).catch((error: unknown) => {
    // An echo of it was faster than its answer and was taken for somebody else's words: it has left, under their id.
    if (result.outcome !== 'sent' || !isTaken(error)) throw error
    flow.log.warn({ message: message.id }, 'the provider’s id of a message is known already')
    return settle(flow, payload.workspaceId, message, connected, {
      ...result,
      externalId: null,
      status: 'sent',
    })
  })
  if (result.outcome === 'sent')
    await applyToSent(flow, connected.account, connected.channel, {
      addressId: message.address_id,
      externalId: result.externalId,
    })
}

function isTaken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === '23505'
}

type Settled =
  | Exclude<SendResult, { outcome: 'sent' }>
  | (Omit<Extract<SendResult, { outcome: 'sent' }>, 'externalId'> & { externalId: string | null })

async function settle(
  flow: Flow,
  workspaceId: string,
  message: outbox.OutboxHead,
  connected: Connected,
  result: Settled,
): Promise<void> {
  const now = flow.clock.now()
  await flow.store.transaction(async (tx) => {
    if (result.outcome === 'sent') {
      await outbox.markSent(tx, workspaceId, message.id, {
        externalId: result.externalId,
        status: result.status,
        at: now,
        segments: result.segments ?? null,
      })
      const more = (result.segments ?? 0) - (message.segments ?? 0)
      if (result.segments && message.segments !== null && more !== 0)
        await correctSegments(tx, workspaceId, message.claimed_at ?? now, more)
      await noteDelivery(tx, workspaceId, connected.account.id, now, null)
      await logStatus(tx, workspaceId, message, 'message.status', { status: result.status })
      return
    }
    const { error } = result
    const after = decideAfterCall(result, message.attempts, now, flow.timing)
    if (after.to === 'unsure') await outbox.markUnknown(tx, workspaceId, message, after.lookUpAt, error)
    if (after.to === 'queued') {
      if (await outbox.markRetry(tx, workspaceId, message, after.at, error))
        await logStatus(tx, workspaceId, message, 'message.status', { status: 'queued', error })
    }
    if (after.to === 'failed') await end(flow, tx, workspaceId, message, error)
    // The inbox before the address, as the ingest holds them.
    await noteDelivery(tx, workspaceId, connected.account.id, now, error.reason)
    if (result.outcome === 'rejected')
      await applyEffect(
        flow,
        tx,
        connected.account,
        { ...message, address: message.address_value },
        { effect: result.effect ?? null, reason: error.reason, actor: 'system' },
      )
  })
}

/**
 * It failed for good: say why, and give the allowance back, because nothing was sent. What may have been sent stays
 * counted: a cap that forgot it would let one more through.
 */
async function end(
  flow: Flow,
  tx: Tx,
  workspaceId: string,
  message: outbox.OutboxHead,
  error: DeliveryError,
  mayHaveLeft = false,
): Promise<void> {
  if (!(await outbox.markEnded(tx, workspaceId, message, { status: 'failed', error, verdict: null }))) return
  await logStatus(tx, workspaceId, message, 'message.status', { status: 'failed', error })
  await handOverUndelivered(tx, workspaceId, message, error.reason)
  if (mayHaveLeft) return
  const asked = await askGate(
    tx,
    workspaceId,
    {
      conversationId: message.conversation_id,
      inboxId: message.inbox_id,
      addressId: message.address_id,
      now: flow.clock.now(),
    },
    { author: message.author, purpose: message.purpose, turn: message.turn, counted: true },
  )
  if (asked)
    await uncountMessage(tx, workspaceId, message, asked.row.time_zone, asked.metered, flow.clock.now())
}

async function reconcile(
  flow: Flow,
  { workspaceId }: Payload,
  message: outbox.OutboxHead,
  connected: Connected,
): Promise<void> {
  const now = flow.clock.now()
  const known = await outbox.knownExternalIds(
    flow.store.db,
    workspaceId,
    message.inbox_id,
    message.address_id,
  )
  const outgoing = await toOutgoing(flow, workspaceId, message)
  const claimedAt = message.claimed_at ?? message.created_at
  const result = await connected.channel
    .reconcile(
      { ...outgoing, claimedAt, knownExternalIds: known },
      connected.account,
      ioOf(flow, connected.account),
    )
    .catch(() => ({ outcome: 'retry' as const, afterMs: flow.timing.reconcileAfterMs }))
  const unsure = message.error ?? {
    code: 'unknown',
    reason: 'It is not known whether this was sent',
    action: 'Ask the customer, or send it again.',
  }
  await flow.store.transaction(async (tx) => {
    await lockFacts(tx, workspaceId, message.conversation_id)
    if (result.outcome === 'found') {
      await outbox.markSent(tx, workspaceId, message.id, {
        externalId: result.externalId,
        status: result.status,
        at: now,
        segments: null,
      })
      await logStatus(tx, workspaceId, message, 'message.status', { status: result.status, reconciled: true })
      // It was taken and then not delivered: the receipt that we missed.
      if (result.failure)
        await trackInside(flow, tx, connected.account, {
          kind: 'receipt',
          externalId: result.externalId,
          messageId: message.id,
          status: 'failed',
          at: now,
          ...result.failure,
        })
      return
    }
    const after = decideAfterLookUp(result, now)
    if (after.to === 'queued') {
      if (await outbox.markRetry(tx, workspaceId, message, after.at, unsure))
        await logStatus(tx, workspaceId, message, 'message.status', { status: 'queued', reconciled: true })
    }
    if (after.to === 'unsure') await outbox.markUnknown(tx, workspaceId, message, after.lookUpAt, unsure)
    if (after.to === 'failed')
      await end(
        flow,
        tx,
        workspaceId,
        message,
        {
          code: 'unknown',
          reason: 'The connection broke at the last moment: it may or may not have been sent',
          action: 'Check with the customer before you send it again.',
        },
        after.mayHaveLeft,
      )
  })
}

async function logStatus(
  tx: Tx,
  workspaceId: string,
  message: outbox.OutboxHead,
  type: 'message.status' | 'message.canceled' | 'message.deferred',
  data: Record<string, unknown>,
): Promise<void> {
  await appendEvents(tx, workspaceId, [
    { type, conversationId: message.conversation_id, messageId: message.id, actor: 'system', data },
  ])
}
