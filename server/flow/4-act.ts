// Step 4: the only door for changing a conversation. Every function here is one transaction: the state, the messages
// it writes, its events and the jobs that follow commit together or not at all.
import {
  type ConversationFacts,
  finishBurst,
  insertConversation,
  lockFacts,
  moveConversation,
} from '#db/conversations.ts'
import { confirmHold } from '#db/appointments.ts'
import { saveLead } from '#db/contacts.ts'
import { appendEvents } from '#db/events.ts'
import { claimKey, storeAnswer } from '#db/idempotency.ts'
import { aiOnTheWire, cancelQueued, findMessage } from '#db/messages.ts'
import { requeueFailed } from '#db/outbox.ts'
import { query, type Tx } from '#db/pool.ts'
import { insertTurn, type TurnRecord } from '#db/turns.ts'
import type { ChannelKind } from '#domain/channel.ts'
import type { TurnCommand } from '#domain/commands.ts'
import { type ConversationMove, type EscalationReason, move } from '#domain/conversation.ts'
import type { TurnTrace } from '#domain/desk.ts'
import { Refusal } from '#domain/errors.ts'
import type { Attachment, Purpose } from '#domain/message.ts'
import { enqueueDeliver, enqueueRespond } from '#jobs/queue.ts'
import { alertPeople } from './alerts.ts'
import type { Flow } from './deps.ts'
import { askGate } from './gate.ts'
import { type Written, writeOutgoing } from './outgoing.ts'

/** Who acts: a signed-in member, or a program with a token. */
export type Actor = { kind: 'member' | 'api'; id: string; name: string }

export type SendCommand = {
  conversationId: string
  text: string
  subject?: string | null
  attachments?: Attachment[]
  inboxId?: string
  addressId?: string
  clientId?: string | null
}

/**
 * A person's (or a program's) message. It takes the conversation over in the same transaction: whatever the AI had
 * queued is dropped, and what it is still thinking about will find another turn number.
 */
export async function sendMessage(
  flow: Flow,
  workspaceId: string,
  actor: Actor,
  command: SendCommand,
  idempotency: { key: string; fingerprint: string } | null = null,
): Promise<Written & { replayed: boolean }> {
  const route = `messages ${command.conversationId}`
  const result = await flow.store.transaction(async (tx) => {
    if (idempotency) {
      const stored = await claimKey(tx, workspaceId, route, idempotency.key, idempotency.fingerprint)
      if (stored && stored.fingerprint !== idempotency.fingerprint)
        throw new Refusal('idempotency_mismatch', 'Send this request with a new Idempotency-Key, or repeat the first one unchanged.')
      if (stored?.body) return { ...(stored.body as Written), replayed: true }
      if (stored) throw new Refusal('idempotency_running', 'Wait a moment and repeat the request.')
    }
    const conversation = await mustLock(tx, workspaceId, command.conversationId)
    await takeConversation(flow, tx, workspaceId, conversation, actor, 'takeover')
    const written = await writeOutgoing(flow, tx, workspaceId, conversation, {
      author: actor.kind,
      authorId: actor.id,
      authorName: actor.name,
      purpose: 'reply',
      text: command.text,
      subject: command.subject ?? null,
      attachments: command.attachments ?? [],
      inboxId: command.inboxId,
      addressId: command.addressId,
      clientId: command.clientId ?? null,
    })
    if (!written) throw new Refusal('no_address', 'The inbox or the address of this message no longer exists. Choose another way to reply.')
    // What the customer asked has its answer: the front desk need not think about it.
    await query(tx, 'update conversations set answered_seq = last_inbound_seq, burst_started_at = null where workspace_id = $1 and id = $2', [workspaceId, conversation.id])
    if (idempotency) await storeAnswer(tx, workspaceId, route, idempotency.key, 201, written)
    return { ...written, replayed: false }
  })
  if (!result.replayed) await waitForTheWire(flow, workspaceId, command.conversationId)
  return result
}

