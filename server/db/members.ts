// Members of a workspace, and its API tokens.
import { query, type Store, type Tx } from './pool.ts'

export type MemberRecord = {
  workspace_id: string
  id: string
  user_id: string
  name: string
  email: string
  role: 'owner' | 'admin' | 'agent'
  /** Where they are rung when they call a customer from the app. */
  phone: string | null
  read_baseline: Date
  created_at: Date
}
const columns = 'workspace_id, id, user_id, name, email, role, phone, read_baseline, created_at'

export async function findMember(tx: Tx, workspaceId: string, id: string): Promise<MemberRecord | null> {
  const [row] = await query<MemberRecord>(
    tx,
    `select ${columns} from members where workspace_id = $1 and id = $2`,
    [workspaceId, id],
  )
  return row ?? null
}
export async function setMemberPhone(
  tx: Tx,
  workspaceId: string,
  id: string,
  phone: string | null,
): Promise<void> {
  await query(tx, 'update members set phone = $3 where workspace_id = $1 and id = $2', [
    workspaceId,
    id,
    phone,
  ])
}

/** The memberships of a signed-in user, oldest first. This is the one question that spans workspaces. */
export async function findMemberships(store: Store, userId: string): Promise<MemberRecord[]> {
  return store.run(
    'memberships',
    `select ${columns} from members where user_id = $1 order by created_at, id`,
    [userId],
  )
}
export async function listMembers(store: Store, workspaceId: string): Promise<MemberRecord[]> {
  return store.run(
    'members',
    `select ${columns} from members where workspace_id = $1 order by created_at, id`,
    [workspaceId],
  )
}
/** Does this installation have an owner? Until then the first visitor may become one. */
export async function ownerExists(store: Store): Promise<boolean> {
  const rows = await store.run('owner-exists', `select 1 from members where role = 'owner' limit 1`, [])
  return rows.length > 0
}
/** Lets one visitor at a time become the owner; false where there is one already. */
export async function mayBecomeOwner(tx: Tx): Promise<boolean> {
  await query(tx, 'select pg_advisory_xact_lock(71)')
  return (await query(tx, `select 1 from members where role = 'owner' limit 1`)).length === 0
}
export async function insertMember(
  tx: Tx,
  member: Omit<MemberRecord, 'read_baseline' | 'created_at' | 'phone'> & {
    read_baseline?: Date
    created_at?: Date
  },
): Promise<void> {
  await tx.insertInto('members').values(member).execute()
}
export async function deleteMember(tx: Tx, workspaceId: string, id: string): Promise<boolean> {
  const result = await tx
    .deleteFrom('members')
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', id)
    .where('role', '<>', 'owner')
    .executeTakeFirst()
  return result.numDeletedRows > 0n
}

export type TokenRecord = {
  workspace_id: string
  id: string
  name: string
  hint: string
  created_at: Date
  last_used_at: Date | null
}

export async function findToken(
  store: Store,
  workspaceId: string,
  hash: string,
): Promise<TokenRecord | null> {
  const [row] = await store.run<TokenRecord>(
    'token',
    `update api_tokens set last_used_at = case when last_used_at is null or last_used_at < now() - interval '1 minute' then now() else last_used_at end
     where workspace_id = $1 and hash = $2 returning workspace_id, id, name, hint, created_at, last_used_at`,
    [workspaceId, hash],
  )
  return row ?? null
}
export async function listTokens(store: Store, workspaceId: string): Promise<TokenRecord[]> {
  return store.run(
    'tokens',
    'select workspace_id, id, name, hint, created_at, last_used_at from api_tokens where workspace_id = $1 order by created_at, id',
    [workspaceId],
  )
}
export async function insertToken(
  tx: Tx,
  token: { workspace_id: string; id: string; name: string; hash: string; hint: string },
): Promise<void> {
  await tx.insertInto('api_tokens').values(token).execute()
}
export async function deleteToken(tx: Tx, workspaceId: string, id: string): Promise<boolean> {
  const result = await tx
    .deleteFrom('api_tokens')
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', id)
    .executeTakeFirst()
  return result.numDeletedRows > 0n
}
