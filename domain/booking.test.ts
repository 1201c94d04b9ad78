import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import { type Busy, checkSlot, defaultBookingRules, findSlots } from './booking.ts'
import type { Hours } from './hours.ts'

const nine = [{ opens: '09:00', closes: '12:00' }]
const hours: Hours = {
  timeZone: 'America/New_York',
  week: {
    monday: nine,
    tuesday: nine,
    wednesday: nine,
    thursday: nine,
    friday: nine,
    saturday: [
      { opens: '10:00', closes: '11:00' },
      { opens: '13:00', closes: '14:30' },
    ],
    sunday: [],
  },
  holidays: [{ date: '2026-11-26', name: 'Thanksgiving', intervals: [] }],
}
/** A Friday, 10:00 in New York. */
const now = new Date('2026-11-20T15:00:00Z')
const day = (iso: string) => Temporal.PlainDate.from(iso)
const wall = (at: Date) =>
  Temporal.Instant.fromEpochMilliseconds(at.getTime())
    .toZonedDateTimeISO(hours.timeZone)
    .toPlainDateTime()
    .toString({ smallestUnit: 'minute' })
const at = (local: string) =>
  new Date(Temporal.PlainDateTime.from(local).toZonedDateTime(hours.timeZone).epochMilliseconds)
const busyAt = (local: string, minutes: number): Busy => ({
  start: at(local),
  end: new Date(at(local).getTime() + minutes * 60_000),
})

type Query = Parameters<typeof findSlots>[0]
const find = (over: Partial<Query> & { from: Temporal.PlainDate }) =>
  findSlots({ hours, busy: [], durationMinutes: 60, now, to: over.from, ...over }).map((s) => wall(s.start))

describe('findSlots', () => {
  it('begins on the grid, and ends inside the opening hours', () => {
    expect(find({ from: day('2026-11-23') })).toEqual([
      '2026-11-23T09:00',
      '2026-11-23T09:30',
      '2026-11-23T10:00',
      '2026-11-23T10:30',
      '2026-11-23T11:00',
    ])
    expect(find({ from: day('2026-11-23'), durationMinutes: 180 })).toEqual(['2026-11-23T09:00'])
    expect(find({ from: day('2026-11-23'), durationMinutes: 181 })).toEqual([])
  })

  it('fits each interval of a day by itself', () => {
    expect(find({ from: day('2026-11-21') })).toEqual([
      '2026-11-21T10:00',
      '2026-11-21T13:00',
      '2026-11-21T13:30',
    ])
  })

  it.each([
    ['a Sunday', '2026-11-22'],
    ['a holiday', '2026-11-26'],
    ['a day that is past', '2026-11-19'],
  ])('has nothing on %s', (_, iso) => expect(find({ from: day(iso) })).toEqual([]))

  it('keeps the notice: at ten, eleven is the first', () => {
    expect(find({ from: day('2026-11-20') })).toEqual(['2026-11-20T11:00'])
    expect(find({ from: day('2026-11-20'), now: new Date(now.getTime() + 1) })).toEqual([])
    expect(find({ from: day('2026-11-20'), rules: { ...defaultBookingRules, noticeMinutes: 0 } })).toEqual([
      '2026-11-20T10:00',
      '2026-11-20T10:30',
      '2026-11-20T11:00',
    ])
  })

  it('keeps the horizon', () => {
    const far = day('2027-01-19')
    expect(find({ from: far })).toEqual(['2027-01-19T09:00', '2027-01-19T09:30', '2027-01-19T10:00'])
    expect(find({ from: far.add({ days: 1 }) })).toEqual([])
  })

  it.each([
    [
      'one that overlaps the beginning',
      [busyAt('2026-11-23T08:30', 45)],
      ['09:30', '10:00', '10:30', '11:00'],
    ],
    [
      'one that ends as the slot begins',
      [busyAt('2026-11-23T08:00', 60)],
      ['09:00', '09:30', '10:00', '10:30', '11:00'],
    ],
    ['one that begins as the slot ends', [busyAt('2026-11-23T10:00', 30)], ['09:00', '10:30', '11:00']],
    ['one inside', [busyAt('2026-11-23T10:10', 5)], ['09:00', '10:30', '11:00']],
    ['one over all', [busyAt('2026-11-23T06:00', 600)], []],
  ])('leaves out what is busy: %s', (_, busy, times) =>
    expect(find({ from: day('2026-11-23'), busy })).toEqual(times.map((t) => `2026-11-23T${t}`)),
  )

  it('goes through the days in order, and stops at the limit', () => {
    const found = find({ from: day('2026-11-21'), to: day('2026-11-24'), limit: 5 })
    expect(found).toEqual([
      '2026-11-21T10:00',
      '2026-11-21T13:00',
      '2026-11-21T13:30',
      '2026-11-23T09:00',
      '2026-11-23T09:30',
    ])
  })

  it('loses an hour when the clocks go forward, and gains one when they go back', () => {
    const night: Hours = {
      ...hours,
      week: { ...hours.week, sunday: [{ opens: '01:00', closes: '04:00' }] },
      holidays: [],
    }
    const count = (iso: string) =>
      findSlots({
        hours: night,
        busy: [],
        durationMinutes: 60,
        now: new Date(`${iso}T00:00:00Z`),
        from: day(iso),
        to: day(iso),
      }).length
    expect([count('2027-03-07'), count('2027-03-14'), count('2026-11-01')]).toEqual([5, 3, 7])
  })
})

