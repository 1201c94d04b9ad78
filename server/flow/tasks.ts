// Promises become dated tasks, each once; people change them, and what they changed stays. Whether one was kept is only
// suggested: a person says so.
import { type ModelReview, verifyEvidence } from '#ai/review.ts'
import { appendEvents } from '#db/events.ts'
import type { Tx } from '#db/pool.ts'
import type { ReviewMessage } from '#db/reviews.ts'
import { insertTask, listTasks, suggestDone, takeDueTasks } from '#db/tasks.ts'
import type { WorkspaceRecord } from '#db/workspaces.ts'
import type { ReviewFacts } from '#domain/build-review.ts'
import { type FoundPromise, findPromises, fold } from '#domain/promise.ts'
import type { Flow } from './deps.ts'
import type { Gathered } from './review-facts.ts'

/** A promise that is read for the first time so late (an import) is history and no task. */
const STALE_MS = 14 * 86_400_000
const YEAR_MS = 366 * 86_400_000
/** Whatever follows within this still belongs to the same breath. */
const BREATH_MS = 5 * 60_000
const AT_ONCE = 200

/** Writes the tasks of what was promised here and gives those that are ours, for the rubric. */
export async function keepPromises(
  flow: Flow,
  tx: Tx,
  workspace: WorkspaceRecord,
  { conversation, messages, facts }: Gathered,
  byModel: ModelReview | null,
): Promise<ReviewFacts['promises']> {
  const now = flow.clock.now()
  let fresh = 0
  for (const message of messages.filter(mayPromise)) {
    const by = message.author === 'contact' ? 'them' : 'us'
    if (now.getTime() - message.at.getTime() > STALE_MS) continue
    const found: Pick<FoundPromise, 'quote' | 'due' | 'assumed'>[] = findPromises(message.body, by, {
      hours: workspace.hours,
      said: message.at,
    })
    if (found.length === 0) found.push(...promisesOfModel(byModel, message, facts.lines))
    for (const promise of found) {
      // Theirs without a time is told in the review, and nothing that one could be reminded of.
      if (!promise.due) continue
      const person = message.author === 'member' && message.author_id
      const made = await insertTask(tx, workspace.id, {
        id: flow.ids.next('tsk'),
        contactId: conversation.contact_id,
        conversationId: conversation.id,
        text: promise.quote.slice(0, 200),
        due: promise.due,
        dueAssumed: promise.assumed,
        promisedBy: by,
        quote: promise.quote,
        messageId: message.id,
        messageSeq: message.seq,
        assigned: person ? { id: person, name: message.author_name } : null,
        at: now,
      })
      if (made) fresh++
    }
  }
  const tasks = await listTasks(tx, workspace.id, { conversationId: conversation.id, done: true, limit: 100 })
  const seems = tasks.flatMap((task) => {
    const seq = task.done_at || task.seems_done_seq !== null ? null : keptBy(task, messages)
    return seq === null ? [] : [{ id: task.id, seq }]
  })
  await suggestDone(tx, workspace.id, seems)
  if (fresh + seems.length > 0)
    await appendEvents(tx, workspace.id, [
      {
        type: 'task.changed',
        conversationId: conversation.id,
        contactId: conversation.contact_id,
        actor: 'system',
        data: { made: fresh, seemDone: seems.length },
      },
    ])
  return tasks
    .filter((task) => task.promised_by === 'us' && task.due_at && task.message_seq !== null)
    .map((task) => {
      const seq = task.seems_done_seq ?? seems.find((s) => s.id === task.id)?.seq
      return {
        seq: task.message_seq ?? 0,
        quote: (task.quote ?? task.text).slice(0, 300),
        due: task.due_at ?? now,
        keptAt: task.done_at ?? messages.find((m) => m.seq === seq)?.at ?? null,
      }
    })
}

const mayPromise = (m: ReviewMessage): boolean =>
  !m.automatic &&
  m.keyword === null &&
  m.purpose === 'reply' &&
  m.author !== 'system' &&
  m.author !== 'automation'

/** What a model read as a promise: only word for word, and due at a time that makes sense. */
function promisesOfModel(
  byModel: ModelReview | null,
  message: ReviewMessage,
  lines: Gathered['facts']['lines'],
): { quote: string; due: Date | null; assumed: boolean }[] {
  return (byModel?.promises ?? []).flatMap((promise) => {
    if (promise.seq !== message.seq || promise.quote.includes('?') || promise.due === null) return []
    const [verified] = verifyEvidence([promise], lines)
    const due = new Date(promise.due)
    const ahead = due.getTime() - message.at.getTime()
    return verified && ahead > 0 && ahead < YEAR_MS ? [{ quote: verified.quote, due, assumed: false }] : []
  })
}

/** A later message of whoever promised (a person or a call, of ours) looks as if it was kept. */
function keptBy(
  task: { promised_by: 'us' | 'them' | null; message_seq: number | null },
  messages: ReviewMessage[],
): number | null {
  const promised = messages.find((m) => m.seq === task.message_seq)
  if (!promised || !task.promised_by) return null
  const later = messages.filter(
    (m) => m.seq > promised.seq && !m.automatic && m.at.getTime() - promised.at.getTime() > BREATH_MS,
  )
  const kept = later.find((m) =>
    task.promised_by === 'them'
      ? m.author === 'contact' && fold(m.body).length > 12
      : ['member', 'phone', 'api'].includes(m.author),
  )
  return kept?.seq ?? null
}

/** What has become due is told of in the app, each task once. */
export async function sweepTasks(flow: Flow): Promise<void> {
  await flow.store.transaction(async (tx) => {
    const due = await takeDueTasks(tx, flow.clock.now(), AT_ONCE)
    for (const [workspaceId, own] of Map.groupBy(due, (task) => task.workspace_id))
      await appendEvents(
        tx,
        workspaceId,
        own.map((task) => ({
          type: 'task.due' as const,
          conversationId: task.conversation_id,
          contactId: task.contact_id,
          actor: 'system',
          data: {
            taskId: task.id,
            text: task.text,
            assignedTo: task.assigned_to,
            promisedBy: task.promised_by,
          },
        })),
      )
  })
}
