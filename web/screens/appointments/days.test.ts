import { expect, it } from 'vitest'
import type { AppointmentWire } from '#wire/api/contacts.ts'
import { groupByDay } from './group-by-day.ts'
import { slotDays } from './slot-days.ts'

const NEW_YORK = 'America/New_York'

it('a time belongs to the day that it has at the business', () => {
  // 03:30 UTC is still the evening before in New York.
  const slots = ['2026-11-24T18:00:00Z', '2026-11-25T03:30:00Z', '2026-11-25T14:00:00Z'].map((startsAt) => ({
    startsAt,
    endsAt: startsAt,
    staff: [],
  }))
  expect(slotDays(slots, NEW_YORK).map((day) => day.slots.length)).toEqual([2, 1])
  expect(slotDays(slots, 'UTC').map((day) => day.slots.length)).toEqual([1, 2])
})

it('appointments are in order within their day, and past days begin with the last one', () => {
  const at = (startsAt: string): AppointmentWire => ({
    id: startsAt,
    contactId: 'contact',
    conversationId: null,
    service: { id: null, name: 'Cleaning' },
    startsAt,
    endsAt: startsAt,
    timeZone: NEW_YORK,
    status: 'booked',
    name: 'Ana',
    note: '',
    createdBy: 'ai',
    serviceIds: [],
    staff: null,
    buffer: { beforeMinutes: 0, afterMinutes: 0 },
    customerTimeZone: null,
    movedFrom: null,
    canceled: null,
    createdAt: startsAt,
  })
  const items = ['2026-11-25T16:00:00Z', '2026-11-24T18:00:00Z', '2026-11-25T14:00:00Z'].map(at)
  const days = (newestFirst: boolean) =>
    groupByDay(items, newestFirst).map((day) => day.items.map((item) => item.startsAt.slice(8, 13)))
  expect(days(false)).toEqual([['24T18'], ['25T14', '25T16']])
  expect(days(true)).toEqual([['25T14', '25T16'], ['24T18']])
})
