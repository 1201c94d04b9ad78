// What one person asked for: not before ten, not until September, no offers ever. By hand, at the contact.
import { z } from 'zod'

const TimeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'write a time as HH:MM')
const timeZone = z.string().refine((zone) => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone })
    return true
  } catch {
    return false
  }
}, 'not a time zone of the IANA database, e.g. America/New_York')

export const DoNotDisturb = z
  .object({
    /** Nothing automatic before this moment. */
    until: z.iso.datetime({ offset: true }).optional(),
    /** By their own clock, each day. */
    notBefore: TimeOfDay.optional(),
    notAfter: TimeOfDay.optional(),
    /** Only on these days: 1 is Monday. */
    days: z.array(z.number().int().min(1).max(7)).min(1).max(7).optional(),
    /** No offers, ever. */
    noMarketing: z.boolean().optional(),
  })
  .refine((wish) => !wish.notBefore || !wish.notAfter || wish.notBefore < wish.notAfter, {
    path: ['notAfter'],
    message: 'must be later than “not before”',
  })
export type DoNotDisturb = z.infer<typeof DoNotDisturb>

/** Where and when a contact can be reached, as people entered it. */
export const Reach = z.object({
  timeZone: timeZone.nullable().default(null),
  /** Whose law holds where they are: `US-TX`, `GB`. */
  region: z
    .string()
    .regex(/^[A-Z]{2}(?:-[A-Z0-9]{1,3})?$/, 'write a country or state as GB or US-TX')
    .nullable()
    .default(null),
  doNotDisturb: DoNotDisturb.nullable().default(null),
})
export type Reach = z.infer<typeof Reach>
