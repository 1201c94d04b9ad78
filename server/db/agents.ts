// The AI agents of a workspace and which inbox each serves.
import { type Agent, AgentFields } from '#domain/agent.ts'
import { query, type Store, type Tx } from './pool.ts'

export type AgentRecord = Agent & { isDefault: boolean }
type Row = { id: string; fields: Partial<AgentFields>; is_default: boolean }

/** The agent that every workspace has from the beginning. */
export const firstAgent: AgentFields = AgentFields.parse({ name: 'Front desk' })

// Fields that came after a row was written get their defaults here.
const toRecord = ({ id, fields, is_default }: Row): AgentRecord => ({
  ...AgentFields.parse(fields),
  id,
  isDefault: is_default,
})

/** The default first, then as they were made. */
export async function listAgents(tx: Tx, workspaceId: string): Promise<AgentRecord[]> {
  const rows = await query<Row>(
    tx,
    'select id, fields, is_default from agents where workspace_id = $1 order by is_default desc, created_at, id',
    [workspaceId],
  )
  return rows.map(toRecord)
}

export async function findAgent(tx: Tx, workspaceId: string, id: string): Promise<AgentRecord | null> {
  const [row] = await query<Row>(
    tx,
    'select id, fields, is_default from agents where workspace_id = $1 and id = $2',
    [workspaceId, id],
  )
  return row ? toRecord(row) : null
}

/** The same, held for this transaction: for a change that rests on what is stored. */
export async function lockAgent(tx: Tx, workspaceId: string, id: string): Promise<AgentRecord | null> {
  const [row] = await query<Row>(
    tx,
    'select id, fields, is_default from agents where workspace_id = $1 and id = $2 for update',
    [workspaceId, id],
  )
  return row ? toRecord(row) : null
}

/** Who answers in an inbox: its own agent, else the default one; null only where the workspace has none yet. */
export async function findAgentOf(
  store: Store,
  workspaceId: string,
  inboxId: string,
): Promise<AgentRecord | null> {
  const [row] = await store.run<Row>(
    'agent-of-inbox',
    `select a.id, a.fields, a.is_default from agents a
     where a.workspace_id = $1
       and (a.is_default or a.id = (select agent_id from inboxes where workspace_id = $1 and id = $2))
     order by a.is_default limit 1`,
    [workspaceId, inboxId],
  )
  return row ? toRecord(row) : null
}

/** Makes the default agent where there is none. Harmless to repeat, also at once. */
export async function ensureDefaultAgent(tx: Tx, workspaceId: string, id: string): Promise<void> {
  await query(
    tx,
    `insert into agents (workspace_id, id, fields, is_default) values ($1, $2, $3, true)
     on conflict (workspace_id) where is_default do nothing`,
    [workspaceId, id, JSON.stringify(firstAgent)],
  )
}

export async function insertAgent(
  tx: Tx,
  workspaceId: string,
  id: string,
  fields: AgentFields,
  at: Date,
): Promise<void> {
  await tx
    .insertInto('agents')
    .values({ workspace_id: workspaceId, id, fields: JSON.stringify(fields), created_at: at, updated_at: at })
    .execute()
}

export async function saveAgent(
  tx: Tx,
  workspaceId: string,
  id: string,
  fields: AgentFields,
  at: Date,
): Promise<void> {
  await tx
    .updateTable('agents')
    .set({ fields: JSON.stringify(fields), updated_at: at })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', id)
    .execute()
}

/** Makes this the agent of every inbox that names none. */
export async function makeDefault(tx: Tx, workspaceId: string, id: string): Promise<void> {
  // Two steps: there must be no moment with two, and the index is not deferrable.
  await query(
    tx,
    'update agents set is_default = false where workspace_id = $1 and is_default and id <> $2',
    [workspaceId, id],
  )
  await query(tx, 'update agents set is_default = true where workspace_id = $1 and id = $2', [
    workspaceId,
    id,
  ])
}

/** Removes an agent; its inboxes go to `to`, or with null to the default agent. */
export async function deleteAgent(
  tx: Tx,
  workspaceId: string,
  id: string,
  to: string | null,
): Promise<boolean> {
  await query(tx, 'update inboxes set agent_id = $3 where workspace_id = $1 and agent_id = $2', [
    workspaceId,
    id,
    to,
  ])
  const rows = await query(
    tx,
    'delete from agents where workspace_id = $1 and id = $2 and not is_default returning id',
    [workspaceId, id],
  )
  return rows.length === 1
}

/** Exactly these inboxes name this agent from now on; those that it loses go to the default one. */
export async function assignInboxes(
  tx: Tx,
  workspaceId: string,
  agentId: string,
  inboxIds: string[],
): Promise<void> {
  await query(
    tx,
    `update inboxes set agent_id = case when id = any($3) then $2 end
     where workspace_id = $1 and deleted_at is null and (agent_id = $2 or id = any($3))`,
    [workspaceId, agentId, inboxIds],
  )
}
