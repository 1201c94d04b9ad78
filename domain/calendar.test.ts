import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import {
  blockedBy,
  calendarsFor,
  checkFree,
  defaultBooking,
  fairOrder,
  findFree,
  hoursOf,
  mayChange,
  planVisit,
  type Staff,
} from './calendar.ts'
import type { Hours } from './hours.ts'

const day = [{ opens: '09:00', closes: '12:00' }]
const closed = { monday: [], tuesday: [], wednesday: [], thursday: [], friday: [], saturday: [], sunday: [] }
const hours: Hours = {
  timeZone: 'America/New_York',
  week: { monday: day, tuesday: day, wednesday: day, thursday: day, friday: day, saturday: day, sunday: day },
  holidays: [{ date: '2026-12-25', name: 'Christmas', intervals: [] }],
}
const now = new Date('2026-11-20T15:00:00Z')
const person = (id: string, serviceIds: string[], more: Partial<Staff> = {}): Staff => ({
  id,
  name: id.toUpperCase(),
  kind: 'person',
  week: null,
  daysOff: [],
  serviceIds,
  active: true,
  ...more,
})
const visit = planVisit([{ durationMinutes: 60 }], defaultBooking)
const at = (text: string) => new Date(text)
const plainDay = (text: string) => Temporal.PlainDate.from(text)

describe('whose calendar', () => {
  it('is the business’s one where nobody is named for the service', () => {
    expect(calendarsFor(['cut'], [], hours)).toMatchObject([{ id: 'main', name: null }])
    expect(calendarsFor(['wash'], [person('a', ['cut'])], hours)).toMatchObject([{ id: 'main' }])
    expect(calendarsFor(['cut'], [person('a', ['cut'], { active: false })], hours)).toMatchObject([
      { id: 'main' },
    ])
  })
  it('is of those who perform all of it, or of the one who is wished for', () => {
    const staff = [person('a', ['cut', 'color']), person('b', ['cut'])]
    expect(calendarsFor(['cut'], staff, hours).map((c) => c.id)).toEqual(['a', 'b'])
    expect(calendarsFor(['cut', 'color'], staff, hours).map((c) => c.id)).toEqual(['a'])
    expect(calendarsFor(['cut'], staff, hours, 'b').map((c) => c.id)).toEqual(['b'])
    expect(calendarsFor(['color'], staff, hours, 'b')).toEqual([])
  })
  it('is closed on days off and on the business’s holidays, also in a week of its own', () => {
    const own = hoursOf(
      { week: { ...closed, friday: day }, daysOff: [{ from: '2026-11-26', to: '2026-11-28', note: '' }] },
      hours,
    )
    const free = (from: string) =>
      findFree({
        calendars: [{ id: 'a', name: 'A', hours: own, busy: [] }],
        visit,
        now,
        from: plainDay(from),
        to: plainDay(from),
      }).length
    expect([free('2026-11-27'), free('2026-12-04'), free('2026-12-03'), free('2026-12-25')]).toEqual([
      0, 5, 0, 0,
    ])
  })
})

describe('free times', () => {
  const calendar = (id: string, busy: [string, string][] = []) => ({
    id,
    name: id,
    hours,
    busy: busy.map(([start, end]) => ({ start: at(start), end: at(end) })),
  })
  const monday = { visit, now, from: plainDay('2026-11-23'), to: plainDay('2026-11-23') }
  it('are each named once, with everybody who has them', () => {
    const found = findFree({
      ...monday,
      calendars: [calendar('a'), calendar('b', [['2026-11-23T14:00:00Z', '2026-11-23T15:00:00Z']])],
    })
    expect(found.map((s) => s.calendars.join())).toEqual(['a', 'a', 'a,b', 'a,b', 'a,b'])
  })
  it('leave the buffers alone, on both sides, and may reach beyond the hours', () => {
    const wide = planVisit(
      [{ durationMinutes: 60, bufferBeforeMinutes: 30, bufferAfterMinutes: 15 }],
      defaultBooking,
    )
    const found = findFree({
      ...monday,
      visit: wide,
      calendars: [calendar('a', [['2026-11-23T15:00:00Z', '2026-11-23T15:30:00Z']])],
    })
    // 9:00 would end its quarter of an hour at 10:15; from 11:00 half an hour lies before.
    expect(found.map((s) => s.start.toISOString())).toEqual(['2026-11-23T16:00:00.000Z'])
    expect(blockedBy({ start: at('2026-11-23T16:00:00Z'), end: at('2026-11-23T17:00:00Z') }, wide)).toEqual({
      start: at('2026-11-23T15:30:00Z'),
      end: at('2026-11-23T17:15:00Z'),
    })
  })
  it('keep the longest notice and the shortest horizon of the services', () => {
    const both = planVisit(
      [
        { durationMinutes: 30, noticeMinutes: 2880, horizonDays: 90 },
        { durationMinutes: 45, horizonDays: 5 },
      ],
      defaultBooking,
    )
    expect(both).toMatchObject({ durationMinutes: 75, rules: { noticeMinutes: 2880, horizonDays: 5 } })
  })
  it('say why nobody has a time: taken rather than closed', () => {
    const start = at('2026-11-23T14:00:00Z')
    const shut = { ...calendar('a'), hours: { ...hours, week: closed } }
    const busy = calendar('b', [['2026-11-23T14:00:00Z', '2026-11-23T14:30:00Z']])
    expect(checkFree({ calendars: [shut, busy], visit, now, start })).toEqual({ ok: false, why: 'taken' })
    expect(checkFree({ calendars: [shut], visit, now, start })).toEqual({ ok: false, why: 'closed' })
  })
  it('over the change of the clocks: what is skipped is not offered, what is doubled is two moments', () => {
    const night = { ...hours, week: { ...closed, sunday: [{ opens: '01:00', closes: '04:00' }] } }
    const of = (date: string, from: string) =>
      findFree({
        calendars: [{ id: 'a', name: null, hours: night, busy: [] }],
        visit: planVisit([{ durationMinutes: 30 }], { ...defaultBooking, horizonDays: 400 }),
        now: at(from),
        from: plainDay(date),
        to: plainDay(date),
      }).map((s) =>
        Temporal.Instant.fromEpochMilliseconds(s.start.getTime())
          .toZonedDateTimeISO('America/New_York')
          .toString({ timeZoneName: 'never' })
          .slice(11, 16),
      )
    expect(of('2026-03-08', '2026-03-01T00:00:00Z')).toEqual(['01:00', '01:30', '03:00', '03:30'])
    expect(of('2026-11-01', '2026-10-20T00:00:00Z')).toEqual([
      '01:00',
      '01:30',
      '01:00',
      '01:30',
      '02:00',
      '02:30',
      '03:00',
      '03:30',
    ])
  })
})

it('who has least that day comes first, then the business’s own order', () => {
  expect(fairOrder(['a', 'b', 'c'], (id) => ({ a: 2, b: 1, c: 1 })[id] ?? 0)).toEqual(['b', 'c', 'a'])
})

it('customers change by themselves until the notice, where they may at all', () => {
  const start = at('2026-11-22T15:00:00Z')
  expect(mayChange('move', start, now, defaultBooking)).toBe('yes')
  expect(mayChange('cancel', start, at('2026-11-21T15:00:01Z'), defaultBooking)).toBe('too_late')
  expect(mayChange('cancel', start, now, { ...defaultBooking, mayCancel: false })).toBe('not_here')
})
