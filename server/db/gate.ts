// The facts that the send gate and the AI switch are asked with: one statement, read in the transaction that acts.
import type { ChannelKind } from '#domain/channel.ts'
import type { ConversationKind, ConversationStatus, Handler } from '#domain/conversation.ts'
import type { Reach } from '#domain/do-not-disturb.ts'
import type { PurposeClass } from '#domain/purpose-class.ts'
import { query, type Tx } from './pool.ts'

export type GateRow = {
  time_zone: string
  ai_workspace: boolean
  ai_channel: boolean
  inbox_name: string
  inbox_status: 'active' | 'paused'
  inbox_deleted: boolean
  inbox_ai: boolean
  /** The provider lets people answer for longer here, says its setting. */
  inbox_human_agent: boolean
  inbox_channel: ChannelKind
  inbox_provider: string
  opted_out_at: Date | null
  unusable_reason: string | null
  unusable_at: Date | null
  address_kind: string
  address_value: string
  contact_id: string
  /** Null too where the pause was for a time that is over. */
  ai_paused_at: Date | null
  ai_paused_reason: string | null
  ai_paused_until: Date | null
  allowance: number | null
  used: number
  used_segments: number
  used_micros: string
  /** The gate's settings as JSON; null where nobody changed any. */
  gate: string | null
  country: string | null
  reach: Reach | null
  /** The zone that the customer told the front desk. */
  said_zone: string | null
  /** What was said of single purposes at the address. */
  purposes: Partial<Record<PurposeClass, 'in' | 'out'>> | null
  last_inbound_at: Date | null
  last_inbound_seq: number
  kind: ConversationKind
  status: ConversationStatus
  handler: Handler
  handled_by_name: string | null
  turn: number
  /** They wrote on this inbox from this address, or we to them. */
  knows: boolean
}

/** Null where the conversation, the inbox or the address is gone (or another workspace's). */
export async function readGateRow(
  tx: Tx,
  workspaceId: string,
  way: { conversationId: string; inboxId: string; addressId: string; now: Date },
): Promise<GateRow | null> {
  const [row] = await query<GateRow>(
    tx,
    `select w.hours ->> 'timeZone' as time_zone,
       coalesce((w.settings ->> 'aiEnabled')::boolean, true) as ai_workspace,
       coalesce((w.settings -> 'aiChannels' ->> i.channel)::boolean, true) as ai_channel,
       i.name as inbox_name, i.status as inbox_status, i.deleted_at is not null as inbox_deleted, i.ai_enabled as inbox_ai,
       i.settings -> 'humanAgent' = 'true' as inbox_human_agent,
       i.channel as inbox_channel, i.provider as inbox_provider,
       a.opted_out_at, a.unusable_reason, a.unusable_at, a.kind as address_kind, a.value as address_value, a.contact_id,
       case when p.ai_paused_until is null or p.ai_paused_until > $5::timestamptz then p.ai_paused_at end as ai_paused_at,
       p.ai_paused_reason, p.ai_paused_until,
       (w.settings ->> 'smsAllowance')::int as allowance, coalesce(u.sms, 0) as used,
       coalesce(u.segments, 0) as used_segments, coalesce(u.cost_micros, 0)::text as used_micros,
       w.settings ->> 'gate' as gate, w.profile ->> 'country' as country, p.reach, p.time_zone as said_zone,
       (select jsonb_object_agg(s.purpose, s.state) from address_purposes s where s.workspace_id = a.workspace_id and s.address_id = a.id) as purposes,
       c.kind, c.status, c.handler, c.handled_by_name, c.turn, c.last_inbound_at, c.last_inbound_seq,
       exists (select 1 from threads t where t.workspace_id = c.workspace_id and t.inbox_id = i.id and t.address_id = a.id) as knows
     from conversations c
     join workspaces w on w.id = c.workspace_id
     join inboxes i on i.workspace_id = c.workspace_id and i.id = $3
     join addresses a on a.workspace_id = c.workspace_id and a.id = $4
     join contacts p on p.workspace_id = c.workspace_id and p.id = a.contact_id
     left join usage u on u.workspace_id = c.workspace_id
       and u.month = to_char($5::timestamptz at time zone (w.hours ->> 'timeZone'), 'YYYY-MM')
     where c.workspace_id = $1 and c.id = $2`,
    [workspaceId, way.conversationId, way.inboxId, way.addressId, way.now],
  )
  return row ?? null
}

/** So many of the last messages are looked at: providers deliver late ones after newer ones. */
const LATE = 20

/** So many other conversations of the contact are looked at, the newest first. */
const OTHERS = 5

/**
 * When the customer last wrote on this inbox from this address, by the provider's clock where it told; null where never.
 * The reply may be written from another conversation of theirs than the one they wrote in.
 */
export async function readLastInbound(
  tx: Tx,
  workspaceId: string,
  way: { conversationId: string; inboxId: string; addressId: string },
): Promise<Date | null> {
  const [row] = await query<{ at: Date | null }>(
    tx,
    `select max(last.at) as at from (
       select $2::text collate "C" as id
       union
       (select c.id from addresses a join conversations c on c.workspace_id = a.workspace_id and c.contact_id = a.contact_id
        where a.workspace_id = $1 and a.id = $4 and c.last_inbound_at is not null
        order by c.last_message_at desc limit ${OTHERS})
     ) place cross join lateral (
       select least(m.created_at, (m.meta ->> 'providerSentAt')::timestamptz) as at from messages m
       where m.workspace_id = $1 and m.conversation_id = place.id and m.inbox_id = $3 and m.address_id = $4 and m.direction = 'in'
       order by m.seq desc limit ${LATE}
     ) last`,
    [workspaceId, way.conversationId, way.inboxId, way.addressId],
  )
  return row?.at ?? null
}

/** Those of these mail addresses that are not written to: their people opted out, or nothing arrives there. */
export async function listBarred(
  tx: Tx,
  workspaceId: string,
  addresses: string[],
): Promise<{ address: string; optedOut: boolean; unusable: string | null }[]> {
  if (addresses.length === 0) return []
  return query(
    tx,
    `select value as address, opted_out_at is not null as "optedOut", unusable_reason as unusable from addresses
     where workspace_id = $1 and kind = 'email' and value = any($2) and (opted_out_at is not null or unusable_reason is not null)`,
    [workspaceId, addresses],
  )
}

/**
 * How many messages of ours have followed the customer's last one here, on their way or there. Of those that wait, only
 * what stands before `messageId` counts: what was written later must not keep it back.
 */
export async function countSince(
  tx: Tx,
  workspaceId: string,
  way: { conversationId: string; inboxId: string; addressId: string },
  messageId: string | null,
): Promise<number> {
  const since = await readLastInbound(tx, workspaceId, way)
  if (!since) return 0
  const [row] = await query<{ count: number }>(
    tx,
    `select count(*)::int as count from messages m
     left join messages own on own.workspace_id = $1 and own.id = $6
     where m.workspace_id = $1 and m.conversation_id = $2 and m.inbox_id = $3 and m.address_id = $4
       and m.direction = 'out' and m.created_at > $5 and m.id is distinct from $6
       and (m.status in ('sending', 'sent', 'delivered', 'read') or (m.status = 'queued' and (own.id is null or m.seq < own.seq)))`,
    [workspaceId, way.conversationId, way.inboxId, way.addressId, since, messageId],
  )
  return row?.count ?? 0
}
