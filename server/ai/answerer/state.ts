// What the front desk remembers of a conversation between turns. Stored by `desk.remember`, read back leniently: a
// shape of an older version is forgotten rather than misread.
import { z } from 'zod'

const Day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)
export const Wish = z.object({
  days: z.array(z.object({ from: Day, to: Day })).max(7),
  time: z.object({ from: z.number(), to: z.number(), exact: z.boolean(), loose: z.boolean() }).nullable(),
})
export type Wish = z.infer<typeof Wish>

export const Booking = z.object({
  serviceId: z.string().nullable(),
  wish: Wish,
  /** Start times that were offered last, as ISO instants, in the order they were written. */
  offered: z.array(z.iso.datetime()).max(12),
  /** The time that is held for the customer. */
  chosen: z.object({ holdId: z.string(), start: z.iso.datetime() }).nullable(),
  name: z.string().nullable(),
  expects: z.enum(['service', 'slot', 'name', 'yes']),
  /** How often in a row the answer to our question was not understood. */
  misses: z.number(),
})
export type Booking = z.infer<typeof Booking>

/** What a plain "yes" would mean. */
export const Offer = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('person'), about: z.string() }),
  z.object({ kind: z.literal('book'), serviceId: z.string().nullable() }),
  z.object({
    kind: z.literal('passage'),
    sourceId: z.string(),
    sourceKind: z.enum(['faq', 'document', 'service', 'profile', 'hours']),
    title: z.string(),
    text: z.string(),
  }),
])
export type Offer = z.infer<typeof Offer>

export const LeadUnderWay = z.object({
  why: z.enum(['quote', 'callback', 'appointment']),
  asks: z.enum(['need', 'name', 'reach']),
  need: z.string().nullable(),
  name: z.string().nullable(),
  reach: z.string().nullable(),
})
export type LeadUnderWay = z.infer<typeof LeadUnderWay>

export const State = z.object({
  booking: Booking.nullable().default(null),
  offer: Offer.nullable().default(null),
  lead: LeadUnderWay.nullable().default(null),
  /** The service spoken of last: "how much is it?" */
  topic: z.string().nullable().default(null),
  /** What "which service?" was asked for. */
  asked: z.enum(['price', 'services']).nullable().default(null),
  /** Questions of ours in a row that did not bring us further. */
  unsure: z.number().default(0),
  /** What the last answer was about: "and Monday?" goes on with it. */
  last: z.string().nullable().default(null),
})
export type State = z.infer<typeof State>

export const emptyState: State = {
  booking: null,
  offer: null,
  lead: null,
  topic: null,
  asked: null,
  unsure: 0,
  last: null,
}

export function readState(stored: Record<string, unknown>): State {
  const parsed = State.safeParse(stored)
  return parsed.success ? parsed.data : { ...emptyState }
}

export function newBooking(serviceId: string | null): Booking {
  return {
    serviceId,
    wish: { days: [], time: null },
    offered: [],
    chosen: null,
    name: null,
    expects: 'service',
    misses: 0,
  }
}
