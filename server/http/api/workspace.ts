import { z } from 'zod'
import { channels } from '#channels/registry.ts'
import { appendEvents } from '#db/events.ts'
import { removeSample } from '#db/sample.ts'
import type { StoredSettings } from '#db/schema.ts'
import { listWarnings, readUsage } from '#db/usage.ts'
import { findWorkspace, patchSettings } from '#db/workspaces.ts'
import { Refusal } from '#domain/errors.ts'
import { defaultGateSettings, GateSettings } from '#domain/gate-settings.ts'
import { monthOf } from '#domain/quota.ts'
import { defaultReviewSettings, ReviewSettings } from '#domain/review.ts'
import { silenceSwitched } from '#flow/stop.ts'
import { requireAdmin } from '#http/auth.ts'
import { readChecklist } from '#http/checklist.ts'
import type { App, Http } from '#http/context.ts'
import { type AiStopped, ChecklistStep, Workspace, WorkspaceSettings } from '#wire/api/settings.ts'

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
        response: { 200: Workspace.shape.settings },
      },
    },
    async (request) => {
      const principal = await auth.require(request)
      requireAdmin(principal)
      return store.transaction(async (tx) => {
        await silenceSwitched(flow, tx, principal.workspaceId, principal.actor, request.body, labelOf)
        const settings = await patchSettings(tx, principal.workspaceId, {
          ...request.body,
          // Whoever moves the switch by hand has decided; the button's mark goes.
          ...(request.body.aiEnabled === undefined ? {} : { aiStopped: null }),
        })
        await appendEvents(tx, principal.workspaceId, [
          {
            type: 'settings.updated',
            actor: principal.actor.id,
            data: { fields: Object.keys(request.body) },
          },
        ])
        return presentSettings(settings)
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

function labelOf(channel: string): string {
  return channels.find((c) => c.capabilities.channel === channel)?.capabilities.label ?? channel
}

/** What everybody in the app may see of the settings: whom to call, with their numbers, has a door of its own. */
function presentSettings(settings: StoredSettings): WorkspaceSettings & { aiStopped: AiStopped | null } {
  const {
    aiStopped,
    gate: rules,
    draftHours: _,
    earned: __,
    booking: ___,
    handover: ____,
    review,
    ...shown
  } = settings
  const stopped = aiStopped ? { by: aiStopped.byName, at: aiStopped.at, why: aiStopped.why } : null
  // What is not stored is as it comes.
  const gate = rules ? GateSettings.parse(rules) : defaultGateSettings
  return {
    ...shown,
    aiStopped: stopped,
    gate,
    review: review ? ReviewSettings.parse(review) : defaultReviewSettings,
  }
}

export async function presentWorkspace(http: Http, workspaceId: string): Promise<Workspace> {
  const workspace = await findWorkspace(http.store, workspaceId)
  if (!workspace) throw new Refusal('not_found', 'This workspace is gone.')
  const month = monthOf(http.flow.clock.now(), workspace.hours.timeZone)
  const usage = await readUsage(http.store.db, workspaceId, month)
  const [warning] = await listWarnings(http.store.db, workspaceId, month)
  return {
    id: workspace.id,
    name: workspace.name,
    profile: workspace.profile,
    settings: presentSettings(workspace.settings),
    hasSample: workspace.has_sample,
    usage: {
      month,
      sms: usage.sms,
      warning: warning ? { meter: warning.meter, percent: warning.percent } : null,
    },
    ai: http.aiEngine,
  }
}
