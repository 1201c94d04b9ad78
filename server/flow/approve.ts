// A person decides about a draft. One transaction, holding the conversation: whoever is second finds it decided.
import { releaseHolds } from '#db/appointments.ts'
import { insertComparison } from '#db/comparisons.ts'
import { type ConversationFacts, moveConversation } from '#db/conversations.ts'
import {
  closeDraft,
  type DraftRecord,
  findDraft,
  findExpired,
  keepDeskState,
  noteDraftMessage,
  readWords,
  reopenMessages,
} from '#db/drafts.ts'
import { appendEvents } from '#db/events.ts'
import { reviveHold } from '#db/held.ts'
import type { Tx } from '#db/pool.ts'
import { markTurnAnswered } from '#db/turns.ts'
import { compareAnswers } from '#domain/agreement.ts'
import { whyNotApprovable } from '#domain/draft.ts'
import type { DraftFate } from '#domain/earned.ts'
import { Refusal } from '#domain/errors.ts'
import { enqueueRespond } from '#jobs/queue.ts'
import { applyCommand, type Turn } from './4-act-turn.ts'
import { type Actor, mustLock, takeConversation } from './axes.ts'
import type { Flow } from './deps.ts'
import { considerEarned } from './earned.ts'
import { writeOutgoing } from './outgoing.ts'

/** What the approved words became. */
export type Approval = { messageId: string; conversationId: string; edited: boolean }

/**
 * Everything that the turn wants to do is done, and its words leave through the gate as the AI's, approved by this
 * person; the AI stays the handler, because the person only had a look. Refused with words where the draft is decided,
 * overtaken or expired, where the gate blocks, and where a time in it is gone: then the AI writes a new one.
 */
export async function approveDraft(
  flow: Flow,
  workspaceId: string,
  actor: Actor,
  draftId: string,
  newText: string | null = null,
): Promise<Approval> {
  const found = await mustFind(flow, workspaceId, draftId)
  try {
    const approval = await flow.store.transaction((tx) =>
      approve(flow, tx, workspaceId, actor, found, newText),
    )
    if (approval) return approval
  } catch (error) {
    if (!isGone(error)) throw error
    await writeAnew(flow, workspaceId, found)
    throw new Refusal(
      'slot_taken',
      'The time in this draft is no longer free. The AI is writing a new answer.',
    )
  }
  await expire(flow, workspaceId, found)
  throw new Refusal(
    'draft_closed',
    whyNotApprovable({ ...words(found), state: 'expired' }, flow.clock.now()) ?? '',
  )
}

const words = (d: DraftRecord) => ({
  state: d.state,
  expiresAt: d.expires_at,
  closedBy: d.closed_by_name,
  why: d.why,
})

async function mustFind(flow: Flow, workspaceId: string, draftId: string): Promise<DraftRecord> {
  const draft = await findDraft(flow.store.db, workspaceId, draftId)
  if (!draft) throw new Refusal('not_found', 'There is no such draft.')
  return draft
}

/** Two overlapping appointments: somebody else's came in between. */
const OVERLAP = '23P01'
class HoldGone extends Error {}
const isGone = (error: unknown) =>
  error instanceof HoldGone || (error instanceof Error && 'code' in error && error.code === OVERLAP)

