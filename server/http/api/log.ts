import { z } from 'zod'
import { findMessage } from '#db/messages.ts'
import { Refusal } from '#domain/errors.ts'
import { logEntry, logNew } from '#flow/log.ts'
import type { App, Http } from '#http/context.ts'
import { presentMessage } from '#present/message.ts'
import { Id } from '#wire/api/common.ts'
import { LogBody, LogNewBody } from '#wire/api/log.ts'
import { Message } from '#wire/api/messages.ts'

const Params = z.object({ id: Id })
const tags = ['messages']

/** Channels on which people write down what happened elsewhere (`loggedByHand`). Nothing is sent. */
export function logRoutes(app: App, http: Http): void {
  const { auth, flow } = http

  app.post(
    '/conversations/:id/log',
    {
      schema: {
        tags,
        summary: 'Log by hand what was said elsewhere, in this conversation; nothing is sent',
        description: 'The same `clientId` again answers what was logged the first time.',
        params: Params,
        body: LogBody,
        response: { 201: Message },
      },
    },
    async (request, reply) => {
      const { workspaceId, actor } = await auth.require(request)
      const { inboxId, addressId, ...entry } = request.body
      const place = { conversationId: request.params.id, inboxId, addressId }
      const id = await logEntry(flow, workspaceId, actor, place, entry)
      return reply.code(201).send(await present(http, workspaceId, id))
    },
  )

  app.post(
    '/inboxes/:id/log',
    {
      schema: {
        tags,
        summary: 'Log by hand what was said elsewhere, with a person who may be new; nothing is sent',
        description: 'The same `clientId` again answers what was logged the first time.',
        params: Params,
        body: LogNewBody,
        response: { 201: Message },
      },
    },
    async (request, reply) => {
      const { workspaceId, actor } = await auth.require(request)
      const { contactId, person, name, ...entry } = request.body
      const id = await logNew(flow, workspaceId, actor, request.params.id, { contactId, person, name }, entry)
      return reply.code(201).send(await present(http, workspaceId, id))
    },
  )
}

async function present(http: Http, workspaceId: string, id: string) {
  const message = await findMessage(http.store, workspaceId, id)
  if (!message) throw new Refusal('not_found', 'The message is gone.')
  return presentMessage(message, workspaceId, http.urls)
}
