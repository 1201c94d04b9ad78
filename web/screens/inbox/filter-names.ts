import type { ConversationRow } from '#wire/api/conversations.ts'

export const statusNames: Record<ConversationRow['status'], string> = {
  active: 'Active',
  escalated: 'Escalated',
  closed: 'Closed',
}
export const handlerNames: Record<ConversationRow['handler'], string> = { ai: 'The AI', human: 'A person' }
