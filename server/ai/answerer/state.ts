// What the built-in answerer remembers between two turns of a conversation. It is stored as plain data and read back
// strictly: what an older version wrote, or anybody tampered with, is forgotten rather than trusted.
import { z } from 'zod'

const Window = z.object({ from: z.string(), to: z.string(), label: z.string() })
const Range = z.object({ from: z.string(), days: z.number(), label: z.string() })

/** What the front desk asked last about a booking. */
export const bookingQuestions = ['service', 'day', 'pick', 'confirm', 'name'] as const

export const Booking = z.object({
  serviceId: z.string().nullable(),
  /** The wish: days (YYYY-MM-DD) or a stretch of them, a time (HH:MM) or a window. */
  days: z.array(z.string()),
  range: Range.nullable(),
  time: z.string().nullable(),
  window: Window.nullable(),
  /** Starts of the slots that were offered last, ISO. */
  offered: z.array(z.string()),
  hold: z.object({ id: z.string(), start: z.string(), until: z.string() }).nullable(),
  asked: z.enum(bookingQuestions).nullable(),
  /** How often in a row an answer to `asked` was not understood. */
  misses: z.number(),
  name: z.string().nullable(),
  /** More services in the same visit. */
  also: z.array(z.string()).default([]),
  /** With whom, where the customer wishes for somebody. */
  staffId: z.string().nullable().default(null),
  /** Whose calendar holds the time. */
  staffName: z.string().nullable().default(null),
  /** The appointment that is to be at this time instead. */
  moving: z.string().nullable().default(null),
  /** The customer knows that they have one already, and wants another. */
  another: z.boolean().default(false),
})
export type Booking = z.infer<typeof Booking>

/** An appointment that is to be changed, until it is clear which one and what is to happen. */
export const Change = z.object({
  what: z.enum(['move', 'cancel']).nullable(),
  id: z.string().nullable(),
  /** `twice`: they have this already; another one, or another time for it? */
  asked: z.enum(['what', 'which', 'confirm', 'twice']).nullable(),
  reason: z.string(),
  misses: z.number(),
  /** The text that asked for it, read again once the appointment is known: it may name the new time. */
  said: z.string(),
})
export type Change = z.infer<typeof Change>

export const DeskState = z.object({
  v: z.literal(1),
  /** The service talked about last: what "it" is in "how much is it?". */
  service: z.string().nullable(),
  booking: Booking.nullable(),
  /** What was answered last, for "and on Sunday?". */
  topic: z.enum(['hours', 'price', 'duration']).nullable(),
  /** An offer that the next "yes" takes up. */
  asked: z
    .discriminatedUnion('what', [
      z.object({ what: z.literal('book'), serviceId: z.string().nullable() }),
      z.object({ what: z.literal('person'), about: z.string() }),
      z.object({ what: z.literal('which_service'), purpose: z.enum(['price', 'duration']) }),
      z.object({ what: z.literal('contact_details') }),
    ])
    .nullable(),
  /** Turns in a row that were not understood. */
  unclear: z.number(),
  booked: z.object({ service: z.string(), start: z.string(), name: z.string() }).nullable(),
  needSaved: z.boolean(),
  change: Change.nullable().default(null),
})
export type DeskState = z.infer<typeof DeskState>

export const emptyState: DeskState = {
  v: 1,
  service: null,
  topic: null,
  booking: null,
  asked: null,
  unclear: 0,
  booked: null,
  needSaved: false,
  change: null,
}

export const emptyBooking: Booking = {
  serviceId: null,
  days: [],
  range: null,
  time: null,
  window: null,
  offered: [],
  hold: null,
  asked: null,
  misses: 0,
  name: null,
  also: [],
  staffId: null,
  staffName: null,
  moving: null,
  another: false,
}

export function readState(stored: Record<string, unknown>): DeskState {
  const read = DeskState.safeParse(stored)
  return structuredClone(read.success ? read.data : emptyState)
}
