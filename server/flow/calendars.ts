// The calendars of a workspace as rows tell them, joined with the rules: free times, and the taking of one. Used by the
// front desk's ports and by people alike, so that both mean the same by "free".
import { Temporal } from 'temporal-polyfill'
import {
  type BusyRow,
  findOverlap,
  insertAppointment,
  lockContactsCalendar,
  type NewAppointment,
  readBusy,
  releaseHolds,
} from '#db/appointments.ts'
import { listServices } from '#db/knowledge.ts'
import type { Tx } from '#db/pool.ts'
import { listStaff } from '#db/staff.ts'
import type { WorkspaceRecord } from '#db/workspaces.ts'
import type { Slot } from '#domain/booking.ts'
import {
  type BookingSettings,
  blockedBy,
  type Calendar,
  calendarsFor,
  checkFree,
  defaultBooking,
  fairOrder,
  findFree,
  MAIN_CALENDAR,
  type NotFree,
  planVisit,
  type Staff,
  type Visit,
} from '#domain/calendar.ts'
import type { VisitWish } from '#domain/desk.ts'
import type { Service } from '#domain/knowledge.ts'
import type { Flow } from './deps.ts'

/** The booking rules of a workspace, with the usual ones where nothing was set. */
export const bookingOf = (workspace: Pick<WorkspaceRecord, 'settings'>): BookingSettings => ({
  ...defaultBooking,
  ...workspace.settings.booking,
})

/** What a wish comes to: its services in order, who can perform them, and what it takes. */
export type Planned = {
  services: Service[]
  calendars: Omit<Calendar, 'busy'>[]
  visit: Visit
  staff: Staff[]
}

/** Reads a wish against services and staff; null where a service is unknown or cannot be booked. */
export async function planWish(
  flow: Flow,
  workspace: WorkspaceRecord,
  wish: VisitWish,
  /** People may book by hand what customers cannot. */
  bookable: 'bookable' | 'any' = 'bookable',
): Promise<Planned | null> {
  const [services, staff] = await Promise.all([
    listServices(flow.store, workspace.id),
    listStaff(flow.store, workspace.id),
  ])
  const ids = [...new Set([wish.serviceId, ...(wish.alsoServiceIds ?? [])])]
  const wished = ids.flatMap(
    (id) => services.find((s) => s.id === id && (s.bookable || bookable === 'any')) ?? [],
  )
  if (wished.length !== ids.length) return null
  return {
    services: wished,
    staff,
    calendars: calendarsFor(ids, staff, workspace.hours, wish.staffId ?? null),
    visit: planVisit(wished, bookingOf(workspace)),
  }
}

type Whose = { conversationId: string | null; moving?: string }

/** Free times of a planned visit from a day on, each with who has it. */
export async function freeTimes(
  flow: Flow,
  workspace: WorkspaceRecord,
  planned: Planned,
  q: { from: Temporal.PlainDate; days: number; limit: number } & Whose,
): Promise<Slot[]> {
  const { timeZone } = workspace.hours
  const to = q.from.add({ days: Math.min(Math.max(q.days, 1), 31) - 1 })
  const now = flow.clock.now()
  const busy = await readBusy(flow.store.db, workspace.id, {
    from: startOf(q.from, timeZone),
    to: startOf(to.add({ days: 1 }), timeZone),
    now,
    conversationId: q.conversationId,
    moving: q.moving,
  })
  const found = findFree({
    calendars: withBusy(planned.calendars, busy),
    visit: planned.visit,
    now,
    from: q.from,
    to,
    limit: q.limit,
  })
  return found.map(({ start, end, calendars }) => {
    const staff = namesOf(planned, calendars)
    return { start, end, ...(staff.length > 0 && { staff }) }
  })
}

function namesOf({ calendars }: Planned, ids: string[]): { id: string; name: string }[] {
  return ids.flatMap((id) => {
    const name = calendars.find((c) => c.id === id)?.name
    return name ? [{ id, name }] : []
  })
}

