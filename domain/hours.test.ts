import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import { Hours, intervalsOn, openState, spansOn, type Weekday, weekdays } from './hours.ts'

const NONE: Record<Weekday, Hours['week'][Weekday]> = {
  monday: [],
  tuesday: [],
  wednesday: [],
  thursday: [],
  friday: [],
  saturday: [],
  sunday: [],
}
const week = (days: Partial<Hours['week']>): Hours['week'] => ({ ...NONE, ...days })
const everyDay = (intervals: Hours['week'][Weekday]): Hours['week'] =>
  week(Object.fromEntries(weekdays.map((day) => [day, intervals])))
const nine = [{ opens: '09:00', closes: '17:00' }]
const york: Hours = {
  timeZone: 'America/New_York',
  week: week({
    monday: nine,
    tuesday: nine,
    wednesday: nine,
    thursday: nine,
    friday: nine,
    saturday: [{ opens: '09:00', closes: '13:00' }],
  }),
  holidays: [
    { date: '2026-12-25', name: 'Christmas Day', intervals: [] },
    { date: '2026-12-24', name: 'Christmas Eve', intervals: [{ opens: '09:00', closes: '12:00' }] },
    { date: '2026-11-29', name: 'Open Sunday', intervals: [{ opens: '12:00', closes: '16:00' }] },
  ],
}
const day = (iso: string) => Temporal.PlainDate.from(iso)
const spans = (hours: Hours, iso: string) =>
  spansOn(hours, day(iso)).map((s) => [s.start.toISOString(), s.end.toISOString()])

describe('what counts as opening hours', () => {
  const parse = (over: Partial<Record<keyof Hours, unknown>>) => Hours.safeParse({ ...york, ...over })
  const monday = (opens: string, closes: string) =>
    parse({ week: week({ monday: [{ opens, closes }] }) }).success

  it.each([
    ['09:00', '17:00', true],
    ['00:00', '24:00', true],
    ['23:59', '24:00', true],
    ['17:00', '09:00', false],
    ['22:00', '02:00', false],
    ['09:00', '09:00', false],
    ['24:00', '24:00', false],
    ['9:00', '17:00', false],
    ['09:60', '17:00', false],
    ['25:00', '26:00', false],
    ['09:00', '24:30', false],
    ['9am', '5pm', false],
  ])('%s to %s: %s', (opens, closes, good) => expect(monday(opens, closes)).toBe(good))

  it.each([
    ['America/New_York', true],
    ['Europe/Berlin', true],
    ['UTC', true],
    ['Nowhere/Land', false],
    ['', false],
  ])('zone "%s": %s', (timeZone, good) => expect(parse({ timeZone }).success).toBe(good))

  it('wants a holiday’s date as YYYY-MM-DD', () => {
    expect(parse({ holidays: [{ date: '25.12.2026', name: 'x', intervals: [] }] }).success).toBe(false)
    expect(parse({ holidays: [{ date: '2026-12-25', name: 'x', intervals: [] }] }).success).toBe(true)
  })
})

describe('intervalsOn', () => {
  it.each([
    ['2026-11-20', ['09:00'], null],
    ['2026-11-21', ['09:00'], null],
    ['2026-11-22', [], null],
    ['2026-12-25', [], 'Christmas Day'],
    ['2026-12-24', ['09:00'], 'Christmas Eve'],
    ['2026-11-29', ['12:00'], 'Open Sunday'],
  ])('%s', (iso, opens, holiday) => {
    const found = intervalsOn(york, day(iso))
    expect(found.intervals.map((i) => i.opens)).toEqual(opens)
    expect(found.holiday).toBe(holiday)
  })
})

describe('spansOn', () => {
  it('gives moments in the business’s zone, winter and summer', () => {
    expect(spans(york, '2026-11-20')).toEqual([['2026-11-20T14:00:00.000Z', '2026-11-20T22:00:00.000Z']])
    expect(spans(york, '2026-07-03')).toEqual([['2026-07-03T13:00:00.000Z', '2026-07-03T21:00:00.000Z']])
  })

  it('sorts the intervals of a day and reads 24:00 as the end of it', () => {
    const late = {
      ...york,
      week: week({
        friday: [
          { opens: '20:00', closes: '24:00' },
          { opens: '08:00', closes: '10:00' },
        ],
      }),
    }
    expect(spans(late, '2026-11-20')).toEqual([
      ['2026-11-20T13:00:00.000Z', '2026-11-20T15:00:00.000Z'],
      ['2026-11-21T01:00:00.000Z', '2026-11-21T05:00:00.000Z'],
    ])
  })

  const around: Hours = {
    timeZone: 'America/New_York',
    week: everyDay([{ opens: '00:00', closes: '24:00' }]),
    holidays: [],
  }
  const length = (iso: string) =>
    spansOn(around, day(iso)).reduce((sum, s) => sum + (s.end.getTime() - s.start.getTime()), 0) / 3_600_000

  it.each([
    ['2026-10-31', 24],
    ['2026-11-01', 25],
    ['2027-03-14', 23],
    ['2027-03-15', 24],
  ])('a whole day: %s has %i hours', (iso, hours) => expect(length(iso)).toBe(hours))

  it('moves an opening inside the hour that the clocks skip by the gap', () => {
    const early = { ...around, week: everyDay([{ opens: '02:30', closes: '05:00' }]) }
    expect(spans(early, '2027-03-14')).toEqual([['2027-03-14T07:30:00.000Z', '2027-03-14T09:00:00.000Z']])
    expect(spans(early, '2027-03-15')).toEqual([['2027-03-15T06:30:00.000Z', '2027-03-15T09:00:00.000Z']])
  })

  it('takes the first of the two equal hours when the clocks go back', () => {
    const night = { ...around, week: everyDay([{ opens: '01:30', closes: '03:00' }]) }
    expect(spans(night, '2026-11-01')).toEqual([['2026-11-01T05:30:00.000Z', '2026-11-01T08:00:00.000Z']])
  })
})

