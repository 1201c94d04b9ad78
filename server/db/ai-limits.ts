// How much the AI has written to one address: what a loop between two machines shows up in.
import { query, type Tx } from './pool.ts'

/** How many texts the AI wrote to an address since a moment, in all its conversations. */
export async function countAiTextsTo(
  tx: Tx,
  workspaceId: string,
  addressId: string,
  since: Date,
): Promise<number> {
  const [row] = await query<{ count: number }>(
    tx,
    `select count(*)::int as count
     from addresses a
     join conversations c on c.workspace_id = $1 and c.contact_id = a.contact_id
     join messages m on m.workspace_id = $1 and m.conversation_id = c.id
     where a.workspace_id = $1 and a.id = $2 and m.address_id = $2 and m.author = 'ai' and m.direction = 'out'
       and m.status <> 'canceled' and m.created_at > $3`,
    [workspaceId, addressId, since],
  )
  return row?.count ?? 0
}
