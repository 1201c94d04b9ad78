// Appointments by the day on which they fall where the business is. Pure.

import { dayKey } from '#web/ui/time.ts'
import type { AppointmentWire } from '#wire/api/contacts.ts'

export type AppointmentDay = { key: number; at: string; timeZone: string; items: AppointmentWire[] }

/** Days in order, appointments of a day by time; `newestFirst` turns the days round. */
export function groupByDay(items: AppointmentWire[], newestFirst: boolean): AppointmentDay[] {
  const days = new Map<number, AppointmentDay>()
  for (const item of [...items].sort((a, b) => Date.parse(a.startsAt) - Date.parse(b.startsAt))) {
    const key = dayKey(item.startsAt, item.timeZone)
    const day = days.get(key) ?? { key, at: item.startsAt, timeZone: item.timeZone, items: [] }
    day.items.push(item)
    days.set(key, day)
  }
  const sorted = [...days.values()].sort((a, b) => a.key - b.key)
  return newestFirst ? sorted.reverse() : sorted
}
