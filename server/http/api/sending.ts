import { z } from 'zod'
import { findFacts } from '#db/conversations.ts'
import { findMessage } from '#db/messages.ts'
import { listWarnings, readUsage } from '#db/usage.ts'
import { findWorkspace } from '#db/workspaces.ts'
import { Refusal } from '#domain/errors.ts'
import { readGateSettings } from '#domain/gate-settings.ts'
import { mergeRules } from '#domain/quiet-rules.ts'
import { monthOf, monthStart, nextMonthAt } from '#domain/quota.ts'
import { forecast } from '#domain/usage-warning.ts'
import type { OverrideRole } from '#domain/verdict.ts'
import { cancelLater, changeLater, sendNow } from '#flow/later.ts'
import { previewVerdict } from '#flow/preview.ts'
import type { Principal } from '#http/auth.ts'
import type { App, Http } from '#http/context.ts'
import { presentMessage } from '#present/message.ts'
import { Id } from '#wire/api/common.ts'
import { Message } from '#wire/api/messages.ts'
import {
  LaterBody,
  OverrideBody,
  QuietTable,
  UsageReport,
  VerdictPreview,
  VerdictQuery,
} from '#wire/api/sending.ts'

const tags = ['sending']
const Params = z.object({ id: Id })

/** What somebody may pass over: owners, admins and their programs more than agents. */
export function overrideRole(principal: Pick<Principal, 'role'>): OverrideRole {
  return principal.role === 'agent' ? 'member' : 'admin'
}

export function sendingRoutes(app: App, http: Http): void {
  const { store, auth, flow } = http
  const message = async (workspaceId: string, id: string) => {
    const found = await findMessage(store, workspaceId, id)
    if (!found) throw new Refusal('not_found', 'There is no such message.')
    return presentMessage(found, workspaceId, http.urls)
  }

  app.post(
    '/conversations/:id/verdict',
    {
      schema: {
        tags,
        summary: 'What the send gate would say to a person’s message now; nothing is sent',
        params: Params,
        body: VerdictQuery,
        response: { 200: VerdictPreview },
      },
    },
    async (request) => {
      const principal = await auth.require(request)
      const { workspaceId } = principal
      const conversation = await findFacts(store.db, workspaceId, request.params.id)
      if (!conversation) throw new Refusal('not_found', 'There is no such conversation.')
      const { inboxId, addressId, text, files, purpose, template, sendAt } = request.body
      const found = await previewVerdict(
        store.db,
        workspaceId,
        {
          conversationId: conversation.id,
          inboxId: inboxId ?? conversation.inbox_id,
          addressId: addressId ?? conversation.address_id,
          now: flow.clock.now(),
        },
        {
          text,
          files,
          purpose: purpose ?? 'reply',
          template: template ?? null,
          sendAt: sendAt ? new Date(sendAt) : null,
        },
        overrideRole(principal),
      )
      if (!found) throw new Refusal('no_address', 'The inbox or the address no longer exists.')
      return {
        ...found,
        naturalAt: found.naturalAt?.toISOString() ?? null,
        later: found.later.map((choice) => ({ ...choice, at: choice.at.toISOString() })),
      }
    },
  )

  app.patch(
    '/messages/:id/later',
    {
      schema: {
        tags,
        summary: 'Change a message that was written for later',
        params: Params,
        body: LaterBody,
        response: { 200: Message },
      },
    },
    async (request) => {
      const { workspaceId, actor } = await auth.require(request)
      const { text, sendAt, unlessTheyWrite } = request.body
      await changeLater(flow, workspaceId, actor, request.params.id, {
        text,
        sendAt: sendAt ? new Date(sendAt) : undefined,
        unlessTheyWrite,
      })
      return message(workspaceId, request.params.id)
    },
  )

  app.delete(
    '/messages/:id/later',
    {
      schema: {
        tags,
        summary: 'Cancel a message that waits: for a time, for the morning, for a limit',
        params: Params,
        response: { 200: Message },
      },
    },
    async (request) => {
      const { workspaceId, actor } = await auth.require(request)
      await cancelLater(flow, workspaceId, actor, request.params.id)
      return message(workspaceId, request.params.id)
    },
  )

  app.post(
    '/messages/:id/send-now',
    {
      schema: {
        tags,
        summary:
          'Send a message that waits now, through the gate; with a reason, in spite of what is left to people',
        params: Params,
        body: z.object({ override: OverrideBody.optional() }),
        response: { 200: Message },
      },
    },
    async (request) => {
      const principal = await auth.require(request)
      const { workspaceId, actor } = principal
      const { override } = request.body
      await sendNow(
        flow,
        workspaceId,
        actor,
        request.params.id,
        override ? { reason: override.reason, role: overrideRole(principal) } : null,
      )
      return message(workspaceId, request.params.id)
    },
  )

  app.get(
    '/usage',
    { schema: { tags, summary: 'What the month has taken of its limits', response: { 200: UsageReport } } },
    async (request) => {
      const { workspaceId } = await auth.require(request)
      const workspace = await findWorkspace(store, workspaceId)
      if (!workspace) throw new Refusal('not_found', 'This workspace is gone.')
      const now = flow.clock.now()
      const zone = workspace.hours.timeZone
      const month = monthOf(now, zone)
      const span = { start: monthStart(now, zone), end: nextMonthAt(now, zone) }
      const [usage, warnings] = await Promise.all([
        readUsage(store.db, workspaceId, month),
        listWarnings(store.db, workspaceId, month),
      ])
      const settings = readGateSettings(stored(workspace.settings.gate))
      const meter = (used: number, limit: number | null) => {
        const coming = forecast(used, limit, span, now)
        return {
          limit,
          used,
          atEnd: coming?.atEnd ?? null,
          fullAt: coming?.fullAt?.toISOString() ?? null,
        }
      }
      return {
        month,
        endsAt: span.end.toISOString(),
        messages: meter(usage.sms, workspace.settings.smsAllowance),
        segments: meter(usage.segments, settings.segmentAllowance),
        budget: { ...meter(usage.micros, settings.budget.monthly), currency: settings.budget.currency },
        warnings: warnings.map((each) => ({ ...each, at: each.at.toISOString() })),
      }
    },
  )

  app.get(
    '/settings/quiet-hours',
    {
      schema: {
        tags,
        summary: 'The table of quiet hours: what comes with the product, and what was changed here',
        response: { 200: QuietTable },
      },
    },
    async (request) => {
      const { workspaceId } = await auth.require(request)
      const workspace = await findWorkspace(store, workspaceId)
      const { rules } = readGateSettings(stored(workspace?.settings.gate)).quietHours
      return { items: mergeRules(rules).map((rule) => ({ ...rule, own: rules.includes(rule) })) }
    },
  )
}

/** The settings as the gate reads them out of the database. */
function stored(gate: unknown): string | null {
  return gate ? JSON.stringify(gate) : null
}
