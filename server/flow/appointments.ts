// Booking and cancelling by people and programs. A person may book outside the opening hours, never a time that is
// taken; the database's exclusion constraint has the last word.
import { Temporal } from 'temporal-polyfill'
import {
  type AppointmentRecord,
  cancelAppointment,
  insertAppointment,
  readBusy,
  releaseHolds,
} from '#db/appointments.ts'
import { findContact } from '#db/contacts.ts'
import { appendEvents } from '#db/events.ts'
import { listServices } from '#db/knowledge.ts'
import { findWorkspace } from '#db/workspaces.ts'
import { findSlots, type Slot } from '#domain/booking.ts'
import { Refusal } from '#domain/errors.ts'
import type { Actor } from './axes.ts'
import type { Flow } from './deps.ts'

/** Free times of a service; null where there is no such bookable service. */
export async function freeSlots(
  flow: Flow,
  workspaceId: string,
  q: { serviceId: string; from: Temporal.PlainDate | null; days: number; limit: number },
): Promise<Slot[] | null> {
  const [workspace, services] = await Promise.all([
    findWorkspace(flow.store, workspaceId),
    listServices(flow.store, workspaceId),
  ])
  const service = services.find((s) => s.id === q.serviceId && s.bookable)
  if (!workspace || !service) return null
  const { hours } = workspace
  const now = flow.clock.now()
  const from =
    q.from ??
    Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(hours.timeZone).toPlainDate()
  const to = from.add({ days: q.days - 1 })
  const instant = (day: Temporal.PlainDate) => new Date(day.toZonedDateTime(hours.timeZone).epochMilliseconds)
  const busy = await readBusy(flow.store.db, workspaceId, instant(from), instant(to.add({ days: 1 })), now)
  return findSlots({ hours, busy, durationMinutes: service.durationMinutes, now, from, to, limit: q.limit })
}

export async function bookByHand(
  flow: Flow,
  workspaceId: string,
  actor: Actor,
  wish: {
    contactId: string
    serviceId: string
    startsAt: Date
    name?: string
    note: string
    conversationId?: string
  },
): Promise<AppointmentRecord> {
  const [workspace, services, contact] = await Promise.all([
    findWorkspace(flow.store, workspaceId),
    listServices(flow.store, workspaceId),
    findContact(flow.store, workspaceId, wish.contactId),
  ])
  const service = services.find((s) => s.id === wish.serviceId)
  if (!workspace || !contact || !service)
    throw new Refusal('not_found', contact ? 'There is no such service.' : 'There is no such contact.')
  const at = flow.clock.now()
  if (wish.startsAt <= at)
    throw new Refusal('invalid_input', 'This time has passed.', {
      fields: [{ path: 'startsAt', message: 'must lie in the future' }],
    })
  const appointment: AppointmentRecord = {
    id: flow.ids.next('apt', at),
    contact_id: contact.id,
    conversation_id: wish.conversationId ?? null,
    service_id: service.id,
    service_name: service.name,
    starts_at: wish.startsAt,
    ends_at: new Date(wish.startsAt.getTime() + service.durationMinutes * 60_000),
    time_zone: workspace.hours.timeZone,
    status: 'booked',
    name: wish.name ?? contact.name ?? '',
    note: wish.note,
    created_by: actor.kind,
    created_at: at,
  }
  await flow.store.transaction(async (tx) => {
    await releaseHolds(tx, workspaceId, at, null)
    if (
      !(await insertAppointment(tx, workspaceId, { ...appointment, status: 'booked', heldUntil: null, at }))
    )
      throw new Refusal(
        'slot_taken',
        'Somebody has this time already. Ask for the free times and choose another.',
      )
    await appendEvents(tx, workspaceId, [
      {
        type: 'appointment.booked',
        conversationId: appointment.conversation_id,
        contactId: contact.id,
        actor: actor.id,
        data: {
          appointmentId: appointment.id,
          service: service.name,
          startsAt: wish.startsAt.toISOString(),
          timeZone: appointment.time_zone,
        },
      },
    ])
  })
  return appointment
}

export async function cancelByHand(
  flow: Flow,
  workspaceId: string,
  actor: Actor,
  id: string,
): Promise<AppointmentRecord> {
  return flow.store.transaction(async (tx) => {
    const canceled = await cancelAppointment(tx, workspaceId, id)
    if (!canceled) throw new Refusal('not_found', 'There is no such appointment, or it was canceled before.')
    await appendEvents(tx, workspaceId, [
      {
        type: 'appointment.canceled',
        conversationId: canceled.conversation_id,
        contactId: canceled.contact_id,
        actor: actor.id,
        data: {
          appointmentId: id,
          service: canceled.service_name,
          startsAt: canceled.starts_at.toISOString(),
          timeZone: canceled.time_zone,
        },
      },
    ])
    return canceled
  })
}
