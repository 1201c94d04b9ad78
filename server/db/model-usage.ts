// What models cost on a day. A turn first takes its estimate out of the day's money and afterwards puts the real figure
// in its place: of turns at the same moment each sees what the others have taken. A process that dies between the two
// leaves the estimate counted, which errs on the side of the business.
import { query, type Store, type Tx } from './pool.ts'

/** The row that sums up all agents. */
export const ALL = ''

export type Limits = { agent: number | null; workspace: number | null }
export type Spent = { costMicros: number; limitMicros: number }
export type Reservation = { ok: true } | { ok: false; whose: 'agent' | 'workspace'; spent: Spent }

type Row = { agent_id: string; cost_micros: number; warned: number }

/**
 * Takes `estimateMicros` out of the day's money of the agent and of the workspace. Refused, and counted as refused, where
 * the money of either is used up.
 */
export async function reserveCost(
  store: Store,
  workspaceId: string,
  o: { day: string; agentId: string; limits: Limits; estimateMicros: number; turns: 0 | 1 },
): Promise<Reservation> {
  return store.transaction(async (tx) => {
    const [all, agent] = await lockRows(tx, workspaceId, o.day, o.agentId)
    const over =
      o.limits.agent !== null && agent.cost_micros >= o.limits.agent
        ? { whose: 'agent' as const, costMicros: agent.cost_micros, limitMicros: o.limits.agent }
        : o.limits.workspace !== null && all.cost_micros >= o.limits.workspace
          ? { whose: 'workspace' as const, costMicros: all.cost_micros, limitMicros: o.limits.workspace }
          : null
    await query(
      tx,
      `update model_usage set cost_micros = cost_micros + $4, refused = refused + $5
       where workspace_id = $1 and day = $2 and agent_id in ('', $3)`,
      [workspaceId, o.day, o.agentId, over ? 0 : o.estimateMicros, over ? o.turns : 0],
    )
    if (!over) return { ok: true }
    const { whose, ...spent } = over
    return { ok: false, whose, spent }
  })
}

async function lockRows(tx: Tx, workspaceId: string, day: string, agentId: string): Promise<[Row, Row]> {
  await query(
    tx,
    `insert into model_usage (workspace_id, day, agent_id) values ($1, $2, ''), ($1, $2, $3) on conflict do nothing`,
    [workspaceId, day, agentId],
  )
  // Always the sum first: whoever locks in one order waits for nobody who waits for them.
  const rows = await query<Row>(
    tx,
    `select agent_id, cost_micros, warned from model_usage
     where workspace_id = $1 and day = $2 and agent_id in ('', $3) order by agent_id for update`,
    [workspaceId, day, agentId],
  )
  const [all, agent] = rows
  if (!all || !agent) throw new Error('the rows of a day were not made')
  return [all, agent]
}

export type Settled = { whose: 'agent' | 'workspace'; percent: number; costMicros: number }

/**
 * Puts what a turn really took in place of its estimate. `costMicros` null: the model has no price, so its tokens are
 * counted apart. Resolves with the warnings that are due for the first time today: 80 or 100 per cent of a limit.
 */
export async function settleCost(
  tx: Tx,
  workspaceId: string,
  o: {
    day: string
    agentId: string
    limits: Limits
    estimateMicros: number
    /** 0 for what was asked beside a turn: it costs, and answers nobody. */
    turns: 0 | 1
    costMicros: number | null
    tokens: { input: number; output: number }
  },
): Promise<Settled[]> {
  await lockRows(tx, workspaceId, o.day, o.agentId)
  const rows = await query<Row>(
    tx,
    `update model_usage set turns = turns + $8, input_tokens = input_tokens + $4, output_tokens = output_tokens + $5,
       cost_micros = greatest(0, cost_micros + $6), unpriced_tokens = unpriced_tokens + $7
     where workspace_id = $1 and day = $2 and agent_id in ('', $3) returning agent_id, cost_micros, warned`,
    [
      workspaceId,
      o.day,
      o.agentId,
      o.tokens.input,
      o.tokens.output,
      (o.costMicros ?? 0) - o.estimateMicros,
      o.costMicros === null ? o.tokens.input + o.tokens.output : 0,
      o.turns,
    ],
  )
  const due: Settled[] = []
  for (const row of rows) {
    const whose = row.agent_id === ALL ? 'workspace' : 'agent'
    const limit = o.limits[whose]
    if (limit === null || limit === 0) continue
    const percent = row.cost_micros >= limit ? 100 : row.cost_micros >= limit * 0.8 ? 80 : 0
    if (percent <= row.warned) continue
    await query(
      tx,
      'update model_usage set warned = $4 where workspace_id = $1 and day = $2 and agent_id = $3',
      [workspaceId, o.day, row.agent_id, percent],
    )
    due.push({ whose, percent, costMicros: row.cost_micros })
  }
  return due
}

export type UsageDay = {
  day: string
  agent_id: string
  turns: number
  input_tokens: number
  output_tokens: number
  cost_micros: number
  unpriced_tokens: number
  refused: number
}

/** The days since `from` (inclusive), newest first; agent '' is the sum. */
export async function readModelUsage(tx: Tx, workspaceId: string, from: string): Promise<UsageDay[]> {
  return query(
    tx,
    `select to_char(day, 'YYYY-MM-DD') as day, agent_id, turns, input_tokens, output_tokens, cost_micros, unpriced_tokens, refused
     from model_usage where workspace_id = $1 and day >= $2 order by day desc, agent_id`,
    [workspaceId, from],
  )
}
