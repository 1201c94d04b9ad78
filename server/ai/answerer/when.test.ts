// Days and times as customers write them. Friday 20 November 2026, 10:00 in New York; open 8 to 18, Saturday 9 to 13.
import { afterEach, describe, expect, it } from 'vitest'
import type { Hours } from '#domain/hours.ts'
import { momentOf, readWhen } from './when.ts'

const day = [{ opens: '08:00', closes: '18:00' }]
const hours: Hours = {
  timeZone: 'America/New_York',
  week: {
    monday: day,
    tuesday: day,
    wednesday: day,
    thursday: day,
    friday: day,
    saturday: [{ opens: '09:00', closes: '13:00' }],
    sunday: [],
  },
  holidays: [],
}
const now = new Date('2026-11-20T15:00:00Z')
const read = (text: string, over: { country?: string; now?: Date } = {}) =>
  readWhen(text, { hours, now: over.now ?? now, country: over.country ?? 'US' }).when

/** "days | times or window | ?" in short, so that the table can be read. */
function short(text: string, over: Parameters<typeof read>[1] = {}): string | null {
  const w = read(text, over)
  if (!w) return null
  const days = w.range ? `${w.range.from}+${w.range.days}` : w.days.map((d) => d.slice(5)).join(',')
  const times = w.window
    ? `${w.window.from}-${w.window.to}`
    : w.at.map((t) => `${t.time}${t.sure ? '' : '?'}`).join(',')
  return [days, times, w.soonest ? 'soon' : '', w.sure ? '' : 'contradiction'].filter(Boolean).join(' ')
}

describe('readWhen', () => {
  it.each([
    ['today', '11-20'],
    ['tomorrow', '11-21'],
    ['tmrw', '11-21'],
    ['day after tomorrow', '11-22'],
    ['tuesday', '11-24'],
    ['next tuesday', '11-24'],
    ['on tues', '11-24'],
    ['thurs', '11-26'],
    ['friday', '11-20'],
    ['next friday', '11-27'],
    ['last monday', '11-16'],
    ['yesterday', '11-19'],
    ['this weekend', '11-21,11-22'],
    ['monday or tuesday', '11-23,11-24'],
    ['wednesday next week', '11-25'],
    ['in two weeks', '12-04'],
    ['the 24th', '11-24'],
    ['the 9th', '12-09'],
    ['9th of this month', '12-09'],
    ['24/11', '11-24'],
    ['11/24', '11-24'],
    ['december 3', '12-03'],
    ['the 3rd of december', '12-03'],
    ['2026-12-03', '12-03'],
    ['nov 19', '11-19'],
    ['not monday, tuesday', '11-24'],
    ['thursday instead of monday', '11-26'],
    ['next week', '2026-11-23+7'],
    ['this week', '2026-11-20+3'],
    ['in december', '2026-12-01+31'],
    ['tuesday 25 november', '11-25 contradiction'],

    ['3pm', '15:00'],
    ['at 3', '15:00'],
    ['at 9', '09:00'],
    ['make it 3', '15:00'],
    ['at 7', '07:00?'],
    ['10:30', '10:30'],
    ['16:45', '16:45'],
    ['1030am', '10:30'],
    ['half past 10', '10:30'],
    ['half past nine in the morning', '09:30'],
    ['quarter to 5', '16:45'],
    ['quarter past two', '14:15'],
    ['noon', '12:00'],
    ['one pm', '13:00'],
    ['2 o’clock', '14:00'],
    ['evening 6:30', '18:30'],
    ['4:15 in the evening', '16:15'],
    ['afternoon 12', '12:00'],
    ['at 9 or 10', '09:00,10:00'],
    ['in an hour', '11-20 11:00'],

    ['tomorrow morning', '11-21 05:00-12:00'],
    ['any time friday afternoon', '11-20 12:00-17:00'],
    ['tonight', '11-20 17:00-23:59'],
    ['after 3pm', '15:00-24:00'],
    ['before 10', '00:00-10:00'],
    ['between 2 and 4 tomorrow', '11-21 14:00-16:00'],
    ['9-11am monday', '11-23 09:00-11:00'],
    ['monday 10', '11-23 10:00'],
    ['tuesday the 24th at 9', '11-24 09:00'],
    ['wednesday next week at one pm', '11-25 13:00'],

    ['asap', 'soon'],
    ['the next available one', 'soon'],
  ])('%s', (text, expected) => expect(short(text)).toBe(expected))

  it.each([
    'do you work 24/7',
    'for 2 people',
    'a job of 2 hours',
    'may I come',
    'I am from August Barbershop',
    'the second one',
    'are you open now',
    '10',
    'it costs 15 dollars',
    '',
  ])('nothing about time in "%s"', (text) => expect(short(text)).toBeNull())

  it('reads the day first outside of America', () => {
    expect(short('3/12')).toBe('2027-03-12'.slice(5))
    expect(short('3/12', { country: 'GB' })).toBe('12-03')
  })

  it('says Friday of next week when this Friday is over', () => {
    expect(short('friday', { now: new Date('2026-11-21T02:30:00Z') })).toBe('11-27')
  })

  it('lives in the business’s zone: late in the evening there, it is tomorrow in UTC', () => {
    const late = new Date('2026-11-21T03:30:00Z')
    expect(short('today', { now: late })).toBe('11-20')
    expect(short('tomorrow', { now: late })).toBe('11-21')
  })

  it('masks what it read', () => {
    expect(readWhen('Can I come on Tuesday at 3pm?', { hours, now, country: 'US' }).masked).toBe(
      'can i come xwhen ?',
    )
  })

  describe('whatever the zone of the machine', () => {
    const before = process.env.TZ
    afterEach(() => {
      process.env.TZ = before
    })
    it.each(['UTC', 'America/New_York', 'Pacific/Auckland', 'Asia/Kolkata', 'Pacific/Honolulu'])(
      '%s',
      (zone) => {
        process.env.TZ = zone
        for (const at of [now, new Date('2026-11-21T03:30:00Z'), new Date('2026-11-20T05:30:00Z')])
          expect(
            ['saturday', 'next tuesday', 'tomorrow', 'december 3', 'in 2 days'].map((t) =>
              short(t, { now: at }),
            ),
          ).toEqual(['11-21', '11-24', '11-21', '12-03', '11-22'])
      },
    )
  })
})

describe('momentOf', () => {
  it.each([
    ['2026-11-24', '10:00', '2026-11-24T15:00:00.000Z'],
    ['2026-07-01', '10:00', '2026-07-01T14:00:00.000Z'],
    // Skipped when the clocks go forward, and there twice when they go back.
    ['2027-03-14', '02:30', '2027-03-14T07:30:00.000Z'],
    ['2026-11-01', '01:30', '2026-11-01T05:30:00.000Z'],
    ['2026-11-24', '24:00', '2026-11-25T05:00:00.000Z'],
  ])('%s %s', (date, time, iso) => expect(momentOf(date, time, 'America/New_York').toISOString()).toBe(iso))
})
