// What nobody could answer, and what people answered: lists, and what somebody decides about each.
import { z } from 'zod'
import { countLearning } from '#db/check-questions.ts'
import { listPairs } from '#db/learned-pairs.ts'
import { listClusters } from '#db/unanswered.ts'
import { approvePair, dismissCluster, makeFaq, rejectPair, reopenCluster } from '#flow/learning/decide.ts'
import { requireAdmin } from '#http/auth.ts'
import type { App, Http } from '#http/context.ts'
import { presentCluster, presentPair } from '#present/learning.ts'
import { Id } from '#wire/api/common.ts'
import { KnowledgeItem } from '#wire/api/knowledge.ts'
import {
  LearnedEntryBody,
  LearnedPair,
  LearningCounts,
  SuggestionsQuery,
  UnansweredCluster,
  UnansweredQuery,
} from '#wire/api/learning.ts'
import { knowledgeItem } from './knowledge.ts'

const Params = z.object({ id: Id })
const tags = ['knowledge']
const MOST = 200

export function knowledgeLearningRoutes(app: App, http: Http): void {
  const { store, auth, flow } = http

  app.get(
    '/knowledge/learning',
    { schema: { tags, summary: 'How much waits for somebody', response: { 200: LearningCounts } } },
    async (request) => {
      const { workspaceId } = await auth.require(request)
      return countLearning(store, workspaceId)
    },
  )

  app.get(
    '/knowledge/unanswered',
    {
      schema: {
        tags,
        summary: 'Questions that nobody could answer, those that are asked most first',
        querystring: UnansweredQuery,
        response: { 200: z.object({ items: z.array(UnansweredCluster) }) },
      },
    },
    async (request) => {
      const { workspaceId } = await auth.require(request)
      const rows = await listClusters(store, workspaceId, { state: request.query.state, limit: MOST })
      return { items: rows.map(presentCluster) }
    },
  )

  app.post(
    '/knowledge/unanswered/:id/faq',
    {
      schema: {
        tags,
        summary: 'Make an entry of a question that nobody could answer',
        params: Params,
        body: LearnedEntryBody,
        response: { 201: KnowledgeItem },
      },
    },
    async (request, reply) => {
      const principal = await auth.require(request)
      requireAdmin(principal)
      const { workspaceId, actor } = principal
      const id = await makeFaq(flow, workspaceId, actor.id, request.params.id, entryOf(request.body))
      return reply.code(201).send(await knowledgeItem(http, workspaceId, id))
    },
  )

  for (const [verb, run, summary] of [
    ['dismiss', dismissCluster, 'Not to be answered: it leaves the list and stays away'],
    ['reopen', reopenCluster, 'Put a dismissed question back on the list'],
  ] as const)
    app.post(
      `/knowledge/unanswered/:id/${verb}`,
      { schema: { tags, summary, params: Params, response: { 204: z.null() } } },
      async (request, reply) => {
        const principal = await auth.require(request)
        requireAdmin(principal)
        await run(flow, principal.workspaceId, principal.actor.id, request.params.id)
        return reply.code(204).send(null)
      },
    )

  app.get(
    '/knowledge/suggestions',
    {
      schema: {
        tags,
        summary: 'What people answered, as pairs that wait for approval; the newest first',
        querystring: SuggestionsQuery,
        response: { 200: z.object({ items: z.array(LearnedPair) }) },
      },
    },
    async (request) => {
      const { workspaceId } = await auth.require(request)
      const rows = await listPairs(store, workspaceId, { state: request.query.state, limit: MOST })
      return { items: rows.map(presentPair) }
    },
  )

  app.post(
    '/knowledge/suggestions/:id/approve',
    {
      schema: {
        tags,
        summary: 'Make an entry of a pair, as it is or in other words',
        params: Params,
        body: LearnedEntryBody,
        response: { 201: KnowledgeItem },
      },
    },
    async (request, reply) => {
      const principal = await auth.require(request)
      requireAdmin(principal)
      const { workspaceId, actor } = principal
      const id = await approvePair(flow, workspaceId, actor.id, request.params.id, entryOf(request.body))
      return reply.code(201).send(await knowledgeItem(http, workspaceId, id))
    },
  )

  app.post(
    '/knowledge/suggestions/:id/reject',
    {
      schema: {
        tags,
        summary: 'Never learn this; the same is not suggested again',
        params: Params,
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      const principal = await auth.require(request)
      requireAdmin(principal)
      await rejectPair(flow, principal.workspaceId, principal.actor.id, request.params.id)
      return reply.code(204).send(null)
    },
  )
}

function entryOf({ question, answer, audiences = [], channels = [] }: z.infer<typeof LearnedEntryBody>) {
  return { question, answer, audience: { audiences, channels, expiresAt: null } }
}