/** Starts a conversation with a contact on an inbox, or continues its thread there. Returns the conversation's id. */
export async function openConversation(
  flow: Flow,
  workspaceId: string,
  way: { contactId: string; inboxId: string; addressId: string; channel: ChannelKind; subject: string | null; existing: string | null },
): Promise<string> {
  if (way.existing) return way.existing
  const id = flow.ids.next('conv')
  const at = flow.clock.now()
  await flow.store.transaction(async (tx) => {
    await insertConversation(tx, workspaceId, { id, ...way, kind: 'customer', handler: 'human', at })
    await appendEvents(tx, workspaceId, [{ type: 'conversation.created', conversationId: id, contactId: way.contactId, actor: 'system' }])
  })
  return id
}

/** Take over, resume the AI, escalate, close, reopen: one guarded move of the axes. */
export async function moveAxes(
  flow: Flow,
  workspaceId: string,
  actor: Actor,
  conversationId: string,
  what: Exclude<ConversationMove, 'customer_wrote'>,
  note: string | null = null,
): Promise<void> {
  await flow.store.transaction(async (tx) => {
    const conversation = await mustLock(tx, workspaceId, conversationId)
    if (what === 'escalate') await escalate(flow, tx, workspaceId, conversation, { reason: 'manual', note, by: actor })
    else await takeConversation(flow, tx, workspaceId, conversation, actor, what)
    if (what === 'resume_ai') await answerWhatWaits(tx, workspaceId, conversationId)
  })
  if (what !== 'resume_ai' && what !== 'close') await waitForTheWire(flow, workspaceId, conversationId)
}

const eventOf = {
  takeover: 'conversation.taken_over',
  resume_ai: 'conversation.ai_resumed',
  close: 'conversation.closed',
  reopen: 'conversation.reopened',
} as const

async function takeConversation(
  flow: Flow,
  tx: Tx,
  workspaceId: string,
  conversation: ConversationFacts,
  actor: Actor,
  what: keyof typeof eventOf,
): Promise<void> {
  const after = move(conversation, what)
  const person = after.handler === 'human' ? { id: actor.id, name: actor.name } : null
  const unchanged =
    after.status === conversation.status && after.handler === conversation.handler && conversation.handled_by_name === (person?.name ?? null)
  // The turn moves in any case: a person acted, and nothing the AI wrote before may leave after.
  await moveConversation(tx, workspaceId, conversation.id, {
    ...after,
    handledBy: person,
    ...(what === 'resume_ai' || what === 'close' ? { escalation: null } : {}),
  })
  Object.assign(conversation, after, { turn: conversation.turn + 1, handled_by_name: person?.name ?? null })
  if (after.handler === 'human') await dropQueued(flow, tx, workspaceId, conversation, `${actor.name} took the conversation over`)
  if (!unchanged)
    await appendEvents(tx, workspaceId, [
      { type: eventOf[what], conversationId: conversation.id, contactId: conversation.contact_id, actor: actor.id, data: { by: actor.name } },
    ])
}

async function dropQueued(flow: Flow, tx: Tx, workspaceId: string, conversation: ConversationFacts, why: string): Promise<void> {
  const dropped = await cancelQueued(tx, workspaceId, conversation.id, {
    decision: 'block',
    decidedAt: flow.clock.now().toISOString(),
    reasons: [{ code: 'human_managed', text: why, action: 'Nothing to do: the AI’s reply was dropped.' }],
  })
  await appendEvents(
    tx,
    workspaceId,
    dropped.map((messageId) => ({ type: 'message.canceled' as const, conversationId: conversation.id, contactId: conversation.contact_id, messageId, actor: 'system' })),
  )
}

async function escalate(
  flow: Flow,
  tx: Tx,
  workspaceId: string,
  conversation: ConversationFacts,
  why: { reason: EscalationReason; note: string | null; by: Actor | null },
): Promise<void> {
  const repeated = conversation.status === 'escalated'
  await moveConversation(tx, workspaceId, conversation.id, {
    ...move(conversation, 'escalate'),
    handledBy: null,
    escalation: { reason: why.reason, note: why.note, at: flow.clock.now() },
  })
  Object.assign(conversation, move(conversation, 'escalate'), { turn: conversation.turn + 1, handled_by_name: null })
  if (why.by) await dropQueued(flow, tx, workspaceId, conversation, 'The conversation was escalated to a person')
  await appendEvents(tx, workspaceId, [
    {
      type: 'conversation.escalated',
      conversationId: conversation.id,
      contactId: conversation.contact_id,
      actor: why.by?.id ?? 'ai',
      data: { reason: why.reason, note: why.note, by: why.by?.name ?? null },
    },
  ])
  if (!repeated) await alertPeople(flow, tx, workspaceId, conversation, why)
}

