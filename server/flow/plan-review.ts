// Plans the review of a conversation in which something was said.
import type { Tx } from '#db/pool.ts'
import { enqueueReview } from '#jobs/queue.ts'
import type { Flow } from './deps.ts'

/** What the customer or we said last is a moment old: several messages are read at once. */
const SOON_MS = 1_500

/** Something was said: a provisional review soon, which plans the final one. In the caller's transaction. */
export async function planReview(
  flow: Flow,
  tx: Tx,
  workspaceId: string,
  conversationId: string,
): Promise<void> {
  await enqueueReview(tx, workspaceId, conversationId, {
    runAt: new Date(flow.clock.now().getTime() + SOON_MS),
  })
}
