import { z } from 'zod'
import { toSearchTerms } from '#ai/knowledge/query.ts'
import { appendEvents } from '#db/events.ts'
import {
  deleteKnowledge,
  deleteService,
  findKnowledge,
  type KnowledgeRecord,
  listKnowledge,
  listServices,
  saveService,
  searchPassages,
} from '#db/knowledge.ts'
import { findWorkspace, saveHours, saveProfile } from '#db/workspaces.ts'
import { Refusal } from '#domain/errors.ts'
import { KnowledgeFields, ServiceFields } from '#domain/knowledge.ts'
import { writeKnowledge } from '#flow/knowledge.ts'
import { requireAdmin } from '#http/auth.ts'
import type { App, Http } from '#http/context.ts'
import { decodeCursor, encodeCursor } from '#http/cursor.ts'
import { Id } from '#wire/api/common.ts'
import {
  HoursWire,
  KnowledgeItem,
  KnowledgePage,
  KnowledgeQuery,
  KnowledgeSearchQuery,
  PassageWire,
  ProfileWire,
  ServiceWire,
} from '#wire/api/settings.ts'

const Params = z.object({ id: Id })
const tags = ['knowledge']

const presentItem = (k: KnowledgeRecord): KnowledgeItem => ({
  id: k.id,
  kind: k.kind,
  title: k.title,
  body: k.body,
  sample: k.sample,
  updatedAt: k.updated_at.toISOString(),
})

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
        summary: 'Questions with answers, and documents',
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
        items: items.map(presentItem),
        next: rows.length > limit && last ? encodeCursor([last.id]) : null,
      }
    },
  )

  app.get(
    '/knowledge/search',
    {
      schema: {
        tags,
        summary: 'What the front desk would find',
        querystring: KnowledgeSearchQuery,
        response: { 200: z.object({ items: z.array(PassageWire) }) },
      },
    },
    async (request) => {
      const { workspaceId } = await auth.require(request)
      const { q, limit } = request.query
      return { items: await searchPassages(store, workspaceId, q, toSearchTerms(q), limit) }
    },
  )

  app.post(
    '/knowledge',
    {
      schema: {
        tags,
        summary: 'Add a question or a document',
        body: KnowledgeFields,
        response: { 201: KnowledgeItem },
      },
    },
    async (request, reply) => {
      const principal = await auth.require(request)
      requireAdmin(principal)
      const id = await writeKnowledge(flow, principal.workspaceId, principal.actor.id, request.body)
      return reply.code(201).send(await item(http, principal.workspaceId, id))
    },
  )

  app.get(
    '/knowledge/:id',
    { schema: { tags, summary: 'One entry', params: Params, response: { 200: KnowledgeItem } } },
    async (request) => {
      const { workspaceId } = await auth.require(request)
      return item(http, workspaceId, request.params.id)
    },
  )

  app.put(
    '/knowledge/:id',
    {
      schema: {
        tags,
        summary: 'Replace an entry',
        params: Params,
        body: KnowledgeFields,
        response: { 200: KnowledgeItem },
      },
    },
    async (request) => {
      const principal = await auth.require(request)
      requireAdmin(principal)
      await item(http, principal.workspaceId, request.params.id)
      await writeKnowledge(flow, principal.workspaceId, principal.actor.id, request.body, request.params.id)
      return item(http, principal.workspaceId, request.params.id)
    },
  )

  app.delete(
    '/knowledge/:id',
    { schema: { tags, summary: 'Remove an entry', params: Params, response: { 204: z.null() } } },
    async (request, reply) => {
      const principal = await auth.require(request)
      requireAdmin(principal)
      await store.transaction(async (tx) => {
        if (!(await deleteKnowledge(tx, principal.workspaceId, request.params.id)))
          throw new Refusal('not_found', 'There is no such entry.')
        await appendEvents(tx, principal.workspaceId, [changed(principal.actor.id, 'knowledge')])
      })
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
      })
      return reply.code(204).send(null)
    },
  )

  const save = (workspaceId: string, actor: string, id: string, fields: ServiceFields) =>
    store.transaction(async (tx) => {
      await saveService(tx, workspaceId, id, fields)
      await appendEvents(tx, workspaceId, [changed(actor, 'services')])
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
      })
      return (await workspaceOf(http, principal.workspaceId)).profile
    },
  )
}

async function item(http: Http, workspaceId: string, id: string): Promise<KnowledgeItem> {
  const row = await findKnowledge(http.store, workspaceId, id)
  if (!row) throw new Refusal('not_found', 'There is no such entry.')
  return presentItem(row)
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
