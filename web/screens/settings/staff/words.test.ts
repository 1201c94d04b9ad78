import { expect, it } from 'vitest'
import { describeHours, describeServices, nextAway } from './words.ts'

const services = ['Cut', 'Color', 'Wash', 'Shave'].map((name, i) => ({ id: String(i), name }))
const none = { monday: [], tuesday: [], wednesday: [], thursday: [], friday: [], saturday: [], sunday: [] }

it('says what somebody performs, and what follows where it is nothing', () => {
  expect(describeServices(['0', '2'], services)).toBe('Cut, Wash')
  expect(describeServices(['0', '1', '2', '3'], services)).toBe('Performs every service')
  expect(describeServices(['gone'], services)).toContain('nothing is booked')
})
it('says equal days together', () => {
  const day = [{ opens: '09:00', closes: '17:00' }]
  expect(describeHours({ ...none, monday: day, friday: day })).toBe('Mon, Fri 09:00 to 17:00')
  expect(describeHours(null)).toBe('In the opening hours')
  expect(describeHours(none)).toContain('nothing is booked')
})
it('says the absence that is on, or the next', () => {
  const off = [
    { from: '2026-12-20', to: '2026-12-24', note: '' },
    { from: '2026-11-01', to: '2026-11-02', note: '' },
  ]
  expect(nextAway(off, '2026-12-22')).toMatch(/^Away until/)
  expect(nextAway(off, '2026-11-10')).toMatch(/ to /)
  expect(nextAway(off, '2027-01-01')).toBeNull()
})
