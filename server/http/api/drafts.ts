import { z } from 'zod'
import { findConversations } from '#db/conversation-list.ts'
import { findFacts } from '#db/conversations.ts'
import { type DraftRecord, findDraft, findOpenDraft, listOpenDrafts } from '#db/drafts.ts'
import { findHeld } from '#db/held.ts'
import { readThread } from '#db/messages.ts'
import { Refusal } from '#domain/errors.ts'
import { approveDraft, rejectDraft } from '#flow/approve.ts'
import type { App, Http } from '#http/context.ts'
import { presentConversation } from '#present/conversation.ts'
import { presentDraft } from '#present/draft.ts'
import { Id } from '#wire/api/common.ts'
import { ApproveBody, Approved, Draft, QueuedDraft, RejectBody } from '#wire/api/drafts.ts'

const Params = z.object({ id: Id })
const tags = ['drafts']

/** So many lines of the thread stand beside a draft: enough to judge it, few enough to read. */
const LINES = 6
const QUEUE = 100

export function draftRoutes(app: App, http: Http): void {
  const { store, auth, flow } = http

  const present = async (workspaceId: string, drafts: DraftRecord[]): Promise<Draft[]> => {
    const holds = drafts.flatMap((d) => d.commands.flatMap((c) => ('holdId' in c ? [c.holdId] : [])))
    const held = await findHeld(store.db, workspaceId, holds)
    return drafts.map((draft) => presentDraft(draft, held))
  }

  app.get(
    '/drafts',
    {
      schema: {
        tags,
        summary: 'What waits for approval, what expires first at the top',
        response: { 200: z.object({ items: z.array(QueuedDraft) }) },
      },
    },
    async (request) => {
      const { workspaceId, reader } = await auth.require(request)
      const drafts = await listOpenDrafts(store, workspaceId, QUEUE)
      const ids = drafts.map((d) => d.conversation_id)
      const [rows, presented, threads] = await Promise.all([
        findConversations(store, workspaceId, reader, ids),
        present(workspaceId, drafts),
        Promise.all(ids.map((id) => readThread(store.db, workspaceId, id, LINES))),
      ])
      const now = flow.clock.now()
      const items = presented.flatMap((draft, at): QueuedDraft[] => {
        const row = rows.find((r) => r.id === draft.conversationId)
        if (!row) return []
        const thread = (threads[at] ?? []).map((line) => ({
          seq: line.seq,
          author: line.author,
          name: line.author_name,
          text: line.unsent_at ? '' : line.body,
          at: line.created_at.toISOString(),
        }))
        return [{ ...draft, conversation: presentConversation(row, now), thread }]
      })
      return { items }
    },
  )

  app.get(
    '/conversations/:id/draft',
    {
      schema: {
        tags,
        summary: 'The draft that waits in a conversation',
        params: Params,
        response: { 200: z.object({ draft: Draft.nullable() }) },
      },
    },
    async (request) => {
      const { workspaceId } = await auth.require(request)
      if (!(await findFacts(store.db, workspaceId, request.params.id)))
        throw new Refusal('not_found', 'There is no such conversation.')
      const draft = await findOpenDraft(store, workspaceId, request.params.id)
      return { draft: draft ? ((await present(workspaceId, [draft]))[0] ?? null) : null }
    },
  )

  app.get(
    '/drafts/:id',
    {
      schema: { tags, summary: 'One draft, whatever became of it', params: Params, response: { 200: Draft } },
    },
    async (request) => {
      const { workspaceId } = await auth.require(request)
      const draft = await findDraft(store.db, workspaceId, request.params.id)
      const [presented] = draft ? await present(workspaceId, [draft]) : []
      // What is only compared is shown to nobody who may still answer: it would be no comparison.
      if (!presented || presented.state === 'shadow')
        throw new Refusal('not_found', 'There is no such draft.')
      return presented
    },
  )

  app.post(
    '/drafts/:id/approve',
    {
      schema: {
        tags,
        summary: 'Send a draft, as it is or in other words, and do everything that goes with it',
        description: 'Once, whoever asks how often: who is second is told who was first.',
        params: Params,
        body: ApproveBody,
        response: { 200: Approved },
      },
    },
    async (request) => {
      const { workspaceId, actor } = await auth.require(request)
      return approveDraft(flow, workspaceId, actor, request.params.id, request.body.text ?? null)
    },
  )

  app.post(
    '/drafts/:id/reject',
    {
      schema: {
        tags,
        summary: 'Drop a draft; the conversation is yours from then on',
        params: Params,
        body: RejectBody,
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      const { workspaceId, actor } = await auth.require(request)
      await rejectDraft(flow, workspaceId, actor, request.params.id, request.body.reason ?? null)
      return reply.code(204).send(null)
    },
  )
}
