// What the front desk would find, how much there is, and where sources contradict each other.
import { z } from 'zod'
import { whyFirst } from '#ai/knowledge/fuse.ts'
import { appendEvents } from '#db/events.ts'
import { dismissConflict, listConflicts } from '#db/knowledge-conflicts.ts'
import { countKnowledge } from '#db/knowledge-pages.ts'
import { Refusal } from '#domain/errors.ts'
import { standingOf } from '#domain/knowledge.ts'
import { findPassages } from '#flow/find-knowledge.ts'
import { requireAdmin } from '#http/auth.ts'
import type { App, Http } from '#http/context.ts'
import { presentConflict } from '#present/knowledge.ts'
import { Id } from '#wire/api/common.ts'
import {
  KnowledgeConflict,
  KnowledgeFound,
  KnowledgeOverview,
  KnowledgeSearchQuery,
} from '#wire/api/knowledge.ts'

const Params = z.object({ id: Id })
const tags = ['knowledge']
const MOST_CONFLICTS = 200

export function knowledgeSearchRoutes(app: App, http: Http): void {
  const { store, auth, flow } = http

  app.get(
    '/knowledge/search',
    {
      schema: {
        tags,
        summary: 'What the front desk would find, and why the first one is first',
        querystring: KnowledgeSearchQuery,
        response: { 200: KnowledgeFound },
      },
    },
    async (request) => {
      const { workspaceId } = await auth.require(request)
      const { q, limit, channel, audiences } = request.query
      const seer = { channel: channel ?? null, audiences: audiences?.split(',').map((a) => a.trim()) ?? [] }
      const found = await findPassages(flow, workspaceId, { question: q, limit, seer })
      return {
        items: found.map((p) => ({
          ...p,
          url: p.url ?? null,
          readAt: p.readAt?.toISOString() ?? null,
          stale: p.stale ?? false,
          standing: standingOf(p.kind),
        })),
        why: whyFirst(found),
      }
    },
  )

  app.get(
    '/knowledge/overview',
    {
      schema: {
        tags,
        summary: 'How much there is, and how it is found',
        response: { 200: KnowledgeOverview },
      },
    },
    async (request) => {
      const { workspaceId } = await auth.require(request)
      const { meaning } = flow
      const { passages, vectors, conflicts, audiences } = await countKnowledge(
        store,
        workspaceId,
        meaning?.model ?? null,
      )
      return {
        passages,
        conflicts,
        audiences,
        meaning: meaning ? { model: meaning.model, passages: vectors, problem: meaning.problem() } : null,
      }
    },
  )

  app.get(
    '/knowledge/conflicts',
    {
      schema: {
        tags,
        summary: 'Sources that say different things about the same, and which one is quoted',
        response: { 200: z.object({ items: z.array(KnowledgeConflict) }) },
      },
    },
    async (request) => {
      const { workspaceId } = await auth.require(request)
      const rows = await listConflicts(store, workspaceId, { dismissed: false, limit: MOST_CONFLICTS })
      return { items: rows.map(presentConflict) }
    },
  )

  app.post(
    '/knowledge/conflicts/:id/dismiss',
    {
      schema: {
        tags,
        summary: 'Leave two sources as they are; it comes back when one of them changes its words',
        params: Params,
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      const principal = await auth.require(request)
      requireAdmin(principal)
      const { workspaceId } = principal
      await store.transaction(async (tx) => {
        if (!(await dismissConflict(tx, workspaceId, request.params.id, flow.clock.now())))
          throw new Refusal('not_found', 'There is no such conflict.')
        await appendEvents(tx, workspaceId, [
          { type: 'knowledge.updated', actor: principal.actor.id, data: { what: 'conflicts' } },
        ])
      })
      return reply.code(204).send(null)
    },
  )
}
