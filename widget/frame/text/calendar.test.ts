import { expect, test } from 'vitest'
import { calendarFor, directionOf } from './calendar.ts'

const now = new Date('2026-03-11T15:00:00Z')
const day = (at: string, locale = 'en-US') => calendarFor(locale, 'America/New_York').day(new Date(at), now)

test('a day is named the way people would', () => {
  expect(day('2026-03-11T14:00:00Z')).toBe('Today')
  expect(day('2026-03-10T14:00:00Z')).toBe('Yesterday')
  expect(day('2026-03-06T14:00:00Z')).toBe('Friday')
  expect(day('2026-02-20T14:00:00Z')).toBe('Fri, February 20')
  expect(day('2025-02-20T14:00:00Z')).toBe('February 20, 2025')
})

test('it is the day where the visitor is, also across the change to summer time', () => {
  expect(day('2026-03-11T03:59:00Z')).toBe('Yesterday')
  expect(day('2026-03-11T04:00:00Z')).toBe('Today')
  // The clocks went forward on 8 March: that day had 23 hours.
  expect(day('2026-03-08T04:30:00Z')).toBe('Saturday')
  expect(day('2026-03-08T05:30:00Z')).toBe('Sunday')
})

test('it speaks the language of the inbox', () => {
  expect(day('2026-03-11T14:00:00Z', 'de')).toBe('Heute')
  expect(day('2026-03-10T14:00:00Z', 'es')).toBe('Ayer')
})

test('a tag that is none falls back instead of failing', () => {
  expect(day('2026-03-11T14:00:00Z', 'not a tag')).toBe('Today')
  expect(day('2026-03-11T14:00:00Z', '')).toBe('Today')
})

test('writing direction', () => {
  expect(['ar', 'he-IL', 'fa'].map(directionOf)).toEqual(['rtl', 'rtl', 'rtl'])
  expect(['en', 'de-DE', 'art'].map(directionOf)).toEqual(['ltr', 'ltr', 'ltr'])
})
