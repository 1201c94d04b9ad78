// The border to the front desk: what it sees of a conversation, and the ports through which it may look things up and
// hold a time. Both are bound to one workspace and one contact here, so that no text can talk its way out of them.
import { Temporal } from 'temporal-polyfill'
import { toSearchTerms } from '#ai/knowledge/query.ts'
import { insertAppointment, readBusy, releaseHolds, upcomingOf } from '#db/appointments.ts'
import { findContact } from '#db/contacts.ts'
import type { ConversationFacts } from '#db/conversations.ts'
import { appendEvents } from '#db/events.ts'
import { listServices, searchPassages } from '#db/knowledge.ts'
import type { readThread } from '#db/messages.ts'
import type { WorkspaceRecord } from '#db/workspaces.ts'
import { checkSlot, findSlots, HOLD_MINUTES } from '#domain/booking.ts'
import type { Capabilities } from '#domain/channel.ts'
import type { DeskContext, DeskPorts, HoldOutcome, ThreadLine } from '#domain/desk.ts'
import { openState } from '#domain/hours.ts'
import type { Flow } from './deps.ts'

type Line = Awaited<ReturnType<typeof readThread>>[number]

function toLine(line: Line): ThreadLine {
  return {
    seq: line.seq,
    author: line.author,
    authorName: line.author_name,
    text: line.body,
    at: line.created_at,
    attachments: line.attachments?.length ?? 0,
  }
}

export async function buildContext(
  flow: Flow,
  of: {
    workspace: WorkspaceRecord
    conversation: ConversationFacts
    thread: Line[]
    pending: Line[]
    capabilities: Capabilities
  },
): Promise<DeskContext> {
  const { workspace, conversation } = of
  const now = flow.clock.now()
  const [services, contact, upcoming] = await Promise.all([
    listServices(flow.store, workspace.id),
    findContact(flow.store, workspace.id, conversation.contact_id),
    upcomingOf(flow.store.db, workspace.id, conversation.contact_id, now),
  ])
  const { disclosure } = workspace.settings
  return {
    now,
    capabilities: of.capabilities,
    profile: workspace.profile,
    hours: workspace.hours,
    open: openState(workspace.hours, now),
    services,
    contact: {
      name: contact?.name ?? null,
      phone: contact?.addresses.find((a) => a.kind === 'phone')?.value ?? null,
      email: contact?.addresses.find((a) => a.kind === 'email')?.value ?? null,
      upcoming: upcoming.map((u) => ({ id: u.id, service: u.service_name, start: u.starts_at })),
    },
    thread: of.thread.map(toLine),
    pending: of.pending.map(toLine),
    state: conversation.desk_state,
    disclosure: disclosure.enabled && !conversation.ai_spoke ? disclosure.text : null,
    ...(workspace.settings.escalation ? { escalationRules: workspace.settings.escalation } : {}),
  }
}

export function buildPorts(
  flow: Flow,
  workspace: WorkspaceRecord,
  conversation: ConversationFacts,
): DeskPorts {
  const { hours } = workspace
  const busyBetween = (from: Date, to: Date) =>
    readBusy(flow.store.db, workspace.id, from, to, flow.clock.now(), conversation.id)
  const serviceOf = async (id: string) =>
    (await listServices(flow.store, workspace.id)).find((s) => s.id === id && s.bookable)

  const slots = async (serviceId: string, from: Temporal.PlainDate, days: number, limit: number) => {
    const service = await serviceOf(serviceId)
    if (!service) return []
    const to = from.add({ days: Math.min(Math.max(days, 1), 31) - 1 })
    const busy = await busyBetween(
      startOf(from, hours.timeZone),
      startOf(to.add({ days: 1 }), hours.timeZone),
    )
    return findSlots({
      hours,
      busy,
      durationMinutes: service.durationMinutes,
      now: flow.clock.now(),
      from,
      to,
      limit,
    })
  }

  return {
    searchKnowledge: (query, limit) =>
      searchPassages(flow.store, workspace.id, query, toSearchTerms(query), Math.min(limit, 8)),
    findSlots: ({ serviceId, from, days, limit }) =>
      slots(serviceId, Temporal.PlainDate.from(from), days, limit),
    async holdSlot({ serviceId, start }): Promise<HoldOutcome> {
      const now = flow.clock.now()
      const service = await serviceOf(serviceId)
      if (!service) return { ok: false, why: 'unknown_service', alternatives: [] }
      const end = new Date(start.getTime() + service.durationMinutes * 60_000)
      const checked = checkSlot({
        hours,
        busy: await busyBetween(start, end),
        durationMinutes: service.durationMinutes,
        now,
        start,
      })
      const day = Temporal.Instant.fromEpochMilliseconds(Math.max(start.getTime(), now.getTime()))
        .toZonedDateTimeISO(hours.timeZone)
        .toPlainDate()
      if (!checked.ok) return { ok: false, why: checked.why, alternatives: await slots(serviceId, day, 7, 3) }
      const holdId = flow.ids.next('apt', now)
      const held = await flow.store.transaction(async (tx) => {
        await releaseHolds(tx, workspace.id, now, conversation.id)
        const made = await insertAppointment(tx, workspace.id, {
          id: holdId,
          contact_id: conversation.contact_id,
          conversation_id: conversation.id,
          service_id: service.id,
          service_name: service.name,
          starts_at: start,
          ends_at: end,
          time_zone: hours.timeZone,
          status: 'held',
          heldUntil: new Date(now.getTime() + HOLD_MINUTES * 60_000),
          name: '',
          note: '',
          created_by: 'ai',
          at: now,
        })
        if (made)
          await appendEvents(tx, workspace.id, [
            {
              type: 'appointment.held',
              conversationId: conversation.id,
              contactId: conversation.contact_id,
              actor: 'ai',
              data: { appointmentId: holdId, service: service.name, startsAt: start.toISOString() },
            },
          ])
        return made
      })
      if (!held) return { ok: false, why: 'taken', alternatives: await slots(serviceId, day, 7, 3) }
      return { ok: true, holdId, slot: { start, end } }
    },
  }
}

function startOf(day: Temporal.PlainDate, zone: string): Date {
  return new Date(day.toZonedDateTime(zone).epochMilliseconds)
}
