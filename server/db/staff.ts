// Whom or what customers book: people and rooms, their weeks, their days off, and what they perform.
import { MAIN_CALENDAR, type Staff, type StaffFields } from '#domain/calendar.ts'
import { query, type Store, type Tx } from './pool.ts'

type Row = Omit<Staff, 'daysOff' | 'serviceIds'> & {
  days_off: Staff['daysOff']
  service_ids: string[]
  sample: boolean
}

const select = `select s.id, s.name, s.kind, s.week, s.days_off, s.active, s.sample,
  coalesce((select array_agg(x.service_id::text order by x.service_id) from staff_services x
    where x.workspace_id = s.workspace_id and x.staff_id = s.id), '{}') as service_ids from staff s`

export type StaffRecord = Staff & { sample: boolean }
const toStaff = ({ days_off, service_ids, ...row }: Row): StaffRecord => ({
  ...row,
  daysOff: days_off,
  serviceIds: service_ids,
})

/** Everybody, in the business's own order. */
export async function listStaff(store: Store, workspaceId: string): Promise<StaffRecord[]> {
  const rows = await store.run<Row>(
    'staff',
    `${select} where s.workspace_id = $1 order by s.position, s.id`,
    [workspaceId],
  )
  return rows.map(toStaff)
}

/** Adds or replaces. Services that are not there (any more) are left out. */
export async function saveStaff(
  tx: Tx,
  workspaceId: string,
  id: string,
  s: StaffFields & { sample?: boolean },
): Promise<void> {
  await query(
    tx,
    `insert into staff (workspace_id, id, name, kind, week, days_off, active, sample, position)
     values ($1, $2, $3, $4, $5, $6, $7, $8, (select coalesce(max(position), 0) + 1 from staff where workspace_id = $1))
     on conflict (workspace_id, id) do update set name = excluded.name, kind = excluded.kind, week = excluded.week,
       days_off = excluded.days_off, active = excluded.active`,
    [
      workspaceId,
      id,
      s.name,
      s.kind,
      s.week && JSON.stringify(s.week),
      JSON.stringify(s.daysOff),
      s.active,
      s.sample ?? false,
    ],
  )
  await query(tx, 'delete from staff_services where workspace_id = $1 and staff_id = $2', [workspaceId, id])
  await query(
    tx,
    `insert into staff_services (workspace_id, staff_id, service_id)
     select $1, $2, s.id from services s where s.workspace_id = $1 and s.id = any($3)`,
    [workspaceId, id, s.serviceIds],
  )
}

/** Removes somebody; what was booked with them keeps their name, and their calendar. */
export async function deleteStaff(tx: Tx, workspaceId: string, id: string): Promise<boolean> {
  const result = await tx
    .deleteFrom('staff')
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', id)
    .executeTakeFirst()
  return result.numDeletedRows > 0n
}

/**
 * Until the first person was named the business was one calendar. What is in it for their services from now on is
 * theirs: nobody else can have been meant.
 */
export async function takeOverMainCalendar(
  tx: Tx,
  workspaceId: string,
  staff: { id: string; name: string; serviceIds: string[] },
  now: Date,
): Promise<number> {
  const rows = await query(
    tx,
    `update appointments set resource = $2, staff_id = $2, staff_name = $3
     where workspace_id = $1 and resource = $4 and ends_at > $5 and status in ('held', 'booked') and service_id = any($6)
       and (select count(*) from staff where workspace_id = $1) = 1 returning id`,
    [workspaceId, staff.id, staff.name, MAIN_CALENDAR, now, staff.serviceIds],
  )
  return rows.length
}