/** Null where it has expired: that is to be kept, so the transaction must not be undone. */
async function approve(
  flow: Flow,
  tx: Tx,
  workspaceId: string,
  actor: Actor,
  found: DraftRecord,
  newText: string | null,
): Promise<Approval | null> {
  const conversation = await mustLock(tx, workspaceId, found.conversation_id)
  // Read again under the conversation's lock: it is the one place where it can change.
  const draft = (await findDraft(tx, workspaceId, found.id)) ?? found
  const sent = draft.state === 'approved' || draft.state === 'edited'
  if (sent && draft.closed_by === actor.id && draft.message_id)
    return { messageId: draft.message_id, conversationId: conversation.id, edited: draft.state === 'edited' }
  const now = flow.clock.now()
  if (draft.state === 'open' && draft.expires_at <= now) return null
  const no = whyNotApprovable(words(draft), now)
  if (no) throw new Refusal('draft_closed', no, { facts: { state: draft.state } })

  const edited = newText !== null && newText.trim() !== draft.text.trim()
  const text = edited ? newText.trim() : draft.text
  await closeDraft(tx, workspaceId, draft.id, {
    state: edited ? 'edited' : 'approved',
    at: now,
    by: actor,
    finalText: text,
  })
  const messageId = await actOn(flow, tx, workspaceId, conversation, draft, actor, text, edited)
  await noteDraftMessage(tx, workspaceId, draft.id, messageId)
  await markTurnAnswered(tx, workspaceId, draft.turn_id)
  await keepFate(flow, tx, workspaceId, draft, edited ? 'edited' : 'approved', text)
  await appendEvents(tx, workspaceId, [
    closed(conversation, draft, actor.id, edited ? 'edited' : 'approved', actor.name),
    {
      type: 'ai.answered',
      conversationId: conversation.id,
      contactId: conversation.contact_id,
      actor: 'ai',
      data: {
        turnId: draft.turn_id,
        engine: draft.trace.engine,
        intent: draft.intent,
        approvedBy: actor.name,
      },
    },
  ])
  return { messageId, conversationId: conversation.id, edited }
}

/** The turn's commands, all of them or none; the words last. */
async function actOn(
  flow: Flow,
  tx: Tx,
  workspaceId: string,
  conversation: ConversationFacts,
  draft: DraftRecord,
  actor: Actor,
  text: string,
  edited: boolean,
): Promise<string> {
  const now = flow.clock.now()
  const remember = draft.commands.find((c) => c.type === 'desk.remember')
  await keepDeskState(
    tx,
    workspaceId,
    conversation.id,
    remember?.type === 'desk.remember' ? remember.state : null,
  )
  const turn: Turn = {
    turnId: draft.turn_id,
    trace: draft.trace,
    speaks: true,
    seen: { fromSeq: draft.from_seq, toSeq: draft.to_seq },
  }
  for (const command of draft.commands) {
    if (command.type === 'message.send') continue
    // Approval takes longer than a hold lasts: where nobody has taken the time since, it is still theirs.
    if ('holdId' in command) await reviveHold(tx, workspaceId, command.holdId, conversation.id, now)
    if (!(await applyCommand(flow, tx, workspaceId, conversation, command, turn))) throw new HoldGone()
  }
  const written = await writeOutgoing(flow, tx, workspaceId, conversation, {
    author: 'ai',
    authorId: null,
    authorName: null,
    // In a conversation that people own, the AI may only say that they do.
    purpose: conversation.handler === 'human' ? 'handover' : 'reply',
    text,
    turnId: draft.turn_id,
    words: {
      intent: draft.intent,
      risk: draft.risk,
      approved: { id: actor.id, name: actor.name, edited, draftId: draft.id },
    },
  })
  if (!written) throw new Refusal('no_address', 'The inbox or the address of this conversation is gone.')
  if (written.verdict.decision === 'block')
    throw new Refusal(
      'blocked_by_gate',
      written.verdict.reasons.map((r) => `${r.text}. ${r.action}`).join(' '),
      { facts: { verdict: written.verdict } },
    )
  return written.messageId
}

/** The person will answer themselves, or not at all; why is kept for learning. The conversation is theirs from now on. */
export async function rejectDraft(
  flow: Flow,
  workspaceId: string,
  actor: Actor,
  draftId: string,
  why: string | null,
): Promise<void> {
  const found = await mustFind(flow, workspaceId, draftId)
  await flow.store.transaction(async (tx) => {
    const conversation = await mustLock(tx, workspaceId, found.conversation_id)
    const draft = (await findDraft(tx, workspaceId, found.id)) ?? found
    if (draft.state === 'rejected' && draft.closed_by === actor.id) return
    const now = flow.clock.now()
    if (!(await closeDraft(tx, workspaceId, draft.id, { state: 'rejected', at: now, by: actor, why })))
      throw new Refusal(
        'draft_closed',
        whyNotApprovable(words(draft), now) ?? 'This draft is no longer open.',
        { facts: { state: draft.state } },
      )
    if (draft.commands.some((c) => 'holdId' in c)) await releaseHolds(tx, workspaceId, now, conversation.id)
    // The customer still waits, and nobody else will answer now.
    if (conversation.handler === 'ai')
      await takeConversation(flow, tx, workspaceId, conversation, actor, 'takeover')
    await keepFate(flow, tx, workspaceId, draft, 'rejected', why ?? '')
    await appendEvents(tx, workspaceId, [closed(conversation, draft, actor.id, 'rejected', actor.name)])
  })
}

