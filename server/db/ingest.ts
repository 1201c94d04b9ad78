// The hot statement of step 2: one call, one commit for everything that arrived together.
import type { AddressKind, ChannelKind } from '#domain/channel.ts'
import type { Keyword } from '#domain/consent.ts'
import type { Attachment, EmailHeaders } from '#domain/message.ts'
import type { Store } from './pool.ts'

export type IngestItem = {
  workspace_id: string
  inbox_id: string
  channel: ChannelKind
  external_id: string
  address_kind: AddressKind
  address: string
  from_name: string | null
  body: string
  subject: string | null
  attachments: Attachment[] | null
  email: EmailHeaders | null
  meta: Record<string, unknown> | null
  automatic: boolean
  keyword: Keyword | null
  keyword_if_out: Keyword | null
  keyword_handled: boolean
  client_id: string | null
  created_at: string
  thread: 'pointer' | 'new' | (string & {})
  quiet_ms: number
  max_ms: number
  html: string | null
  full_text: string | null
  raw_file_id: string | null
  message_id: string
  address_id: string
  contact_id: string
  conversation_id: string
}

export type IngestResult = { messageId: string; conversationId: string; stored: boolean }

// PostgreSQL's text cannot hold NUL; senders can.
const NUL = /\\u0000/g

/** Stores a batch; results in the order of the items. `stored` is false for what was known already. */
export async function ingestBatch(store: Store, items: IngestItem[]): Promise<IngestResult[]> {
  const json = JSON.stringify(items.map((item, ord) => ({ ...item, ord })))
  const rows = await store.run<{ ord: number; message_id: string; conversation_id: string; stored: boolean }>(
    'ingest',
    'select ord, message_id, conversation_id, stored from ingest_messages($1::jsonb)',
    [json.includes('\\u0000') ? json.replace(NUL, '') : json],
  )
  const results: IngestResult[] = []
  for (const row of rows)
    results[row.ord] = { messageId: row.message_id, conversationId: row.conversation_id, stored: row.stored }
  return results
}
