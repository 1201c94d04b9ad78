import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import { todayIn, zonedOf } from '#ai/format.ts'
import type { Slot } from '#domain/booking.ts'
import { staffWish } from './book-appointment.ts'
import { sayFree, writeMoment } from './moments.ts'
import { ownAppointment } from './own-appointment.ts'
import { defineTool, ToolProblem } from './tool.ts'
import type { Work } from './work.ts'

const MAX_DAYS = 14
/** Every slot of two weeks on a grid of half an hour, round the clock. */
const SCANNED = 700
/** More than this, nobody reads in a chat. */
const OFFERED = 8

/** "HH:MM" of a day. */
const TimeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'write HH:MM, e.g. 15:00')

/** Free times of a service. */
export const findSlots = defineTool({
  name: 'find_slots',
  description:
    'Lists free appointment times of a service. Only times that this tool gives may be offered. To check one wish, ask for that day with notBefore and notAfter.',
  input: z.object({
    serviceId: z.string().min(1).max(64).describe('The id of a service from the list of services'),
    from: z
      .string()
      .regex(/^\d{4}-\d{2}-\d{2}$/, 'write YYYY-MM-DD')
      .describe('First day to look at, YYYY-MM-DD, in the business’s time zone'),
    days: z.number().int().min(1).max(MAX_DAYS).default(7).describe('How many days to look at'),
    alsoServiceIds: z
      .array(z.string().min(1).max(64))
      .max(4)
      .optional()
      .describe('More services in the same visit'),
    staffId: z.string().max(64).optional().describe('Only with this person or room; else leave out'),
    moving: z
      .string()
      .max(64)
      .optional()
      .describe('The id of the customer’s own appointment that is to be moved'),
    notBefore: TimeOfDay.optional().describe('Earliest time of day to begin, HH:MM'),
    notAfter: TimeOfDay.optional().describe('Latest time of day to begin, HH:MM'),
  }),
  async run({ serviceId, alsoServiceIds, staffId, moving, from, days, notBefore, notAfter }, work) {
    const { context, ports } = work
    const service = bookableService(serviceId, work)
    for (const id of alsoServiceIds ?? []) bookableService(id, work)
    const wished = staffWish(staffId, work)
    if (moving) ownAppointment(moving, work)
    const zone = context.hours.timeZone
    const free = await ports.findSlots({
      serviceId,
      ...(alsoServiceIds && { alsoServiceIds }),
      ...(wished && { staffId: wished }),
      ...(moving && { moving }),
      from: checkedDay(from, context.now, zone),
      days,
      limit: SCANNED,
    })
    const fitting = free.filter((slot) => within(timeOf(slot.start, zone), notBefore, notAfter))
    const slots = spread(fitting, zone, OFFERED)
    if (slots.length === 0)
      return {
        result: {
          slots: [],
          note:
            free.length > 0
              ? 'Nothing is free at those times of day on these days; other times are.'
              : 'Nothing is free on these days.',
        },
        outcome: `nothing free for ${service.name} from ${from}`,
      }
    return {
      result: {
        service: service.name,
        slots: slots.map((slot) => sayFree(slot, context)),
        note:
          fitting.length > slots.length
            ? 'There are more free times than these.'
            : 'These are all free times.',
      },
      outcome: `${slots.length} of ${fitting.length} free times for ${service.name} from ${from}`,
      slots,
    }
  },
})

/** The service with this id, if customers can book it. Throws words for the model. */
export function bookableService(id: string, { context }: Work) {
  const bookable = context.services.filter((s) => s.bookable)
  const service = bookable.find((s) => s.id === id)
  if (service) return service
  const names = bookable.map((s) => `${s.id} (${s.name})`).join(', ')
  throw new ToolProblem(`There is no bookable service with this id. The ids are: ${names}`)
}

/** A day that exists, and not one that is over. */
function checkedDay(day: string, now: Date, zone: string): string {
  const today = todayIn(zone, now)
  try {
    const wished = Temporal.PlainDate.from(day, { overflow: 'reject' })
    return (Temporal.PlainDate.compare(wished, today) < 0 ? today : wished).toString()
  } catch {
    throw new ToolProblem(`${day} is no day. Today is ${today.toString()}.`)
  }
}

function timeOf(at: Date, zone: string): string {
  return writeMoment(at, zone).slice(11, 16)
}

function within(time: string, notBefore?: string, notAfter?: string): boolean {
  return (!notBefore || time >= notBefore) && (!notAfter || time <= notAfter)
}

/** A choice over the days, not the first morning in steps of half an hour. In order of time. */
function spread(slots: Slot[], zone: string, most: number): Slot[] {
  const days = Map.groupBy(slots, (slot) => zonedOf(slot.start, zone).toPlainDate().toString())
  const perDay = Math.max(2, Math.ceil(most / Math.max(days.size, 1)))
  const chosen = [...days.values()].flatMap((day) => {
    if (day.length <= perDay) return day
    const step = (day.length - 1) / (perDay - 1)
    return Array.from({ length: perDay }, (_, i) => day[Math.round(i * step)] as Slot)
  })
  return chosen.slice(0, most)
}
