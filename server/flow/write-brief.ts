// The brief for a person in a model's words: better than the facts alone, where there is a model and it is quick.
import { briefByModel } from '#ai/brief.ts'
import { keepBrief, readBriefRow } from '#db/brief.ts'
import { findFacts } from '#db/conversations.ts'
import { findEscalation } from '#db/escalations.ts'
import { appendEvents } from '#db/events.ts'
import { readThread } from '#db/messages.ts'
import { findWorkspace } from '#db/workspaces.ts'
import { buildBrief } from '#domain/brief.ts'
import { enqueueWriteBrief } from '#jobs/queue.ts'
import { chooseAgent } from './agents.ts'
import { askAside } from './aside.ts'
import { toFacts } from './brief.ts'
import type { Flow } from './deps.ts'
import { toLine } from './desk.ts'

/** A person is about to read it: what comes later is of no use. */
const LIMIT_MS = 10_000
const THREAD_LINES = 30

/** Somebody reads the brief: a model may make it better meanwhile. */
export function wishBrief(flow: Flow, workspaceId: string, escalationId: string): Promise<void> {
  return enqueueWriteBrief(flow.store.db, workspaceId, escalationId)
}

/** Job `write_brief`. Where the model fails or is slow, the brief from the facts stays. */
export async function writeBrief(
  flow: Flow,
  payload: { workspaceId: string; escalationId: string },
): Promise<void> {
  const { workspaceId, escalationId } = payload
  const escalation = await findEscalation(flow.store.db, workspaceId, escalationId)
  if (!escalation || escalation.ended_at) return
  const { conversation_id: conversationId } = escalation
  const [workspace, conversation, row, thread] = await Promise.all([
    findWorkspace(flow.store, workspaceId),
    findFacts(flow.store.db, workspaceId, conversationId),
    readBriefRow(flow.store.db, workspaceId, conversationId, flow.clock.now()),
    readThread(flow.store.db, workspaceId, conversationId, THREAD_LINES),
  ])
  if (!workspace || !conversation) return
  const chosen = await chooseAgent(flow, workspace, conversation.inbox_id)
  const brief = await askAside(flow, workspace, chosen, { thread: thread.map(toLine) }, (model) =>
    briefByModel(model, {
      facts: buildBrief(toFacts(row, escalation)),
      thread: thread.map((l) => ({
        who: l.direction === 'in' ? 'Customer' : (l.author_name ?? l.author),
        text: l.body,
      })),
      limitMs: Math.min(LIMIT_MS, chosen.timeoutMs),
    }),
  )
  if (!brief) return
  await flow.store.transaction(async (tx) => {
    if (await keepBrief(tx, workspaceId, escalation, brief))
      await appendEvents(tx, workspaceId, [
        { type: 'conversation.alerted', conversationId, actor: 'system', data: { brief: true } },
      ])
  })
}
