// What a customer's message changes for what waits: messages that were not to leave if they write first are dropped, and
// whoever asks for no more offers gets none.
import type { ConversationFacts } from '#db/conversations.ts'
import { appendEvents } from '#db/events.ts'
import { dropUnlessTheyWrite, hasScheduled } from '#db/scheduled.ts'
import type { Capabilities } from '#domain/channel.ts'
import { findOfferStop } from '#domain/offer-stop.ts'
import type { Verdict } from '#domain/send-gate.ts'
import type { Flow } from './deps.ts'
import { recordOptOut } from './opt-out.ts'

type Line = { id: string; body: string; keyword: string | null; automatic: boolean }

/** Harmless to repeat. */
export async function noticeInbound(
  flow: Flow,
  workspaceId: string,
  conversation: ConversationFacts,
  capabilities: Capabilities,
  pending: Line[],
): Promise<void> {
  const now = flow.clock.now()
  const verdict: Verdict = {
    decision: 'block',
    decidedAt: now.toISOString(),
    reasons: [
      {
        code: 'they_wrote',
        text: 'They wrote before this was to leave',
        action: 'Look at what they wrote, and send it again if it still fits.',
      },
    ],
  }
  const stop = pending.find(
    (line) => line.keyword === null && !line.automatic && findOfferStop(line.body) !== null,
  )
  if (!stop && !(await hasScheduled(flow.store, workspaceId, conversation.id))) return
  await flow.store.transaction(async (tx) => {
    const dropped = await dropUnlessTheyWrite(tx, workspaceId, conversation.id, verdict)
    await appendEvents(
      tx,
      workspaceId,
      dropped.map((messageId) => ({
        type: 'message.canceled' as const,
        conversationId: conversation.id,
        messageId,
        actor: 'system',
      })),
    )
    if (stop)
      await recordOptOut(flow, tx, workspaceId, {
        addressId: conversation.address_id,
        channel: capabilities.channel,
        source: 'words',
        actor: null,
        text: stop.body,
        messageId: stop.id,
        purpose: 'marketing',
      })
  })
}
