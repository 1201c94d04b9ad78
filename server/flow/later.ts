// What people do with messages that wait: change, cancel, send now. The gate is asked anew each time, as it will be again
// when they leave.

import { appendEvents } from '#db/events.ts'
import { findMessage, type MessageRecord } from '#db/messages.ts'
import type { Tx } from '#db/pool.ts'
import { cancelWaiting, changeScheduled } from '#db/scheduled.ts'
import { Refusal } from '#domain/errors.ts'
import { isExempt } from '#domain/purpose-class.ts'
import type { Sending } from '#domain/send-later.ts'
import { LATEST_MS } from '#domain/send-later.ts'
import type { Override, Verdict } from '#domain/verdict.ts'
import { enqueueDeliver } from '#jobs/queue.ts'
import { type Actor, mustLock } from './axes.ts'
import type { Flow } from './deps.ts'
import { askedOf, askGate } from './gate.ts'

type Change = { text?: string | undefined; sendAt?: Date | undefined; unlessTheyWrite?: boolean | undefined }

/** Changes the words or the time of a message that waits for a time. */
export async function changeLater(
  flow: Flow,
  workspaceId: string,
  actor: Actor,
  messageId: string,
  change: Change,
): Promise<void> {
  const now = flow.clock.now()
  if (change.sendAt) checkTime(change.sendAt, now)
  await withWaiting(flow, workspaceId, actor, messageId, async (tx, message) => {
    if (!message.send_at)
      throw new Refusal('conflict', 'Only a message that was written for later can be changed.')
    const { unlessTheyWrite = message.sending?.unlessTheyWrite, ...rest } = {
      ...message.sending,
      unlessTheyWrite: change.unlessTheyWrite ?? message.sending?.unlessTheyWrite,
    }
    const sending: Sending = { ...rest, ...(unlessTheyWrite ? { unlessTheyWrite } : {}) }
    await put(flow, tx, workspaceId, message, {
      text: change.text ?? message.body,
      sendAt: change.sendAt ?? message.send_at,
      sending: Object.keys(sending).length > 0 ? sending : null,
    })
  })
}

/** It does not leave. For everything that waits, whoever wrote it. */
export async function cancelLater(
  flow: Flow,
  workspaceId: string,
  actor: Actor,
  messageId: string,
): Promise<void> {
  await withWaiting(flow, workspaceId, actor, messageId, async (tx, message) => {
    // What answers the customer's own STOP is owed to them.
    if (isExempt(message.purpose)) throw new Refusal('conflict', 'This confirmation is sent by rule.')
    if (!(await cancelWaiting(tx, workspaceId, message.id)))
      throw new Refusal('conflict', 'It is on its way already.')
  })
}

/** It leaves now, where the gate lets it: `override` says why in spite of what is left to people. */
export async function sendNow(
  flow: Flow,
  workspaceId: string,
  actor: Actor,
  messageId: string,
  override: { reason: string; role: Override['by']['role'] } | null,
): Promise<void> {
  const now = flow.clock.now()
  await withWaiting(flow, workspaceId, actor, messageId, async (tx, message) => {
    const by = { id: actor.id, name: actor.name, role: override?.role ?? ('member' as const) }
    const sending: Sending | null = override
      ? { override: { by, reason: override.reason, at: now.toISOString() } }
      : null
    await put(flow, tx, workspaceId, message, { text: message.body, sendAt: now, sending })
  })
}

async function withWaiting(
  flow: Flow,
  workspaceId: string,
  actor: Actor,
  messageId: string,
  act: (tx: Tx, message: MessageRecord) => Promise<void>,
): Promise<void> {
  const found = await findMessage(flow.store, workspaceId, messageId)
  if (!found || found.direction !== 'out') throw new Refusal('not_found', 'There is no such message of ours.')
  await flow.store.transaction(async (tx) => {
    const conversation = await mustLock(tx, workspaceId, found.conversation_id)
    if (found.status !== 'queued' || found.attempts > 0)
      throw new Refusal('conflict', 'It is on its way already.')
    await act(tx, found)
    await appendEvents(tx, workspaceId, [
      {
        type: 'message.changed',
        conversationId: conversation.id,
        contactId: conversation.contact_id,
        messageId,
        actor: actor.id,
        data: { waiting: true },
      },
    ])
    await enqueueDeliver(tx, workspaceId, conversation.id)
  })
}

async function put(
  flow: Flow,
  tx: Tx,
  workspaceId: string,
  message: MessageRecord,
  next: { text: string; sendAt: Date | null; sending: Sending | null },
): Promise<void> {
  const now = flow.clock.now()
  const verdict = await ask(tx, workspaceId, message, next, now)
  if (verdict.decision === 'block')
    throw new Refusal('blocked_by_gate', verdict.reasons.map((r) => `${r.text}. ${r.action}`).join(' '), {
      facts: { verdict },
    })
  const until = verdict.until ? new Date(verdict.until) : null
  if (!(await changeScheduled(tx, workspaceId, message.id, { ...next, nextAttemptAt: until, verdict })))
    throw new Refusal('conflict', 'It is on its way already.')
}

async function ask(
  tx: Tx,
  workspaceId: string,
  message: MessageRecord,
  next: { text: string; sendAt: Date | null; sending: Sending | null },
  now: Date,
): Promise<Verdict> {
  const asked = await askGate(
    tx,
    workspaceId,
    {
      conversationId: message.conversation_id,
      inboxId: message.inbox_id,
      addressId: message.address_id,
      now,
    },
    { ...askedOf(message), text: next.text, sendAt: next.sendAt, sending: next.sending, counted: false },
  )
  if (!asked) throw new Refusal('no_address', 'The inbox or the address of this message no longer exists.')
  return asked.verdict
}

/** Refuses times that are over, or too far ahead. */
export function checkTime(sendAt: Date, now: Date): void {
  const wrong = (message: string): never => {
    throw new Refusal('invalid_input', message, { fields: [{ path: 'sendAt', message }] })
  }
  if (sendAt.getTime() <= now.getTime()) wrong('This time is over. Choose a later one, or send it now.')
  if (sendAt.getTime() - now.getTime() > LATEST_MS) wrong('Choose a time within a year.')
}
