// Handing over: what a person reads who takes over, taking care of it, calling the rule off, the settings.
import { z } from 'zod'
import { findCapabilities } from '#channels/registry.ts'
import { findConversation, findConversations } from '#db/conversation-list.ts'
import { listAlerts } from '#db/escalation-alerts.ts'
import { lastEscalation, listEscalations } from '#db/escalations.ts'
import { appendEvents } from '#db/events.ts'
import { listActiveInboxes } from '#db/inboxes.ts'
import { dropPlans, readResume } from '#db/resume.ts'
import { findWorkspace, patchSettings } from '#db/workspaces.ts'
import { Refusal } from '#domain/errors.ts'
import {
  HandoverSettings,
  handoverCases,
  languages,
  peopleOf,
  readHandover,
} from '#domain/handover-settings.ts'
import { defaultText } from '#domain/handover-words.ts'
import { mustLock } from '#flow/axes.ts'
import { factsBrief } from '#flow/brief.ts'
import { acknowledge } from '#flow/escalations.ts'
import { handoverSentence, readHandoverFacts, toAlertAddress } from '#flow/handover-facts.ts'
import { keepWithPeople } from '#flow/resume.ts'
import { wishBrief } from '#flow/write-brief.ts'
import { requireAdmin } from '#http/auth.ts'
import type { App, Http } from '#http/context.ts'
import { presentEscalation, presentHandover } from '#present/handover.ts'
import { Id } from '#wire/api/common.ts'
import { Handover, HandoverSettingsWire, OpenEscalations, PreviewBody } from '#wire/api/handover.ts'

const Params = z.object({ id: Id })
const tags = ['handing over']

