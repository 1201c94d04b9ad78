import { z } from 'zod'
import { appendEvents } from '#db/events.ts'
import { setStage } from '#db/reviews.ts'
import { findWorkspace, patchSettings } from '#db/workspaces.ts'
import { Refusal } from '#domain/errors.ts'
import { lookAtReview, reviewConversation } from '#flow/review.ts'
import { reviewSettingsOf } from '#flow/review-facts.ts'
import { requireAdmin } from '#http/auth.ts'
import type { App, Http } from '#http/context.ts'
import { presentReview } from '#present/review.ts'
import { Id } from '#wire/api/common.ts'
import { ReviewSettingsWire, ReviewWire, StageBody } from '#wire/api/reviews.ts'

const Params = z.object({ id: Id })
const tags = ['reviews']

export function reviewRoutes(app: App, http: Http): void {
  const { store, auth, flow } = http

  const present = async (workspaceId: string, id: string): Promise<ReviewWire> => {
    const seen = await lookAtReview(flow, workspaceId, id)
    if (!seen) throw new Refusal('not_found', 'There is no such conversation.')
    const { conversation } = seen.gathered
    return presentReview({
      ...seen,
      conversationId: id,
      stage: conversation.stage,
      stageByHand: conversation.stage_by !== null,
      lastMessageAt: conversation.last_message_at,
    })
  }
  const settingsOf = async (workspaceId: string) => {
    const workspace = await findWorkspace(store, workspaceId)
    if (!workspace) throw new Refusal('not_found', 'This workspace is gone.')
    return reviewSettingsOf(workspace)
  }

  app.get(
    '/conversations/:id/review',
    {
      schema: {
        tags,
        summary:
          'The review of a conversation: summary, score with its rubric, stage; provisional until it is quiet',
        params: Params,
        response: { 200: ReviewWire },
      },
    },
    async (request) => present((await auth.require(request)).workspaceId, request.params.id),
  )

  app.post(
    '/conversations/:id/review',
    {
      schema: { tags, summary: 'Review it now', params: Params, response: { 200: ReviewWire } },
    },
    async (request) => {
      const { workspaceId } = await auth.require(request)
      if (!(await reviewConversation(flow, workspaceId, request.params.id, { force: true })))
        throw new Refusal('not_found', 'There is no such conversation.')
      return present(workspaceId, request.params.id)
    },
  )

  app.put(
    '/conversations/:id/stage',
    {
      schema: {
        tags,
        summary: 'Choose the stage; no review changes it any more',
        params: Params,
        body: StageBody,
        response: { 200: ReviewWire },
      },
    },
    async (request) => {
      const { workspaceId, actor } = await auth.require(request)
      const { id } = request.params
      const { stage } = request.body
      const { stages } = await settingsOf(workspaceId)
      if (stage !== null && !stages.some((one) => one.id === stage))
        throw new Refusal('invalid_input', 'There is no such stage in this workspace.')
      await store.transaction(async (tx) => {
        if (!(await setStage(tx, workspaceId, id, { stage, by: actor.id })))
          throw new Refusal('not_found', 'There is no such conversation.')
        await appendEvents(tx, workspaceId, [
          {
            type: 'conversation.reviewed',
            conversationId: id,
            actor: actor.id,
            data: { stage, byHand: stage !== null },
          },
        ])
      })
      return present(workspaceId, id)
    },
  )

  app.get(
    '/review-settings',
    {
      schema: { tags, summary: 'Stages, and what the list shows', response: { 200: ReviewSettingsWire } },
    },
    async (request) => settingsOf((await auth.require(request)).workspaceId),
  )

  app.put(
    '/review-settings',
    {
      schema: {
        tags,
        summary: 'Change the stages, and whether only reviewed conversations are listed',
        body: ReviewSettingsWire,
        response: { 200: ReviewSettingsWire },
      },
    },
    async (request) => {
      const principal = await auth.require(request)
      requireAdmin(principal)
      await store.transaction(async (tx) => {
        await patchSettings(tx, principal.workspaceId, { review: request.body })
        await appendEvents(tx, principal.workspaceId, [
          { type: 'settings.updated', actor: principal.actor.id, data: { fields: ['review'] } },
        ])
      })
      return settingsOf(principal.workspaceId)
    },
  )
}
