// Enqueueing, always in the caller's transaction.
import { query, type Tx } from '#db/pool.ts'
import type { EscalationReason } from '#domain/conversation.ts'
import { type JobName, type JobPayload, jobs } from './catalog.ts'

type When = { runAt?: Date; priority?: number }

// No named queues: the library locks every free queue to find one job, which a queue for each conversation makes slow.
// Order within a conversation is kept by its row and by the guards of the steps (see single-flight.ts).
async function addJob(tx: Tx, name: JobName, payload: unknown, key: string, when: When): Promise<void> {
  await query(
    tx,
    `select 1 from graphile_worker.add_job($1, payload => $2::json, run_at => $3, max_attempts => $4, job_key => $5, priority => $6)`,
    [name, JSON.stringify(payload), when.runAt ?? null, jobs[name].maxAttempts, key, when.priority ?? 0],
  )
}

/**
 * Deliveries are a job apart from turns: a slow model delays no person's message. One for later is a job apart from one
 * for now: what waits for the morning must not move what was written this minute.
 */
export function enqueueDeliver(
  tx: Tx,
  workspaceId: string,
  conversationId: string,
  when: When = {},
): Promise<void> {
  return addJob(
    tx,
    'deliver',
    { workspaceId, conversationId },
    when.runAt ? `deliver-later:${conversationId}` : `deliver:${conversationId}`,
    when,
  )
}

export function enqueueRespond(
  tx: Tx,
  workspaceId: string,
  conversationId: string,
  when: When = {},
): Promise<void> {
  return addJob(tx, 'respond', { workspaceId, conversationId }, `respond:${conversationId}`, when)
}

/** Fetches the files of a message that a provider only named. */
export function enqueueFetchMedia(tx: Tx, workspaceId: string, messageId: string): Promise<void> {
  return addJob(tx, 'fetch_media', { workspaceId, messageId }, `media:${messageId}`, {})
}

/** Deletes the bytes of files whose rows go with this transaction. */
export function enqueueDeleteFiles(tx: Tx, workspaceId: string, fileIds: string[]): Promise<void> {
  return addJob(tx, 'delete_files', { workspaceId, fileIds }, `delete:${fileIds[0] ?? ''}`, {})
}

export function enqueueFetchProfile(
  tx: Tx,
  who: { workspaceId: string; inboxId: string; addressId: string },
): Promise<void> {
  return addJob(tx, 'fetch_profile', who, `profile:${who.addressId}`, {})
}

/** One for each limit, threshold and month. */
export function enqueueUsageWarning(tx: Tx, warning: JobPayload<'usage_warning'>): Promise<void> {
  const { workspaceId, month, meter, percent } = warning
  return addJob(tx, 'usage_warning', warning, `usage:${workspaceId}:${month}:${meter}:${percent}`, {})
}

export type CallJob = 'place_call' | 'fetch_recordings' | 'follow_call' | 'text_back'

/** One job of each kind for a call; asked for again, it is moved. */
export function enqueueCallJob(
  tx: Tx,
  name: CallJob,
  workspaceId: string,
  callId: string,
  when: When & { asked?: number } = {},
): Promise<void> {
  const payload = { workspaceId, callId, ...(when.asked === undefined ? {} : { asked: when.asked }) }
  return addJob(tx, name, payload, `${name}:${callId}`, when)
}

/** Runs what is due of the inboxes' own work now and not at the next minute. Its key is not that of the minute's run. */
export function enqueueChores(tx: Tx): Promise<void> {
  return addJob(tx, 'chores', {}, 'chores-now', {})
}

/** The same for what becomes due within the minute; `what` names it, so that each has a job of its own. */
export function enqueueChoresAt(tx: Tx, what: string, runAt: Date): Promise<void> {
  return addJob(tx, 'chores', {}, `chores ${what}`, { runAt })
}

/** Looks who else a contact may be; a second wish before it runs is the same one. */
export function enqueueMatchContact(tx: Tx, workspaceId: string, contactId: string): Promise<void> {
  return addJob(tx, 'match_contact', { workspaceId, contactId }, `match:${contactId}`, {})
}

/** The next rung of an escalation's ladder; asked for again, it is moved. */
export function enqueueAlertPeople(
  tx: Tx,
  workspaceId: string,
  escalationId: string,
  when: When = {},
): Promise<void> {
  return addJob(tx, 'alert_people', { workspaceId, escalationId }, `alert:${escalationId}`, when)
}

/** Hands a conversation to people; for each reason once, however often it is found out before it runs. */
export function enqueueHandOver(
  tx: Tx,
  workspaceId: string,
  conversationId: string,
  why: { reason: EscalationReason; note: string | null },
): Promise<void> {
  const payload = { workspaceId, conversationId, ...why }
  return addJob(tx, 'hand_over', payload, `hand_over:${conversationId}:${why.reason}`, {})
}

export function enqueueResumeAi(
  tx: Tx,
  workspaceId: string,
  conversationId: string,
  when: When = {},
): Promise<void> {
  return addJob(tx, 'resume_ai', { workspaceId, conversationId }, `resume:${conversationId}`, when)
}

export function enqueueWriteBrief(tx: Tx, workspaceId: string, escalationId: string): Promise<void> {
  return addJob(tx, 'write_brief', { workspaceId, escalationId }, `brief:${escalationId}`, {})
}

export function enqueueReadSource(
  tx: Tx,
  workspaceId: string,
  knowledgeId: string,
  when: When = {},
): Promise<void> {
  return addJob(tx, 'read_source', { workspaceId, knowledgeId }, `read:${knowledgeId}`, when)
}

/** What follows on every change of knowledge: missing vectors, where they are wanted, and a new look for conflicts. */
export async function enqueueAfterKnowledge(
  tx: Tx,
  workspaceId: string,
  of: { embeds: boolean },
  when: When = {},
): Promise<void> {
  if (of.embeds) await addJob(tx, 'embed_passages', { workspaceId }, `embed:${workspaceId}`, when)
  await addJob(tx, 'find_conflicts', { workspaceId }, `conflicts:${workspaceId}`, when)
  await enqueueCheckKnowledge(tx, workspaceId, when)
}

/** Asks everything again that is known to be right, or that nobody could answer. */
export function enqueueCheckKnowledge(tx: Tx, workspaceId: string, when: When = {}): Promise<void> {
  return addJob(tx, 'check_knowledge', { workspaceId }, `check:${workspaceId}`, when)
}

export function enqueueEmbed(tx: Tx, workspaceId: string, when: When = {}): Promise<void> {
  return addJob(tx, 'embed_passages', { workspaceId }, `embed:${workspaceId}`, when)
}

/** After everything that a customer or a person waits for: a lower number goes first, and the others have 0. */
const LATER = 100

/** Reviews a conversation; asked for again, it is moved. */
export function enqueueReview(
  tx: Tx,
  workspaceId: string,
  conversationId: string,
  when: { runAt?: Date } = {},
): Promise<void> {
  return addJob(tx, 'review', { workspaceId, conversationId }, `review:${conversationId}`, {
    ...when,
    priority: LATER,
  })
}
