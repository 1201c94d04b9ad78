import { z } from 'zod'
import { appendEvents } from '#db/events.ts'
import { deleteService, findKnowledge, listKnowledge, listServices, saveService } from '#db/knowledge.ts'
import { findWorkspace, saveHours, saveProfile } from '#db/workspaces.ts'
import { Refusal } from '#domain/errors.ts'
import { ServiceFields } from '#domain/knowledge.ts'
import { removeKnowledge, toldAnew, writeKnowledge } from '#flow/knowledge.ts'
import { requireAdmin } from '#http/auth.ts'
import type { App, Http } from '#http/context.ts'
import { decodeCursor, encodeCursor } from '#http/cursor.ts'
import { presentKnowledge } from '#present/knowledge.ts'
import { Id } from '#wire/api/common.ts'
import { KnowledgeBody, KnowledgeItem, KnowledgePage, KnowledgeQuery } from '#wire/api/knowledge.ts'
import { HoursWire, ProfileWire, ServiceWire } from '#wire/api/settings.ts'

const Params = z.object({ id: Id })
const tags = ['knowledge']

export function knowledgeRoutes(app: App, http: Http): void {
  const { store, auth, flow } = http
  const changed = (actor: string, what: string) => ({
    type: 'knowledge.updated' as const,
    actor,
    data: { what },
  })

  app.get(
    '/knowledge',
    {
      schema: {
        tags,
        summary: 'Everything the front desk may quote: questions with answers, texts, files, web sites',
        querystring: KnowledgeQuery,
        response: { 200: KnowledgePage },
      },
    },
    async (request) => {
      const { workspaceId } = await auth.require(request)
      const { kind, q, limit, cursor } = request.query
      const rows = await listKnowledge(store, workspaceId, {
        kind,
        q: q || undefined,
        before: cursor ? String(decodeCursor(cursor, 1)[0]) : null,
        limit: limit + 1,
      })
      const items = rows.slice(0, limit)
      const last = items.at(-1)
      return {
        items: items.map((row) =>
          presentKnowledge(row, flow.clock.now(), (file) => http.urls.file(workspaceId, file)),
        ),
        next: rows.length > limit && last ? encodeCursor([last.id]) : null,
      }
    },
  )

  app.post(
    '/knowledge',
    {
      schema: {
        tags,
        summary: 'Add a question or a document',
        body: KnowledgeBody,
        response: { 201: KnowledgeItem },
      },
    },
    async (request, reply) => {
      const principal = await auth.require(request)
      requireAdmin(principal)
      const id = await writeKnowledge(
        flow,
        principal.workspaceId,
        principal.actor.id,
        entryOf(request.body, null),
      )
      return reply.code(201).send(await knowledgeItem(http, principal.workspaceId, id))
    },
  )

  app.get(
    '/knowledge/:id',
    { schema: { tags, summary: 'One entry', params: Params, response: { 200: KnowledgeItem } } },
    async (request) => {
      const { workspaceId } = await auth.require(request)
      return knowledgeItem(http, workspaceId, request.params.id)
    },
  )

  app.put(
    '/knowledge/:id',
    {
      schema: {
        tags,
        summary: 'Replace an entry',
        params: Params,
        body: KnowledgeBody,
        response: { 200: KnowledgeItem },
      },
    },
    async (request) => {
      const principal = await auth.require(request)
      requireAdmin(principal)
      const { id } = request.params
      const before = await knowledgeItem(http, principal.workspaceId, id)
      if (before.file || before.site)
        throw new Refusal('invalid_input', 'What is read from a file or a site is not written by hand.')
      await writeKnowledge(flow, principal.workspaceId, principal.actor.id, entryOf(request.body, before), id)
      return knowledgeItem(http, principal.workspaceId, request.params.id)
    },
  )

  app.delete(
    '/knowledge/:id',
    { schema: { tags, summary: 'Remove an entry', params: Params, response: { 204: z.null() } } },
    async (request, reply) => {
      const principal = await auth.require(request)
      requireAdmin(principal)
      if (!(await removeKnowledge(flow, principal.workspaceId, principal.actor.id, request.params.id)))
        throw new Refusal('not_found', 'There is no such entry.')
      return reply.code(204).send(null)
    },
  )

  app.get(
    '/services',
    {
      schema: {
        tags,
        summary: 'What the business offers',
        response: { 200: z.object({ items: z.array(ServiceWire) }) },
      },
    },
    async (request) => {
      const { workspaceId } = await auth.require(request)
      return { items: await listServices(store, workspaceId) }
    },
  )

  app.post(
    '/services',
    { schema: { tags, summary: 'Add a service', body: ServiceFields, response: { 201: ServiceWire } } },
    async (request, reply) => {
      const principal = await auth.require(request)
      requireAdmin(principal)
      const id = flow.ids.next('svc')
      await save(principal.workspaceId, principal.actor.id, id, request.body)
      return reply.code(201).send(await service(http, principal.workspaceId, id))
    },
  )

  app.put(
    '/services/:id',
    {
      schema: {
        tags,
        summary: 'Replace a service',
        params: Params,
        body: ServiceFields,
        response: { 200: ServiceWire },
      },
    },
    async (request) => {
      const principal = await auth.require(request)
      requireAdmin(principal)
      await service(http, principal.workspaceId, request.params.id)
      await save(principal.workspaceId, principal.actor.id, request.params.id, request.body)
      return service(http, principal.workspaceId, request.params.id)
    },
  )

  app.delete(
    '/services/:id',
    { schema: { tags, summary: 'Remove a service', params: Params, response: { 204: z.null() } } },
    async (request, reply) => {
      const principal = await auth.require(request)
      requireAdmin(principal)
      await store.transaction(async (tx) => {
        if (!(await deleteService(tx, principal.workspaceId, request.params.id)))
          throw new Refusal('not_found', 'There is no such service.')
        await appendEvents(tx, principal.workspaceId, [changed(principal.actor.id, 'services')])
        await toldAnew(tx, principal.workspaceId)
      })
      return reply.code(204).send(null)
    },
  )

  const save = (workspaceId: string, actor: string, id: string, fields: ServiceFields) =>
    store.transaction(async (tx) => {
      await saveService(tx, workspaceId, id, fields)
      await appendEvents(tx, workspaceId, [changed(actor, 'services')])
      await toldAnew(tx, workspaceId)
    })

  app.get(
    '/hours',
    {
      schema: {
        tags,
        summary: 'Opening hours with holidays, in the business’s zone',
        response: { 200: HoursWire },
      },
    },
    async (request) => {
      const { workspaceId } = await auth.require(request)
      return (await workspaceOf(http, workspaceId)).hours
    },
  )
  app.put(
    '/hours',
    { schema: { tags, summary: 'Replace the opening hours', body: HoursWire, response: { 200: HoursWire } } },
    async (request) => {
      const principal = await auth.require(request)
      requireAdmin(principal)
      await store.transaction(async (tx) => {
        await saveHours(tx, principal.workspaceId, request.body)
        await appendEvents(tx, principal.workspaceId, [changed(principal.actor.id, 'hours')])
        await toldAnew(tx, principal.workspaceId)
      })
      return (await workspaceOf(http, principal.workspaceId)).hours
    },
  )

  app.get(
    '/profile',
    { schema: { tags, summary: 'The business profile', response: { 200: ProfileWire } } },
    async (request) => {
      const { workspaceId } = await auth.require(request)
      return (await workspaceOf(http, workspaceId)).profile
    },
  )
  app.put(
    '/profile',
    {
      schema: {
        tags,
        summary: 'Replace the business profile',
        body: ProfileWire,
        response: { 200: ProfileWire },
      },
    },
    async (request) => {
      const principal = await auth.require(request)
      requireAdmin(principal)
      await store.transaction(async (tx) => {
        await saveProfile(tx, principal.workspaceId, request.body)
        await appendEvents(tx, principal.workspaceId, [changed(principal.actor.id, 'profile')])
        await toldAnew(tx, principal.workspaceId)
      })
      return (await workspaceOf(http, principal.workspaceId)).profile
    },
  )
}

