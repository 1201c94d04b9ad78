// Who was alerted of an escalation, on which rung, by which message; and what an answer to one of them means.
import { query, type Tx } from './pool.ts'

export type NewAlert = {
  escalationId: string
  series: number
  rung: number
  personId: string
  personName: string
  kind: 'phone' | 'email'
  key: string
  conversationId: string
  at: Date
}

/** Claims one alert; false where it was written already. */
export async function claimAlert(tx: Tx, workspaceId: string, a: NewAlert): Promise<boolean> {
  const rows = await query(
    tx,
    `insert into escalation_alerts (workspace_id, escalation_id, series, rung, person_id, kind, person_name, key, conversation_id, at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict do nothing returning key`,
    [
      workspaceId,
      a.escalationId,
      a.series,
      a.rung,
      a.personId,
      a.kind,
      a.personName,
      a.key,
      a.conversationId,
      a.at,
    ],
  )
  return rows.length > 0
}

export async function setAlertMessage(
  tx: Tx,
  workspaceId: string,
  key: string,
  messageId: string,
): Promise<void> {
  await query(tx, 'update escalation_alerts set message_id = $3 where workspace_id = $1 and key = $2', [
    workspaceId,
    key,
    messageId,
  ])
}

export type AlertRecord = {
  escalation_id: string
  series: number
  rung: number
  person_id: string
  person_name: string
  kind: 'phone' | 'email'
  conversation_id: string
  message_id: string | null
  at: Date
  /** Of the message; null where it could not be written. */
  status: string | null
  error: string | null
}

/** Everybody who was alerted of an escalation, in order. */
export async function listAlerts(tx: Tx, workspaceId: string, escalationId: string): Promise<AlertRecord[]> {
  return query(
    tx,
    `select a.escalation_id, a.series, a.rung, a.person_id, a.person_name, a.kind, a.conversation_id, a.message_id, a.at,
       m.status, m.error ->> 'reason' as error
     from escalation_alerts a
     left join messages m on m.workspace_id = a.workspace_id and m.id = a.message_id
     where a.workspace_id = $1 and a.escalation_id = $2 order by a.at, a.series, a.rung, a.person_id, a.kind desc`,
    [workspaceId, escalationId],
  )
}

export type AlertKey = { escalation_id: string; person_id: string; person_name: string }

/** The alert behind a link. */
export async function findAlertByKey(tx: Tx, workspaceId: string, key: string): Promise<AlertKey | null> {
  const [row] = await query<AlertKey>(
    tx,
    'select escalation_id, person_id, person_name from escalation_alerts where workspace_id = $1 and key = $2',
    [workspaceId, key],
  )
  return row ?? null
}

/**
 * The alert that an answer from this address on this inbox is about: the last message of ours to it, where that is an
 * alert of an escalation which is still open. What was written to them after it, they answer instead.
 */
export async function findAnsweredAlert(
  tx: Tx,
  workspaceId: string,
  from: { inboxId: string; addressId: string; since: Date },
): Promise<(AlertKey & { conversation_id: string; acknowledged_by: string | null }) | null> {
  const [row] = await query<AlertKey & { conversation_id: string; acknowledged_by: string | null }>(
    tx,
    `select a.escalation_id, a.person_id, a.person_name, a.conversation_id, e.acknowledged_by
     from (
       select m.id, m.created_at from conversations c
       join addresses ad on ad.workspace_id = c.workspace_id and ad.contact_id = c.contact_id and ad.id = $3
       join messages m on m.workspace_id = c.workspace_id and m.conversation_id = c.id
       where c.workspace_id = $1 and m.inbox_id = $2 and m.address_id = $3 and m.direction = 'out'
         and m.status not in ('canceled', 'failed') and m.created_at > $4
       order by m.created_at desc, m.seq desc limit 1
     ) last
     join escalation_alerts a on a.workspace_id = $1 and a.message_id = last.id
     join escalations e on e.workspace_id = $1 and e.id = a.escalation_id
     where e.ended_at is null`,
    [workspaceId, from.inboxId, from.addressId, from.since],
  )
  return row ?? null
}

/** Where the people who were alerted of an escalation can be told how it went: one place each, telephones first. */
export async function alertPlaces(
  tx: Tx,
  workspaceId: string,
  escalationId: string,
): Promise<{ person_id: string; conversation_id: string; kind: 'phone' | 'email' }[]> {
  return query(
    tx,
    `select distinct on (person_id) person_id, conversation_id, kind from escalation_alerts
     where workspace_id = $1 and escalation_id = $2 and message_id is not null order by person_id, kind desc, at`,
    [workspaceId, escalationId],
  )
}
