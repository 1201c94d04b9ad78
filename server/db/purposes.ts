// What people allowed and forbade of single purposes at an address. Everything at once is the address's own opt-out.
import type { PurposeClass } from '#domain/purpose-class.ts'
import { query, type Tx } from './pool.ts'

export type PurposeState = { purpose: PurposeClass; state: 'in' | 'out'; at: Date }

/** False where it is so already. */
export async function setPurpose(
  tx: Tx,
  workspaceId: string,
  addressId: string,
  { purpose, state, at }: PurposeState,
): Promise<boolean> {
  const rows = await query(
    tx,
    `insert into address_purposes as p (workspace_id, address_id, purpose, state, at) values ($1, $2, $3, $4, $5)
     on conflict (workspace_id, address_id, purpose) do update set state = excluded.state, at = excluded.at
     where p.state <> excluded.state returning state`,
    [workspaceId, addressId, purpose, state, at],
  )
  return rows.length > 0
}

/** Of all addresses of a contact. */
export function listPurposes(
  tx: Tx,
  workspaceId: string,
  contactId: string,
): Promise<(PurposeState & { address_id: string })[]> {
  return query(
    tx,
    `select s.address_id, s.purpose, s.state, s.at from addresses a
     join address_purposes s on s.workspace_id = a.workspace_id and s.address_id = a.id
     where a.workspace_id = $1 and a.contact_id = $2 order by s.address_id, s.purpose`,
    [workspaceId, contactId],
  )
}
