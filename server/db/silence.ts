// Taking back what the AI has not said yet: queued texts and drafts, of a workspace, a channel or an inbox.
import type { ChannelKind } from '#domain/channel.ts'
import type { Verdict } from '#domain/send-gate.ts'
import { query, type Store, type Tx } from './pool.ts'

export type SilenceScope = {
  channel?: ChannelKind
  inboxId?: string
  /** Also what rules of the business send by themselves, though no confirmation of an opt-out and no alert. */
  automations?: boolean
}

/** What machines write to customers unasked by law; the rest of `automation` confirms an opt-out, helps or alerts. */
const QUEUED = `m.workspace_id = $1 and m.status = 'queued'
  and (m.author = 'ai' or ($4 and m.author = 'automation' and m.purpose in ('reply', 'handover', 'automated', 'transactional', 'marketing')))
  and ($2::text is null or m.channel = $2) and ($3::text is null or m.inbox_id = $3)`
const DRAFTED = `d.workspace_id = $1 and d.state in ('open', 'shadow')
  and ($2::text is null or d.channel = $2) and ($3::text is null or d.inbox_id = $3)`

const valuesOf = (workspaceId: string, scope: SilenceScope) => [
  workspaceId,
  scope.channel ?? null,
  scope.inboxId ?? null,
  scope.automations ?? false,
]

/**
 * Locks every conversation in which a machine has something to say, in the order of their ids; whoever takes a message
 * for sending holds its conversation, so each of them is either before us or finds the switch.
 */
export async function lockSpeaking(tx: Tx, workspaceId: string, scope: SilenceScope): Promise<string[]> {
  const rows = await query<{ id: string }>(
    tx,
    `select c.id from conversations c where c.workspace_id = $1 and c.id in (
       select m.conversation_id from messages m where ${QUEUED}
       union select d.conversation_id from drafts d where ${DRAFTED})
     order by c.id for update`,
    valuesOf(workspaceId, scope),
  )
  return rows.map((row) => row.id)
}

export type Silenced = { id: string; conversation_id: string; contact_id: string }

/** Cancels what is queued in locked conversations. */
export async function cancelSpeaking(
  tx: Tx,
  workspaceId: string,
  scope: SilenceScope,
  conversationIds: string[],
  verdict: Verdict,
): Promise<Silenced[]> {
  return query(
    tx,
    `update messages m set status = 'canceled', verdict = $6
     from conversations c where c.workspace_id = m.workspace_id and c.id = m.conversation_id and ${QUEUED} and m.conversation_id = any($5)
     returning m.id, m.conversation_id, c.contact_id`,
    [...valuesOf(workspaceId, scope), conversationIds, JSON.stringify(verdict)],
  )
}

/** Ends the drafts of locked conversations; those that waited for a person are returned. */
export async function endDrafts(
  tx: Tx,
  workspaceId: string,
  scope: SilenceScope,
  conversationIds: string[],
  end: { at: Date; why: string; by: { id: string; name: string } },
): Promise<Silenced[]> {
  const rows = await query<Silenced & { waited: boolean }>(
    tx,
    `with ended as (
       update drafts d set state = 'stale', closed_at = $6, closed_by = $7, closed_by_name = $8, why = $9
       from drafts before where before.workspace_id = d.workspace_id and before.id = d.id and ${DRAFTED} and $4::boolean is not null
         and d.conversation_id = any($5)
       returning d.id, d.conversation_id, before.state = 'open' as waited
     )
     select e.id, e.conversation_id, e.waited, c.contact_id from ended e
     join conversations c on c.workspace_id = $1 and c.id = e.conversation_id`,
    [...valuesOf(workspaceId, scope), conversationIds, end.at, end.by.id, end.by.name, end.why],
  )
  if (rows.length > 0)
    await query(
      tx,
      `update conversations set draft_id = case when draft_id = any($3) then null else draft_id end,
         shadow_id = case when shadow_id = any($3) then null else shadow_id end
       where workspace_id = $1 and id = any($2)`,
      [workspaceId, rows.map((r) => r.conversation_id), rows.map((r) => r.id)],
    )
  return rows.filter((row) => row.waited)
}

/** Customers who will hear nothing from the AI now are people's to answer. */
export async function leaveToPeople(tx: Tx, workspaceId: string, ids: string[]): Promise<void> {
  await query(
    tx,
    `update conversations set handler = 'human', handled_by = null, handled_by_name = null, turn = turn + 1
     where workspace_id = $1 and id = any($2) and handler = 'ai' and status <> 'closed' and last_direction is not null`,
    [workspaceId, ids],
  )
}

/** Waits for everybody who was taking an AI text for sending when the switch was thrown. */
export async function passSpeaking(tx: Tx, workspaceId: string): Promise<void> {
  await query(
    tx,
    `select 1 from conversations c where c.workspace_id = $1 and c.id in (
       select m.conversation_id from messages m where m.workspace_id = $1 and m.status in ('queued', 'sending') and m.author in ('ai', 'automation'))
     order by c.id for update`,
    [workspaceId],
  )
}

/** Is an AI text of this workspace on the wire right now? */
export async function anyOnTheWire(store: Store, workspaceId: string): Promise<boolean> {
  const rows = await store.run(
    'ai-on-the-wire-anywhere',
    `select 1 from messages where workspace_id = $1 and status = 'sending' and author = 'ai' and external_id is null
       and next_attempt_at is null limit 1`,
    [workspaceId],
  )
  return rows.length > 0
}
