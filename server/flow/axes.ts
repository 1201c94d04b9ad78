// Moving a conversation's axes inside a transaction that holds it: the row, what was queued, the events, the alerts.
import { type ConversationFacts, lockFacts, moveConversation } from '#db/conversations.ts'
import {
  endEscalation,
  insertEscalation,
  lockOpenEscalation,
  markAcknowledged,
  noteEscalation,
  restartEscalation,
} from '#db/escalations.ts'
import { appendEvents } from '#db/events.ts'
import { cancelQueued } from '#db/messages.ts'
import type { Tx } from '#db/pool.ts'
import { type EscalationReason, move } from '#domain/conversation.ts'
import { Refusal } from '#domain/errors.ts'
import { isEmergency, isWorse } from '#domain/escalation.ts'
import type { Flow } from './deps.ts'
import { acknowledge, climb } from './escalations.ts'
import { readHandoverFacts } from './handover-facts.ts'
import { forgetResumption, planResumption } from './plan-resume.ts'
import { tellCustomer, toldInReply } from './tell-customer.ts'

/** Who acts: a signed-in member, or a program with a token. */
export type Actor = { kind: 'member' | 'api'; id: string; name: string }

/** Locks a conversation for this transaction; refuses where there is none. */
export async function mustLock(
  tx: Tx,
  workspaceId: string,
  conversationId: string,
): Promise<ConversationFacts> {
  const conversation = await lockFacts(tx, workspaceId, conversationId)
  if (!conversation) throw new Refusal('not_found', 'There is no such conversation.')
  return conversation
}

const eventOf = {
  takeover: 'conversation.taken_over',
  resume_ai: 'conversation.ai_resumed',
  close: 'conversation.closed',
  reopen: 'conversation.reopened',
} as const

/**
 * Takes over, resumes the AI, closes or reopens; `conversation` is brought up to date. `actor` may be somebody who is no
 * member: at the business, but outside of this product.
 */
export async function takeConversation(
  flow: Flow,
  tx: Tx,
  workspaceId: string,
  conversation: ConversationFacts,
  actor: Pick<Actor, 'id' | 'name'>,
  what: keyof typeof eventOf,
): Promise<void> {
  const after = move(conversation, what)
  const person = after.handler === 'human' ? { id: actor.id, name: actor.name } : null
  const unchanged =
    after.status === conversation.status &&
    after.handler === conversation.handler &&
    conversation.handled_by_name === (person?.name ?? null)
  // The turn moves in any case: a person acted, and nothing the AI wrote before may leave after.
  await moveConversation(tx, workspaceId, conversation.id, {
    ...after,
    handledBy: person,
    ...(what === 'resume_ai' || what === 'close' ? { escalation: null } : {}),
  })
  const escalated = conversation.status === 'escalated'
  Object.assign(conversation, after, { turn: conversation.turn + 1, handled_by_name: person?.name ?? null })
  // Whoever answers takes care of it; whoever hands it back or closes it ends it.
  if (escalated && after.status === 'escalated')
    await acknowledge(flow, tx, workspaceId, conversation, {
      name: actor.name,
      memberId: actor.id,
      personId: null,
      how: 'takeover',
    })
  if (escalated && after.status !== 'escalated')
    await endEscalation(tx, workspaceId, conversation.id, flow.clock.now())
  if (after.handler === 'human') await planResumption(flow, tx, workspaceId, conversation)
  else await forgetResumption(tx, workspaceId, conversation.id)
  if (after.handler === 'human')
    await dropQueued(flow, tx, workspaceId, conversation, `${actor.name} took the conversation over`)
  if (!unchanged)
    await appendEvents(tx, workspaceId, [
      {
        type: eventOf[what],
        conversationId: conversation.id,
        contactId: conversation.contact_id,
        actor: actor.id,
        data: { by: actor.name },
      },
    ])
}

