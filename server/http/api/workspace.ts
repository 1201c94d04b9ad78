import { z } from 'zod'
import { appendEvents } from '#db/events.ts'
import { removeSample } from '#db/sample.ts'
import type { StoredSettings } from '#db/schema.ts'
import { readUsage } from '#db/usage.ts'
import { findWorkspace, patchSettings } from '#db/workspaces.ts'
import { Refusal } from '#domain/errors.ts'
import { monthOf } from '#domain/quota.ts'
import { requireAdmin } from '#http/auth.ts'
import { readChecklist } from '#http/checklist.ts'
import type { App, Http } from '#http/context.ts'
import { ChecklistStep, Workspace, WorkspaceSettings } from '#wire/api/settings.ts'

const tags = ['workspace']

export function workspaceRoutes(app: App, http: Http): void {
  const { store, auth, flow } = http

  app.get(
    '/workspace',
    { schema: { tags, summary: 'The workspace, its switches and its usage', response: { 200: Workspace } } },
    async (request) => {
      const { workspaceId } = await auth.require(request)
      return presentWorkspace(http, workspaceId)
    },
  )

  app.patch(
    '/settings',
    {
      schema: {
        tags,
        summary: 'Change switches, disclosure, allowance or alerts',
        body: WorkspaceSettings.partial(),
        response: { 200: WorkspaceSettings },
      },
    },
    async (request) => {
      const principal = await auth.require(request)
      requireAdmin(principal)
      return store.transaction(async (tx) => {
        const settings = await patchSettings(tx, principal.workspaceId, request.body)
        await appendEvents(tx, principal.workspaceId, [
          {
            type: 'settings.updated',
            actor: principal.actor.id,
            data: { fields: Object.keys(request.body) },
          },
        ])
        return withoutHandover(settings)
      })
    },
  )

  app.get(
    '/checklist',
    {
      schema: {
        tags,
        summary: 'First steps, ticked by what really is',
        response: { 200: z.object({ items: z.array(ChecklistStep) }) },
      },
    },
    async (request) => {
      const { workspaceId } = await auth.require(request)
      return { items: await readChecklist(store, workspaceId) }
    },
  )

  app.delete(
    '/sample',
    {
      schema: {
        tags,
        summary: 'Remove the sample business: its conversations, contacts, knowledge and inboxes',
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      const principal = await auth.require(request)
      requireAdmin(principal)
      await store.transaction(async (tx) => {
        await removeSample(tx, principal.workspaceId, flow.clock.now())
        await appendEvents(tx, principal.workspaceId, [{ type: 'sample.removed', actor: principal.actor.id }])
      })
      flow.accounts.forget()
      return reply.code(204).send(null)
    },
  )
}

export async function presentWorkspace(http: Http, workspaceId: string): Promise<Workspace> {
  const workspace = await findWorkspace(http.store, workspaceId)
  if (!workspace) throw new Refusal('not_found', 'This workspace is gone.')
  const month = monthOf(http.flow.clock.now(), workspace.hours.timeZone)
  const usage = await readUsage(http.store.db, workspaceId, month)
  return {
    id: workspace.id,
    name: workspace.name,
    profile: workspace.profile,
    settings: withoutHandover(workspace.settings),
    hasSample: workspace.has_sample,
    usage: { month, sms: usage.sms },
    ai: http.aiEngine,
  }
}

/** Whom to call has a door of its own: telephone numbers of people are not for everybody who signs in. */
function withoutHandover(settings: StoredSettings): WorkspaceSettings {
  const rest = { ...settings }
  delete rest.handover
  return rest
}
