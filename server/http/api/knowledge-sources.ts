// Files and web sites as knowledge: added, read again, looked at.
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { appendEvents } from '#db/events.ts'
import { findKnowledge, saveAudience } from '#db/knowledge.ts'
import { findPage, listPages, passagesOf } from '#db/knowledge-pages.ts'
import { renameSource, saveSite } from '#db/knowledge-sources.ts'
import { Refusal } from '#domain/errors.ts'
import { addFileSource, addSiteSource, readAgain, renewFile } from '#flow/sources/add-source.ts'
import { requireAdmin } from '#http/auth.ts'
import type { App, Http } from '#http/context.ts'
import { Id } from '#wire/api/common.ts'
import {
  KnowledgeItem,
  KnowledgePageItem,
  KnowledgePatch,
  KnowledgeText,
  WebsiteBody,
} from '#wire/api/knowledge.ts'
import { knowledgeItem } from './knowledge.ts'

const Params = z.object({ id: Id })
const tags = ['knowledge']
const DAY = 86_400_000

export function knowledgeSourceRoutes(app: App, http: Http): void {
  const { store, auth, flow } = http
  const admin = async (request: FastifyRequest) => {
    const principal = await auth.require(request)
    requireAdmin(principal)
    return { workspaceId: principal.workspaceId, actor: principal.actor.id }
  }

  app.post(
    '/knowledge/files',
    {
      schema: {
        tags,
        summary: 'Add a PDF, Word (.docx), Markdown or text file (multipart field `file`)',
        consumes: ['multipart/form-data'],
        response: { 201: KnowledgeItem },
      },
    },
    async (request, reply) => {
      const { workspaceId, actor } = await admin(request)
      const id = await addFileSource(flow, workspaceId, actor, await uploaded(request))
      return reply.code(201).send(await knowledgeItem(http, workspaceId, id))
    },
  )

  app.put(
    '/knowledge/:id/file',
    {
      schema: {
        tags,
        summary: 'Put a newer version in the place of a file',
        consumes: ['multipart/form-data'],
        params: Params,
        response: { 200: KnowledgeItem },
      },
    },
    async (request) => {
      const { workspaceId, actor } = await admin(request)
      const { id } = request.params
      await knowledgeItem(http, workspaceId, id)
      await renewFile(flow, workspaceId, actor, id, await uploaded(request))
      return knowledgeItem(http, workspaceId, id)
    },
  )

  app.post(
    '/knowledge/websites',
    {
      schema: {
        tags,
        summary: 'Have a web site read, and again on schedule',
        body: WebsiteBody,
        response: { 201: KnowledgeItem },
      },
    },
    async (request, reply) => {
      const { workspaceId, actor } = await admin(request)
      const id = await addSiteSource(flow, workspaceId, actor, request.body)
      return reply.code(201).send(await knowledgeItem(http, workspaceId, id))
    },
  )

  app.post(
    '/knowledge/:id/read',
    {
      schema: {
        tags,
        summary: 'Read a file or a web site again',
        params: Params,
        response: { 200: KnowledgeItem },
      },
    },
    async (request) => {
      const { workspaceId } = await admin(request)
      await knowledgeItem(http, workspaceId, request.params.id)
      await readAgain(flow, workspaceId, request.params.id)
      return knowledgeItem(http, workspaceId, request.params.id)
    },
  )

  app.patch(
    '/knowledge/:id',
    {
      schema: {
        tags,
        summary: 'Who may use a source, until when, and how a site is read',
        params: Params,
        body: KnowledgePatch,
        response: { 200: KnowledgeItem },
      },
    },
    async (request) => {
      const { workspaceId, actor } = await admin(request)
      const { id } = request.params
      const before = await findKnowledge(store, workspaceId, id)
      if (!before) throw new Refusal('not_found', 'There is no such entry.')
      const { title, site, audiences, channels, expiresAt } = request.body
      const now = flow.clock.now()
      await store.transaction(async (tx) => {
        await saveAudience(tx, workspaceId, id, {
          audiences: audiences ?? before.audiences,
          channels: channels ?? before.channels,
          expiresAt: expiresAt === undefined ? (before.expires_at?.toISOString() ?? null) : expiresAt,
        })
        if (title && ['file', 'website'].includes(before.kind)) await renameSource(tx, workspaceId, id, title)
        if (site && before.site) {
          const next = { ...before.site, ...site }
          const from = before.read_at ?? now
          const nextReadAt = next.everyDays ? new Date(from.getTime() + next.everyDays * DAY) : null
          await saveSite(tx, workspaceId, id, next, nextReadAt)
        }
        await appendEvents(tx, workspaceId, [
          { type: 'knowledge.updated', actor, data: { what: 'knowledge' } },
        ])
      })
      return knowledgeItem(http, workspaceId, id)
    },
  )

  app.get(
    '/knowledge/:id/pages',
    {
      schema: {
        tags,
        summary: 'What was read of a file or site, page by page',
        params: Params,
        response: { 200: z.object({ items: z.array(KnowledgePageItem) }) },
      },
    },
    async (request) => {
      const { workspaceId } = await auth.require(request)
      await knowledgeItem(http, workspaceId, request.params.id)
      const rows = await listPages(store, workspaceId, request.params.id)
      return {
        items: rows.map(({ id, url, title, state, problem, letters, passages, read_at }) => ({
          id,
          url,
          title,
          state,
          problem,
          letters,
          passages,
          readAt: read_at?.toISOString() ?? null,
        })),
      }
    },
  )

  app.get(
    '/knowledge/:id/text',
    {
      schema: {
        tags,
        summary: 'The text of a page, or of what was written by hand, and the passages it is searched by',
        params: Params,
        querystring: z.object({ page: Id.optional() }),
        response: { 200: KnowledgeText },
      },
    },
    async (request) => {
      const { workspaceId } = await auth.require(request)
      const { id } = request.params
      const source = await findKnowledge(store, workspaceId, id)
      if (!source) throw new Refusal('not_found', 'There is no such entry.')
      const pageId = request.query.page ?? null
      const page = pageId ? await findPage(store, workspaceId, id, pageId) : null
      if (pageId && !page) throw new Refusal('not_found', 'There is no such page.')
      return {
        title: page?.title || source.title,
        url: page?.url ?? null,
        text: page?.text ?? source.body,
        passages: await passagesOf(store, workspaceId, { knowledgeId: id, pageId }),
      }
    },
  )
}

async function uploaded(
  request: FastifyRequest,
): Promise<{ name: string; type: string; content: Uint8Array }> {
  const part = request.isMultipart() ? await request.file() : undefined
  if (!part) throw new Refusal('invalid_input', 'Send the file as the multipart field `file`.')
  return { name: part.filename, type: part.mimetype, content: await part.toBuffer() }
}
