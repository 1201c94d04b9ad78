// Booking, moving and cancelling by people and programs. A person may book outside the opening hours, never a time that
// is taken; the database's exclusion constraint has the last word.
import { Temporal } from 'temporal-polyfill'
import {
  type AppointmentRecord,
  cancelAppointment,
  lockAppointment,
  moveAppointment,
} from '#db/appointments.ts'
import { findContact } from '#db/contacts.ts'
import { appendEvents, type NewEvent } from '#db/events.ts'
import type { Tx } from '#db/pool.ts'
import { findWorkspace, type WorkspaceRecord } from '#db/workspaces.ts'
import type { Slot } from '#domain/booking.ts'
import { calendarsFor, MAIN_CALENDAR } from '#domain/calendar.ts'
import type { VisitWish } from '#domain/desk.ts'
import { Refusal } from '#domain/errors.ts'
import type { Actor } from './axes.ts'
import { dayOf, freeTimes, type Planned, planWish, takeTime, whoIsFree } from './calendars.ts'
import type { Flow } from './deps.ts'

/** Free times of a visit, with who has them; null where there is no such bookable service. */
export async function freeSlots(
  flow: Flow,
  workspaceId: string,
  q: VisitWish & { from: Temporal.PlainDate | null; days: number; limit: number },
): Promise<Slot[] | null> {
  const workspace = await findWorkspace(flow.store, workspaceId)
  const planned = workspace && (await planWish(flow, workspace, q))
  if (!planned) return null
  return freeTimes(flow, workspace, planned, {
    from: q.from ?? dayOf(flow.clock.now(), workspace.hours.timeZone),
    days: q.days,
    limit: q.limit,
    conversationId: null,
    moving: q.moving,
  })
}

export type BookByHand = {
  contactId: string
  serviceId: string
  alsoServiceIds?: string[]
  staffId?: string
  startsAt: Date
  name?: string
  note: string
  conversationId?: string
  /** Two appointments of one contact at the same time, on purpose. */
  alongside?: boolean
}

export async function bookByHand(
  flow: Flow,
  workspaceId: string,
  actor: Actor,
  wish: BookByHand,
): Promise<AppointmentRecord> {
  const [workspace, contact] = await Promise.all([
    findWorkspace(flow.store, workspaceId),
    findContact(flow.store, workspaceId, wish.contactId),
  ])
  if (!workspace || !contact) throw new Refusal('not_found', 'There is no such contact.')
  const planned = await mustPlan(flow, workspace, wish)
  refusePast(flow, wish.startsAt)
  const id = flow.ids.next('apt', flow.clock.now())
  const slot = slotAt(planned, wish.startsAt)
  const order = await orderFor(flow, workspace, planned, wish.startsAt)
  return flow.store.transaction(async (tx) => {
    const taken = await takeTime(flow, tx, workspace, {
      planned,
      slot,
      order,
      alongside: wish.alongside,
      row: {
        id,
        contact_id: contact.id,
        conversation_id: wish.conversationId ?? null,
        status: 'booked',
        heldUntil: null,
        name: wish.name ?? contact.name ?? '',
        note: wish.note,
        created_by: actor.kind,
        customer_zone: contact.time_zone !== workspace.hours.timeZone ? contact.time_zone : null,
      },
    })
    if (!taken.ok) refuseTaken(taken.why)
    const made = await lockAppointment(tx, workspaceId, id)
    if (!made) throw new Error(`appointment ${id} is gone within its own transaction`)
    await appendEvents(tx, workspaceId, [eventOf('appointment.booked', made, actor.id)])
    return made
  })
}

/** Gives an appointment another time, another member of staff, or both. Its old time is free in the same moment. */
export async function moveByHand(
  flow: Flow,
  workspaceId: string,
  actor: Actor,
  id: string,
  to: { startsAt?: Date; staffId?: string | null },
): Promise<AppointmentRecord> {
  const workspace = await findWorkspace(flow.store, workspaceId)
  const before = workspace && (await flow.store.transaction((tx) => lockAppointment(tx, workspaceId, id)))
  if (!workspace || before?.status !== 'booked')
    throw new Refusal('not_found', 'There is no such appointment, or it was canceled.')
  const start = to.startsAt ?? before.starts_at
  if (to.startsAt) refusePast(flow, start)
  const calendars = await calendarsOf(flow, workspace, before, to.staffId)
  const length = before.ends_at.getTime() - before.starts_at.getTime()
  const shift = (at: Date | null, edge: Date, of: Date) =>
    new Date(of.getTime() + ((at ?? edge).getTime() - edge.getTime()))
  const end = new Date(start.getTime() + length)
  return flow.store
    .transaction(async (tx) => {
      const [calendar] = calendars
      if (!calendar) throw new Refusal('not_found', 'Nobody of that name performs this.')
      const moved = await moveAppointment(tx, workspaceId, id, {
        starts_at: start,
        ends_at: end,
        blocked_from: shift(before.blocked_from, before.starts_at, start),
        blocked_to: shift(before.blocked_to, before.ends_at, end),
        resource: calendar.id,
        staff_id: calendar.id === MAIN_CALENDAR ? null : calendar.id,
        staff_name: calendar.name,
      })
      if (!moved) throw new Refusal('not_found', 'There is no such appointment, or it was canceled.')
      await appendEvents(tx, workspaceId, [
        eventOf('appointment.moved', moved, actor.id, { from: before.starts_at.toISOString() }),
      ])
      return moved
    })
    .catch((error: unknown) => {
      if (isTaken(error)) refuseTaken('taken')
      throw error
    })
}