/** One source as it leaves the server; refused where there is none. */
export async function knowledgeItem(http: Http, workspaceId: string, id: string): Promise<KnowledgeItem> {
  const row = await findKnowledge(http.store, workspaceId, id)
  if (!row) throw new Refusal('not_found', 'There is no such entry.')
  return presentKnowledge(row, http.flow.clock.now(), (file) => http.urls.file(workspaceId, file))
}

/** What of the audience is not said stays as it was. */
function entryOf(body: z.infer<typeof KnowledgeBody>, before: KnowledgeItem | null) {
  const { kind, title, body: text, audiences, channels, expiresAt } = body
  const audience = {
    audiences: audiences ?? before?.audiences ?? [],
    channels: channels ?? before?.channels ?? [],
    expiresAt: expiresAt === undefined ? (before?.expiresAt ?? null) : expiresAt,
  }
  return { kind, title, body: text, audience }
}
async function service(http: Http, workspaceId: string, id: string): Promise<ServiceWire> {
  const found = (await listServices(http.store, workspaceId)).find((s) => s.id === id)
  if (!found) throw new Refusal('not_found', 'There is no such service.')
  return found
}
async function workspaceOf(http: Http, workspaceId: string) {
  const workspace = await findWorkspace(http.store, workspaceId)
  if (!workspace) throw new Refusal('not_found', 'This workspace is gone.')
  return workspace
}
