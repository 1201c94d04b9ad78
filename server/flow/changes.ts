// A message was edited, or taken back. Its text changes under the conversation's lock: a turn of the front desk that has
// read another text is stale, and what was taken back leaves nothing behind.
import type { Channel, InboxAccount, IncomingChange } from '#channels/channel.ts'
import { type ConversationFacts, lockFacts } from '#db/conversations.ts'
import { appendEvents } from '#db/events.ts'
import * as marks from '#db/marks.ts'
import type { Tx } from '#db/pool.ts'
import { saysTheSame } from '#domain/edits.ts'
import type { Attachment } from '#domain/message.ts'
import { enqueueDeleteFiles, enqueueRespond } from '#jobs/queue.ts'
import type { Flow } from './deps.ts'
import { obeyEdit } from './edited-keyword.ts'

const TAKEN_BACK = 'Taken back'

/** Applies an edit (forward only, by its time) or a taking back (which is final), in the caller's transaction. */
export async function applyChange(
  flow: Flow,
  tx: Tx,
  account: InboxAccount,
  channel: Channel,
  change: IncomingChange,
): Promise<'applied' | 'waits' | 'nothing'> {
  const { workspaceId } = account
  const conversationId = await marks.findMarkedConversation(tx, workspaceId, account.id, change.targetId)
  const conversation = conversationId && (await lockFacts(tx, workspaceId, conversationId))
  const target = await marks.lockMarked(tx, workspaceId, account.id, change.targetId)
  if (!conversation || !target) return 'waits'
  if (target.unsent_at) return 'nothing'
  const at = change.at ?? flow.clock.now()
  if (change.text === null) await takeBack(tx, workspaceId, target, at)
  else {
    const older = target.edited_at !== null && target.edited_at > at
    if (older || target.body === change.text) return 'nothing'
    await marks.editMessage(tx, workspaceId, target, change.text, at)
  }
  if (target.direction === 'in') {
    await marks.countChange(tx, workspaceId, conversation.id)
    if (change.text !== null) {
      const keyword = await obeyEdit(flow, tx, account, channel, target, { text: change.text, at })
      if (keyword) await confirmAgain(flow, tx, workspaceId, conversation, target.seq)
      else if (!saysTheSame(target.body, change.text))
        await askAgain(flow, tx, workspaceId, channel, conversation, target.seq)
    }
  }
  await appendEvents(tx, workspaceId, [
    {
      type: 'message.changed',
      conversationId: conversation.id,
      contactId: conversation.contact_id,
      messageId: target.id,
      actor: target.direction === 'in' ? 'contact' : 'phone',
      data: change.text === null ? { unsent: true } : { edited: true },
    },
  ])
  return 'applied'
}

async function takeBack(tx: Tx, workspaceId: string, target: marks.MarkedMessage, at: Date): Promise<void> {
  const note = (target.attachments ?? []).map(
    ({ type }): Attachment => ({ id: null, name: 'File', type, size: 0, problem: TAKEN_BACK }),
  )
  const files = await marks.unsendMessage(
    tx,
    workspaceId,
    target,
    { attachments: note, preview: TAKEN_BACK },
    at,
  )
  if (files.length > 0) await enqueueDeleteFiles(tx, workspaceId, files)
}

/** "At 11, not at 10" after the answer: where it is still the last word, the front desk reads it once more. */
async function askAgain(
  flow: Flow,
  tx: Tx,
  workspaceId: string,
  channel: Channel,
  conversation: ConversationFacts,
  seq: number,
): Promise<void> {
  const now = flow.clock.now()
  if (!(await marks.reopenChanged(tx, workspaceId, conversation.id, seq, now, ['ai']))) return
  const runAt = new Date(now.getTime() + (flow.timing.burst ?? channel.capabilities.burst).quietMs)
  await enqueueRespond(tx, workspaceId, conversation.id, { runAt })
  flow.wakeAt(runAt)
}

/** A keyword is confirmed at once and whoever has the conversation, as long as it is the customer's last word. */
async function confirmAgain(
  flow: Flow,
  tx: Tx,
  workspaceId: string,
  conversation: ConversationFacts,
  seq: number,
): Promise<void> {
  const now = flow.clock.now()
  const waits = seq > conversation.answered_seq
  if (!waits && !(await marks.reopenChanged(tx, workspaceId, conversation.id, seq, now, ['ai', 'human'])))
    return
  await enqueueRespond(tx, workspaceId, conversation.id, { runAt: now })
  flow.wakeAt(now)
}
