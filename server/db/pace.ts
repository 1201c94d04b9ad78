// How fast an inbox may send, over all processes: one row a sender and a recipient, and only for channels with a pace.
import { query, type Store, type Tx } from './pool.ts'

/** `takes`: how many places this message takes; one where nothing else is said. */
export type Turnstile = { key: string; everyMs: number; burst: number; takes?: number }

/**
 * Takes the next place at each of the turnstiles and returns when the message may leave: now, or later. The place is
 * taken in any case, so who comes back then need not ask again, and a thousand who wait do not push. Outside of any
 * transaction: the row of a busy sender is held for no longer than this statement.
 */
export async function takePlace(
  store: Store,
  workspaceId: string,
  inboxId: string,
  turnstiles: Turnstile[],
  now: Date,
): Promise<Date> {
  // In one order everywhere, so that two who need the same rows do not wait for each other.
  const inOrder = [...turnstiles].sort((a, b) => (a.key < b.key ? -1 : 1))
  const rows = await store.run<{ at: Date }>(
    'take-place',
    `insert into pace as p (workspace_id, inbox_id, key, free_at)
     select $1, $2, t.key, $4::timestamptz + make_interval(secs => t.every_ms * t.takes / 1000.0)
     from jsonb_to_recordset($3::jsonb) as t (key text, every_ms double precision, takes int)
     on conflict (workspace_id, inbox_id, key) do update
       set free_at = greatest(p.free_at, $4::timestamptz) + (excluded.free_at - $4::timestamptz)
     returning greatest($4::timestamptz, free_at - make_interval(secs => (
       -- Who takes more places than a burst has waits for those before, not for its own.
       select s.every_ms * greatest(s.burst, s.takes) / 1000.0
       from jsonb_to_recordset($3::jsonb) as s (key text, every_ms double precision, burst int, takes int)
       where s.key = p.key))) as at`,
    [
      workspaceId,
      inboxId,
      JSON.stringify(
        inOrder.map((t) => ({ key: t.key, every_ms: t.everyMs, burst: t.burst, takes: t.takes ?? 1 })),
      ),
      now,
    ],
  )
  return new Date(Math.max(now.getTime(), ...rows.map((row) => row.at.getTime())))
}

/** Forgets turnstiles that have been free for long. */
export async function dropFreePace(tx: Tx, before: Date): Promise<void> {
  await query(tx, 'delete from pace where free_at < $1', [before])
}
