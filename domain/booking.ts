// Free slots: opening hours minus what is booked or held, on a grid, with notice. Pure.
import { Temporal } from 'temporal-polyfill'
import { type Hours, spansOn } from './hours.ts'

export type Busy = { start: Date; end: Date }
/** `staff`: who has it free, where the business names people or rooms. */
export type Slot = { start: Date; end: Date; staff?: { id: string; name: string }[] }

export type BookingRules = {
  /** Slots begin on multiples of this many minutes after opening. */
  gridMinutes: number
  /** Nothing is offered sooner than this many minutes from now. */
  noticeMinutes: number
  /** Nothing is offered later than this many days from now. */
  horizonDays: number
}
export const defaultBookingRules: BookingRules = { gridMinutes: 30, noticeMinutes: 60, horizonDays: 60 }

/** How long an offered slot stays held for one customer while they answer. */
export const HOLD_MINUTES = 10

type SlotQuery = {
  hours: Hours
  busy: Busy[]
  durationMinutes: number
  /** Kept free around the visit, also beyond the hours. `busy` has the buffers of the others already. */
  beforeMinutes?: number
  afterMinutes?: number
  now: Date
  /** First and last day looked at, in the business's zone; `to` is included. */
  from: Temporal.PlainDate
  to: Temporal.PlainDate
  rules?: BookingRules
  limit?: number
}

/** Free slots in order of time. A slot lies wholly inside one open span and overlaps nothing busy. */
export function findSlots(query: SlotQuery): Slot[] {
  const { hours, durationMinutes, now, limit = Infinity } = query
  const rules = query.rules ?? defaultBookingRules
  const earliest = now.getTime() + rules.noticeMinutes * 60_000
  const latest = now.getTime() + rules.horizonDays * 86_400_000
  const length = durationMinutes * 60_000
  const taken = takenBy(query)
  const found: Slot[] = []
  for (let day = query.from; Temporal.PlainDate.compare(day, query.to) <= 0; day = day.add({ days: 1 })) {
    for (const span of spansOn(hours, day)) {
      for (let t = span.start.getTime(); t + length <= span.end.getTime(); t += rules.gridMinutes * 60_000) {
        if (t < earliest || t > latest) continue
        const end = t + length
        if (taken(t, end)) continue
        found.push({ start: new Date(t), end: new Date(end) })
        if (found.length >= limit) return found
      }
    }
  }
  return found
}

/** Is a visit from `t` to `end` in the way of anything, buffers counted? */
function takenBy({ busy, beforeMinutes = 0, afterMinutes = 0 }: Omit<SlotQuery, 'from' | 'to'>) {
  const spans = busy.map((b) => [b.start.getTime(), b.end.getTime()] as const)
  const before = beforeMinutes * 60_000
  const after = afterMinutes * 60_000
  return (t: number, end: number): boolean =>
    spans.some(([from, to]) => from < end + after && t - before < to)
}

/** Does a wished time fit: inside the hours, far enough ahead, free? */
export function checkSlot(
  query: Omit<SlotQuery, 'from' | 'to' | 'limit'> & { start: Date },
): { ok: true; slot: Slot } | { ok: false; why: 'past' | 'too_soon' | 'too_far' | 'closed' | 'taken' } {
  const { hours, durationMinutes, now, start } = query
  const rules = query.rules ?? defaultBookingRules
  const end = new Date(start.getTime() + durationMinutes * 60_000)
  if (start <= now) return { ok: false, why: 'past' }
  if (start.getTime() < now.getTime() + rules.noticeMinutes * 60_000) return { ok: false, why: 'too_soon' }
  if (start.getTime() > now.getTime() + rules.horizonDays * 86_400_000) return { ok: false, why: 'too_far' }
  const day = Temporal.Instant.fromEpochMilliseconds(start.getTime())
    .toZonedDateTimeISO(hours.timeZone)
    .toPlainDate()
  if (!spansOn(hours, day).some((span) => span.start <= start && end <= span.end))
    return { ok: false, why: 'closed' }
  if (takenBy(query)(start.getTime(), end.getTime())) return { ok: false, why: 'taken' }
  return { ok: true, slot: { start, end } }
}
