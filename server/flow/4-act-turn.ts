// Step 4 for the front desk: what a turn decided becomes rows, all of it or nothing, if nobody was faster.
import {
  type AppointmentRecord,
  bookingRules,
  cancelByContact,
  confirmHold,
  moveToHold,
} from '#db/appointments.ts'
import { markLeadBooked } from '#db/contacts.ts'
import { type ConversationFacts, finishBurst, moveConversation } from '#db/conversations.ts'
import { appendEvents } from '#db/events.ts'
import type { Tx } from '#db/pool.ts'
import { insertTurn, type TurnRecord } from '#db/turns.ts'
import { isOvertaken, type SeenBurst } from '#domain/burst.ts'
import type { TurnCommand } from '#domain/commands.ts'
import type { TurnTrace } from '#domain/desk.ts'
import type { AiWords } from '#domain/draft.ts'
import { refineReason } from '#domain/escalation.ts'
import type { Purpose } from '#domain/message.ts'
import { enqueueRespond } from '#jobs/queue.ts'
import { eventOf } from './appointments.ts'
import { escalate, mustLock } from './axes.ts'
import type { Flow } from './deps.ts'
import { handOverBlocked } from './hand-over.ts'
import { learnLead } from './learn-lead.ts'
import { writeOutgoing } from './outgoing.ts'

export type Burst = SeenBurst & { conversationId: string }
export type TurnOutcome = 'done' | 'stale'

/** What a command has to know of its turn. */
export type Turn = {
  turnId: string
  trace: TurnTrace
  /** It says something to the customer too. */
  speaks: boolean
  seen: Pick<SeenBurst, 'fromSeq' | 'toSeq'>
  words?: AiWords | null
}

/** What the front desk decided about a burst: all of it, or nothing if anybody was faster. */
export async function applyTurn(
  flow: Flow,
  workspaceId: string,
  burst: Burst,
  commands: TurnCommand[],
  trace: TurnTrace,
  words: AiWords | null = null,
): Promise<TurnOutcome> {
  return flow.store
    .transaction(async (tx) => {
      const conversation = await mustLock(tx, workspaceId, burst.conversationId)
      const turnId = flow.ids.next('turn')
      const record: TurnRecord = {
        id: turnId,
        conversation_id: burst.conversationId,
        from_seq: burst.fromSeq,
        to_seq: burst.toSeq,
        outcome: 'answered',
        reasons: [],
        trace,
        created_at: flow.clock.now(),
        changes: burst.changes,
      }
      if (isOvertaken(burst, conversation)) return await stale(tx, workspaceId, conversation, record)

      const remember = commands.find((c) => c.type === 'desk.remember')
      const finished = await finishBurst(tx, workspaceId, burst.conversationId, burst, {
        aiSpoke: commands.some((c) => c.type === 'message.send'),
        deskState: remember?.type === 'desk.remember' ? remember.state : null,
      })
      if (!finished) return await stale(tx, workspaceId, conversation, record)

      // The text goes last: where the turn hands over, it is the sentence that says so.
      const ordered = [...commands].sort(
        (a, b) => Number(a.type === 'message.send') - Number(b.type === 'message.send'),
      )
      const speaks = commands.some((c) => c.type === 'message.send')
      for (const command of ordered) {
        const done = await applyCommand(flow, tx, workspaceId, conversation, command, {
          turnId,
          trace,
          speaks,
          seen: burst,
          words,
        })
        // A hold that ran out while the model was thinking: the promise in the text would be false, so all goes again.
        if (!done) throw new Overtaken()
      }
      await insertTurn(tx, workspaceId, record)
      await appendEvents(tx, workspaceId, [
        {
          type: 'ai.answered',
          conversationId: conversation.id,
          contactId: conversation.contact_id,
          actor: 'ai',
          data: { turnId, engine: trace.engine, intent: trace.intent },
        },
      ])
      return 'done' as const
    })
    .catch(async (error: unknown) => {
      if (!(error instanceof Overtaken)) throw error
      // Everything was rolled back, so the burst is still open: it gets another turn.
      await enqueueRespond(flow.store.db, workspaceId, burst.conversationId)
      return 'stale' as const
    })
}

/** A turn that was ended because somebody was faster: it stands in the thread with what it cost. */
export async function recordOvertaken(
  flow: Flow,
  workspaceId: string,
  burst: Burst,
  trace: TurnTrace,
): Promise<TurnOutcome> {
  return flow.store.transaction(async (tx) =>
    stale(tx, workspaceId, await mustLock(tx, workspaceId, burst.conversationId), {
      id: flow.ids.next('turn'),
      conversation_id: burst.conversationId,
      from_seq: burst.fromSeq,
      to_seq: burst.toSeq,
      outcome: 'stale',
      reasons: [],
      trace,
      created_at: flow.clock.now(),
      changes: burst.changes,
    }),
  )
}

class Overtaken extends Error {}

async function stale(
  tx: Tx,
  workspaceId: string,
  conversation: ConversationFacts,
  record: TurnRecord,
): Promise<TurnOutcome> {
  await insertTurn(tx, workspaceId, {
    ...record,
    outcome: 'stale',
    reasons: [
      {
        code: 'overtaken',
        text: 'Something newer happened while this reply was written, so it was dropped',
        fix: null,
      },
    ],
  })
  if (conversation.last_inbound_seq > conversation.answered_seq)
    await enqueueRespond(tx, workspaceId, conversation.id)
  return 'stale'
}

