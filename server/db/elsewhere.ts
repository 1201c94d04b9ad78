// What was said with a contact in other conversations lately: the front desk answers a person, not a channel.
import type { Attachment, AuthorKind } from '#domain/message.ts'
import { query, type Tx } from './pool.ts'

type Line = {
  seq: number
  author: AuthorKind
  author_name: string | null
  body: string
  attachments: Attachment[] | null
  created_at: Date
}

/** Older than this, it is history and no context. */
const DAYS = 14
const CONVERSATIONS = 3
const LINES = 8

/** The last lines of the contact's other conversations of the last fortnight, newest conversation first. */
export async function readElsewhere(
  tx: Tx,
  workspaceId: string,
  contactId: string,
  exceptConversation: string,
  now: Date,
): Promise<{ channel: string; lines: Line[] }[]> {
  const rows = await query<Line & { conversation_id: string; channel: string }>(
    tx,
    `select m.conversation_id, m.channel, m.seq, m.author, m.author_name, left(m.body, 600) as body, m.attachments, m.created_at
     from (select id, last_message_at from conversations where workspace_id = $1 and contact_id = $2 and id <> $3 and kind = 'customer'
             and last_message_at > $4::timestamptz - make_interval(days => ${DAYS})
           order by last_message_at desc limit ${CONVERSATIONS}) c
     cross join lateral (
       select * from messages x where x.workspace_id = $1 and x.conversation_id = c.id and x.status not in ('canceled', 'failed')
         and x.unsent_at is null and not x.automatic and x.body <> '' order by x.seq desc limit ${LINES}) m
     order by c.last_message_at desc, m.seq`,
    [workspaceId, contactId, exceptConversation, now],
  )
  const threads = Map.groupBy(rows, (row) => row.conversation_id)
  return [...threads.values()].map((lines) => ({ channel: lines.at(-1)?.channel ?? '', lines }))
}
