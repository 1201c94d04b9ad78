// How far each agent may go, and the log of every change to that.
import type { AutonomyMode, AutonomyRule } from '#domain/autonomy.ts'
import { newId } from '#lib/ids.ts'
import { ensureDefaultAgent } from './agents.ts'
import { query, type Store, type Tx } from './pool.ts'

export type AgentAutonomy = { agentId: string; mode: AutonomyMode; rules: AutonomyRule[] }
type Row = { id: string; mode: AutonomyMode | null; rules: AutonomyRule[] | null }

const fields = `a.id, a.fields ->> 'mode' as mode, a.fields -> 'rules' as rules`

function toAutonomy(row: Row | undefined): AgentAutonomy | null {
  return row ? { agentId: row.id, mode: row.mode ?? DEFAULT_MODE, rules: row.rules ?? [] } : null
}
/** As AgentFields has it: what an agent does that nobody has changed. */
const DEFAULT_MODE: AutonomyMode = 'full'

/**
 * Of the agent that serves an inbox, of one by id, or with null of the default one. A workspace that has no agent yet
 * answers as its first one will.
 */
export async function readAgentAutonomy(
  tx: Tx,
  workspaceId: string,
  of: { inboxId: string } | { agentId: string | null },
): Promise<AgentAutonomy> {
  const [row] =
    'inboxId' in of
      ? await query<Row>(
          tx,
          `select ${fields} from agents a where a.workspace_id = $1
             and (a.is_default or a.id = (select agent_id from inboxes where workspace_id = $1 and id = $2))
           order by a.is_default limit 1`,
          [workspaceId, of.inboxId],
        )
      : await query<Row>(
          tx,
          `select ${fields} from agents a where a.workspace_id = $1 and ($2::text is null and a.is_default or a.id = $2)`,
          [workspaceId, of.agentId],
        )
  return toAutonomy(row) ?? { agentId: '', mode: DEFAULT_MODE, rules: [] }
}

/** The same, held until the transaction ends: whoever changes the rules does so one after the other. Null: no such agent. */
export async function lockAgentAutonomy(
  tx: Tx,
  workspaceId: string,
  agentId: string | null,
): Promise<AgentAutonomy | null> {
  if (agentId === null) await ensureDefaultAgent(tx, workspaceId, newId('agt'))
  const [row] = await query<Row>(
    tx,
    `select ${fields} from agents a where a.workspace_id = $1 and ($2::text is null and a.is_default or a.id = $2) for update`,
    [workspaceId, agentId],
  )
  return toAutonomy(row)
}

export async function saveAgentAutonomy(tx: Tx, workspaceId: string, agent: AgentAutonomy): Promise<void> {
  await query(
    tx,
    `update agents set fields = fields || $3::jsonb, updated_at = now() where workspace_id = $1 and id = $2`,
    [workspaceId, agent.agentId, JSON.stringify({ mode: agent.mode, rules: agent.rules })],
  )
}

export type AutonomyLogRow = {
  agent_id: string
  intent: string | null
  what: 'promoted' | 'fell_back' | 'changed' | 'stopped' | 'started'
  from_mode: string | null
  to_mode: string | null
  why: string
  by_id: string | null
  by_name: string | null
  at: Date
}

export async function logAutonomy(tx: Tx, workspaceId: string, row: AutonomyLogRow): Promise<void> {
  await tx
    .insertInto('autonomy_log')
    .values({ workspace_id: workspaceId, ...row })
    .execute()
}

/** Newest first. */
export async function listAutonomyLog(
  store: Store,
  workspaceId: string,
  limit: number,
): Promise<AutonomyLogRow[]> {
  return store.run(
    'autonomy-log',
    `select agent_id, intent, what, from_mode, to_mode, why, by_id, by_name, at from autonomy_log
     where workspace_id = $1 order by position desc limit $2`,
    [workspaceId, limit],
  )
}

/** When an intent of an agent was last promoted or fell back: what came before counts no more. */
export async function lastTurnOf(
  tx: Tx,
  workspaceId: string,
  agentId: string,
  intent: string,
): Promise<Date | null> {
  const [row] = await query<{ at: Date }>(
    tx,
    `select at from autonomy_log where workspace_id = $1 and agent_id = $2 and intent = $3 and what in ('promoted', 'fell_back')
     order by position desc limit 1`,
    [workspaceId, agentId, intent],
  )
  return row?.at ?? null
}
