// The customer hears what happens next when people take over: once, through the gate, and never in a loop with a machine.

import { findCapabilities } from '#channels/registry.ts'
import type { ConversationFacts } from '#db/conversations.ts'
import { lastTold, markTold } from '#db/escalations.ts'
import { readThread } from '#db/messages.ts'
import type { Tx } from '#db/pool.ts'
import type { Flow } from './deps.ts'
import { askGate } from './gate.ts'
import { type HandoverFacts, handoverSentence } from './handover-facts.ts'
import { writeOutgoing } from './outgoing.ts'

/** Escalations that follow each other so soon are one to a customer. */
const AGAIN_MS = 4 * 3_600_000

/** Writes the sentence, or keeps the reason why it was not written. The conversation is locked and has been moved. */
export async function tellCustomer(
  flow: Flow,
  tx: Tx,
  workspaceId: string,
  conversation: ConversationFacts,
  facts: HandoverFacts,
  escalation: { id: string; emergency: boolean },
): Promise<void> {
  const now = flow.clock.now()
  const why = await whyNotTold(flow, tx, workspaceId, conversation, facts, escalation.emergency)
  if (why) return markTold(tx, workspaceId, escalation.id, { whyNot: why })
  const lines = await readThread(tx, workspaceId, conversation.id, 12)
  const said = lines.filter((l) => l.direction === 'in' && l.unsent_at === null).map((l) => l.body)
  await writeOutgoing(flow, tx, workspaceId, conversation, {
    author: 'automation',
    authorId: null,
    authorName: null,
    purpose: 'handover',
    text: handoverSentence(facts, { emergency: escalation.emergency, said: said.slice(-4), now }),
  })
  await markTold(tx, workspaceId, escalation.id, {
    at: now,
    which: escalation.emergency ? 'emergency' : 'next',
  })
}

/** The AI's own reply says it: nothing else needs to be written. */
export function toldInReply(
  flow: Flow,
  tx: Tx,
  workspaceId: string,
  escalationId: string,
  emergency: boolean,
) {
  return markTold(tx, workspaceId, escalationId, {
    at: flow.clock.now(),
    which: emergency ? 'emergency' : 'next',
  })
}

async function whyNotTold(
  flow: Flow,
  tx: Tx,
  workspaceId: string,
  conversation: ConversationFacts,
  facts: HandoverFacts,
  emergency: boolean,
): Promise<string | null> {
  if (!facts.settings.tell.enabled) return 'The settings say that customers are not told'
  if (conversation.last_inbound_seq <= 0) return 'The customer has not written here'
  const now = flow.clock.now()
  const before = await lastTold(tx, workspaceId, conversation.id)
  if (before && !emergency && now.getTime() - before.getTime() < AGAIN_MS)
    return 'They were told a short while ago'
  const connected = await flow.accounts.byId(workspaceId, conversation.inbox_id, tx)
  const capabilities = connected && findCapabilities(connected.account.channel, connected.account.provider)
  if (!capabilities || capabilities.loggedByHand || capabilities.writes === false)
    return 'Nothing can be written here'
  if (capabilities.automaticReplies === false) return 'Answers are public here: people write them'
  // What the gate would stop is not written at all: a line that was never sent helps nobody.
  const asked = await askGate(
    tx,
    workspaceId,
    {
      conversationId: conversation.id,
      inboxId: conversation.inbox_id,
      addressId: conversation.address_id,
      now,
    },
    { author: 'automation', purpose: 'handover', turn: conversation.turn, counted: false },
  )
  if (!asked) return 'The inbox of this conversation was removed'
  return asked.verdict.decision === 'block' ? (asked.verdict.reasons[0]?.text ?? 'It may not be sent') : null
}
