// Reasons to call people that no turn sees: an answer that did not arrive, a customer whom nobody answers, a front desk
// that does not get through. Found by deliveries, receipts and the sweep; acted on in a job of its own.
import { lockFacts } from '#db/conversations.ts'
import { findOverdue, lockOpenEscalation, markAcknowledged, restartEscalation } from '#db/escalations.ts'
import { appendEvents } from '#db/events.ts'
import type { Tx } from '#db/pool.ts'
import { claimUnanswered, findDueResumes, findStuck, findWaiting } from '#db/resume.ts'
import type { EscalationReason } from '#domain/conversation.ts'
import { openMinutes } from '#domain/day-times.ts'
import { isWorse } from '#domain/escalation.ts'
import type { Verdict } from '#domain/send-gate.ts'
import { enqueueAlertPeople, enqueueHandOver, enqueueResumeAi } from '#jobs/queue.ts'
import { escalate } from './axes.ts'
import type { Flow } from './deps.ts'
import { climb } from './escalations.ts'
import { readHandoverFacts } from './handover-facts.ts'
import { endDuePauses } from './resume.ts'

/** A customer who has waited so long for the front desk itself waits for a person. */
const STUCK_MS = 10 * 60_000
/** A job that is so late was lost. */
const LATE_MS = 60_000

/** Job `hand_over`. Harmless to repeat: people who have it are not called again, unless it has become worse. */
export async function handOver(
  flow: Flow,
  payload: { workspaceId: string; conversationId: string; reason: EscalationReason; note: string | null },
): Promise<void> {
  const { workspaceId, conversationId, reason, note } = payload
  await flow.store.transaction(async (tx) => {
    const conversation = await lockFacts(tx, workspaceId, conversationId)
    if (!conversation || conversation.kind !== 'customer' || conversation.status === 'closed') return
    // It was about the AI, and a person has it meanwhile.
    const ofTheAi = reason === 'failure' || reason === 'undeliverable'
    if (ofTheAi && conversation.handler === 'human') return
    if (reason === 'failure' && conversation.last_inbound_seq <= conversation.answered_seq) return
    await escalate(flow, tx, workspaceId, conversation, {
      reason,
      note,
      by: null,
      // What cannot be delivered cannot be told there either.
      tell: reason === 'undeliverable' ? 'no' : 'yes',
    })
  })
}

/** An AI's message that did not arrive, and will not: a person is called. In the transaction that found it out. */
export async function handOverUndelivered(
  tx: Tx,
  workspaceId: string,
  message: { author: string; conversation_id: string },
  reason: string,
): Promise<void> {
  if (message.author !== 'ai') return
  await enqueueHandOver(tx, workspaceId, message.conversation_id, {
    reason: 'undeliverable',
    note: `The AI’s answer did not arrive: ${reason}`,
  })
}

/** Nobody needs to be called where these keep the AI silent: people have it, or the customer wants it so. */
const expected = new Set(['opted_out', 'human_managed', 'ai_off'])

/** The gate stopped the AI's answer for something that only a person can mend: the customer waits. */
export async function handOverBlocked(
  tx: Tx,
  workspaceId: string,
  conversation: { id: string },
  verdict: Verdict,
): Promise<void> {
  if (verdict.decision !== 'block' || verdict.reasons.some((r) => expected.has(r.code))) return
  await enqueueHandOver(tx, workspaceId, conversation.id, {
    reason: 'undeliverable',
    note: `The AI’s answer was not sent: ${verdict.reasons[0]?.text ?? 'it may not be sent'}`,
  })
}

/** What time brings: customers whom nobody answers, rungs and plans whose job was lost, pauses that are over. */
export async function sweepHandover(flow: Flow): Promise<void> {
  const now = flow.clock.now()
  const late = new Date(now.getTime() - LATE_MS)
  for (const e of await findOverdue(flow.store, late))
    await enqueueAlertPeople(flow.store.db, e.workspace_id, e.id)
  for (const c of await findDueResumes(flow.store, late))
    await enqueueResumeAi(flow.store.db, c.workspace_id, c.id)
  for (const c of await findStuck(flow.store, new Date(now.getTime() - STUCK_MS)))
    await enqueueHandOver(flow.store.db, c.workspace_id, c.id, {
      reason: 'failure',
      note: 'The AI has not managed to answer for ten minutes.',
    })
  for (const c of await findWaiting(flow.store, now)) {
    const waited = openMinutes(c.hours, c.last_inbound_at, now)
    if (waited >= c.minutes)
      await callBecauseUnanswered(flow, c.workspace_id, c.id, c.last_inbound_seq, c.minutes)
  }
  await endDuePauses(flow)
}

/** Once for each message that waits: also where somebody said that they would take care of it, and did not. */
async function callBecauseUnanswered(
  flow: Flow,
  workspaceId: string,
  conversationId: string,
  seq: number,
  minutes: number,
): Promise<void> {
  await flow.store.transaction(async (tx) => {
    const conversation = await lockFacts(tx, workspaceId, conversationId)
    if (!conversation || !(await claimUnanswered(tx, workspaceId, conversationId, seq))) return
    const note = `Nobody has answered for ${minutes} minutes.`
    const open = await lockOpenEscalation(tx, workspaceId, conversationId)
    if (!open || isWorse('unanswered', open.reason))
      return escalate(flow, tx, workspaceId, conversation, {
        reason: 'unanswered',
        note,
        by: null,
        tell: 'no',
      })
    // Its ladder still calls people: they know.
    if (!open.acknowledged_at) return
    await restartEscalation(tx, workspaceId, open.id, { reason: open.reason, note, at: flow.clock.now() })
    await markAcknowledged(tx, workspaceId, conversationId, null)
    await appendEvents(tx, workspaceId, [
      {
        type: 'conversation.escalated',
        conversationId,
        contactId: conversation.contact_id,
        actor: 'system',
        data: { reason: 'unanswered', note, by: null },
      },
    ])
    await climb(flow, tx, workspaceId, conversation, await readHandoverFacts(tx, workspaceId))
  })
}
