// Whose time is booked: people and rooms with their own hours and days off, what a visit of one or several services
// takes from a calendar, and what a customer may change by themselves. Pure.
import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import { type BookingRules, type Busy, checkSlot, findSlots, type Slot } from './booking.ts'
import { Hours } from './hours.ts'
import type { Service } from './knowledge.ts'

/** The calendar of a business that names nobody, and of services that nobody in particular performs. */
export const MAIN_CALENDAR = 'main'

export const BookingSettings = z.object({
  /** Times begin on multiples of this many minutes after opening. */
  gridMinutes: z.number().int().min(5).max(240).default(30),
  noticeMinutes: z
    .number()
    .int()
    .min(0)
    .max(60 * 24 * 60)
    .default(60),
  horizonDays: z.number().int().min(1).max(730).default(60),
  /** Until so long before it a customer may move or cancel by themselves; then a person decides. */
  changeNoticeMinutes: z
    .number()
    .int()
    .min(0)
    .max(60 * 24 * 60)
    .default(24 * 60),
  mayMove: z.boolean().default(true),
  mayCancel: z.boolean().default(true),
})
export type BookingSettings = z.infer<typeof BookingSettings>
export const defaultBooking: BookingSettings = BookingSettings.parse({})

const Day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'write a date as YYYY-MM-DD')
/** Days on which somebody is away, both included. */
export const DayOff = z
  .object({ from: Day, to: Day, note: z.string().max(80).default('') })
  .refine((d) => d.from <= d.to, 'must end after it begins')
export type DayOff = z.infer<typeof DayOff>

export const StaffFields = z.object({
  name: z.string().trim().min(1).max(80),
  kind: z.enum(['person', 'resource']).default('person'),
  /** Their own week; null: the opening hours. The business's holidays hold in both cases. */
  week: Hours.shape.week.nullable().default(null),
  daysOff: z.array(DayOff).max(200).default([]),
  serviceIds: z.array(z.string().max(64)).max(500).default([]),
  active: z.boolean().default(true),
})
export type StaffFields = z.infer<typeof StaffFields>
export type Staff = StaffFields & { id: string }

/** One calendar: when it is open, and what is taken in it, buffers included. */
export type Calendar = { id: string; name: string | null; hours: Hours; busy: Busy[] }

/** The hours of a member of staff: their week with the business's holidays, closed on their days off. */
export function hoursOf(staff: Pick<Staff, 'week' | 'daysOff'>, business: Hours): Hours {
  const away = staff.daysOff.flatMap(({ from, to, note }) =>
    daysBetween(from, to).map((date) => ({ date, note })),
  )
  const gone = new Set(away.map((a) => a.date))
  return {
    timeZone: business.timeZone,
    week: staff.week ?? business.week,
    holidays: [
      ...business.holidays.filter((h) => !gone.has(h.date)),
      ...away.map(({ date, note }) => ({ date, name: note, intervals: [] })),
    ],
  }
}

/** A year of days off is a lot; whoever writes "2026 to 2126" means to leave. */
const MAX_AWAY = 400
function daysBetween(from: string, to: string): string[] {
  const days: string[] = []
  const last = Temporal.PlainDate.from(to)
  for (
    let day = Temporal.PlainDate.from(from);
    Temporal.PlainDate.compare(day, last) <= 0;
    day = day.add({ days: 1 })
  ) {
    if (days.length >= MAX_AWAY) break
    days.push(day.toString())
  }
  return days
}

/**
 * Who can perform all of these services, in their order; the business's one calendar where none of them is anybody's.
 * Empty where nobody performs them all.
 */
export function calendarsFor(
  serviceIds: string[],
  staff: Staff[],
  business: Hours,
  wish: string | null = null,
): Omit<Calendar, 'busy'>[] {
  const active = staff.filter((s) => s.active)
  const assigned = serviceIds.filter((id) => active.some((s) => s.serviceIds.includes(id)))
  if (assigned.length === 0) return wish ? [] : [{ id: MAIN_CALENDAR, name: null, hours: business }]
  return active
    .filter((s) => (!wish || s.id === wish) && assigned.every((id) => s.serviceIds.includes(id)))
    .map((s) => ({ id: s.id, name: s.name, hours: hoursOf(s, business) }))
}

