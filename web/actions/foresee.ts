// What an act will change, before the server has answered. Pure.
import { type ConversationMove, move, requiresAction } from '#domain/conversation.ts'
import type { ConversationRow } from '#wire/api/conversations.ts'

export type Axes = Pick<ConversationRow, 'status' | 'handler' | 'handledBy' | 'escalation' | 'requiresAction'>

/** The axes after an act, by the same table that the server uses. */
export function foresee(row: ConversationRow, what: ConversationMove, member: string): Axes {
  const { status, handler } = move({ status: row.status, handler: row.handler }, what)
  return {
    status,
    handler,
    handledBy: handler === 'ai' ? null : what === 'takeover' || what === 'reopen' ? member : row.handledBy,
    escalation: status === 'escalated' ? row.escalation : null,
    requiresAction: requiresAction({
      status,
      handler,
      lastDirection: row.lastDirection,
      missedCall: row.missedCall,
    }),
  }
}
