import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import { easter, isHoliday } from './holidays.ts'
import { clockIn, disturbanceOf, hoursOf, nextAllowed, quietState } from './quiet-hours.ts'
import { findRule, mergeRules, QuietRule, shippedRules } from './quiet-rules.ts'
import type { Place } from './recipient-place.ts'

/** A moment by the clock of a place. */
const at = (zone: string, time: string) =>
  new Date(Temporal.PlainDateTime.from(time).toZonedDateTime(zone).epochMilliseconds)
const NY = 'America/New_York'
const place = (zone: string, region: string | null): Place => ({
  spots: [{ zone, region }],
  source: 'entered',
  because: 'test',
})
const next = (zone: string, region: string, time: string) => {
  const state = quietState(shippedRules, place(zone, region), at(zone, time))
  return state.next ? clockIn(zone, state.next) : null
}

// 2026-11-16 is a Monday; Thanksgiving is the 26th.
const table: [region: string, weekday: string, saturday: string, sunday: string, thanksgiving: string][] = [
  ['US', '08:00-21:00', '08:00-21:00', '08:00-21:00', '08:00-21:00'],
  ['US-NY', '08:00-21:00', '08:00-21:00', '08:00-21:00', '08:00-21:00'],
  ['US-AL', '08:00-20:00', '08:00-20:00', '', ''],
  ['US-CT', '09:00-20:00', '09:00-20:00', '09:00-20:00', '09:00-20:00'],
  ['US-FL', '08:00-20:00', '08:00-20:00', '08:00-20:00', '08:00-20:00'],
  ['US-KY', '10:00-21:00', '10:00-21:00', '10:00-21:00', '10:00-21:00'],
  ['US-LA', '08:00-20:00', '08:00-20:00', '', ''],
  ['US-MD', '08:00-20:00', '08:00-20:00', '08:00-20:00', '08:00-20:00'],
  ['US-MA', '08:00-20:00', '08:00-20:00', '08:00-20:00', '08:00-20:00'],
  ['US-MN', '09:00-21:00', '09:00-21:00', '09:00-21:00', '09:00-21:00'],
  ['US-MS', '08:00-20:00', '08:00-20:00', '', ''],
  ['US-NV', '09:00-20:00', '09:00-20:00', '09:00-20:00', '09:00-20:00'],
  ['US-NJ', '08:00-20:00', '08:00-20:00', '08:00-20:00', '08:00-20:00'],
  ['US-NM', '09:00-21:00', '09:00-21:00', '09:00-21:00', '09:00-21:00'],
  ['US-OK', '08:00-20:00', '08:00-20:00', '08:00-20:00', '08:00-20:00'],
  ['US-RI', '09:00-18:00', '', '', ''],
  ['US-SD', '09:00-21:00', '09:00-21:00', '', '09:00-21:00'],
  ['US-TX', '09:00-21:00', '09:00-21:00', '12:00-21:00', '09:00-21:00'],
  ['US-UT', '08:00-21:00', '08:00-21:00', '', ''],
  ['US-WA', '08:00-20:00', '08:00-20:00', '08:00-20:00', '08:00-20:00'],
  ['US-WY', '08:00-20:00', '08:00-20:00', '08:00-20:00', '08:00-20:00'],
  ['CA-ON', '09:00-21:30', '10:00-18:00', '10:00-18:00', '09:00-21:30'],
  ['GB', '08:00-21:00', '09:00-20:00', '09:00-20:00', '08:00-21:00'],
  ['AU', '09:00-20:00', '09:00-17:00', '', '09:00-20:00'],
  ['FR', '10:00-20:00', '', '', '10:00-20:00'],
  ['ES', '09:00-21:00', '', '', '09:00-21:00'],
  ['DE', '09:00-20:00', '09:00-20:00', '', '09:00-20:00'],
  ['JP', '09:00-20:00', '09:00-20:00', '09:00-20:00', '09:00-20:00'],
]

