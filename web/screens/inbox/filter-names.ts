import type { ConversationRow } from '#wire/api/conversations.ts'

export const statusNames: Record<ConversationRow['status'], string> = {
  active: 'Active',
  escalated: 'Escalated',
  closed: 'Closed',
}
export const handlerNames: Record<ConversationRow['handler'], string> = { ai: 'The AI', human: 'A person' }

export const scoreNames = {
  poor: 'Below 50',
  fair: '50 to 74',
  good: '75 and more',
}
export const sortNames = { score_low: 'Lowest score first', score_high: 'Highest score first' }
export const temperatureWords = { hot: 'Hot', warm: 'Warm', cool: 'Cool', cold: 'Cold' }