export function handoverRoutes(app: App, http: Http): void {
  const { store, auth, flow } = http

  const handover = async (workspaceId: string, conversationId: string): Promise<Handover> => {
    const [escalation, resume] = await Promise.all([
      lastEscalation(store.db, workspaceId, conversationId),
      readResume(store.db, workspaceId, conversationId),
    ])
    const [alerts, brief] = await Promise.all([
      escalation ? listAlerts(store.db, workspaceId, escalation.id) : [],
      factsBrief(store.db, workspaceId, conversationId, escalation, flow.clock.now()),
    ])
    return presentHandover({ escalation, alerts, brief, resume })
  }

  app.get(
    '/escalations',
    {
      schema: {
        tags,
        summary: 'What needs a person now: nobody has it first, then by urgency and age',
        response: { 200: OpenEscalations },
      },
    },
    async (request) => {
      const { workspaceId, reader } = await auth.require(request)
      const rows = await listEscalations(store, workspaceId)
      const conversations = await findConversations(
        store,
        workspaceId,
        reader,
        rows.map((r) => r.conversation_id),
      )
      const byId = new Map(conversations.map((c) => [c.id, c]))
      const now = flow.clock.now()
      const items = rows.flatMap((row) => {
        const conversation = byId.get(row.conversation_id)
        return conversation ? [presentEscalation(row, conversation, now)] : []
      })
      items.sort(
        (a, b) =>
          Number(a.acknowledged !== null) - Number(b.acknowledged !== null) ||
          b.severity - a.severity ||
          a.at.localeCompare(b.at),
      )
      return { items }
    },
  )

  app.get(
    '/conversations/:id/handover',
    {
      schema: {
        tags,
        summary:
          'Why a conversation is with people, who was alerted, what is wanted, when the AI answers again',
        params: Params,
        response: { 200: Handover },
      },
    },
    async (request) => {
      const { workspaceId, reader } = await auth.require(request)
      const row = await findConversation(store, workspaceId, reader, request.params.id)
      if (!row) throw new Refusal('not_found', 'There is no such conversation.')
      const answer = await handover(workspaceId, row.id)
      // Somebody reads it now: a model may make it better, once for each escalation.
      if (flow.ai.model && answer.escalation?.open && answer.brief.by === 'facts')
        await wishBrief(flow, workspaceId, answer.escalation.id)
      return answer
    },
  )

  app.post(
    '/conversations/:id/acknowledge',
    {
      schema: {
        tags,
        summary: 'I take care of it: nobody is alerted any more',
        params: Params,
        response: { 200: Handover },
      },
    },
    async (request) => {
      const { workspaceId, actor, member } = await auth.require(request)
      const { id } = request.params
      await store.transaction(async (tx) => {
        const conversation = await mustLock(tx, workspaceId, id)
        const result = await acknowledge(flow, tx, workspaceId, conversation, {
          name: actor.name,
          memberId: member?.id ?? null,
          personId: null,
          how: 'app',
        })
        if (!result.by) throw new Refusal('conflict', 'This conversation is not escalated.')
      })
      return handover(workspaceId, id)
    },
  )

  app.post(
    '/conversations/:id/keep-with-people',
    {
      schema: {
        tags,
        summary: 'No rule hands this conversation back to the AI',
        params: Params,
        response: { 200: Handover },
      },
    },
    async (request) => {
      const { workspaceId, actor } = await auth.require(request)
      await keepWithPeople(flow, workspaceId, actor, request.params.id)
      return handover(workspaceId, request.params.id)
    },
  )

  const settingsOf = async (workspaceId: string): Promise<HandoverSettingsWire> => {
    const workspace = await findWorkspace(store, workspaceId)
    const stored = readHandover(workspace?.settings.handover)
    const settings = { ...stored, people: peopleOf(stored, workspace?.settings.alerts ?? null) }
    const inboxes = await listActiveInboxes(store.db, workspaceId)
    const can = (kind: 'phone' | 'email') =>
      inboxes.some((inbox) => {
        const c = findCapabilities(inbox.channel, inbox.provider)
        return c?.addressKind === kind && c.mayStart && c.replyWindowHours === null
      })
    return {
      settings,
      defaults: Object.fromEntries(
        handoverCases.map((which) => [
          which,
          Object.fromEntries(languages.map((language) => [language, defaultText(which, language)])),
        ]),
      ),
      ways: { phone: can('phone'), email: can('email') },
    }
  }

  app.get(
    '/handover-settings',
    {
      schema: {
        tags,
        summary: 'Whom to call and when, what customers are told, when the AI answers again',
        response: { 200: HandoverSettingsWire },
      },
    },
    async (request) => {
      const principal = await auth.require(request)
      requireAdmin(principal)
      return settingsOf(principal.workspaceId)
    },
  )

  app.put(
    '/handover-settings',
    {
      schema: {
        tags,
        summary: 'Change them; what is escalated already goes on by the new ones',
        body: HandoverSettings,
        response: { 200: HandoverSettingsWire },
      },
    },
    async (request) => {
      const principal = await auth.require(request)
      requireAdmin(principal)
      const { workspaceId } = principal
      const workspace = await findWorkspace(store, workspaceId)
      const settings = request.body
      const fields = addressErrors(settings, workspace?.profile.country ?? 'US')
      if (fields.length > 0) throw new Refusal('invalid_input', 'Some addresses cannot be used.', { fields })
      await store.transaction(async (tx) => {
        const [first] = settings.people
        await patchSettings(tx, workspaceId, {
          handover: settings,
          // The first settings knew one number and one mailbox; whoever reads them still finds those of the first person.
          alerts: { phone: first?.phone ?? null, email: first?.email ?? null },
        })
        if (settings.resume.afterHours === null && !settings.resume.atClosing)
          await dropPlans(tx, workspaceId)
        await appendEvents(tx, workspaceId, [
          { type: 'settings.updated', actor: principal.actor.id, data: { fields: ['handover'] } },
        ])
      })
      return settingsOf(workspaceId)
    },
  )

  app.post(
    '/handover-settings/preview',
    {
      schema: {
        tags,
        summary: 'What a customer would be told at this moment',
        body: PreviewBody,
        response: { 200: z.object({ text: z.string() }) },
      },
    },
    async (request) => {
      const principal = await auth.require(request)
      const { emergency, language, settings } = request.body
      const facts = await readHandoverFacts(store.db, principal.workspaceId)
      const people = settings.people.length > 0 ? settings.people : facts.people
      return {
        text: handoverSentence(
          { ...facts, settings, people },
          { emergency, language, said: [], now: flow.clock.now() },
        ),
      }
    },
  )
}

function addressErrors(settings: HandoverSettings, country: string) {
  return settings.people.flatMap((person, i) =>
    (['phone', 'email'] as const).flatMap((kind) =>
      person[kind] && !toAlertAddress(kind, person[kind], country)
        ? [
            {
              path: `people.${i}.${kind}`,
              message: kind === 'phone' ? 'not a telephone number' : 'not a mail address',
            },
          ]
        : [],
    ),
  )
}