export async function cancelByHand(
  flow: Flow,
  workspaceId: string,
  actor: Actor,
  id: string,
  reason = '',
): Promise<AppointmentRecord> {
  return flow.store.transaction(async (tx: Tx) => {
    const canceled = await cancelAppointment(tx, workspaceId, id, {
      at: flow.clock.now(),
      actor: actor.id,
      reason,
    })
    if (!canceled) throw new Refusal('not_found', 'There is no such appointment, or it was canceled before.')
    await appendEvents(tx, workspaceId, [
      eventOf('appointment.canceled', canceled, actor.id, reason ? { reason } : {}),
    ])
    return canceled
  })
}

/** What is told of an appointment in the log: ids, and what no later row can tell. */
export function eventOf(
  type: 'appointment.booked' | 'appointment.moved' | 'appointment.canceled',
  a: AppointmentRecord,
  actor: string,
  more: Record<string, unknown> = {},
): NewEvent {
  return {
    type,
    conversationId: a.conversation_id,
    contactId: a.contact_id,
    actor,
    data: {
      appointmentId: a.id,
      service: a.service_name,
      startsAt: a.starts_at.toISOString(),
      timeZone: a.time_zone,
      ...(a.staff_name && { staff: a.staff_name }),
      ...more,
    },
  }
}

async function mustPlan(flow: Flow, workspace: WorkspaceRecord, wish: VisitWish): Promise<Planned> {
  const planned = await planWish(flow, workspace, wish, 'any')
  if (!planned) throw new Refusal('not_found', 'There is no such service.')
  if (planned.calendars.length === 0)
    throw new Refusal('not_found', 'Nobody performs this, or not the one you chose.')
  return planned
}

/** Who is asked first. Outside the hours, too close or too far: a person's own decision, so everybody is tried. */
async function orderFor(
  flow: Flow,
  workspace: WorkspaceRecord,
  planned: Planned,
  start: Date,
): Promise<string[]> {
  const free = await whoIsFree(flow, workspace, planned, start, { conversationId: null })
  return free.ok ? free.order : planned.calendars.map((c) => c.id)
}

async function calendarsOf(
  flow: Flow,
  workspace: WorkspaceRecord,
  before: AppointmentRecord,
  staffId: string | null | undefined,
): Promise<{ id: string; name: string | null }[]> {
  if (staffId === undefined || staffId === before.staff_id)
    return [{ id: before.staff_id ?? MAIN_CALENDAR, name: before.staff_name }]
  if (staffId === null) return [{ id: MAIN_CALENDAR, name: null }]
  const wish = { serviceId: before.service_id ?? '', alsoServiceIds: before.service_ids }
  const planned = await planWish(flow, workspace, wish, 'any')
  return planned
    ? calendarsFor(
        planned.services.map((s) => s.id),
        planned.staff,
        workspace.hours,
        staffId,
      )
    : []
}

function slotAt({ visit }: Planned, start: Date): Slot {
  return { start, end: new Date(start.getTime() + visit.durationMinutes * 60_000) }
}

function refusePast(flow: Flow, start: Date): void {
  if (start <= flow.clock.now())
    throw new Refusal('invalid_input', 'This time has passed.', {
      fields: [{ path: 'startsAt', message: 'must lie in the future' }],
    })
}

function refuseTaken(why: 'taken' | 'same_person'): never {
  throw new Refusal(
    'slot_taken',
    why === 'same_person'
      ? 'This contact has another appointment at that time. Book it all the same with `alongside`, or choose another time.'
      : 'Somebody has this time already, or the time around it. Ask for the free times and choose another.',
    { facts: { why } },
  )
}

const EXCLUSION = '23P01'
const isTaken = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === EXCLUSION
