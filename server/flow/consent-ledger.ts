// The consent ledger as it is handed out: entry by entry in the order of its chain, whatever its length.
import { findChainHead, type LedgerEntry, listChain } from '#db/consents.ts'
import type { Store } from '#db/pool.ts'
import { type ChainBreak, type ChainHead, checkChain } from '#domain/consent-chain.ts'
import { sha256 } from '#lib/crypto.ts'

const PAGE = 500

/** Every entry up to the end that the chain has now. */
export async function* readLedger(
  store: Store,
  workspaceId: string,
  head: ChainHead,
): AsyncGenerator<LedgerEntry> {
  for (let after = 0; ; ) {
    const page = await listChain(store, workspaceId, { after, upTo: head.position, limit: PAGE })
    yield* page
    const last = page.at(-1)
    if (!last || page.length < PAGE) return
    after = last.position
  }
}

/** Reads the whole chain and says where it is first not as it was written. */
export async function checkLedger(
  store: Store,
  workspaceId: string,
): Promise<{ entries: number; head: ChainHead; broken: ChainBreak | null }> {
  const head = await findChainHead(store, workspaceId)
  const chain = checkChain(sha256)
  let entries = 0
  for await (const entry of readLedger(store, workspaceId, head)) {
    entries++
    chain.next(entry)
  }
  return { entries, head, broken: chain.end(head) }
}
