// The sweep: belt and braces. A job can be lost only by hand or by a bug; a message must not be lost even then.

import { dropOldUnasked } from '#db/caps.ts'
import { appendEvents } from '#db/events.ts'
import { deleteOldKeys } from '#db/idempotency.ts'
import { findForgotten, settleAccepted } from '#db/outbox.ts'
import { dropFreePace } from '#db/pace.ts'
import { enqueueDeliver, enqueueRespond } from '#jobs/queue.ts'
import { expireDrafts } from './approve.ts'
import type { Flow } from './deps.ts'
import { sweepCalls } from './follow-call.ts'
import { sweepHandover } from './hand-over.ts'
import { sweepMarks } from './marks.ts'
import { matchPassed } from './match-contact.ts'
import { sweepReviews } from './review.ts'
import { sweepSources } from './sources/read-source.ts'
import { sweepTasks } from './tasks.ts'

const FORGOTTEN_MS = 120_000
/** Receipts come within minutes, or the provider cannot reach us, or this carrier gives none. */
const RECEIPT_MS = 15 * 60_000
/** Longer than any burst takes to be free again. */
const PACE_MS = 3_600_000
/** No cap looks further back. */
const UNASKED_MS = 15 * 86_400_000
const KEYS_MS = 2 * 86_400_000

/** Job `sweep`: wakes conversations whose outbox or burst has been lying for minutes. */
export async function sweep(flow: Flow): Promise<void> {
  const now = flow.clock.now().getTime()
  const forgotten = await findForgotten(flow.store, new Date(now - FORGOTTEN_MS))
  for (const { workspace_id, conversation_id, what } of forgotten)
    await (what === 'deliver' ? enqueueDeliver : enqueueRespond)(flow.store.db, workspace_id, conversation_id)
  if (forgotten.length > 0) flow.log.warn({ count: forgotten.length }, 'the sweep found work without a job')
  for (const m of await settleAccepted(flow.store, new Date(now - RECEIPT_MS)))
    await appendEvents(flow.store.db, m.workspace_id, [
      {
        type: 'message.status',
        conversationId: m.conversation_id,
        messageId: m.id,
        actor: 'system',
        data: { status: 'sent', receipt: false },
      },
    ])
  await dropOldUnasked(flow.store.db, new Date(now - UNASKED_MS))
  await dropFreePace(flow.store.db, new Date(now - PACE_MS))
  await expireDrafts(flow)
  await sweepMarks(flow)
  await sweepCalls(flow)
  await matchPassed(flow)
  await sweepHandover(flow)
  await sweepSources(flow)
  await sweepReviews(flow)
  await sweepTasks(flow)
  await deleteOldKeys(flow.store.db, new Date(now - KEYS_MS))
}
