// Taking the sample business away again, in one transaction: only rows that are marked as sample, and what hangs on
// them. What people added themselves stays.
import { query, type Tx } from './pool.ts'

export async function removeSample(tx: Tx, workspaceId: string, at: Date): Promise<void> {
  // A real customer may have written into a sample inbox: such conversations are not sample and stay readable.
  await query(tx, 'delete from conversations where workspace_id = $1 and sample', [workspaceId])
  await query(tx, 'delete from appointments where workspace_id = $1 and sample', [workspaceId])
  await query(
    tx,
    `delete from contacts p where p.workspace_id = $1 and p.sample and not exists (
       select 1 from conversations c where c.workspace_id = p.workspace_id and c.contact_id = p.id)`,
    [workspaceId],
  )
  await query(tx, 'delete from knowledge where workspace_id = $1 and sample', [workspaceId])
  await query(tx, 'delete from services where workspace_id = $1 and sample', [workspaceId])
  await query(tx, `update inboxes set deleted_at = $2, status = 'paused' where workspace_id = $1 and sample and deleted_at is null`, [workspaceId, at])
  await query(tx, 'delete from simulator_items where workspace_id = $1', [workspaceId])
  await query(tx, 'update workspaces set has_sample = false where id = $1', [workspaceId])
}
