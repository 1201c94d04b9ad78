// The knowledge check: questions with approved answers, and what a change would do to them before it is live.
import { z } from 'zod'
import { findCheck, listChecks } from '#db/check-questions.ts'
import { Refusal } from '#domain/errors.ts'
import { MOST_CHECKED } from '#domain/learning.ts'
import {
  approveAnswer,
  changeApproved,
  removeApproved,
  settleDifference,
} from '#flow/learning/approve-answer.ts'
import { checkKnowledge } from '#flow/learning/check.ts'
import { type Change, tryChange } from '#flow/learning/try-change.ts'
import { requireAdmin } from '#http/auth.ts'
import type { App, Http } from '#http/context.ts'
import { presentCheck } from '#present/learning.ts'
import { Id } from '#wire/api/common.ts'
import { CheckBody, CheckPatch, CheckQuestion, KnowledgeChange, TriedChange } from '#wire/api/learning.ts'
import { knowledgeItem } from './knowledge.ts'

const Params = z.object({ id: Id })
const tags = ['knowledge']

export function knowledgeCheckRoutes(app: App, http: Http): void {
  const { store, auth, flow } = http

  const checkAsItIs = async (workspaceId: string, id: string): Promise<CheckQuestion> => {
    const check = await findCheck(store, workspaceId, id)
    if (!check) throw new Refusal('not_found', 'There is no such question.')
    return presentCheck(check)
  }
  const listed = async (workspaceId: string) => ({
    items: (await listChecks(store, workspaceId, MOST_CHECKED)).map(presentCheck),
  })

  app.get(
    '/knowledge/check',
    {
      schema: {
        tags,
        summary: 'Questions with approved answers; first those that would be answered differently now',
        response: { 200: z.object({ items: z.array(CheckQuestion) }) },
      },
    },
    async (request) => listed((await auth.require(request)).workspaceId),
  )

  app.post(
    '/knowledge/check',
    {
      schema: {
        tags,
        summary: 'Approve an answer: by hand, of a message that was right, or of an entry',
        body: CheckBody,
        response: { 201: CheckQuestion },
      },
    },
    async (request, reply) => {
      const principal = await auth.require(request)
      requireAdmin(principal)
      const { workspaceId, actor } = principal
      const id = await approveAnswer(flow, workspaceId, actor.id, request.body)
      return reply.code(201).send(await checkAsItIs(workspaceId, id))
    },
  )

  app.patch(
    '/knowledge/check/:id',
    {
      schema: {
        tags,
        summary: 'Approve another answer, or ask in other words',
        params: Params,
        body: CheckPatch,
        response: { 200: CheckQuestion },
      },
    },
    async (request) => {
      const principal = await auth.require(request)
      requireAdmin(principal)
      const { workspaceId, actor } = principal
      await changeApproved(flow, workspaceId, actor.id, request.params.id, request.body)
      return checkAsItIs(workspaceId, request.params.id)
    },
  )

  app.delete(
    '/knowledge/check/:id',
    { schema: { tags, summary: 'Check it no longer', params: Params, response: { 204: z.null() } } },
    async (request, reply) => {
      const principal = await auth.require(request)
      requireAdmin(principal)
      await removeApproved(flow, principal.workspaceId, principal.actor.id, request.params.id)
      return reply.code(204).send(null)
    },
  )

  for (const [how, summary] of [
    ['accept', 'The answer that would be given now is the right one'],
    ['dismiss', 'Leave it as it is; it comes back when the answer changes again'],
  ] as const)
    app.post(
      `/knowledge/check/:id/${how}`,
      { schema: { tags, summary, params: Params, response: { 200: CheckQuestion } } },
      async (request) => {
        const principal = await auth.require(request)
        requireAdmin(principal)
        const { workspaceId, actor } = principal
        await settleDifference(flow, workspaceId, actor.id, request.params.id, how)
        return checkAsItIs(workspaceId, request.params.id)
      },
    )

  app.post(
    '/knowledge/check/run',
    {
      schema: {
        tags,
        summary: 'Ask everything again now',
        response: { 200: z.object({ items: z.array(CheckQuestion) }) },
      },
    },
    async (request) => {
      const { workspaceId } = await auth.require(request)
      await checkKnowledge(flow, { workspaceId })
      return listed(workspaceId)
    },
  )

  app.post(
    '/knowledge/check/try',
    {
      schema: {
        tags,
        summary: 'What a change would do to the approved answers; nothing is saved',
        body: KnowledgeChange,
        response: { 200: TriedChange },
      },
    },
    async (request) => {
      const principal = await auth.require(request)
      requireAdmin(principal)
      return tryChange(flow, principal.workspaceId, await changeOf(http, principal.workspaceId, request.body))
    },
  )
}

/** What is not said of an entry's audience stays as it is. */
async function changeOf(
  http: Http,
  workspaceId: string,
  given: z.output<typeof KnowledgeChange>,
): Promise<Change> {
  if (given.what !== 'entry') return given
  const { audiences, channels, expiresAt, ...entry } = given.entry
  const before = given.id ? await knowledgeItem(http, workspaceId, given.id) : null
  const audience = {
    audiences: audiences ?? before?.audiences ?? [],
    channels: channels ?? before?.channels ?? [],
    expiresAt: expiresAt === undefined ? (before?.expiresAt ?? null) : expiresAt,
  }
  return { what: 'entry', id: given.id, entry: { ...entry, audience } }
}
