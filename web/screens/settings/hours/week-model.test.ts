import { describe, expect, it } from 'vitest'
import type { Hours } from '#domain/hours.ts'
import { addInterval, checkDay, checkHours, tidyHours, weekLength } from './week-model.ts'

const day = (opens: string, closes: string) => ({ opens, closes })
const hours: Hours = {
  timeZone: 'America/New_York',
  week: {
    monday: [day('13:00', '17:30'), day('08:00', '12:00')],
    tuesday: [],
    wednesday: [],
    thursday: [],
    friday: [],
    saturday: [],
    sunday: [],
  },
  holidays: [
    { date: '2026-12-25', name: ' Christmas ', intervals: [] },
    { date: '2026-11-26', name: 'Thanksgiving', intervals: [] },
  ],
}

describe('a day', () => {
  it('says what is wrong with it', () => {
    expect(checkDay([])).toBeNull()
    expect(checkDay([day('08:00', '24:00')])).toBeNull()
    expect(checkDay([day('12:00', '12:00')])).toMatch(/close after/)
    expect(checkDay([day('', '12:00')])).toMatch(/both times/)
    expect(checkDay([day('13:00', '17:00'), day('08:00', '13:30')])).toMatch(/overlap/)
    expect(checkDay([day('12:00', '17:00'), day('08:00', '12:00')])).toBeNull()
  })
  it('gets a further span that fits, as long as there is room', () => {
    let spans = addInterval([])
    for (let i = 0; i < 10; i++) spans = addInterval(spans)
    expect(checkDay(spans)).toBeNull()
    expect(addInterval([day('08:00', '23:30')])).toHaveLength(1)
  })
})
describe('the form', () => {
  it('refuses two holidays on one date', () => {
    expect(checkHours(hours)).toBeNull()
    expect(
      checkHours({
        ...hours,
        holidays: [...hours.holidays, { date: '2026-12-25', name: '', intervals: [] }],
      }),
    ).toMatch(/twice/)
  })
  it('is sent in order', () => {
    const tidy = tidyHours(hours)
    expect(tidy.week.monday.map((i) => i.opens)).toEqual(['08:00', '13:00'])
    expect(tidy.holidays.map((h) => h.name)).toEqual(['Thanksgiving', 'Christmas'])
  })
  it('adds up', () => {
    expect(weekLength(hours)).toBe('8 h 30 min')
  })
})
