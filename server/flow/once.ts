// A request with an Idempotency-Key does its work once, and answers alike however often it comes.
import { claimKey, storeAnswer } from '#db/idempotency.ts'
import type { Tx } from '#db/pool.ts'
import { Refusal } from '#domain/errors.ts'

export type Idempotency = { key: string; fingerprint: string } | null

/** Runs the work unless the key has an answer already. The answer commits with what the work did. */
export async function once<T extends object>(
  tx: Tx,
  workspaceId: string,
  route: string,
  idempotency: Idempotency,
  work: () => Promise<T>,
): Promise<T & { replayed: boolean }> {
  if (!idempotency) return { ...(await work()), replayed: false }
  const { key, fingerprint } = idempotency
  const stored = await claimKey(tx, workspaceId, route, key, fingerprint)
  if (stored && stored.fingerprint !== fingerprint)
    throw new Refusal(
      'idempotency_mismatch',
      'Send this request with a new Idempotency-Key, or repeat the first one unchanged.',
    )
  if (stored?.body) return { ...(stored.body as T), replayed: true }
  if (stored) throw new Refusal('idempotency_running', 'Wait a moment and repeat the request.')
  const done = await work()
  await storeAnswer(tx, workspaceId, route, key, 201, done)
  return { ...done, replayed: false }
}
