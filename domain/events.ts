// Everything that can have happened, as rows of the event log. Rows are thin (ids and the facts that no later
// row can tell); whoever shows them looks the rest up.
import { z } from 'zod'

export const eventTypes = [
  'conversation.created',
  'conversation.taken_over',
  'conversation.ai_resumed',
  'conversation.escalated',
  'conversation.closed',
  'conversation.reopened',
  'conversation.read',
  'conversation.past_added',
  'conversation.alerted',
  'conversation.acknowledged',
  'conversation.resume_planned',
  'message.received',
  'message.queued',
  'message.status',
  'message.canceled',
  'message.deferred',
  'message.reacted',
  'message.changed',
  'message.understood',
  'ai.answered',
  'ai.silent',
  'ai.budget',
  'contact.created',
  'contact.updated',
  'contact.opted_out',
  'contact.opted_in',
  'contact.address_unusable',
  'contact.address_usable',
  'contact.note_added',
  'contact.address_moved',
  'contact.suggested',
  'contact.merged',
  'contact.unmerged',
  'lead.saved',
  'appointment.held',
  'appointment.booked',
  'appointment.canceled',
  'appointment.moved',
  'call.updated',
  'inbox.created',
  'inbox.updated',
  'inbox.quarantined',
  'knowledge.updated',
  'settings.updated',
  'agent.updated',
  'usage.warned',
  'sample.removed',
  'draft.waiting',
  'draft.closed',
  'ai.stopped',
  'ai.started',
  'autonomy.changed',
  'conversation.reviewed',
  'task.changed',
  'task.due',
] as const
export const EventType = z.enum(eventTypes)
export type EventType = z.infer<typeof EventType>

/** A place in the log: "<transaction>.<position>". Opaque to clients, ordered for us. */
export const Cursor = z.string().regex(/^\d+\.\d+$/, 'not a cursor of the event log')
export type Cursor = z.infer<typeof Cursor>

export type LogEvent = {
  cursor: Cursor
  workspaceId: string
  type: EventType
  conversationId: string | null
  contactId: string | null
  messageId: string | null
  actor: string | null
  data: Record<string, unknown>
  at: Date
}

export function compareCursors(a: Cursor, b: Cursor): number {
  const [ax = '0', ap = '0'] = a.split('.')
  const [bx = '0', bp = '0'] = b.split('.')
  const byTransaction = BigInt(ax) - BigInt(bx)
  if (byTransaction !== 0n) return byTransaction < 0n ? -1 : 1
  const byPosition = BigInt(ap) - BigInt(bp)
  return byPosition < 0n ? -1 : byPosition > 0n ? 1 : 0
}
