// Where the simulated customer is: as the product is told it, and as plain arithmetic for the oracle.
import type { Place } from '#domain/recipient-place.ts'

/** Hours from UTC outside of summer time; summer time from and to; from and to of each day, Sunday first. */
export type Clock = { offset: number; summer: [number, number]; days: ([number, number] | null)[] }
type Where = { place: Place; clocks: Clock[] }

const us: [number, number] = [Date.UTC(2026, 2, 8, 10), Date.UTC(2026, 10, 1, 9)]
/** When clocks change in a zone so many hours behind: at two in the morning, by its own clock. */
const usSummer = (offset: number): [number, number] => [
  us[0] - (offset + 8) * 3_600_000,
  us[1] - (offset + 8) * 3_600_000,
]
const daily = (from: number, to: number) => Array<[number, number]>(7).fill([from, to])
const texas: [number, number][] = [[12, 21], ...daily(9, 21).slice(1)]
const place = (...spots: Place['spots']): Place => ({ spots, source: 'area_code', because: 'area code' })

export const places = {
  newYork: {
    place: place({ zone: 'America/New_York', region: 'US-NY' }),
    clocks: [{ offset: -5, summer: usSummer(-5), days: daily(8, 21) }],
  },
  /** An area code of two zones: both count. */
  texas: {
    place: place({ zone: 'America/Chicago', region: 'US-TX' }, { zone: 'America/Denver', region: 'US-TX' }),
    clocks: [
      { offset: -6, summer: usSummer(-6), days: texas },
      { offset: -7, summer: usSummer(-7), days: texas },
    ],
  },
  berlin: {
    place: place({ zone: 'Europe/Berlin', region: 'DE' }),
    clocks: [
      {
        offset: 1,
        summer: [Date.UTC(2026, 2, 29, 1), Date.UTC(2026, 9, 25, 1)],
        days: [null, ...daily(9, 20).slice(1)],
      },
    ],
  },
} satisfies Record<string, Where>
export type PlaceName = keyof typeof places
