// The consent ledger, read as the chain that it is. Rows are written by contacts.ts and by the ingest; the database puts
// them into the chain at the commit (migration 015).
import type { ChainHead, ConsentLink } from '#domain/consent-chain.ts'
import type { Store } from './pool.ts'

/** A link and the contact it belongs to now, which no hash covers. */
export type LedgerEntry = ConsentLink & { contactId: string }

/** The end of a workspace's chain; position 0 where nothing was ever put down. */
export async function findChainHead(store: Store, workspaceId: string): Promise<ChainHead> {
  const [row] = await store.run<ChainHead>(
    'consent-head',
    'select position, hash from consent_heads where workspace_id = $1',
    [workspaceId],
  )
  return row ?? { position: 0, hash: '' }
}

/** Entries of the chain after a position, up to another one, in their order. */
export async function listChain(
  store: Store,
  workspaceId: string,
  range: { after: number; upTo: number; limit: number },
): Promise<LedgerEntry[]> {
  return store.run(
    'consent-chain',
    `select workspace_id as "workspaceId", position, coalesce(previous, '') as previous, id,
       to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at,
       coalesce(address_kind, '') as "addressKind", coalesce(address_value, '') as address, address_id as "addressId",
       action, source, actor, channel, text, message_id as "messageId", purpose, coalesce(hash, '') as hash, contact_id as "contactId"
     from consents where workspace_id = $1 and position > $2 and position <= $3 order by position limit $4`,
    [workspaceId, range.after, range.upTo, range.limit],
  )
}
