// The outbox: messages that are `queued` or `sending`. Every move is one guarded update, so a race loses instead of
// overwriting.
import type { AiWords } from '#domain/draft.ts'
import type { AuthorKind, DeliveryError, MessageStatus, Purpose } from '#domain/message.ts'
import { statusesBefore } from '#domain/message-status.ts'
import type { Verdict } from '#domain/send-gate.ts'
import type { MessageRecord } from './messages.ts'
import { query, type Store, type Tx } from './pool.ts'

export type OutboxHead = MessageRecord & {
  next_attempt_at: Date | null
  claimed_at: Date | null
  segments: number | null
  cost_micros: string | null
}

/**
 * The message of a conversation whose turn it is: the oldest that has not settled, except that what waits by the gate's
 * word (night, a cap, a time that somebody chose) holds up nobody but later words of its own author. Where only such
 * messages are left, the one whose time comes first. What is at a provider, goes there again, or has its place there, is
 * waited for by all: order is kept.
 */
export async function findHead(
  tx: Tx,
  workspaceId: string,
  conversationId: string,
  now: Date,
): Promise<OutboxHead | null> {
  const [row] = await query<OutboxHead>(
    tx,
    `with unsettled as materialized (
       select m.id, m.seq, m.next_attempt_at, m.send_at,
         -- Whose words they are. What answers the customer's own keyword, and alerts, are a row of their own.
         concat_ws(' ', m.author, m.author_id, case when m.purpose = any($4) then m.purpose end) as voice,
         -- Also what a provider refused before, and now waits for the morning: only a retry that is due soon keeps its place.
         m.status = 'queued' and m.next_attempt_at > $3 and m.verdict ->> 'decision' = 'defer'
           and m.verdict #>> '{reasons,0,code}' is distinct from 'provider_limit' as aside
       from messages m
       where m.workspace_id = $1 and m.conversation_id = $2 and m.status in ('queued', 'sending') and m.direction = 'out'
         and not (m.status = 'sending' and m.external_id is not null)
     ), ranked as (
       select u.id, u.seq, u.next_attempt_at, not u.aside and not exists (
         select 1 from unsettled e
         where e.seq < u.seq and e.aside and e.send_at is null and e.voice = u.voice) as ready
       from unsettled u
     )
     select m.*, a.kind as address_kind, a.value as address_value, false as has_html, false as has_raw
     from (select id from ranked order by ready desc, case when not ready then next_attempt_at end nulls last, seq limit 1) head
     join messages m on m.workspace_id = $1 and m.id = head.id
     join addresses a on a.workspace_id = m.workspace_id and a.id = m.address_id`,
    [workspaceId, conversationId, now, OWN_VOICE],
  )
  return row ?? null
}

/** Purposes that no earlier words of the same author hold up. */
const OWN_VOICE = ['opt_out_confirmation', 'opt_in_confirmation', 'help', 'alert'] satisfies Purpose[]

/** Takes a queued message: from here on it may reach the provider. */
export async function claim(
  tx: Tx,
  workspaceId: string,
  id: string,
  at: Date,
  verdict: Verdict,
  /** What it was measured as; null where it was measured at an earlier attempt. */
  measure: { segments: number | null; micros: number } | null,
): Promise<boolean> {
  const rows = await query<{ id: string }>(
    tx,
    `update messages set status = 'sending', claimed_at = $3, attempts = attempts + 1, next_attempt_at = null, verdict = $4,
       segments = coalesce($5::int, segments), cost_micros = coalesce($6::bigint, cost_micros)
     where workspace_id = $1 and id = $2 and status = 'queued' returning id`,
    [workspaceId, id, at, JSON.stringify(verdict), measure?.segments ?? null, measure?.micros ?? null],
  )
  return rows.length === 1
}

/** The provider has it. Its receipts may have been faster: the status only moves forward. */
export async function markSent(
  tx: Tx,
  workspaceId: string,
  id: string,
  sent: { externalId: string | null; status: MessageStatus; at: Date; segments: number | null },
): Promise<void> {
  await query(
    tx,
    `update messages set external_id = coalesce(external_id, $3), sent_at = coalesce(sent_at, $5::timestamptz), segments = coalesce($6::int, segments),
       -- A receipt of failure that was faster keeps its reason; "nobody knows" is answered by this.
       error = case when status = 'failed' and error ->> 'code' <> 'unknown' then error end,
       status = case when status = any($7) or (status = 'failed' and error ->> 'code' = 'unknown') then $4 else status end,
       delivered_at = case when $4 = 'delivered' then coalesce(delivered_at, $5::timestamptz) else delivered_at end
     where workspace_id = $1 and id = $2`,
    [
      workspaceId,
      id,
      sent.externalId,
      sent.status,
      sent.at,
      sent.segments,
      sent.status === 'sending' ? ['queued', 'sending'] : statusesBefore(sent.status),
    ],
  )
}