/** After "Resume AI" the front desk answers what the customer wrote last and nobody answered. */
async function answerWhatWaits(tx: Tx, workspaceId: string, conversationId: string): Promise<void> {
  const rows = await query(
    tx,
    `update conversations c set burst_started_at = now(), answered_seq = coalesce((
         select max(m.seq) from messages m where m.workspace_id = c.workspace_id and m.conversation_id = c.id and m.direction = 'out'
           and m.status not in ('canceled', 'failed')), 0)
     where c.workspace_id = $1 and c.id = $2 and c.last_direction = 'in' returning c.id`,
    [workspaceId, conversationId],
  )
  if (rows.length > 0) await enqueueRespond(tx, workspaceId, conversationId)
}

/**
 * The linearisation point of a takeover is its commit; an AI text that was taken for sending just before may still be
 * on its way to the provider. We answer when it has arrived, so that after our answer nothing of the AI's comes.
 */
async function waitForTheWire(flow: Flow, workspaceId: string, conversationId: string): Promise<void> {
  const until = Date.now() + flow.timing.takeoverWaitMs
  while (Date.now() < until && (await aiOnTheWire(flow.store, workspaceId, conversationId)))
    await new Promise((resolve) => setTimeout(resolve, 25))
}

export type Burst = { conversationId: string; turn: number; fromSeq: number; toSeq: number }
export type TurnOutcome = 'done' | 'stale'

/** What the front desk decided about a burst: all of it, or nothing if anybody was faster. */
export async function applyTurn(flow: Flow, workspaceId: string, burst: Burst, commands: TurnCommand[], trace: TurnTrace): Promise<TurnOutcome> {
  return flow.store.transaction(async (tx) => {
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
    }
    const overtaken =
      conversation.turn !== burst.turn ||
      conversation.handler !== 'ai' ||
      conversation.answered_seq !== burst.fromSeq ||
      conversation.last_inbound_seq !== burst.toSeq
    if (overtaken) return await stale(tx, workspaceId, conversation, record)

    const remember = commands.find((c) => c.type === 'desk.remember')
    const finished = await finishBurst(tx, workspaceId, burst.conversationId, burst, {
      aiSpoke: commands.some((c) => c.type === 'message.send'),
      deskState: remember?.type === 'desk.remember' ? remember.state : null,
    })
    if (!finished) return await stale(tx, workspaceId, conversation, record)

    // The text goes last: where the turn hands over, it is the sentence that says so.
    const ordered = [...commands].sort((a, b) => Number(a.type === 'message.send') - Number(b.type === 'message.send'))
    for (const command of ordered) {
      const done = await applyCommand(flow, tx, workspaceId, conversation, command, turnId)
      // A hold that ran out while the model was thinking: the promise in the text would be false, so all goes again.
      if (!done) throw new Overtaken()
    }
    await insertTurn(tx, workspaceId, record)
    await appendEvents(tx, workspaceId, [
      { type: 'ai.answered', conversationId: conversation.id, contactId: conversation.contact_id, actor: 'ai', data: { turnId, engine: trace.engine, intent: trace.intent } },
    ])
    return 'done' as const
  }).catch((error: unknown) => {
    if (error instanceof Overtaken) return 'stale' as const
    throw error
  })
}

class Overtaken extends Error {}

async function stale(tx: Tx, workspaceId: string, conversation: ConversationFacts, record: TurnRecord): Promise<TurnOutcome> {
  await insertTurn(tx, workspaceId, { ...record, outcome: 'stale', reasons: [{ code: 'overtaken', text: 'Something newer happened while this reply was written, so it was dropped', fix: null }] })
  if (conversation.last_inbound_seq > conversation.answered_seq) await enqueueRespond(tx, workspaceId, conversation.id)
  return 'stale'
}