export type Visit = {
  durationMinutes: number
  beforeMinutes: number
  afterMinutes: number
  rules: BookingRules
}

/** What several services in a row take: all their minutes, the first one's buffer before and the last one's after. */
export function planVisit(
  services: Pick<
    Service,
    'durationMinutes' | 'bufferBeforeMinutes' | 'bufferAfterMinutes' | 'noticeMinutes' | 'horizonDays'
  >[],
  settings: BookingSettings,
): Visit {
  return {
    durationMinutes: services.reduce((sum, s) => sum + s.durationMinutes, 0),
    beforeMinutes: services[0]?.bufferBeforeMinutes ?? 0,
    afterMinutes: services.at(-1)?.bufferAfterMinutes ?? 0,
    rules: {
      gridMinutes: settings.gridMinutes,
      noticeMinutes: Math.max(...services.map((s) => s.noticeMinutes ?? settings.noticeMinutes)),
      horizonDays: Math.min(...services.map((s) => s.horizonDays ?? settings.horizonDays)),
    },
  }
}

/** A free time, and whose calendars have it. */
export type FreeSlot = Slot & { calendars: string[] }

type Ask = { calendars: Calendar[]; visit: Visit; now: Date }

/** Free times of anybody among the calendars, each once, in order. */
export function findFree(
  ask: Ask & { from: Temporal.PlainDate; to: Temporal.PlainDate; limit?: number },
): FreeSlot[] {
  const { calendars, visit, now, from, to, limit = Infinity } = ask
  const byStart = new Map<number, FreeSlot>()
  for (const calendar of calendars)
    for (const slot of findSlots({ ...calendar, ...visit, now, from, to, limit })) {
      const known = byStart.get(slot.start.getTime())
      if (known) known.calendars.push(calendar.id)
      else byStart.set(slot.start.getTime(), { ...slot, calendars: [calendar.id] })
    }
  return [...byStart.values()].sort((a, b) => a.start.getTime() - b.start.getTime()).slice(0, limit)
}

export type NotFree = 'past' | 'too_soon' | 'too_far' | 'closed' | 'taken'

/** Who has this time free; else why nobody has: what is nearest to being possible is said. */
export function checkFree(
  ask: Ask & { start: Date },
): { ok: true; slot: Slot; calendars: string[] } | { ok: false; why: NotFree } {
  const { calendars, visit, now, start } = ask
  const checked = calendars.map((calendar) => ({
    id: calendar.id,
    ...checkSlot({ ...calendar, ...visit, now, start }),
  }))
  const free = checked.filter((c) => c.ok)
  const [first] = free
  if (first) return { ok: true, slot: first.slot, calendars: free.map((c) => c.id) }
  const whys = checked.flatMap((c) => (c.ok ? [] : [c.why]))
  return { ok: false, why: whys.find((why) => why === 'taken') ?? whys[0] ?? 'closed' }
}

/** What the calendar gives away for a visit, buffers included. */
export function blockedBy(slot: Slot, visit: Pick<Visit, 'beforeMinutes' | 'afterMinutes'>): Busy {
  return {
    start: new Date(slot.start.getTime() - visit.beforeMinutes * 60_000),
    end: new Date(slot.end.getTime() + visit.afterMinutes * 60_000),
  }
}

/** The least busy of those who are free comes first; equally busy ones in the business's own order. */
export function fairOrder(calendars: string[], busyThatDay: (id: string) => number): string[] {
  return calendars
    .map((id, i) => ({ id, i, busy: busyThatDay(id) }))
    .sort((a, b) => a.busy - b.busy || a.i - b.i)
    .map((c) => c.id)
}

export type MayChange = 'yes' | 'too_late' | 'not_here'

/** May the customer move or cancel this by themselves at this moment? */
export function mayChange(
  what: 'move' | 'cancel',
  startsAt: Date,
  now: Date,
  settings: BookingSettings,
): MayChange {
  if (what === 'move' ? !settings.mayMove : !settings.mayCancel) return 'not_here'
  return startsAt.getTime() - now.getTime() >= settings.changeNoticeMinutes * 60_000 ? 'yes' : 'too_late'
}