/**
 * One attempt at a message. Whoever was stalled or has looked the message up at the same time as somebody else may speak
 * of an attempt that is over: what it found out then says nothing about the one that is under way.
 */
export type Attempt = Pick<OutboxHead, 'id' | 'attempts' | 'claimed_at'>
const ofAttempt = `status = 'sending' and external_id is null and attempts = $5 and claimed_at is not distinct from $6`

/** Back in the queue: the provider certainly did not take this attempt. */
export async function markRetry(
  tx: Tx,
  workspaceId: string,
  { id, attempts, claimed_at }: Attempt,
  at: Date,
  error: DeliveryError,
): Promise<boolean> {
  const rows = await query<{ id: string }>(
    tx,
    `update messages set status = 'queued', claimed_at = null, next_attempt_at = $3, error = $4
     where workspace_id = $1 and id = $2 and ${ofAttempt} returning id`,
    [workspaceId, id, at, JSON.stringify(error), attempts, claimed_at],
  )
  return rows.length === 1
}

/** Nobody knows whether it left: it stays `sending` and is looked up at `checkAt`. */
export async function markUnknown(
  tx: Tx,
  workspaceId: string,
  { id, attempts, claimed_at }: Attempt,
  checkAt: Date,
  error: DeliveryError,
): Promise<void> {
  await query(
    tx,
    `update messages set next_attempt_at = $3, error = $4 where workspace_id = $1 and id = $2 and ${ofAttempt}`,
    [workspaceId, id, checkAt, JSON.stringify(error), attempts, claimed_at],
  )
}

/** Waits until `until`, with the verdict that says why. */
export async function markDeferred(
  tx: Tx,
  workspaceId: string,
  id: string,
  until: Date,
  verdict: Verdict,
): Promise<void> {
  await query(
    tx,
    `update messages set next_attempt_at = $3, verdict = $4 where workspace_id = $1 and id = $2 and status = 'queued'`,
    [workspaceId, id, until, JSON.stringify(verdict)],
  )
}

/** Frees what waited for a paused inbox; returns the conversations whose outbox can go on. */
export async function releaseDeferred(tx: Tx, workspaceId: string, inboxId: string): Promise<string[]> {
  const rows = await query<{ conversation_id: string }>(
    tx,
    `update messages set next_attempt_at = send_at where workspace_id = $1 and inbox_id = $2 and status = 'queued' and claimed_at is null
     returning conversation_id`,
    [workspaceId, inboxId],
  )
  return [...new Set(rows.map((r) => r.conversation_id))]
}

/** It will not leave: `failed` with a reason for people, or `canceled` where nobody waits for it. */
export async function markEnded(
  tx: Tx,
  workspaceId: string,
  { id, attempts, claimed_at }: Attempt,
  end: { status: 'failed' | 'canceled'; error: DeliveryError | null; verdict: Verdict | null },
): Promise<boolean> {
  const rows = await query<{ id: string }>(
    tx,
    `update messages set status = $3, error = coalesce($4::jsonb, error), verdict = coalesce($7::jsonb, verdict), next_attempt_at = null
     where workspace_id = $1 and id = $2 and (status = 'queued' or status = 'sending')
       and attempts = $5 and claimed_at is not distinct from $6 returning id`,
    [
      workspaceId,
      id,
      end.status,
      end.error ? JSON.stringify(end.error) : null,
      attempts,
      claimed_at,
      end.verdict ? JSON.stringify(end.verdict) : null,
    ],
  )
  return rows.length === 1
}

/**
 * A failed message goes again, as its own next attempt. False where it has not failed. The provider's id of the failed
 * attempt is remembered: its late receipts are not about the new one.
 */
export async function requeueFailed(
  tx: Tx,
  workspaceId: string,
  id: string,
  /** As it goes again: at which turn, as what, and who stands for the AI's words. */
  again: { turn: number; purpose: Purpose; words: AiWords | null },
  verdict: Verdict,
): Promise<boolean> {
  const rows = await query<{ id: string }>(
    tx,
    `update messages set status = 'queued', error = null, claimed_at = null, next_attempt_at = null, attempts = 0, verdict = $3, external_id = null,
       turn = $4, purpose = $5,
       meta = nullif(coalesce(meta, '{}')
         || case when external_id is null then '{}' else
              jsonb_build_object('pastIds', coalesce(meta -> 'pastIds', '[]') || to_jsonb(external_id)) end
         || case when $6::jsonb is null then '{}' else jsonb_build_object('ai', $6::jsonb) end, '{}')
     where workspace_id = $1 and id = $2 and status = 'failed' returning id`,
    [
      workspaceId,
      id,
      JSON.stringify(verdict),
      again.turn,
      again.purpose,
      again.words ? JSON.stringify(again.words) : null,
    ],
  )
  return rows.length === 1
}