/** The busy spans of each calendar. */
export function withBusy(calendars: Omit<Calendar, 'busy'>[], busy: BusyRow[]): Calendar[] {
  return calendars.map((c) => ({ ...c, busy: busy.filter((b) => b.resource === c.id) }))
}

/** Who has a moment free, the least busy of that day first; or why nobody has. */
export async function whoIsFree(
  flow: Flow,
  workspace: WorkspaceRecord,
  planned: Planned,
  start: Date,
  whose: Whose,
): Promise<{ ok: true; slot: Slot; order: string[] } | { ok: false; why: NotFree }> {
  const { timeZone } = workspace.hours
  const now = flow.clock.now()
  const day = dayOf(start, timeZone)
  const busy = await readBusy(flow.store.db, workspace.id, {
    from: startOf(day, timeZone),
    to: startOf(day.add({ days: 2 }), timeZone),
    now,
    conversationId: whose.conversationId,
    moving: whose.moving,
  })
  const checked = checkFree({
    calendars: withBusy(planned.calendars, busy),
    visit: planned.visit,
    now,
    start,
  })
  if (!checked.ok) return checked
  const busyThatDay = (id: string) =>
    busy.filter((b) => b.resource === id && dayOf(b.start, timeZone).equals(day)).length
  return { ok: true, slot: checked.slot, order: fairOrder(checked.calendars, busyThatDay) }
}

export type TakeOutcome =
  | { ok: true; staff: { id: string; name: string } | null }
  | { ok: false; why: 'taken' | 'same_person' }

/**
 * Writes a hold or a booking in the first of these calendars that really has the time: the database decides. What the
 * conversation held before is let go, also where this fails. Inside the caller's transaction.
 */
export async function takeTime(
  flow: Flow,
  tx: Tx,
  workspace: WorkspaceRecord,
  o: {
    planned: Planned
    slot: Slot
    order: string[]
    row: Pick<
      NewAppointment,
      | 'id'
      | 'contact_id'
      | 'conversation_id'
      | 'status'
      | 'heldUntil'
      | 'name'
      | 'note'
      | 'created_by'
      | 'customer_zone'
    >
    moving?: string
    /** A person knows what they do: two appointments of one contact at once are theirs to allow. */
    alongside?: boolean
  },
): Promise<TakeOutcome> {
  const now = flow.clock.now()
  const { planned, slot, row } = o
  await lockContactsCalendar(tx, workspace.id, row.contact_id)
  await releaseHolds(tx, workspace.id, now, row.status === 'held' ? row.conversation_id : null)
  const overlap =
    !o.alongside &&
    (await findOverlap(tx, workspace.id, {
      contactId: row.contact_id,
      start: slot.start,
      end: slot.end,
      now,
      conversationId: row.conversation_id,
      moving: o.moving,
    }))
  if (overlap) return { ok: false, why: 'same_person' }
  const blocked = blockedBy(slot, planned.visit)
  for (const id of o.order) {
    const calendar = planned.calendars.find((c) => c.id === id)
    const named = calendar?.name ?? null
    const made = await insertAppointment(tx, workspace.id, {
      ...row,
      service_id: planned.services[0]?.id ?? null,
      service_ids: planned.services.map((s) => s.id),
      service_name: nameOf(planned.services),
      starts_at: slot.start,
      ends_at: slot.end,
      blocked_from: blocked.start,
      blocked_to: blocked.end,
      resource: id,
      staff_id: id === MAIN_CALENDAR ? null : id,
      staff_name: named,
      time_zone: workspace.hours.timeZone,
      moves: o.moving ?? null,
      at: now,
    })
    if (made) return { ok: true, staff: named === null ? null : { id, name: named } }
  }
  return { ok: false, why: 'taken' }
}

/** "Haircut", "Haircut + Color" */
export const nameOf = (services: Pick<Service, 'name'>[]): string => services.map((s) => s.name).join(' + ')

export function dayOf(at: Date, zone: string): Temporal.PlainDate {
  return Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone).toPlainDate()
}
export function startOf(day: Temporal.PlainDate, zone: string): Date {
  return new Date(day.toZonedDateTime(zone).epochMilliseconds)
}
