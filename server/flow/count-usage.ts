// What a message takes of the month and of the caps, counted in the transaction that takes it for sending; and the
// warnings that follow when a limit comes near.
import { insertUnasked, removeUnasked } from '#db/caps.ts'
import { appendEvents } from '#db/events.ts'
import type { OutboxHead } from '#db/outbox.ts'
import type { Tx } from '#db/pool.ts'
import { correctUsage, type Limits, type Meter, noteWarning, takeUsage, type Usage } from '#db/usage.ts'
import { monthOf } from '#domain/quota.ts'
import { crossed } from '#domain/usage-warning.ts'
import { enqueueUsageWarning } from '#jobs/queue.ts'
import type { Asked } from './gate.ts'

/**
 * Counts a message that is about to leave. False where the last of an allowance went to another message meanwhile: then
 * the gate has to be asked again. Where it counts against the caps, the caller holds them (db/caps.ts).
 */
export async function countMessage(
  tx: Tx,
  workspaceId: string,
  message: OutboxHead,
  asked: Asked,
  now: Date,
): Promise<boolean> {
  const { takes, unasked } = asked
  if (takes && (takes.adds.sms > 0 || takes.adds.micros > 0)) {
    const after = await takeUsage(tx, workspaceId, takes.month, takes.adds, takes.limits)
    if (!after) return false
    await warn(tx, workspaceId, takes.month, { after, adds: takes.adds, limits: asked.limits }, now)
  }
  if (unasked)
    await insertUnasked(tx, workspaceId, {
      messageId: message.id,
      addressId: message.address_id,
      channel: message.channel,
      marketing: unasked.marketing,
      at: now,
    })
  return true
}

/** It did not leave after all: gives back what was counted. `metered`: it counted as a text message. */
export async function uncountMessage(
  tx: Tx,
  workspaceId: string,
  message: OutboxHead,
  zone: string,
  metered: boolean,
  now: Date,
): Promise<void> {
  if (message.attempts === 0) return
  await removeUnasked(tx, workspaceId, message.id)
  const by: Usage = {
    sms: metered ? -1 : 0,
    segments: metered ? -(message.segments ?? 0) : 0,
    micros: -Number(message.cost_micros ?? 0),
  }
  await correctUsage(tx, workspaceId, monthOf(message.claimed_at ?? now, zone), by)
}

async function warn(
  tx: Tx,
  workspaceId: string,
  month: string,
  { after, adds, limits }: { after: Usage; adds: Usage; limits: Limits },
  now: Date,
): Promise<void> {
  const meters: [Meter, number, number, number | null][] = [
    ['messages', after.sms, adds.sms, limits.sms],
    ['segments', after.segments, adds.segments, limits.segments],
    ['budget', after.micros, adds.micros, limits.micros],
  ]
  for (const [meter, used, added, limit] of meters)
    for (const percent of crossed(used, added, limit)) {
      if (!(await noteWarning(tx, workspaceId, { month, meter, percent, at: now }))) continue
      await appendEvents(tx, workspaceId, [
        { type: 'usage.warned', actor: 'system', data: { month, meter, percent, used, limit } },
      ])
      await enqueueUsageWarning(tx, { workspaceId, month, meter, percent })
    }
}