/** What the provider already knows us by on this address: reconciliation must not mistake them for a lost one. */
export async function knownExternalIds(
  tx: Tx,
  workspaceId: string,
  inboxId: string,
  addressId: string,
): Promise<string[]> {
  const rows = await query<{ external_id: string | null; past: string[] | null }>(
    tx,
    `select external_id, meta -> 'pastIds' as past from messages where workspace_id = $1 and inbox_id = $2 and address_id = $3
       and direction = 'out' and (external_id is not null or meta ? 'pastIds') order by created_at desc limit 100`,
    [workspaceId, inboxId, addressId],
  )
  return rows.flatMap((r) => [...(r.external_id ? [r.external_id] : []), ...(r.past ?? [])])
}

export type ReceiptRow = {
  id: string
  conversation_id: string
  contact_id: string
  address_id: string
  author: AuthorKind
  from: MessageStatus
  to: MessageStatus
}

/**
 * Takes over a receipt: forward by rank only; returns null where it changes nothing (late, double) or names no
 * message of ours. A receipt that carries our own id also tells the provider's id of a send whose answer was lost; and
 * of a mail it is enough, because every attempt leaves under that id, whatever a mail service calls it afterwards.
 */
export async function applyReceipt(
  tx: Tx,
  workspaceId: string,
  inboxId: string,
  receipt: {
    externalId: string
    messageId: string | null
    status: MessageStatus
    error: DeliveryError | null
    /** A failure that also overtakes `delivered`. */
    returned?: boolean
    at: Date
  },
): Promise<ReceiptRow | null> {
  const [row] = await query<ReceiptRow>(
    tx,
    `with target as (
       select m.id, m.status, m.conversation_id, m.address_id from messages m
       where m.workspace_id = $1 and m.inbox_id = $2 and m.direction = 'out'
         and (m.external_id = $3 or (m.id = $4 and (m.external_id is null or m.email is not null) and not coalesce(m.meta -> 'pastIds' ? $3, false)))
       for update
     )
     update messages m set
       external_id = coalesce(m.external_id, $3),
       status = $5,
       error = case when $5 = 'failed' then $6::jsonb else null end,
       sent_at = case when $5 in ('sent', 'delivered', 'read') then coalesce(m.sent_at, $7::timestamptz) else m.sent_at end,
       delivered_at = case when $5 in ('delivered', 'read') then coalesce(m.delivered_at, $7::timestamptz) else m.delivered_at end,
       read_at = case when $5 = 'read' then coalesce(m.read_at, $7::timestamptz) else m.read_at end
     from target t join conversations c on c.workspace_id = $1 and c.id = t.conversation_id
     where m.workspace_id = $1 and m.id = t.id and (t.status = any($8) or (t.status = 'sending' and $5 = 'sending' and m.external_id is null))
     returning m.id, m.conversation_id, c.contact_id, m.address_id, m.author, t.status as from, m.status as to`,
    [
      workspaceId,
      inboxId,
      receipt.externalId,
      receipt.messageId,
      receipt.status,
      receipt.error ? JSON.stringify(receipt.error) : null,
      receipt.at,
      [...statusesBefore(receipt.status), ...(receipt.returned ? ['delivered'] : [])],
    ],
  )
  return row ?? null
}

/** Does a message of ours carry this provider id (or is it ours by its own id)? */
export async function knowsExternalId(
  tx: Tx,
  workspaceId: string,
  inboxId: string,
  externalId: string,
): Promise<boolean> {
  const rows = await query(
    tx,
    'select 1 from messages where workspace_id = $1 and inbox_id = $2 and external_id = $3',
    [workspaceId, inboxId, externalId],
  )
  return rows.length > 0
}

/** A provider took these long ago and never said more: they count as sent. Returns what was changed. */
export async function settleAccepted(
  store: Store,
  before: Date,
): Promise<{ workspace_id: string; id: string; conversation_id: string }[]> {
  return store.run(
    'settle-accepted',
    `update messages set status = 'sent', sent_at = coalesce(sent_at, claimed_at)
     where status = 'sending' and external_id is not null and claimed_at < $1 returning workspace_id, id, conversation_id`,
    [before],
  )
}

/** Conversations whose outbox or burst is older than `before`: a job may have been lost; the sweep wakes them. */
export async function findForgotten(
  store: Store,
  before: Date,
): Promise<{ workspace_id: string; conversation_id: string; what: 'deliver' | 'respond' }[]> {
  return store.run(
    'forgotten',
    `(select distinct workspace_id, conversation_id, 'deliver' as what from messages
      where status in ('queued', 'sending') and created_at < $1 and coalesce(next_attempt_at, created_at) < $1 and not (status = 'sending' and external_id is not null) limit 500)
     union all
     (select workspace_id, id, 'respond' from conversations
      where burst_started_at < $1 and last_inbound_seq > answered_seq limit 500)`,
    [before],
  )
}
