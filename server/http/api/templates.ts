import { z } from 'zod'
import { findInbox } from '#db/inboxes.ts'
import { listTemplates, type TemplateRecord } from '#db/templates.ts'
import { Refusal } from '#domain/errors.ts'
import { headerFile, whyUnusable } from '#domain/template.ts'
import { syncTemplates } from '#flow/templates.ts'
import { requireAdmin } from '#http/auth.ts'
import type { App, Http } from '#http/context.ts'
import { Id } from '#wire/api/common.ts'
import { TemplateList, type TemplateWire } from '#wire/api/templates.ts'

const Params = z.object({ id: Id })
const tags = ['inboxes']

export function templateRoutes(app: App, http: Http): void {
  const { store, auth, flow } = http

  app.get(
    '/inboxes/:id/templates',
    {
      schema: {
        tags,
        summary: 'The approved templates of an inbox, as its provider last told of them',
        params: Params,
        response: { 200: TemplateList },
      },
    },
    async (request) => {
      const { workspaceId } = await auth.require(request)
      return list(workspaceId, request.params.id)
    },
  )

  app.post(
    '/inboxes/:id/templates/sync',
    {
      schema: {
        tags,
        summary: 'Fetch the templates of an inbox from its provider now',
        params: Params,
        response: { 200: TemplateList },
      },
    },
    async (request) => {
      const principal = await auth.require(request)
      requireAdmin(principal)
      const { workspaceId } = principal
      await syncTemplates(flow, workspaceId, request.params.id)
      return list(workspaceId, request.params.id)
    },
  )

  async function list(workspaceId: string, inboxId: string) {
    if (!(await findInbox(store.db, workspaceId, inboxId)))
      throw new Refusal('not_found', 'There is no such inbox.')
    const rows = await listTemplates(store.db, workspaceId, inboxId)
    const syncedAt = rows.map((row) => row.synced_at.toISOString()).sort()
    return { items: rows.map(present), syncedAt: syncedAt.at(-1) ?? null }
  }
}

function present({ id, inbox_id, content }: TemplateRecord): TemplateWire {
  const file = headerFile(content)
  return {
    ...content,
    id,
    inboxId: inbox_id,
    why: whyUnusable(content),
    headerFile: file && { types: [...file.types], say: file.say },
  }
}
