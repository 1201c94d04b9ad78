// Every table that names a contact, and what a merge does with it. A test compares this list with the database: a new
// table with a contact in it fails there until somebody has decided.

/**
 * `later` says with whom a row goes that came after the merge, when the merge is undone: with the address it came by,
 * with the conversation it belongs to, or nowhere (it stays with the survivor).
 */
export type MovedTable = {
  table: 'addresses' | 'conversations' | 'notes' | 'appointments' | 'consents' | 'calls' | 'tasks'
  key: 'id'
  later: 'address_id' | 'conversation_id' | null
}

/** In the order in which they move: conversations before what hangs on them. */
export const movedTables: MovedTable[] = [
  { table: 'addresses', key: 'id', later: null },
  { table: 'conversations', key: 'id', later: 'address_id' },
  { table: 'notes', key: 'id', later: null },
  { table: 'appointments', key: 'id', later: 'conversation_id' },
  { table: 'consents', key: 'id', later: 'address_id' },
  { table: 'calls', key: 'id', later: 'conversation_id' },
  { table: 'tasks', key: 'id', later: 'conversation_id' },
]

/** Tables with a contact in them that no merge moves, each with the reason. */
export const unmovedTables: Record<string, string> = {
  events: 'the log says what happened, and to whom it happened then',
  contact_facts: 'say where the fields of that very row came from; the survivor has its own',
  contact_clues: 'made again by the job match_contact',
  contact_suggestions: 'handled by server/db/merge-suggestions.ts',
}