describe('every row of the table, each minute of a day', () => {
  const days = ['2026-11-17', '2026-11-21', '2026-11-22', '2026-11-26']
  it.each(table)('%s', (region, ...spans) => {
    const rule = findRule(shippedRules, region)
    const hours = hoursOf(rule, NY)
    spans.forEach((span, index) => {
      const [from, to] = span.split('-')
      const midnight = at(NY, `${days[index]}T00:00`).getTime()
      const wrong: string[] = []
      for (let minute = 0; minute < 1_440; minute++) {
        const time = `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
        const now = new Date(midnight + minute * 60_000)
        const expected = span !== '' && from !== undefined && to !== undefined && time >= from && time < to
        if ((hours(now)?.getTime() === now.getTime()) !== expected) wrong.push(time)
      }
      expect(wrong).toEqual([])
    })
  })
  it('has a test for every shipped row', () => {
    const tested = new Set(table.map(([region]) => findRule(shippedRules, region).region))
    expect(shippedRules.map((rule) => rule.region).filter((region) => !tested.has(region))).toEqual([])
    for (const rule of shippedRules) expect(QuietRule.safeParse(rule).success).toBe(true)
  })
})

describe('the next allowed minute', () => {
  it.each([
    ['at night', 'US-NY', '2026-11-17T23:10', 'Wed 08:00'],
    ['before dawn', 'US-NY', '2026-11-17T03:10', 'Tue 08:00'],
    ['the last minute', 'US-NY', '2026-11-17T20:59', 'Tue 20:59'],
    ['nine sharp', 'US-NY', '2026-11-17T21:00', 'Wed 08:00'],
    ['over a Sunday', 'US-AL', '2026-11-21T20:00', 'Mon 08:00'],
    ['a Texan Sunday begins at noon', 'US-TX', '2026-11-22T09:00', 'Sun 12:00'],
    ['over Thanksgiving', 'US-AL', '2026-11-25T22:00', 'Fri 08:00'],
    ['over the end of the year, kept on a Friday', 'US-RI', '2026-12-31T17:59', 'Thu 17:59'],
    ['over the end of the year', 'US-RI', '2026-12-31T18:00', 'Mon 09:00'],
  ])('%s', (_, region, time, expected) => expect(next(NY, region, time)).toBe(expected))

  it('is right in the nights in which clocks change', () => {
    // 8 March 2026 has 23 hours, 1 November 2026 has 25.
    const spring = quietState(shippedRules, place(NY, 'US'), at(NY, '2026-03-07T22:00'))
    expect(spring.next?.toISOString()).toBe('2026-03-08T12:00:00.000Z')
    const autumn = quietState(shippedRules, place(NY, 'US'), at(NY, '2026-10-31T22:00'))
    expect(autumn.next?.toISOString()).toBe('2026-11-01T13:00:00.000Z')
    // Half past one comes twice; both are night.
    for (const time of ['2026-11-01T05:30:00Z', '2026-11-01T06:30:00Z'])
      expect(quietState(shippedRules, place(NY, 'US'), new Date(time)).allowed).toBe(false)
    expect(
      quietState(
        shippedRules,
        place('Europe/London', 'GB'),
        new Date('2026-03-28T23:00:00Z'),
      ).next?.toISOString(),
    ).toBe('2026-03-29T08:00:00.000Z')
  })

  it('is allowed at all places where somebody may be', () => {
    const both: Place = {
      spots: [
        { zone: NY, region: 'US-FL' },
        { zone: 'America/Chicago', region: 'US-FL' },
      ],
      source: 'area_code',
      because: 'area code 850',
    }
    // 8:30 in Tallahassee is 7:30 in Pensacola.
    const early = quietState(shippedRules, both, at(NY, '2026-11-17T08:30'))
    expect(early.allowed).toBe(false)
    expect(early.next).toEqual(at(NY, '2026-11-17T09:00'))
    // 19:30 in Pensacola is 20:30 in Tallahassee.
    expect(quietState(shippedRules, both, at('America/Chicago', '2026-11-17T19:30')).allowed).toBe(false)
  })

  it('does not look for ever where two places never wake together', () => {
    const never: Place = {
      spots: [
        { zone: 'Pacific/Auckland', region: 'US-RI' },
        { zone: 'America/New_York', region: 'US-RI' },
      ],
      source: 'entered',
      because: 'test',
    }
    const state = quietState(shippedRules, never, at(NY, '2026-11-17T12:00'))
    expect(state.allowed).toBe(false)
    if (state.next !== null) expect(state.next.getTime()).toBeGreaterThan(0)
  })
})

describe('do not disturb', () => {
  const from = (time: string, wish: Parameters<typeof disturbanceOf>[0]) =>
    disturbanceOf(wish, NY)(at(NY, time))?.toISOString() ?? null
  const iso = (time: string) => at(NY, time).toISOString()
  it('waits for a date, for an hour of the day, for a weekday', () => {
    expect(from('2026-11-17T12:00', { until: iso('2026-12-01T00:00') })).toBe(iso('2026-12-01T00:00'))
    expect(from('2026-11-17T09:10', { notBefore: '10:00' })).toBe(iso('2026-11-17T10:00'))
    expect(from('2026-11-17T10:10', { notBefore: '10:00' })).toBe(iso('2026-11-17T10:10'))
    expect(from('2026-11-17T18:10', { notBefore: '10:00', notAfter: '18:00' })).toBe(iso('2026-11-18T10:00'))
    expect(from('2026-11-17T12:00', { days: [6] })).toBe(iso('2026-11-21T00:00'))
    expect(from('2026-11-17T09:00', { until: iso('2026-11-30T08:00'), notBefore: '10:00' })).toBe(
      iso('2026-11-30T10:00'),
    )
  })
  it('meets the hours of the law', () => {
    const hours = hoursOf(findRule(shippedRules, 'US'), NY)
    const wish = disturbanceOf({ notBefore: '20:30' }, NY)
    expect(nextAllowed([hours, wish], at(NY, '2026-11-17T12:00'))).toEqual(at(NY, '2026-11-17T20:30'))
    expect(
      nextAllowed([hours, disturbanceOf({ notBefore: '21:30' }, NY)], at(NY, '2026-11-17T12:00')),
    ).toBeNull()
  })
})

it('holidays: by date, by the moon, by federal law with the days on which they are kept', () => {
  const day = (text: string) => Temporal.PlainDate.from(text)
  expect(easter(2026).toString()).toBe('2026-04-05')
  expect(easter(2027).toString()).toBe('2027-03-28')
  expect(isHoliday(day('2026-04-03'), ['easter-2'])).toBe(true)
  expect(isHoliday(day('2026-12-25'), ['12-25'])).toBe(true)
  const federal = [
    '2026-01-01',
    '2026-01-19',
    '2026-02-16',
    '2026-05-25',
    '2026-06-19',
    '2026-07-03',
    '2026-07-04',
    '2026-09-07',
    '2026-10-12',
    '2026-11-11',
    '2026-11-26',
    '2026-12-25',
    '2021-12-31',
  ]
  expect(federal.filter((each) => !isHoliday(day(each), ['us-federal']))).toEqual([])
  expect(isHoliday(day('2026-11-27'), ['us-federal'])).toBe(false)
})

it('a row of one’s own takes the place of the shipped one, and a new one is added', () => {
  const own: QuietRule = {
    region: 'US-NY',
    name: 'New York',
    week: Array.from({ length: 7 }, () => ({ from: '10:00', to: '12:00' })),
    holidays: [],
    source: 'ours',
  }
  expect(findRule(mergeRules([own]), 'US-NY').name).toBe('New York')
  expect(findRule(mergeRules([own]), 'US-NJ').name).toBe('New Jersey')
  expect(findRule(mergeRules([{ ...own, region: '*' }]), null).week[0]).toEqual({
    from: '10:00',
    to: '12:00',
  })
})