/** One command of a turn, in the caller's transaction; false where what it rests on is gone (a hold that ran out). */
export async function applyCommand(
  flow: Flow,
  tx: Tx,
  workspaceId: string,
  conversation: ConversationFacts,
  command: TurnCommand,
  turn: Turn,
): Promise<boolean> {
  /** Always this conversation's contact, whatever a command says. */
  const whose = {
    conversationId: conversation.id,
    contactId: conversation.contact_id,
    now: flow.clock.now(),
    settings: await bookingRules(tx, workspaceId),
  }
  /** It is told in the thread where it was agreed, wherever it was booked. */
  const inThread = (a: AppointmentRecord): AppointmentRecord => ({ ...a, conversation_id: conversation.id })
  const about = { conversationId: conversation.id, contactId: conversation.contact_id, actor: 'ai' }
  switch (command.type) {
    case 'message.send': {
      const purpose = conversation.handler === 'human' ? 'handover' : 'reply'
      const written = await writeOutgoing(flow, tx, workspaceId, conversation, {
        author: 'ai',
        authorId: null,
        authorName: null,
        purpose,
        text: command.text,
        turnId: turn.turnId,
        words: turn.words ?? null,
      })
      if (written) await handOverBlocked(tx, workspaceId, conversation, written.verdict)
      return true
    }
    case 'appointment.book': {
      const booked = await confirmHold(
        tx,
        workspaceId,
        command.holdId,
        conversation.id,
        command.name,
        flow.clock.now(),
      )
      if (!booked) return false
      await markLeadBooked(tx, workspaceId, conversation.contact_id)
      await appendEvents(tx, workspaceId, [eventOf('appointment.booked', inThread(booked), 'ai')])
      return true
    }
    case 'appointment.move': {
      const moved = await moveToHold(tx, workspaceId, { ...command, ...whose })
      if (!moved) return false
      await appendEvents(tx, workspaceId, [
        eventOf('appointment.moved', inThread(moved), 'ai', {
          from: moved.moved_from?.toISOString() ?? null,
        }),
      ])
      return true
    }
    case 'appointment.cancel': {
      const canceled = await cancelByContact(tx, workspaceId, { ...command, ...whose })
      if (!canceled) return false
      const data = command.reason ? { reason: command.reason } : {}
      await appendEvents(tx, workspaceId, [eventOf('appointment.canceled', inThread(canceled), 'ai', data)])
      return true
    }
    case 'lead.save': {
      const saved = await learnLead(tx, workspaceId, conversation, command, turn.seen, flow.clock.now())
      await appendEvents(tx, workspaceId, [{ type: 'lead.saved', ...about, data: saved }])
      return true
    }
    case 'conversation.escalate': {
      await escalate(flow, tx, workspaceId, conversation, {
        reason: refineReason(command.reason, turn.trace),
        note: command.note,
        by: null,
        tell: turn.speaks ? 'in_reply' : 'no',
      })
      return true
    }
    case 'desk.remember':
      return true
  }
}

/** Where the AI says nothing by rule, the customer waits for a person. */
const onlyPeople = new Set(['public_replies', 'autonomy_off'])

/** The AI stays silent about a burst, and says why. */
export async function recordSilence(
  flow: Flow,
  workspaceId: string,
  burst: Burst,
  reasons: TurnRecord['reasons'],
  automatic: AutomaticReply[] = [],
): Promise<TurnOutcome> {
  return flow.store.transaction(async (tx) => {
    const conversation = await mustLock(tx, workspaceId, burst.conversationId)
    if (conversation.answered_seq !== burst.fromSeq || conversation.turn !== burst.turn) return 'stale'
    const done = await finishBurst(tx, workspaceId, burst.conversationId, burst, {
      aiSpoke: false,
      deskState: null,
    })
    if (!done) return 'stale'
    // What came after this burst began none of its own: it waits for a job.
    if (conversation.last_inbound_seq > burst.toSeq) await enqueueRespond(tx, workspaceId, conversation.id)
    for (const reply of automatic)
      await writeOutgoing(flow, tx, workspaceId, conversation, {
        author: 'automation',
        authorId: null,
        authorName: null,
        ...reply,
      })
    // Only people can answer here: it is theirs from now on, and the lists say so.
    if (conversation.handler === 'ai' && reasons.some((reason) => onlyPeople.has(reason.code)))
      await moveConversation(tx, workspaceId, conversation.id, {
        status: conversation.status,
        handler: 'human',
        handledBy: null,
      })
    if (reasons.length > 0) {
      const turnId = flow.ids.next('turn')
      await insertTurn(tx, workspaceId, {
        id: turnId,
        conversation_id: burst.conversationId,
        from_seq: burst.fromSeq,
        to_seq: burst.toSeq,
        outcome: 'silent',
        reasons,
        trace: null,
        created_at: flow.clock.now(),
      })
      await appendEvents(tx, workspaceId, [
        {
          type: 'ai.silent',
          conversationId: conversation.id,
          contactId: conversation.contact_id,
          actor: 'ai',
          data: { turnId, reasons: reasons.map((r) => r.code) },
        },
      ])
    }
    return 'done'
  })
}
export type AutomaticReply = { text: string; purpose: Purpose; addressId: string; inboxId: string }
