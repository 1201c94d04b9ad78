// Appointments: the exclusion constraint of the table decides who gets a time, not a look beforehand.
import { type BookingSettings, defaultBooking, MAIN_CALENDAR } from '#domain/calendar.ts'
import { query, type Store, type Tx } from './pool.ts'

export type AppointmentRecord = {
  id: string
  contact_id: string
  conversation_id: string | null
  service_id: string | null
  service_name: string
  starts_at: Date
  ends_at: Date
  time_zone: string
  status: 'held' | 'booked' | 'canceled' | 'expired'
  name: string
  note: string
  created_by: 'ai' | 'member' | 'api' | 'sample'
  created_at: Date
  staff_id: string | null
  staff_name: string | null
  service_ids: string[]
  blocked_from: Date | null
  blocked_to: Date | null
  customer_zone: string | null
  moved_from: Date | null
  times_moved: number
  canceled_at: Date | null
  canceled_by: string | null
  cancel_reason: string | null
}
const columns = `id, contact_id, conversation_id, service_id, service_name, starts_at, ends_at, time_zone, status, name, note, created_by,
  created_at, staff_id, staff_name, service_ids, blocked_from, blocked_to, customer_zone, moved_from, times_moved, canceled_at, canceled_by, cancel_reason`

/** What is taken in a calendar, buffers included. */
export type BusyRow = { resource: string; start: Date; end: Date }

/**
 * What is taken between two moments, in all calendars: booked, or held and not run out at `now`. Holds of
 * `conversationId` do not count, nor what belongs to the appointment that is `moving`.
 */
export async function readBusy(
  tx: Tx,
  workspaceId: string,
  q: { from: Date; to: Date; now: Date; conversationId?: string | null; moving?: string | null },
): Promise<BusyRow[]> {
  return query<BusyRow>(
    tx,
    `select resource, coalesce(blocked_from, starts_at) as start, coalesce(blocked_to, ends_at) as end from appointments
     where workspace_id = $1 and starts_at < $3::timestamptz + interval '8 hours' and ends_at > $2::timestamptz - interval '8 hours'
       and (status = 'booked' or (status = 'held' and held_until > $4 and conversation_id is distinct from $5))
       and claim is distinct from $6`,
    [workspaceId, q.from, q.to, q.now, q.conversationId ?? null, q.moving ?? null],
  )
}

/** Lets go of holds that ran out, and of what a conversation held before. */
export async function releaseHolds(
  tx: Tx,
  workspaceId: string,
  now: Date,
  conversationId: string | null,
): Promise<void> {
  // Rows that another transaction is letting go of are left to it: waiting for each other in two orders would be a deadlock.
  await query(
    tx,
    `with old as (
       select id from appointments where workspace_id = $1 and status = 'held' and (held_until <= $2 or conversation_id = $3)
       order by id for update skip locked)
     update appointments a set status = 'expired' from old where a.workspace_id = $1 and a.id = old.id`,
    [workspaceId, now, conversationId],
  )
}

/** One transaction at a time makes appointments for a contact, so that a look for overlaps holds until its end. */
export async function lockContactsCalendar(tx: Tx, workspaceId: string, contactId: string): Promise<void> {
  await query(tx, 'select pg_advisory_xact_lock(71, hashtext($1))', [`${workspaceId}/${contactId}`])
}

/** Another appointment of the contact within this time, booked or held in another conversation. */
export async function findOverlap(
  tx: Tx,
  workspaceId: string,
  q: {
    contactId: string
    start: Date
    end: Date
    now: Date
    conversationId?: string | null
    moving?: string | null
  },
): Promise<{ id: string; service_name: string; starts_at: Date } | null> {
  const [row] = await query<{ id: string; service_name: string; starts_at: Date }>(
    tx,
    `select id, service_name, starts_at from appointments where workspace_id = $1 and contact_id = $2 and starts_at < $4 and ends_at > $3
       and (status = 'booked' or (status = 'held' and held_until > $5 and conversation_id is distinct from $6))
       and claim is distinct from $7 order by starts_at limit 1`,
    [workspaceId, q.contactId, q.start, q.end, q.now, q.conversationId ?? null, q.moving ?? null],
  )
  return row ?? null
}

type Optional =
  | 'staff_id'
  | 'staff_name'
  | 'service_ids'
  | 'blocked_from'
  | 'blocked_to'
  | 'customer_zone'
  | 'moved_from'
  | 'times_moved'
  | 'canceled_at'
  | 'canceled_by'
  | 'cancel_reason'
