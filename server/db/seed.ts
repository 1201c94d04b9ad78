// Fills a workspace fast, for measuring: set-based inserts of a few hundred conversations at a time. The rows are as
// the flow would leave them; ids sort by the time they claim.
import { newId } from '#lib/ids.ts'
import type { Store } from './pool.ts'

export type SeedPlan = {
  workspaceId: string
  inboxId: string
  conversations: number
  messages: number
  /** Sentences that the messages are made of; each also carries a number that occurs once. */
  sentences: string[]
  /** When the newest conversation ends; the oldest begins `days` before. */
  until: Date
  days: number
  onProgress?(done: { conversations: number; messages: number }): void
}

const CHUNK = 250

/** Writes the plan; resolves with what was written. Existing rows stay, so it can be called again to add more. */
export async function seedWorkspace(
  store: Store,
  plan: SeedPlan,
): Promise<{ conversations: number; messages: number }> {
  const perConversation = Math.max(1, Math.round(plan.messages / plan.conversations))
  const span = plan.days * 86_400_000
  let conversations = 0
  let messages = 0
  const run = Date.now().toString(36)
  while (conversations < plan.conversations) {
    const count = Math.min(CHUNK, plan.conversations - conversations)
    const share = conversations / plan.conversations
    const at = new Date(plan.until.getTime() - span + span * share)
    // Eight characters carry the time to about two milliseconds; what follows keeps order within the chunk.
    const stamp = newId('msg', at).slice('msg_'.length, 'msg_'.length + 8)
    await store.pool.query({
      name: 'seed-chunk',
      text: CHUNK_SQL,
      values: [
        plan.workspaceId,
        plan.inboxId,
        stamp,
        conversations,
        count,
        perConversation,
        at,
        Math.floor(span / plan.conversations),
        plan.sentences,
        run,
      ],
    })
    conversations += count
    messages += count * perConversation
    plan.onProgress?.({ conversations, messages })
  }
  await store.pool.query('vacuum (analyze) contacts, addresses, conversations, threads, messages')
  return { conversations, messages }
}

// $1 workspace $2 inbox $3 stamp $4 offset $5 conversations $6 messages each $7 start $8 step in ms $9 sentences $10 run
const CHUNK_SQL = `
with chunk as materialized (
  select n, $3 || lpad(($4::int + n)::text, 11, '0') as key, $7::timestamptz + make_interval(secs => n * $8::bigint / 1000.0) as began
  from generate_series(1, $5::int) n
), person as (
  insert into contacts (workspace_id, id, name, lead_status, created_at)
  select $1, 'con_' || key,
    (array['Ana','Ben','Cleo','Dev','Emma','Finn','Gia','Hugo','Ines','Jack','Kira','Liam','Mia','Noah','Olga','Pia'])[1 + (n * 7 + $4::int) % 16]
      || ' ' || (array['Abel','Brandt','Cole','Diaz','Evans','Fox','Gray','Hale','Ito','Jones','Kent','Lopez','Marsh','Novak','Owens','Patel'])[1 + (n * 5 + $4::int / 250) % 16]
      || ' ' || ($4::int + n),
    (array['new','contacted','in_progress','qualified'])[1 + n % 4], began
  from chunk
), identity as (
  insert into addresses (workspace_id, id, contact_id, kind, value, created_at)
  select $1, 'adr_' || key, 'con_' || key, 'phone', '+1' || (2000000000 + ('x' || substr(md5($10), 1, 6))::bit(24)::bigint % 1000 * 1000000 + $4::int + n), began
  from chunk
), thread as (
  insert into conversations (workspace_id, id, contact_id, inbox_id, address_id, channel, status, handler, last_seq, last_message_at,
    last_message_id, last_direction, last_author, preview, last_inbound_seq, last_inbound_at, inbound_count, answered_seq, ai_spoke, created_at)
  select $1, 'conv_' || key, 'con_' || key, $2, 'adr_' || key, 'sms',
    case n % 10 when 0 then 'escalated' when 1 then 'closed' when 2 then 'closed' else 'active' end,
    case when n % 5 = 0 then 'human' else 'ai' end,
    $6::int, began + make_interval(mins => $6::int), 'msg_' || $3 || lpad((($4::bigint + n) * 1000 + $6::int)::text, 11, '0'),
    case $6::int % 2 when 1 then 'in' else 'out' end, case $6::int % 2 when 1 then 'contact' else 'ai' end,
    ($9::text[])[1 + (n * 31 + $6::int * 17) % cardinality($9::text[])],
    $6::int - (1 - $6::int % 2), began + make_interval(mins => $6::int - (1 - $6::int % 2)), ($6::int + 1) / 2,
    $6::int - (1 - $6::int % 2), true, began
  from chunk
), pointer as (
  insert into threads (workspace_id, inbox_id, address_id, conversation_id)
  select $1, $2, 'adr_' || key, 'conv_' || key from chunk
)
insert into messages (workspace_id, id, conversation_id, seq, direction, channel, inbox_id, address_id, external_id, author, body, status, created_at, sent_at, delivered_at)
select $1, 'msg_' || $3 || lpad((($4::bigint + n) * 1000 + m)::text, 11, '0'), 'conv_' || key, m, case m % 2 when 1 then 'in' else 'out' end, 'sms', $2, 'adr_' || key,
  'seed-' || $10 || '-' || ($4::int + n) || '-' || m, case m % 2 when 1 then 'contact' else 'ai' end,
  ($9::text[])[1 + (n * 31 + m * 17) % cardinality($9::text[])] || ' #' || $10 || ($4::int + n) || 'x' || m,
  case m % 2 when 1 then 'received' else 'delivered' end, began + make_interval(mins => m),
  case m % 2 when 0 then began + make_interval(mins => m) end, case m % 2 when 0 then began + make_interval(mins => m) end
from chunk, generate_series(1, $6::int) m`
