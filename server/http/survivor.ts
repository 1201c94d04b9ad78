import { findSurvivor } from '#db/merges.ts'
import type { Store } from '#db/pool.ts'

/**
 * The contact that an id means today: old links and programs may name one that became a part of another. An id that
 * nobody has, or that is another workspace's, stays what it is, for the caller to refuse.
 */
export async function followContact(store: Store, workspaceId: string, id: string): Promise<string> {
  return (await findSurvivor(store, workspaceId, id)) ?? id
}