function closed(
  conversation: ConversationFacts,
  draft: DraftRecord,
  actor: string,
  state: string,
  by: string | null,
) {
  return {
    type: 'draft.closed' as const,
    conversationId: conversation.id,
    contactId: conversation.contact_id,
    actor,
    data: { draftId: draft.id, state, by },
  }
}

/** What the person did with it, for the record that autonomy is earned by. */
async function keepFate(
  flow: Flow,
  tx: Tx,
  workspaceId: string,
  draft: DraftRecord,
  fate: Exclude<DraftFate, 'answered'>,
  personText: string,
): Promise<void> {
  const asked = await readWords(tx, workspaceId, draft.conversation_id, {
    after: draft.from_seq,
    upTo: draft.to_seq,
    of: 'customer',
  })
  const said = { text: draft.text, commands: draft.commands }
  const compared =
    fate === 'edited'
      ? compareAnswers(said, { text: personText, commands: draft.commands })
      : { agreed: fate === 'approved', score: fate === 'approved' ? 1 : 0, reasons: [] }
  await insertComparison(tx, workspaceId, {
    draft_id: draft.id,
    agent_id: draft.agent_id,
    intent: draft.intent ?? 'other',
    conversation_id: draft.conversation_id,
    fate,
    ...compared,
    judged_by: fate === 'edited' ? 'builtin' : 'person',
    question: asked.map((line) => line.body).join('\n'),
    ai_text: draft.text,
    person_text: personText,
    at: flow.clock.now(),
  })
  await considerEarned(flow, tx, workspaceId, draft.agent_id, draft.intent ?? 'other')
}

/** A time in it is gone: the same messages get another turn, which offers others. */
async function writeAnew(flow: Flow, workspaceId: string, draft: DraftRecord): Promise<void> {
  await flow.store.transaction(async (tx) => {
    const conversation = await mustLock(tx, workspaceId, draft.conversation_id)
    const now = flow.clock.now()
    const end = { state: 'stale' as const, at: now, by: null, why: 'The time in it is no longer free' }
    if (!(await closeDraft(tx, workspaceId, draft.id, end))) return
    await reopenMessages(tx, workspaceId, conversation.id, draft.from_seq, now)
    await enqueueRespond(tx, workspaceId, conversation.id)
    await appendEvents(tx, workspaceId, [closed(conversation, draft, 'system', 'stale', null)])
  })
}

/** Nobody decided in time: the customer still waits, so the conversation is a person's. */
async function expire(
  flow: Flow,
  workspaceId: string,
  draft: { id: string; conversation_id: string },
): Promise<void> {
  await flow.store.transaction(async (tx) => {
    const conversation = await mustLock(tx, workspaceId, draft.conversation_id)
    const held = await findDraft(tx, workspaceId, draft.id)
    const now = flow.clock.now()
    if (!held || held.expires_at > now) return
    const waited = held.state === 'open'
    if (!(await closeDraft(tx, workspaceId, draft.id, { state: 'expired', at: now, by: null }))) return
    if (!waited) return
    if (conversation.handler === 'ai')
      await moveConversation(tx, workspaceId, conversation.id, {
        status: conversation.status,
        handler: 'human',
        handledBy: null,
      })
    await appendEvents(tx, workspaceId, [closed(conversation, held, 'system', 'expired', null)])
  })
}

/** Of the sweep: ends every draft whose time is over. */
export async function expireDrafts(flow: Flow): Promise<void> {
  for (const draft of await findExpired(flow.store, flow.clock.now()))
    await expire(flow, draft.workspace_id, draft)
}
