// Step 4: the only door for changing a conversation. Every function here is one transaction: the state, the messages
// it writes, its events and the jobs that follow commit together or not at all.
import { type ConversationFacts, insertConversation, reopenBurst, settleBurst } from '#db/conversations.ts'
import { appendEvents } from '#db/events.ts'
import { aiOnTheWire, findMessage, type MessageRecord } from '#db/messages.ts'
import { requeueFailed } from '#db/outbox.ts'
import type { ChannelKind } from '#domain/channel.ts'
import type { ConversationMove } from '#domain/conversation.ts'
import { Refusal } from '#domain/errors.ts'
import type { Attachment, Choice } from '#domain/message.ts'
import type { Sending } from '#domain/send-later.ts'
import type { OverrideRole } from '#domain/verdict.ts'
import { enqueueDeliver, enqueueRespond } from '#jobs/queue.ts'
import { type Actor, escalate, mustLock, takeConversation } from './axes.ts'
import { checkWay } from './chosen-way.ts'
import type { Flow } from './deps.ts'
import { askedOf, askGate } from './gate.ts'
import type { MailWish } from './mail-out.ts'
import { type Idempotency, once } from './once.ts'
import { type Written, writeOutgoing } from './outgoing.ts'
import { readParts } from './parts.ts'
import { readCaption } from './split-caption.ts'

export type SendCommand = {
  conversationId: string
  text: string
  mail?: MailWish
  /** One of many alike, by a program: it takes no conversation over and carries a way out. */
  bulk?: boolean
  attachments?: Attachment[]
  inboxId?: string
  addressId?: string
  clientId?: string | null
  template?: { id: string; variables: Record<string, string> } | undefined
  choices?: Choice[]
  /** The message that this one answers. */
  quotes?: string | undefined
  /** What it is for, where it is no reply: bound by hours, caps and consent. */
  purpose?: 'transactional' | 'automated' | 'marketing' | undefined
  /** To leave at this time; not if the customer writes first. */
  sendAt?: Date | undefined
  unlessTheyWrite?: boolean | undefined
  /** A person sends it in spite of what the gate says, where that is left to them. */
  override?: { reason: string; role: OverrideRole } | undefined
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
  idempotency: Idempotency = null,
): Promise<Written & { replayed: boolean }> {
  const route = `messages ${command.conversationId}`
  const result = await flow.store.transaction((tx) =>
    once(tx, workspaceId, route, idempotency, async () => {
      const conversation = await mustLock(tx, workspaceId, command.conversationId)
      await checkWay(flow, tx, workspaceId, conversation, command)
      const now = flow.clock.now()
      const later = command.sendAt !== undefined && command.sendAt > now
      // What leaves tomorrow takes nothing over today.
      if (!command.bulk && !later)
        await takeConversation(flow, tx, workspaceId, conversation, actor, 'takeover')
      const { text, parts } = await readParts(flow, tx, workspaceId, conversation, command)
      // A template is one message, whatever goes with it.
      const pieces = command.template
        ? [{ text, attachments: command.attachments ?? [], clientId: command.clientId ?? null }]
        : await readCaption(flow, tx, workspaceId, conversation.inbox_id, { ...command, text })
      let written: Written | null = null
      for (const piece of pieces) {
        written = await writeOutgoing(flow, tx, workspaceId, conversation, {
          author: actor.kind,
          authorId: actor.id,
          authorName: actor.name,
          purpose: command.purpose ?? (command.bulk ? 'automated' : 'reply'),
          sendAt: command.sendAt ?? null,
          sending: sendingOf(command, actor, now),
          // Buttons belong to the words, which come last.
          parts: piece === pieces.at(-1) ? parts : {},
          mail: command.mail,
          inboxId: command.inboxId,
          addressId: command.addressId,
          ...piece,
        })
        if (!written) break
      }
      if (!written)
        throw new Refusal(
          'no_address',
          'The inbox or the address of this message no longer exists. Choose another way to reply.',
        )
      // What the customer asked has its answer: the front desk need not think about it.
      if (!command.bulk && !later) await settleBurst(tx, workspaceId, conversation.id)
      return written
    }),
  )
  if (!result.replayed) await waitForTheWire(flow, workspaceId, command.conversationId)
  return result
}

