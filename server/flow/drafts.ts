// After a turn: its words leave, wait for a person, are kept for comparing, or are not said at all. What waits or is
// compared becomes a draft in one transaction; whatever overtakes it ends it in its own (migration 021).
import { Temporal } from 'temporal-polyfill'
import { releaseHolds } from '#db/appointments.ts'
import { type ConversationFacts, finishBurst, moveConversation } from '#db/conversations.ts'
import { insertDraft } from '#db/drafts.ts'
import { appendEvents } from '#db/events.ts'
import type { Tx } from '#db/pool.ts'
import { insertTurn } from '#db/turns.ts'
import { findWorkspace } from '#db/workspaces.ts'
import { hasMoved } from '#domain/burst.ts'
import type { Capabilities } from '#domain/channel.ts'
import type { DeskPorts, TurnResult } from '#domain/desk.ts'
import { DRAFT_HOURS, expiresAt } from '#domain/draft.ts'
import { isEmergency, refineReason } from '#domain/escalation.ts'
import type { Understanding } from '#domain/intent.ts'
import { enqueueRespond } from '#jobs/queue.ts'
import { applyTurn, type Burst, recordSilence, type TurnOutcome } from './4-act-turn.ts'
import { type Judged, judgeTurn, readReach } from './autonomy.ts'
import { escalate, mustLock } from './axes.ts'
import type { Flow } from './deps.ts'
import { noticeDispleasure } from './earned.ts'
import { askGate } from './gate.ts'

type Reason = { code: string; text: string; fix: string | null }

/** Reasons of silence that only say that a person is at it: the AI may still learn from them. */
const byPeople = new Set(['human_managed', 'escalated'])

export type Plan = {
  /** No turn at all: why. */
  silent: Reason[] | null
  /** Whatever the turn wants, it is only compared with what the person writes. */
  compareOnly: boolean
  /** The customer may be shown that it is writing. */
  mayType: boolean
  /** It may hold a time in the calendar. */
  mayHold: boolean
}

/** Before the turn: is there to be one, and what may it do while it thinks? `silent` is what keeps the AI from answering. */
export async function planTurn(
  flow: Flow,
  workspaceId: string,
  conversation: ConversationFacts,
  capabilities: Pick<Capabilities, 'channel'>,
  silent: Reason[],
): Promise<Plan> {
  const reach = await readReach(flow.store.db, workspaceId, conversation.inbox_id, capabilities.channel)
  if (silent.length === 0)
    return { silent: null, compareOnly: false, mayType: reach.speaks, mayHold: reach.acts }
  const learning = reach.learns && silent.every((reason) => byPeople.has(reason.code))
  return { silent: learning ? null : silent, compareOnly: learning, mayType: false, mayHold: false }
}

const LOOKED_ONLY = 'looked'

/** Ports that look a time up instead of holding it: what is only compared must take nobody's place. */
export function lookOnly(ports: DeskPorts, timeZone: string): DeskPorts {
  return {
    ...ports,
    async holdSlot({ start, ...wish }) {
      const from = Temporal.Instant.fromEpochMilliseconds(start.getTime())
        .toZonedDateTimeISO(timeZone)
        .toPlainDate()
        .toString()
      const free = await ports.findSlots({ ...wish, from, days: 1, limit: 500 })
      const slot = free.find((one) => one.start.getTime() === start.getTime())
      if (slot) return { ok: true, holdId: LOOKED_ONLY, slot }
      return {
        ok: false,
        why: 'taken',
        alternatives: await ports.findSlots({ ...wish, from, days: 7, limit: 3 }),
      }
    },
  }
}

/** After the turn: applies it, keeps it, or says nothing, as the agent's autonomy has it. */
export async function settleTurn(
  flow: Flow,
  workspaceId: string,
  burst: Burst,
  of: {
    conversation: ConversationFacts
    capabilities: Pick<Capabilities, 'channel' | 'label'>
    result: TurnResult
    understanding: Understanding | null
    plan: Plan
  },
): Promise<TurnOutcome> {
  const { result, plan } = of
  const judged = await judgeTurn(flow.store.db, workspaceId, of)
  await noticeDispleasure(flow, workspaceId, {
    conversationId: burst.conversationId,
    fromSeq: burst.fromSeq,
    intent: judged.intent,
    mood: of.understanding?.mood ?? null,
  })
  if (plan.compareOnly || judged.decision.outcome === 'shadow')
    return keepShadow(flow, workspaceId, burst, result, judged)
  if (judged.decision.outcome === 'silent')
    return recordSilence(flow, workspaceId, burst, [
      { code: 'autonomy_off', text: judged.decision.reasons.join('. '), fix: 'settings' },
    ])
  if (judged.decision.outcome === 'wait' && textOf(result) !== '')
    return keepOpen(flow, workspaceId, burst, result, judged)
  return applyTurn(flow, workspaceId, burst, result.commands, result.trace, {
    intent: judged.intent,
    risk: judged.risk,
  })
}

function textOf({ commands }: TurnResult): string {
  return commands.flatMap((c) => (c.type === 'message.send' ? [c.text] : [])).join('\n\n')
}