async function applyCommand(flow: Flow, tx: Tx, workspaceId: string, conversation: ConversationFacts, command: TurnCommand, turnId: string): Promise<boolean> {
  const about = { conversationId: conversation.id, contactId: conversation.contact_id, actor: 'ai' }
  switch (command.type) {
    case 'message.send': {
      const purpose = conversation.handler === 'human' ? 'handover' : 'reply'
      await writeOutgoing(flow, tx, workspaceId, conversation, { author: 'ai', authorId: null, authorName: null, purpose, text: command.text, turnId })
      return true
    }
    case 'appointment.book': {
      const booked = await confirmHold(tx, workspaceId, command.holdId, conversation.id, command.name, flow.clock.now())
      if (!booked) return false
      await query(tx, `update contacts set lead_status = 'booked' where workspace_id = $1 and id = $2 and lead_status in ('new', 'contacted', 'in_progress', 'qualified', 'quoted')`, [workspaceId, conversation.contact_id])
      await appendEvents(tx, workspaceId, [
        { type: 'appointment.booked', ...about, data: { appointmentId: booked.id, service: booked.service_name, startsAt: booked.starts_at.toISOString(), timeZone: booked.time_zone } },
      ])
      return true
    }
    case 'lead.save': {
      await saveLead(tx, workspaceId, conversation.contact_id, command.fields)
      await appendEvents(tx, workspaceId, [{ type: 'lead.saved', ...about, data: command.fields }])
      return true
    }
    case 'conversation.escalate': {
      await escalate(flow, tx, workspaceId, conversation, { reason: command.reason, note: command.note, by: null })
      return true
    }
    case 'desk.remember':
      return true
  }
}

/** The AI stays silent about a burst, and says why. */
export async function recordSilence(flow: Flow, workspaceId: string, burst: Burst, reasons: TurnRecord['reasons'], automatic: AutomaticReply[] = []): Promise<TurnOutcome> {
  return flow.store.transaction(async (tx) => {
    const conversation = await mustLock(tx, workspaceId, burst.conversationId)
    if (conversation.answered_seq !== burst.fromSeq || conversation.turn !== burst.turn) return 'stale'
    const done = await finishBurst(tx, workspaceId, burst.conversationId, burst, { aiSpoke: false, deskState: null })
    if (!done) return 'stale'
    for (const reply of automatic)
      await writeOutgoing(flow, tx, workspaceId, conversation, { author: 'automation', authorId: null, authorName: null, ...reply })
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
        { type: 'ai.silent', conversationId: conversation.id, contactId: conversation.contact_id, actor: 'ai', data: { turnId, reasons: reasons.map((r) => r.code) } },
      ])
    }
    return 'done'
  })
}
export type AutomaticReply = { text: string; purpose: Purpose; addressId: string; inboxId: string }

/** A failed message goes again, through the gate. */
export async function retryMessage(flow: Flow, workspaceId: string, actor: Actor, messageId: string): Promise<void> {
  const message = await findMessage(flow.store, workspaceId, messageId)
  if (!message || message.direction !== 'out') throw new Refusal('not_found', 'There is no such message of ours.')
  await flow.store.transaction(async (tx) => {
    const conversation = await mustLock(tx, workspaceId, message.conversation_id)
    const asked = await askGate(
      tx,
      workspaceId,
      { conversationId: conversation.id, inboxId: message.inbox_id, addressId: message.address_id, now: flow.clock.now() },
      { author: actor.kind, purpose: message.purpose, turn: conversation.turn, counted: false },
    )
    if (!asked) throw new Refusal('no_address', 'The inbox or the address of this message no longer exists.')
    if (asked.verdict.decision === 'block') throw new Refusal('blocked_by_gate', asked.verdict.reasons.map((r) => r.text).join('. '), { facts: { verdict: asked.verdict } })
    if (!(await requeueFailed(tx, workspaceId, messageId, asked.verdict))) throw new Refusal('conflict', 'Only a failed message can be sent again.')
    await appendEvents(tx, workspaceId, [{ type: 'message.queued', conversationId: conversation.id, contactId: conversation.contact_id, messageId, actor: actor.id }])
    await enqueueDeliver(tx, workspaceId, conversation.id)
  })
}

async function mustLock(tx: Tx, workspaceId: string, conversationId: string): Promise<ConversationFacts> {
  const conversation = await lockFacts(tx, workspaceId, conversationId)
  if (!conversation) throw new Refusal('not_found', 'There is no such conversation.')
  return conversation
}