describe('checkSlot', () => {
  const check = (local: string, over: Partial<Parameters<typeof checkSlot>[0]> = {}) => {
    const found = checkSlot({ hours, busy: [], durationMinutes: 60, now, start: at(local), ...over })
    return found.ok ? 'ok' : found.why
  }
  it.each([
    ['2026-11-23T09:00', 'ok'],
    // Not on the grid, but free: a customer may name any time.
    ['2026-11-23T10:10', 'ok'],
    ['2026-11-23T11:00', 'ok'],
    ['2026-11-23T11:01', 'closed'],
    ['2026-11-23T08:59', 'closed'],
    ['2026-11-22T10:00', 'closed'],
    ['2026-11-26T10:00', 'closed'],
    ['2026-11-21T10:30', 'closed'],
    ['2026-11-20T10:00', 'past'],
    ['2026-11-19T10:00', 'past'],
    ['2026-11-20T10:59', 'too_soon'],
    ['2026-11-20T11:00', 'ok'],
    ['2027-01-19T10:00', 'ok'],
    ['2027-01-20T10:00', 'too_far'],
  ])('%s: %s', (local, why) => expect(check(local)).toBe(why))

  it('says taken only where the business is open', () => {
    const busy = [busyAt('2026-11-23T10:00', 60), busyAt('2026-11-22T10:00', 60)]
    expect(check('2026-11-23T10:30', { busy })).toBe('taken')
    expect(check('2026-11-23T09:00', { busy })).toBe('ok')
    expect(check('2026-11-23T11:00', { busy })).toBe('ok')
    expect(check('2026-11-22T10:00', { busy })).toBe('closed')
  })

  it('gives the slot with its end', () => {
    const found = checkSlot({ hours, busy: [], durationMinutes: 45, now, start: at('2026-11-23T09:00') })
    expect(found.ok && wall(found.slot.end)).toBe('2026-11-23T09:45')
  })
})

describe('the two together', () => {
  const zone = fc.constantFrom('America/New_York', 'Europe/Berlin', 'Australia/Lord_Howe', 'Asia/Kathmandu')
  const someBusy = fc.array(
    fc.record({
      offset: fc.integer({ min: -600, max: 14 * 1440 }),
      minutes: fc.integer({ min: 5, max: 300 }),
    }),
    { maxLength: 12 },
  )
  const moment = fc.date({ min: new Date('2026-02-01'), max: new Date('2026-12-01'), noInvalidDate: true })

  it('whatever is offered passes the check, overlaps nothing busy, and comes in order', () => {
    fc.assert(
      fc.property(
        zone,
        moment,
        someBusy,
        fc.integer({ min: 5, max: 240 }),
        (timeZone, at_, taken, durationMinutes) => {
          const here = { ...hours, timeZone }
          const busy = taken.map((t) => {
            const start = new Date(at_.getTime() + t.offset * 60_000)
            return { start, end: new Date(start.getTime() + t.minutes * 60_000) }
          })
          const from = Temporal.Instant.fromEpochMilliseconds(at_.getTime())
            .toZonedDateTimeISO(timeZone)
            .toPlainDate()
          const slots = findSlots({
            hours: here,
            busy,
            durationMinutes,
            now: at_,
            from,
            to: from.add({ days: 10 }),
          })
          for (const [i, slot] of slots.entries()) {
            expect(checkSlot({ hours: here, busy, durationMinutes, now: at_, start: slot.start }).ok).toBe(
              true,
            )
            expect(slot.end.getTime() - slot.start.getTime()).toBe(durationMinutes * 60_000)
            expect(busy.some((b) => b.start < slot.end && slot.start < b.end)).toBe(false)
            if (i > 0) expect(slot.start.getTime()).toBeGreaterThan(slots[i - 1]?.start.getTime() ?? 0)
          }
        },
      ),
      { numRuns: 60 },
    )
  })
})
