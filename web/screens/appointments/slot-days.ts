// Free times by the day on which they fall where the business is. Pure.
import { dayKey } from '#web/ui/time.ts'

export type Slot = { startsAt: string; endsAt: string; staff: { id: string; name: string }[] }
export type SlotDay = { key: string; at: string; slots: Slot[] }

/** Days that have room, in order. */
export function slotDays(slots: Slot[], timeZone: string | undefined): SlotDay[] {
  const days = new Map<string, SlotDay>()
  for (const slot of slots) {
    const key = String(dayKey(slot.startsAt, timeZone))
    const day = days.get(key) ?? { key, at: slot.startsAt, slots: [] }
    day.slots.push(slot)
    days.set(key, day)
  }
  return [...days.values()]
}

/** Everybody who has any of these times, once, by name. */
export function staffIn(slots: Slot[]): Slot['staff'] {
  const byId = new Map(slots.flatMap((slot) => slot.staff.map((s) => [s.id, s] as const)))
  return [...byId.values()].sort((a, b) => a.name.localeCompare(b.name))
}