/** What a person said about sending: kept with the message, because the gate is asked again when it leaves. */
export function sendingOf(
  command: Pick<SendCommand, 'unlessTheyWrite' | 'override' | 'sendAt'>,
  actor: Actor,
  now: Date,
): Sending | null {
  const { override } = command
  const sending: Sending = {
    ...(command.sendAt && command.unlessTheyWrite ? { unlessTheyWrite: true } : {}),
    ...(override
      ? {
          override: {
            by: { id: actor.id, name: actor.name, role: override.role },
            reason: override.reason,
            at: now.toISOString(),
          },
        }
      : {}),
  }
  return Object.keys(sending).length > 0 ? sending : null
}

/** Starts a conversation with a contact on an inbox, or continues its thread there. Returns the conversation's id. */
export async function openConversation(
  flow: Flow,
  workspaceId: string,
  way: {
    contactId: string
    inboxId: string
    addressId: string
    channel: ChannelKind
    subject: string | null
    existing: string | null
  },
): Promise<string> {
  if (way.existing) return way.existing
  const id = flow.ids.next('conv')
  const at = flow.clock.now()
  await flow.store.transaction(async (tx) => {
    await insertConversation(tx, workspaceId, { id, ...way, kind: 'customer', handler: 'human', at })
    await appendEvents(tx, workspaceId, [
      { type: 'conversation.created', conversationId: id, contactId: way.contactId, actor: 'system' },
    ])
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
  /** Of an escalation: is the customer told what happens next? */
  tell = true,
): Promise<void> {
  await flow.store.transaction(async (tx) => {
    const conversation = await mustLock(tx, workspaceId, conversationId)
    if (what === 'escalate')
      await escalate(flow, tx, workspaceId, conversation, {
        reason: 'manual',
        note,
        by: actor,
        tell: tell ? 'yes' : 'no',
      })
    else await takeConversation(flow, tx, workspaceId, conversation, actor, what)
    // After "Resume AI" the front desk answers what the customer wrote last and nobody answered.
    if (what === 'resume_ai' && (await reopenBurst(tx, workspaceId, conversationId)))
      await enqueueRespond(tx, workspaceId, conversationId)
  })
  if (what !== 'resume_ai' && what !== 'close') await waitForTheWire(flow, workspaceId, conversationId)
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

/**
 * What is asked of the gate about a message that somebody sends again. Whose words they are does not change; but a member
 * who sends the AI's has read them and stands for them, also where people have the conversation.
 */
function askedAgain(message: MessageRecord, conversation: ConversationFacts, actor: Actor) {
  const own = askedOf(message)
  if (message.author !== 'ai' || actor.kind !== 'member') return own
  return {
    ...own,
    turn: conversation.turn,
    purpose: conversation.handler === 'human' ? ('handover' as const) : own.purpose,
    words: {
      ...(own.words ?? { intent: null, risk: 'high' as const }),
      approved: { id: actor.id, name: actor.name, edited: false },
    },
  }
}

/** A failed message goes again, through the gate. */
export async function retryMessage(
  flow: Flow,
  workspaceId: string,
  actor: Actor,
  messageId: string,
): Promise<void> {
  const message = await findMessage(flow.store, workspaceId, messageId)
  if (!message || message.direction !== 'out')
    throw new Refusal('not_found', 'There is no such message of ours.')
  await flow.store.transaction(async (tx) => {
    const conversation = await mustLock(tx, workspaceId, message.conversation_id)
    const again = askedAgain(message, conversation, actor)
    const asked = await askGate(
      tx,
      workspaceId,
      {
        conversationId: conversation.id,
        inboxId: message.inbox_id,
        addressId: message.address_id,
        now: flow.clock.now(),
      },
      { ...again, counted: false },
    )
    if (!asked) throw new Refusal('no_address', 'The inbox or the address of this message no longer exists.')
    if (asked.verdict.decision === 'block')
      throw new Refusal('blocked_by_gate', asked.verdict.reasons.map((r) => r.text).join('. '), {
        facts: { verdict: asked.verdict },
      })
    if (!(await requeueFailed(tx, workspaceId, messageId, again, asked.verdict)))
      throw new Refusal('conflict', 'Only a failed message can be sent again.')
    await appendEvents(tx, workspaceId, [
      {
        type: 'message.queued',
        conversationId: conversation.id,
        contactId: conversation.contact_id,
        messageId,
        actor: actor.id,
      },
    ])
    await enqueueDeliver(tx, workspaceId, conversation.id)
  })
}
