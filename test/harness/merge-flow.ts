// What a merge needs of the flow, on a store alone.

import type { Store } from '#db/pool.ts'
import type { Flow } from '#flow/deps.ts'
import { manualClock } from '#lib/clock.ts'
import { randomIds } from '#lib/ids.ts'

export type MergeFlow = Pick<Flow, 'store' | 'clock' | 'ids'>

/** A clock that stands still, so that merges of one moment are told apart by nothing but their order. */
export function mergeFlow(store: Store): MergeFlow {
  return { store, clock: manualClock('2026-11-21T12:00:00Z'), ids: randomIds }
}
