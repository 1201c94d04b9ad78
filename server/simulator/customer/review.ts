// A customer writes a review in public, changes it, or takes it down. Each has one for each place, as on the real thing.
import {
  deleteSimulatorRow,
  insertSimulatorRow,
  listSimulatorMessages,
  patchSimulatorRow,
  type SimulatorRow,
} from '#db/simulator.ts'
import { Refusal } from '#domain/errors.ts'
import { newId } from '#lib/ids.ts'
import type { Customer } from '#simulator/devices.ts'
import { getSimulated } from '#simulator/inboxes.ts'
import { readReview, type StoredReview } from '#simulator/items.ts'
import type { Outside } from '#simulator/outside.ts'
import { deliverToBusiness, type HowOften } from './deliver.ts'

type Said = HowOften & { inboxId: string; stars: number; text: string }

/** Writes it, or changes the one that stands, and the provider says so. The row then says what the door answered. */
export async function writeReview(
  outside: Outside,
  workspaceId: string,
  customer: Customer,
  { inboxId, stars, text, ...how }: Said,
): Promise<SimulatorRow> {
  const { account, simulated } = await getSimulated(outside, workspaceId, inboxId)
  if (!simulated.reviews) throw new Refusal('not_found', 'This inbox has no reviews.')
  if (!simulated.names(account, customer))
    throw new Refusal('no_address', 'This customer has no account there.')
  const { store, flow } = outside.http
  const at = flow.clock.now()
  const standing = await findOwn(outside, workspaceId, customer, inboxId)
  const before = standing && readReview(standing)
  const review: StoredReview = {
    kind: 'review',
    inboxId,
    externalId: before?.externalId ?? simulated.reviews.newAddress(account),
    stars,
    text,
    author: customer.name,
    createdAt: before?.createdAt ?? at.toISOString(),
    updatedAt: at.toISOString(),
    reply: before?.reply ?? null,
    answers: [],
  }
  const row: SimulatorRow = standing
    ? { ...standing, body: review }
    : {
        id: newId('sim', at),
        device: customer.id,
        direction: 'to_business',
        external_id: `message ${review.externalId}`,
        body: review,
        at,
      }
  // Not the answer of the business: it may be changing at this moment.
  if (standing)
    await patchSimulatorRow(store.db, workspaceId, row.id, { stars, text, updatedAt: review.updatedAt })
  else await insertSimulatorRow(store.db, workspaceId, row)
  const happened = { what: 'review' as const, review, isNew: standing === null }
  const answers = await deliverToBusiness({ outside, account, customer }, how, happened)
  await patchSimulatorRow(store.db, workspaceId, row.id, { answers })
  return { ...row, body: { ...review, answers } }
}

/** Takes the review down. Google tells nobody of it. */
export async function removeReview(
  outside: Outside,
  workspaceId: string,
  customer: Customer,
  inboxId: string,
): Promise<void> {
  await getSimulated(outside, workspaceId, inboxId)
  const row = await findOwn(outside, workspaceId, customer, inboxId)
  if (!row) throw new Refusal('not_found', 'This customer has written no review there.')
  await deleteSimulatorRow(outside.http.store.db, workspaceId, row.id)
}

async function findOwn(
  outside: Outside,
  workspaceId: string,
  customer: Customer,
  inboxId: string,
): Promise<SimulatorRow | null> {
  const rows = await listSimulatorMessages(outside.http.store, workspaceId, customer.id)
  return rows.findLast((row) => readReview(row)?.inboxId === inboxId) ?? null
}