async function dropQueued(
  flow: Flow,
  tx: Tx,
  workspaceId: string,
  conversation: ConversationFacts,
  why: string,
): Promise<void> {
  const dropped = await cancelQueued(tx, workspaceId, conversation.id, {
    decision: 'block',
    decidedAt: flow.clock.now().toISOString(),
    reasons: [{ code: 'human_managed', text: why, action: 'Nothing to do: the AI’s reply was dropped.' }],
  })
  await appendEvents(
    tx,
    workspaceId,
    dropped.map((messageId) => ({
      type: 'message.canceled' as const,
      conversationId: conversation.id,
      contactId: conversation.contact_id,
      messageId,
      actor: 'system',
    })),
  )
}

/**
 * Hands the conversation to people, tells the customer and alerts the team; by the AI itself where `by` is null. Where
 * people have it already, only a worse reason begins anew. `tell`: the AI's own reply says it (`in_reply`), nobody does
 * (`no`), or a sentence of its own (`yes`).
 */
export async function escalate(
  flow: Flow,
  tx: Tx,
  workspaceId: string,
  conversation: ConversationFacts,
  why: { reason: EscalationReason; note: string | null; by: Actor | null; tell?: 'yes' | 'in_reply' | 'no' },
): Promise<void> {
  const before = await lockOpenEscalation(tx, workspaceId, conversation.id)
  if (before && !isWorse(why.reason, before.reason)) {
    if (why.note && why.by) await addNote(tx, workspaceId, conversation, before.id, why.note, why.by)
    return
  }
  const at = flow.clock.now()
  await moveConversation(tx, workspaceId, conversation.id, {
    ...move(conversation, 'escalate'),
    handledBy: null,
    escalation: { reason: why.reason, note: why.note ?? before?.note ?? null, at: before?.at ?? at },
  })
  Object.assign(conversation, move(conversation, 'escalate'), {
    turn: conversation.turn + 1,
    handled_by_name: null,
  })
  if (why.by)
    await dropQueued(flow, tx, workspaceId, conversation, 'The conversation was escalated to a person')
  await appendEvents(tx, workspaceId, [
    {
      type: 'conversation.escalated',
      conversationId: conversation.id,
      contactId: conversation.contact_id,
      actor: why.by?.id ?? 'ai',
      data: { reason: why.reason, note: why.note, by: why.by?.name ?? null },
    },
  ])
  const id = before?.id ?? flow.ids.next('esc', at)
  if (before) {
    await restartEscalation(tx, workspaceId, id, { reason: why.reason, note: why.note, at })
    await markAcknowledged(tx, workspaceId, conversation.id, null)
  } else
    await insertEscalation(tx, workspaceId, {
      id,
      conversationId: conversation.id,
      reason: why.reason,
      note: why.note,
      byId: why.by?.id ?? null,
      byName: why.by?.name ?? null,
      at,
    })
  const facts = await readHandoverFacts(tx, workspaceId)
  const emergency = isEmergency(why.reason)
  if (why.tell === 'in_reply') await toldInReply(flow, tx, workspaceId, id, emergency)
  else if (why.tell !== 'no' && (!before || emergency))
    await tellCustomer(flow, tx, workspaceId, conversation, facts, { id, emergency })
  await planResumption(flow, tx, workspaceId, conversation, facts)
  await climb(flow, tx, workspaceId, conversation, facts)
}

/** Those who have it learn what somebody else knows of it. */
async function addNote(
  tx: Tx,
  workspaceId: string,
  conversation: ConversationFacts,
  escalationId: string,
  note: string,
  by: Actor,
): Promise<void> {
  await noteEscalation(tx, workspaceId, escalationId, conversation.id, note)
  await appendEvents(tx, workspaceId, [
    {
      type: 'conversation.alerted',
      conversationId: conversation.id,
      contactId: conversation.contact_id,
      actor: by.id,
      data: { note, by: by.name },
    },
  ])
}
