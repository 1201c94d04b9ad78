// What customers mean: correcting a reading, the business's own examples, and trying a sentence.
import { z } from 'zod'
import { findMessage } from '#db/messages.ts'
import { type IntentExample, listIntentExamples, removeIntentExample } from '#db/understandings.ts'
import { findWorkspace } from '#db/workspaces.ts'
import { decideEscalation } from '#domain/decide-escalation.ts'
import { Refusal } from '#domain/errors.ts'
import { addExample, correctIntent, uncorrectIntent } from '#flow/correct-intent.ts'
import { readAs } from '#flow/understand.ts'
import { requireAdmin } from '#http/auth.ts'
import type { App, Http } from '#http/context.ts'
import { presentMessage } from '#present/message.ts'
import { Id } from '#wire/api/common.ts'
import { Message } from '#wire/api/messages.ts'
import {
  CorrectIntentBody,
  IntentExampleBody,
  IntentExampleWire,
  TriedReading,
  TryBody,
} from '#wire/api/understanding.ts'

const Params = z.object({ id: Id })
const tags = ['understanding']

const present = (e: IntentExample): IntentExampleWire => ({
  id: e.id,
  intent: e.intent,
  text: e.text,
  messageId: e.message_id,
  createdAt: e.created_at.toISOString(),
})

export function understandingRoutes(app: App, http: Http): void {
  const { store, auth, flow } = http

  const messageAsItIs = async (workspaceId: string, id: string) => {
    const message = await findMessage(store, workspaceId, id)
    if (!message) throw new Refusal('not_found', 'There is no such message.')
    return presentMessage(message, workspaceId, http.urls)
  }

  app.put(
    '/messages/:id/intent',
    {
      schema: {
        tags,
        summary: 'Say what a customer’s message means; the next one like it is read so',
        params: Params,
        body: CorrectIntentBody,
        response: { 200: Message },
      },
    },
    async (request) => {
      const { workspaceId, actor } = await auth.require(request)
      await correctIntent(flow, workspaceId, actor, request.params.id, request.body.intent)
      return messageAsItIs(workspaceId, request.params.id)
    },
  )

  app.delete(
    '/messages/:id/intent',
    {
      schema: {
        tags,
        summary: 'Take a correction back, with the example that it made',
        params: Params,
        response: { 200: Message },
      },
    },
    async (request) => {
      const { workspaceId, actor } = await auth.require(request)
      await uncorrectIntent(flow, workspaceId, actor, request.params.id)
      return messageAsItIs(workspaceId, request.params.id)
    },
  )

  app.get(
    '/intent-examples',
    {
      schema: {
        tags,
        summary: 'The sentences with which this business has said what it means, newest first',
        response: { 200: z.object({ items: z.array(IntentExampleWire) }) },
      },
    },
    async (request) => {
      const { workspaceId } = await auth.require(request)
      return { items: (await listIntentExamples(store.db, workspaceId)).map(present) }
    },
  )

  app.post(
    '/intent-examples',
    {
      schema: {
        tags,
        summary: 'Add an example; the same sentence under another intent is replaced',
        body: IntentExampleBody,
        response: { 201: IntentExampleWire },
      },
    },
    async (request, reply) => {
      const principal = await auth.require(request)
      requireAdmin(principal)
      const { workspaceId, actor } = principal
      const id = await store.transaction((tx) =>
        addExample(flow, workspaceId, actor, { ...request.body, messageId: null }, tx),
      )
      const made = (await listIntentExamples(store.db, workspaceId)).find((e) => e.id === id)
      if (!made) throw new Refusal('not_found', 'The example was removed again.')
      return reply.code(201).send(present(made))
    },
  )

  app.delete(
    '/intent-examples/:id',
    { schema: { tags, summary: 'Remove an example', params: Params, response: { 204: z.null() } } },
    async (request, reply) => {
      const principal = await auth.require(request)
      requireAdmin(principal)
      if (!(await removeIntentExample(store.db, principal.workspaceId, { id: request.params.id })))
        throw new Refusal('not_found', 'There is no such example.')
      return reply.code(204).send(null)
    },
  )

  app.post(
    '/understanding/try',
    {
      schema: {
        tags,
        summary: 'How a sentence would be read here, and whether a person would be called for it',
        body: TryBody,
        response: { 200: TriedReading },
      },
    },
    async (request) => {
      const { workspaceId } = await auth.require(request)
      const [understanding, workspace] = await Promise.all([
        readAs(flow, workspaceId, request.body.text),
        findWorkspace(store, workspaceId),
      ])
      const rules = workspace?.settings.escalation
      const decision = decideEscalation(understanding, rules ? { rules } : {})
      return { understanding, escalation: decision?.words ?? null }
    },
  )
}
