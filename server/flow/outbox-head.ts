// What delivery asks of the message whose turn it is.
import type { OutboxHead } from '#db/outbox.ts'
import { countSegments } from '#domain/segments.ts'

/** As it will be measured when it is taken: what has files is one. */
export const segmentsOf = (message: OutboxHead) =>
  (message.attachments?.length ?? 0) > 0 ? 1 : countSegments(message.body).segments

/** It waited by the gate's word while others may have passed: its place in the thread is where it leaves. */
export const waitedAside = (head: OutboxHead) =>
  head.verdict?.decision === 'defer' && head.verdict.reasons[0]?.code !== 'provider_limit'

/** It waited for a place at the provider and has it. */
export const hasPlace = (head: OutboxHead) =>
  head.next_attempt_at !== null && head.verdict?.reasons[0]?.code === 'provider_limit'