describe('openState', () => {
  const at = (iso: string) => {
    const { open, changesAt, holiday } = openState(york, new Date(iso))
    return [open, changesAt?.toISOString() ?? null, holiday]
  }
  it.each([
    ['in the middle of a Friday', '2026-11-20T15:00:00Z', [true, '2026-11-20T22:00:00.000Z', null]],
    ['on the opening minute', '2026-11-20T14:00:00Z', [true, '2026-11-20T22:00:00.000Z', null]],
    ['a moment before opening', '2026-11-20T13:59:59.999Z', [false, '2026-11-20T14:00:00.000Z', null]],
    ['on the closing minute', '2026-11-20T22:00:00Z', [false, '2026-11-21T14:00:00.000Z', null]],
    ['a moment before closing', '2026-11-20T21:59:59.999Z', [true, '2026-11-20T22:00:00.000Z', null]],
    [
      'Saturday evening: over Sunday to Monday',
      '2026-11-21T23:00:00Z',
      [false, '2026-11-23T14:00:00.000Z', null],
    ],
    [
      'late in the local evening, already tomorrow in UTC',
      '2026-11-21T03:00:00Z',
      [false, '2026-11-21T14:00:00.000Z', null],
    ],
    ['on a short holiday', '2026-12-24T15:00:00Z', [true, '2026-12-24T17:00:00.000Z', 'Christmas Eve']],
    [
      'after a short holiday, over a closed one',
      '2026-12-24T18:00:00Z',
      [false, '2026-12-26T14:00:00.000Z', 'Christmas Eve'],
    ],
    ['on a closed holiday', '2026-12-25T15:00:00Z', [false, '2026-12-26T14:00:00.000Z', 'Christmas Day']],
    [
      'on a Sunday that is open for once',
      '2026-11-29T18:00:00Z',
      [true, '2026-11-29T21:00:00.000Z', 'Open Sunday'],
    ],
  ])('%s', (_, iso, expected) => expect(at(iso)).toEqual(expected))

  it('knows no opening where there is none within sixty days', () => {
    const shut = { ...york, week: NONE, holidays: [] }
    expect(openState(shut, new Date('2026-11-20T15:00:00Z'))).toEqual({
      open: false,
      changesAt: null,
      holiday: null,
    })
    const once = (date: string) => ({ ...shut, holidays: [{ date, name: 'Fair', intervals: nine }] })
    expect(openState(once('2027-01-19'), new Date('2026-11-20T15:00:00Z')).changesAt?.toISOString()).toBe(
      '2027-01-19T14:00:00.000Z',
    )
    expect(openState(once('2027-01-20'), new Date('2026-11-20T15:00:00Z')).changesAt).toBeNull()
  })

  const time = fc
    .integer({ min: 0, max: 47 })
    .map((half) => `${String(Math.floor(half / 2)).padStart(2, '0')}:${half % 2 ? '30' : '00'}`)
  const interval = fc
    .tuple(time, time)
    .filter(([a, b]) => a !== b)
    .map(([a, b]) => (a < b ? { opens: a, closes: b } : { opens: b, closes: a }))
  const anyHours = fc.record({
    timeZone: fc.constantFrom(
      'America/New_York',
      'Europe/Berlin',
      'Australia/Lord_Howe',
      'Asia/Kathmandu',
      'UTC',
    ),
    week: fc.record(
      Object.fromEntries(weekdays.map((d) => [d, fc.array(interval, { maxLength: 2 })])) as Record<
        Weekday,
        fc.Arbitrary<Hours['week'][Weekday]>
      >,
    ),
    holidays: fc.constant<Hours['holidays']>([]),
  })
  const moment = fc.date({ min: new Date('2026-01-01'), max: new Date('2027-12-31'), noInvalidDate: true })

  it('agrees with the spans of the day, and always changes later than now', () => {
    fc.assert(
      fc.property(anyHours, moment, (hours, now) => {
        const today = Temporal.Instant.fromEpochMilliseconds(now.getTime())
          .toZonedDateTimeISO(hours.timeZone)
          .toPlainDate()
        const inside = spansOn(hours, today).some((s) => s.start <= now && now < s.end)
        const state = openState(hours, now)
        expect(state.open).toBe(inside)
        if (state.changesAt) expect(state.changesAt.getTime()).toBeGreaterThan(now.getTime())
      }),
    )
  })

  it('is open just after the moment at which it says that it opens', () => {
    fc.assert(
      fc.property(anyHours, moment, (hours, now) => {
        const { open, changesAt } = openState(hours, now)
        if (!open && changesAt) expect(openState(hours, changesAt).open).toBe(true)
      }),
    )
  })
})
