// The stored facts of a conversation from which the brief for a person is made.
import type { TurnTrace } from '#domain/desk.ts'
import { query, type Tx } from './pool.ts'

export type BriefRow = {
  name: string | null
  need: string | null
  kinds: string[] | null
  /** The customer's last messages, oldest first. */
  said: string[] | null
  answers: number
  traces: TurnTrace[] | null
  service: string | null
  starts_at: Date | null
  time_zone: string | null
}

export async function readBriefRow(
  tx: Tx,
  workspaceId: string,
  conversationId: string,
  now: Date,
): Promise<BriefRow | null> {
  const [row] = await query<BriefRow>(
    tx,
    `select p.name, p.need,
       array(select distinct a.kind from addresses a where a.workspace_id = p.workspace_id and a.contact_id = p.id) as kinds,
       array(select m.body from (
         select m.seq, left(m.body, 400) as body from messages m
         where m.workspace_id = c.workspace_id and m.conversation_id = c.id and m.direction = 'in' and m.unsent_at is null
           and m.purpose <> 'call' and m.keyword is null
         order by m.seq desc limit 4) m order by m.seq) as said,
       (select count(*)::int from messages m where m.workspace_id = c.workspace_id and m.conversation_id = c.id
         and m.author = 'ai' and m.purpose <> 'handover' and m.status not in ('canceled', 'failed')) as answers,
       (select jsonb_agg(t.trace order by t.created_at) from (
         select t.trace, t.created_at from turns t where t.workspace_id = c.workspace_id and t.conversation_id = c.id
           and t.outcome = 'answered' and t.trace is not null order by t.created_at desc limit 6) t) as traces,
       next.service_name as service, next.starts_at, next.time_zone
     from conversations c
     join contacts p on p.workspace_id = c.workspace_id and p.id = c.contact_id
     left join lateral (
       select t.service_name, t.starts_at, t.time_zone from appointments t
       where t.workspace_id = c.workspace_id and t.contact_id = c.contact_id and t.status = 'booked' and t.starts_at > $3
       order by t.starts_at limit 1) next on true
     where c.workspace_id = $1 and c.id = $2`,
    [workspaceId, conversationId, now],
  )
  return row ?? null
}

/** What a model made of it, kept with the escalation as it stood then; false where it has moved on. */
export async function keepBrief(
  tx: Tx,
  workspaceId: string,
  escalation: { id: string; series: number },
  brief: unknown,
): Promise<boolean> {
  const rows = await query(
    tx,
    'update escalations set brief = $4 where workspace_id = $1 and id = $2 and series = $3 and ended_at is null returning id',
    [workspaceId, escalation.id, escalation.series, JSON.stringify(brief)],
  )
  return rows.length > 0
}