/** The messages are dealt with for now; false where something newer happened, and another turn is on its way. */
async function take(
  tx: Tx,
  workspaceId: string,
  conversation: ConversationFacts,
  burst: Burst,
): Promise<boolean> {
  const free =
    !hasMoved(burst, conversation) &&
    (await finishBurst(tx, workspaceId, burst.conversationId, burst, { aiSpoke: false, deskState: null }))
  if (!free && conversation.last_inbound_seq > conversation.answered_seq)
    await enqueueRespond(tx, workspaceId, conversation.id)
  return free
}

/** The reply waits for a person. Where it hands over, the people are called now: that is no reason to wait. */
async function keepOpen(
  flow: Flow,
  workspaceId: string,
  burst: Burst,
  result: TurnResult,
  judged: Judged,
): Promise<TurnOutcome> {
  const workspace = await findWorkspace(flow.store, workspaceId)
  return flow.store.transaction(async (tx) => {
    const conversation = await mustLock(tx, workspaceId, burst.conversationId)
    if (conversation.handler !== 'ai' || !(await take(tx, workspaceId, conversation, burst))) return 'stale'
    for (const command of result.commands)
      if (command.type === 'conversation.escalate')
        await escalate(flow, tx, workspaceId, conversation, {
          reason: refineReason(command.reason, result.trace),
          note: command.note,
          by: null,
          // The draft says what happens next; who is in need hears it now.
          tell: isEmergency(command.reason) ? 'yes' : 'no',
        })
    const now = flow.clock.now()
    const asked = await askGate(
      tx,
      workspaceId,
      {
        conversationId: conversation.id,
        inboxId: conversation.inbox_id,
        addressId: conversation.address_id,
        now,
      },
      { author: 'ai', purpose: 'reply', turn: conversation.turn, counted: false },
    )
    const hours = workspace?.settings.draftHours ?? DRAFT_HOURS
    await writeDraft(flow, tx, workspaceId, conversation, burst, result, judged, {
      state: 'open',
      expires: expiresAt(now, hours, asked?.windowClosesAt ?? null),
      commands: result.commands.filter((c) => c.type !== 'conversation.escalate'),
    })
    return 'done'
  })
}

/** Nobody sees it until they have answered themselves; then the two are compared. People answer here from now on. */
async function keepShadow(
  flow: Flow,
  workspaceId: string,
  burst: Burst,
  result: TurnResult,
  judged: Judged,
): Promise<TurnOutcome> {
  return flow.store.transaction(async (tx) => {
    const conversation = await mustLock(tx, workspaceId, burst.conversationId)
    if (!(await take(tx, workspaceId, conversation, burst))) return 'stale'
    const now = flow.clock.now()
    // What it held while it thought is free again.
    if (result.commands.some((c) => 'holdId' in c && c.holdId !== LOOKED_ONLY))
      await releaseHolds(tx, workspaceId, now, conversation.id)
    if (conversation.handler === 'ai') {
      const axes = { status: conversation.status, handler: 'human' as const }
      await moveConversation(tx, workspaceId, conversation.id, { ...axes, handledBy: null })
      Object.assign(conversation, axes, { turn: conversation.turn + 1, handled_by_name: null })
    }
    await writeDraft(flow, tx, workspaceId, conversation, burst, result, judged, {
      state: 'shadow',
      expires: expiresAt(now, SHADOW_HOURS, null),
      commands: result.commands,
    })
    return 'done'
  })
}

/** An answer that comes later than this was not an answer to the same thing. */
const SHADOW_HOURS = 7 * 24

async function writeDraft(
  flow: Flow,
  tx: Tx,
  workspaceId: string,
  conversation: ConversationFacts,
  burst: Burst,
  result: TurnResult,
  judged: Judged,
  kept: { state: 'open' | 'shadow'; expires: Date; commands: TurnResult['commands'] },
): Promise<void> {
  const now = flow.clock.now()
  const turnId = flow.ids.next('turn')
  const draftId = flow.ids.next('dft')
  const waits = kept.state === 'open'
  await insertTurn(tx, workspaceId, {
    id: turnId,
    conversation_id: conversation.id,
    from_seq: burst.fromSeq,
    to_seq: burst.toSeq,
    outcome: waits ? 'drafted' : 'silent',
    reasons: waits
      ? judged.reasons.map((text) => ({ code: 'waits', text, fix: null }))
      : [
          {
            code: 'shadow',
            text: 'You answer here; the AI compares its own answer with yours afterwards',
            fix: null,
          },
        ],
    trace: result.trace,
    created_at: now,
    changes: burst.changes,
  })
  await insertDraft(tx, workspaceId, {
    id: draftId,
    conversation_id: conversation.id,
    agent_id: judged.agentId,
    inbox_id: conversation.inbox_id,
    channel: conversation.channel,
    commands: kept.commands,
    text: textOf(result),
    trace: result.trace,
    turn_id: turnId,
    intent: judged.intent,
    risk: judged.risk,
    reasons: judged.reasons,
    turn: conversation.turn,
    changes: burst.changes,
    from_seq: burst.fromSeq,
    to_seq: burst.toSeq,
    state: kept.state,
    expires_at: kept.expires,
    created_at: now,
  })
  await appendEvents(tx, workspaceId, [
    {
      type: waits ? 'draft.waiting' : 'ai.silent',
      conversationId: conversation.id,
      contactId: conversation.contact_id,
      actor: 'ai',
      data: waits
        ? { draftId, turnId, risk: judged.risk, intent: judged.intent }
        : { turnId, reasons: ['shadow'] },
    },
  ])
}
