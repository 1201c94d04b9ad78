// What a month took: messages, the parts that carriers bill, money. Counted as messages are taken for sending, by one
// guarded statement, so that a limit holds however many are sent at once.
import { query, type Tx } from './pool.ts'

export type Usage = { sms: number; segments: number; micros: number }
/** Null: no limit. */
export type Limits = { sms: number | null; segments: number | null; micros: number | null }

type Row = { sms: number; segments: number; cost_micros: string }
const toUsage = (row: Row): Usage => ({
  sms: row.sms,
  segments: row.segments,
  micros: Number(row.cost_micros),
})

export async function readUsage(tx: Tx, workspaceId: string, month: string): Promise<Usage> {
  const [row] = await query<Row>(
    tx,
    'select sms, segments, cost_micros from usage where workspace_id = $1 and month = $2',
    [workspaceId, month],
  )
  return row ? toUsage(row) : { sms: 0, segments: 0, micros: 0 }
}

/**
 * Adds to a month, and returns what it is then; null where that would be more than a limit that this adds to: then nothing
 * is added.
 */
export async function takeUsage(
  tx: Tx,
  workspaceId: string,
  month: string,
  adds: Usage,
  limits: Limits,
): Promise<Usage | null> {
  const [row] = await query<Row>(
    tx,
    `insert into usage as u (workspace_id, month, sms, segments, cost_micros)
     select $1, $2, $3::int, $4::int, $5::bigint
     where ($6::int is null or $3::int <= $6) and ($7::int is null or $4::int <= $7)
       and ($8::bigint is null or $5::bigint = 0 or $5::bigint <= $8)
     on conflict (workspace_id, month) do update
       set sms = u.sms + $3::int, segments = u.segments + $4::int, cost_micros = u.cost_micros + $5::bigint
       where ($6::int is null or $3::int = 0 or u.sms + $3::int <= $6)
         and ($7::int is null or $4::int = 0 or u.segments + $4::int <= $7)
         and ($8::bigint is null or $5::bigint = 0 or u.cost_micros + $5::bigint <= $8)
     returning u.sms, u.segments, u.cost_micros`,
    [workspaceId, month, adds.sms, adds.segments, adds.micros, limits.sms, limits.segments, limits.micros],
  )
  return row ? toUsage(row) : null
}

/** Corrects a month by what turned out otherwise: nothing was sent after all, the provider counted differently. */
export async function correctUsage(tx: Tx, workspaceId: string, month: string, by: Usage): Promise<void> {
  await query(
    tx,
    `update usage set sms = greatest(0, sms + $3::int), segments = greatest(0, segments + $4::int),
       cost_micros = greatest(0, cost_micros + $5::bigint) where workspace_id = $1 and month = $2`,
    [workspaceId, month, by.sms, by.segments, by.micros],
  )
}

/** The provider billed other parts than were counted when the message was taken at `at`. */
export async function correctSegments(tx: Tx, workspaceId: string, at: Date, by: number): Promise<void> {
  await query(
    tx,
    `update usage u set segments = greatest(0, u.segments + $3::int) from workspaces w
     where w.id = $1 and u.workspace_id = $1 and u.month = to_char($2::timestamptz at time zone (w.hours ->> 'timeZone'), 'YYYY-MM')`,
    [workspaceId, at, by],
  )
}

export type Meter = 'messages' | 'segments' | 'budget'

/** Notes that a threshold was reached; false where that is known already. */
export async function noteWarning(
  tx: Tx,
  workspaceId: string,
  warning: { month: string; meter: Meter; percent: number; at: Date },
): Promise<boolean> {
  const rows = await query(
    tx,
    `insert into usage_warnings (workspace_id, month, meter, percent, at) values ($1, $2, $3, $4, $5)
     on conflict do nothing returning meter`,
    [workspaceId, warning.month, warning.meter, warning.percent, warning.at],
  )
  return rows.length > 0
}

export function listWarnings(
  tx: Tx,
  workspaceId: string,
  month: string,
): Promise<{ meter: Meter; percent: number; at: Date }[]> {
  return query(
    tx,
    'select meter, percent, at from usage_warnings where workspace_id = $1 and month = $2 order by percent desc, meter',
    [workspaceId, month],
  )
}