export type NewAppointment = Omit<AppointmentRecord, 'status' | 'created_at' | Optional> &
  Partial<Pick<AppointmentRecord, Optional>> & {
    status: 'held' | 'booked'
    heldUntil: Date | null
    at: Date
    sample?: boolean
    /** Whose calendar; missing: the business's one. */
    resource?: string
    /** The appointment that this hold is to move. */
    moves?: string | null
  }

/** Writes a held or booked appointment. False where somebody else has the time. */
export async function insertAppointment(tx: Tx, workspaceId: string, a: NewAppointment): Promise<boolean> {
  // `on conflict do nothing` also covers the exclusion constraint, and leaves the transaction alive.
  const row = await tx
    .insertInto('appointments')
    .values({
      workspace_id: workspaceId,
      id: a.id,
      contact_id: a.contact_id,
      conversation_id: a.conversation_id,
      service_id: a.service_id,
      service_name: a.service_name,
      service_ids: a.service_ids ?? (a.service_id ? [a.service_id] : []),
      resource: a.resource ?? MAIN_CALENDAR,
      staff_id: a.staff_id ?? null,
      staff_name: a.staff_name ?? null,
      starts_at: a.starts_at,
      ends_at: a.ends_at,
      blocked_from: a.blocked_from ?? a.starts_at,
      blocked_to: a.blocked_to ?? a.ends_at,
      time_zone: a.time_zone,
      customer_zone: a.customer_zone ?? null,
      status: a.status,
      held_until: a.heldUntil,
      moves: a.moves ?? null,
      name: a.name,
      note: a.note,
      created_by: a.created_by,
      sample: a.sample ?? false,
      created_at: a.at,
    })
    .onConflict((c) => c.doNothing())
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

/**
 * Turns a hold into a booking; null where the hold ran out or belongs elsewhere. Asked again for what it has booked, it
 * gives the same booking.
 */
export async function confirmHold(
  tx: Tx,
  workspaceId: string,
  holdId: string,
  conversationId: string,
  name: string,
  now: Date,
): Promise<AppointmentRecord | null> {
  const [row] = await query<AppointmentRecord>(
    tx,
    `update appointments set status = 'booked', held_until = null, name = $4
     where workspace_id = $1 and id = $2 and conversation_id = $3 and moves is null
       and (status = 'booked' or (status = 'held' and held_until > $5)) returning ${columns}`,
    [workspaceId, holdId, conversationId, name, now],
  )
  return row ?? null
}

/**
 * Moves an appointment of this contact to the time that the conversation holds for it; its old time is free in the same
 * moment. Null where it is not theirs, was canceled or is over, the hold ran out, or it is too late by the rules.
 */
export async function moveToHold(
  tx: Tx,
  workspaceId: string,
  q: {
    appointmentId: string
    holdId: string
    conversationId: string
    contactId: string
    now: Date
    settings: BookingSettings
  },
): Promise<AppointmentRecord | null> {
  if (!q.settings.mayMove) return null
  const [hold] = await query<{ id: string }>(
    tx,
    `update appointments set status = 'expired' where workspace_id = $1 and id = $2 and conversation_id = $3 and contact_id = $4
       and moves = $5 and status = 'held' and held_until > $6 returning id`,
    [workspaceId, q.holdId, q.conversationId, q.contactId, q.appointmentId, q.now],
  )
  if (!hold) return null
  const [row] = await query<AppointmentRecord>(
    tx,
    `update appointments a set starts_at = h.starts_at, ends_at = h.ends_at, blocked_from = h.blocked_from, blocked_to = h.blocked_to,
       resource = h.resource, staff_id = h.staff_id, staff_name = h.staff_name, customer_zone = coalesce(h.customer_zone, a.customer_zone),
       moved_from = a.starts_at, times_moved = a.times_moved + 1
     from appointments h where h.workspace_id = $1 and h.id = $2 and a.workspace_id = $1 and a.id = $3 and a.contact_id = $4
       and a.status = 'booked' and a.starts_at >= $5 returning ${columnsOf('a')}`,
    [workspaceId, q.holdId, q.appointmentId, q.contactId, earliestChange(q)],
  )
  return row ?? null
}

/** Cancels an appointment of this contact by the contact's own wish; null where `moveToHold` would give null. */
export async function cancelByContact(
  tx: Tx,
  workspaceId: string,
  q: { appointmentId: string; contactId: string; reason: string; now: Date; settings: BookingSettings },
): Promise<AppointmentRecord | null> {
  if (!q.settings.mayCancel) return null
  const [row] = await query<AppointmentRecord>(
    tx,
    `update appointments set status = 'canceled', canceled_at = $4, canceled_by = 'ai', cancel_reason = nullif($5, '')
     where workspace_id = $1 and id = $2 and contact_id = $3 and status = 'booked' and starts_at >= $6 returning ${columns}`,
    [workspaceId, q.appointmentId, q.contactId, q.now, q.reason, earliestChange(q)],
  )
  return row ?? null
}

const earliestChange = (q: { now: Date; settings: BookingSettings }): Date =>
  new Date(q.now.getTime() + q.settings.changeNoticeMinutes * 60_000)
const columnsOf = (table: string): string =>
  columns
    .split(',')
    .map((c) => `${table}.${c.trim()}`)
    .join(', ')

/** An appointment, locked until the transaction ends. */
export async function lockAppointment(
  tx: Tx,
  workspaceId: string,
  id: string,
): Promise<AppointmentRecord | null> {
  const [row] = await query<AppointmentRecord>(
    tx,
    `select ${columns} from appointments where workspace_id = $1 and id = $2 for update`,
    [workspaceId, id],
  )
  return row ?? null
}

/** Gives a booked appointment another time or calendar. Throws what the database throws where somebody has it. */
export async function moveAppointment(
  tx: Tx,
  workspaceId: string,
  id: string,
  to: {
    starts_at: Date
    ends_at: Date
    blocked_from: Date
    blocked_to: Date
    resource: string
    staff_id: string | null
    staff_name: string | null
  },
): Promise<AppointmentRecord | null> {
  const [row] = await query<AppointmentRecord>(
    tx,
    `update appointments set starts_at = $3, ends_at = $4, blocked_from = $5, blocked_to = $6, resource = $7, staff_id = $8, staff_name = $9,
       moved_from = case when starts_at = $3 then moved_from else starts_at end, times_moved = times_moved + (starts_at <> $3)::int
     where workspace_id = $1 and id = $2 and status = 'booked' returning ${columns}`,
    [
      workspaceId,
      id,
      to.starts_at,
      to.ends_at,
      to.blocked_from,
      to.blocked_to,
      to.resource,
      to.staff_id,
      to.staff_name,
    ],
  )
  return row ?? null
}

export async function cancelAppointment(
  tx: Tx,
  workspaceId: string,
  id: string,
  by: { at: Date; actor: string; reason: string },
): Promise<AppointmentRecord | null> {
  const [row] = await query<AppointmentRecord>(
    tx,
    `update appointments set status = 'canceled', canceled_at = $3, canceled_by = $4, cancel_reason = nullif($5, '')
     where workspace_id = $1 and id = $2 and status in ('held', 'booked') returning ${columns}`,
    [workspaceId, id, by.at, by.actor, by.reason],
  )
  return row ?? null
}

/** The workspace's booking rules, read inside a transaction. */
export async function bookingRules(tx: Tx, workspaceId: string): Promise<BookingSettings> {
  const [row] = await query<{ booking: Partial<BookingSettings> | null }>(
    tx,
    `select settings -> 'booking' as booking from workspaces where id = $1`,
    [workspaceId],
  )
  return { ...defaultBooking, ...row?.booking }
}

/** Booked and canceled ones in order of time. */
export async function listAppointments(
  store: Store,
  workspaceId: string,
  f: { from?: Date; to?: Date; contactId?: string; limit: number },
): Promise<AppointmentRecord[]> {
  return store.run(
    f.contactId ? 'appointments-contact' : 'appointments',
    `select ${columns} from appointments where workspace_id = $1 and status in ('booked', 'canceled')
       and ($2::timestamptz is null or starts_at >= $2) and ($3::timestamptz is null or starts_at < $3)
       ${f.contactId ? 'and contact_id = $5' : ''} order by starts_at, id limit $4`,
    [workspaceId, f.from ?? null, f.to ?? null, f.limit, ...(f.contactId ? [f.contactId] : [])],
  )
}

export type UpcomingRow = Pick<
  AppointmentRecord,
  'id' | 'service_id' | 'service_ids' | 'service_name' | 'starts_at' | 'ends_at' | 'staff_id' | 'staff_name'
>
/** What a contact has before them, in order of time. */
export async function upcomingOf(
  tx: Tx,
  workspaceId: string,
  contactId: string,
  now: Date,
): Promise<UpcomingRow[]> {
  return query(
    tx,
    `select id, service_id, service_ids, service_name, starts_at, ends_at, staff_id, staff_name from appointments
     where workspace_id = $1 and contact_id = $2 and status = 'booked' and starts_at > $3 order by starts_at limit 10`,
    [workspaceId, contactId, now],
  )
}
