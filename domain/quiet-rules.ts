// When somebody may be disturbed, by the law of where they are: one row a place, as data that a business edits. The rows
// that come with the product are a summary of statutes from secondary sources; each names what it is, and none is advice.
import { z } from 'zod'

const TimeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'write a time as HH:MM')
export const QuietSpan = z
  .object({ from: TimeOfDay, to: TimeOfDay })
  .refine((span) => span.from < span.to, 'must end after it begins')
export type QuietSpan = z.infer<typeof QuietSpan>

/** How holidays.ts reads a day. */
const holiday = /^(?:us-federal|easter[+-]\d{1,2}|easter|\d{2}-\d{2}|\d{4}-\d{2}-\d{2})$/

export const QuietRule = z.object({
  /** `US-TX`, `US`, `GB`, or `*` for everywhere else. */
  region: z
    .string()
    .regex(/^(?:\*|[A-Z]{2}(?:-[A-Z0-9]{1,3})?)$/, 'write US, US-TX or * for everywhere else'),
  name: z.string().trim().min(1).max(60),
  /** Monday to Sunday: when messages may leave; null where not at all. */
  week: z.array(QuietSpan.nullable()).length(7),
  /** Days on which nothing leaves. */
  holidays: z.array(z.string().regex(holiday, 'write 12-25, 2026-07-03, easter+1 or us-federal')).max(60),
  source: z.string().max(200),
})
export type QuietRule = z.infer<typeof QuietRule>

export const EVERYWHERE = '*'

const span = (from: string, to: string): QuietSpan => ({ from, to })
/** Monday to Friday, Saturday, Sunday. */
const week = (days: QuietSpan | null, saturday: QuietSpan | null, sunday: QuietSpan | null) => [
  days,
  days,
  days,
  days,
  days,
  saturday,
  sunday,
]
const daily = (each: QuietSpan) => week(each, each, each)
const SECONDARY = 'Summary of state law from secondary sources: have it checked'
const NATIONAL = 'Summary of national rules from secondary sources: have it checked'

const state = (
  region: string,
  name: string,
  days: (QuietSpan | null)[],
  holidays: string[] = [],
): QuietRule => ({ region, name, week: days, holidays, source: SECONDARY })
const eight = span('08:00', '20:00')
const nine = span('09:00', '20:00')

/** What comes with the product. A workspace's own row for a region takes the place of the one here. */
export const shippedRules: readonly QuietRule[] = [
  {
    region: EVERYWHERE,
    name: 'Everywhere else',
    week: daily(nine),
    holidays: [],
    source: 'A careful choice of ours, not a law',
  },
  {
    region: 'US',
    name: 'United States',
    week: daily(span('08:00', '21:00')),
    holidays: [],
    source: '47 CFR 64.1200(c)(1): 8 a.m. to 9 p.m. at the called party’s location',
  },
  state('US-AL', 'Alabama', week(eight, eight, null), ['us-federal']),
  state('US-CT', 'Connecticut', daily(nine)),
  state('US-FL', 'Florida', daily(eight)),
  state('US-KY', 'Kentucky', daily(span('10:00', '21:00'))),
  state('US-LA', 'Louisiana', week(eight, eight, null), ['us-federal']),
  state('US-MD', 'Maryland', daily(eight)),
  state('US-MA', 'Massachusetts', daily(eight)),
  state('US-MN', 'Minnesota', daily(span('09:00', '21:00'))),
  state('US-MS', 'Mississippi', week(eight, eight, null), ['us-federal']),
  state('US-NV', 'Nevada', daily(nine)),
  state('US-NJ', 'New Jersey', daily(eight)),
  state('US-NM', 'New Mexico', daily(span('09:00', '21:00'))),
  state('US-OK', 'Oklahoma', daily(eight)),
  state('US-RI', 'Rhode Island', week(span('09:00', '18:00'), null, null), ['us-federal']),
  state('US-SD', 'South Dakota', week(span('09:00', '21:00'), span('09:00', '21:00'), null)),
  state('US-TX', 'Texas', week(span('09:00', '21:00'), span('09:00', '21:00'), span('12:00', '21:00'))),
  state('US-UT', 'Utah', week(span('08:00', '21:00'), span('08:00', '21:00'), null), ['us-federal']),
  state('US-WA', 'Washington', daily(eight)),
  state('US-WY', 'Wyoming', daily(eight)),
  {
    region: 'CA',
    name: 'Canada',
    week: week(span('09:00', '21:30'), span('10:00', '18:00'), span('10:00', '18:00')),
    holidays: [],
    source: NATIONAL,
  },
  {
    region: 'GB',
    name: 'United Kingdom',
    week: week(span('08:00', '21:00'), span('09:00', '20:00'), span('09:00', '20:00')),
    holidays: [],
    source: NATIONAL,
  },
  {
    region: 'AU',
    name: 'Australia',
    week: week(nine, span('09:00', '17:00'), null),
    holidays: ['01-01', '01-26', 'easter-2', 'easter+1', '04-25', '12-25', '12-26'],
    source: NATIONAL,
  },
  {
    region: 'FR',
    name: 'France',
    week: week(span('10:00', '20:00'), null, null),
    holidays: [
      '01-01',
      'easter+1',
      '05-01',
      '05-08',
      'easter+39',
      'easter+50',
      '07-14',
      '08-15',
      '11-01',
      '11-11',
      '12-25',
    ],
    source: NATIONAL,
  },
  {
    region: 'ES',
    name: 'Spain',
    week: week(span('09:00', '21:00'), null, null),
    holidays: ['01-01', '01-06', 'easter-2', '05-01', '08-15', '10-12', '11-01', '12-06', '12-08', '12-25'],
    source: NATIONAL,
  },
  {
    region: 'DE',
    name: 'Germany',
    week: week(span('09:00', '20:00'), span('09:00', '20:00'), null),
    holidays: ['01-01', 'easter-2', 'easter+1', '05-01', 'easter+39', 'easter+50', '10-03', '12-25', '12-26'],
    source: NATIONAL,
  },
]

/** The table of a workspace: its own rows over those that come with the product. */
const merged = new WeakMap<readonly QuietRule[], QuietRule[]>()
export function mergeRules(own: readonly QuietRule[]): readonly QuietRule[] {
  const known = merged.get(own)
  if (known) return known
  const regions = new Set(own.map((rule) => rule.region))
  const table = [...own, ...shippedRules.filter((rule) => !regions.has(rule.region))]
  merged.set(own, table)
  return table
}

/** The row that holds in a region: its own, else its country's, else that of everywhere else. */
export function findRule(table: readonly QuietRule[], region: string | null): QuietRule {
  const country = region?.slice(0, 2) ?? null
  const found =
    table.find((rule) => rule.region === region) ??
    table.find((rule) => rule.region === country) ??
    table.find((rule) => rule.region === EVERYWHERE) ??
    shippedRules[0]
  if (!found) throw new Error('no rule for everywhere else')
  return found
}
