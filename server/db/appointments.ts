// Appointments: the exclusion constraint of the table decides who gets a time, not a look beforehand.
import type { Busy } from '#domain/booking.ts'
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
}
const columns =
  'id, contact_id, conversation_id, service_id, service_name, starts_at, ends_at, time_zone, status, name, note, created_by, created_at'

/** What is taken between two moments: booked, or held and not run out at `now`. */
export async function readBusy(
  tx: Tx,
  workspaceId: string,
  from: Date,
  to: Date,
  now: Date,
  exceptConversation: string | null = null,
): Promise<Busy[]> {
  const rows = await query<{ starts_at: Date; ends_at: Date }>(
    tx,
    `select starts_at, ends_at from appointments where workspace_id = $1 and starts_at < $3 and ends_at > $2
       and (status = 'booked' or (status = 'held' and held_until > $4 and conversation_id is distinct from $5))`,
    [workspaceId, from, to, now, exceptConversation],
  )
  return rows.map((r) => ({ start: r.starts_at, end: r.ends_at }))
}

/** Lets go of holds that ran out, and of what a conversation held before. */
export async function releaseHolds(
  tx: Tx,
  workspaceId: string,
  now: Date,
  conversationId: string | null,
): Promise<void> {
  await query(
    tx,
    `update appointments set status = 'expired' where workspace_id = $1 and status = 'held' and (held_until <= $2 or conversation_id = $3)`,
    [workspaceId, now, conversationId],
  )
}

export type NewAppointment = Omit<AppointmentRecord, 'status' | 'created_at'> & {
  status: 'held' | 'booked'
  heldUntil: Date | null
  at: Date
  sample?: boolean
}

/** Writes a held or booked appointment. False where somebody else has the time. */
export async function insertAppointment(tx: Tx, workspaceId: string, a: NewAppointment): Promise<boolean> {
  // `on conflict do nothing` also covers the exclusion constraint, and leaves the transaction alive.
  const rows = await query(
    tx,
    `insert into appointments (workspace_id, id, contact_id, conversation_id, service_id, service_name, starts_at, ends_at, time_zone,
       status, held_until, name, note, created_by, sample, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16) on conflict do nothing returning id`,
    [
      workspaceId,
      a.id,
      a.contact_id,
      a.conversation_id,
      a.service_id,
      a.service_name,
      a.starts_at,
      a.ends_at,
      a.time_zone,
      a.status,
      a.heldUntil,
      a.name,
      a.note,
      a.created_by,
      a.sample ?? false,
      a.at,
    ],
  )
  return rows.length === 1
}

/** Turns a hold into a booking; null where the hold ran out or belongs elsewhere. */
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
     where workspace_id = $1 and id = $2 and conversation_id = $3 and status = 'held' and held_until > $5 returning ${columns}`,
    [workspaceId, holdId, conversationId, name, now],
  )
  return row ?? null
}

export async function cancelAppointment(
  tx: Tx,
  workspaceId: string,
  id: string,
): Promise<AppointmentRecord | null> {
  const [row] = await query<AppointmentRecord>(
    tx,
    `update appointments set status = 'canceled' where workspace_id = $1 and id = $2 and status in ('held', 'booked') returning ${columns}`,
    [workspaceId, id],
  )
  return row ?? null
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

export async function upcomingOf(
  tx: Tx,
  workspaceId: string,
  contactId: string,
  now: Date,
): Promise<{ id: string; service_name: string; starts_at: Date }[]> {
  return query(
    tx,
    `select id, service_name, starts_at from appointments where workspace_id = $1 and contact_id = $2 and status = 'booked' and starts_at > $3 order by starts_at limit 10`,
    [workspaceId, contactId, now],
  )
}
