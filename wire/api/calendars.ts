import type { z } from 'zod'
import { BookingSettings, StaffFields } from '#domain/calendar.ts'
import { Id } from './common.ts'

export const BookingRules = BookingSettings.meta({
  id: 'BookingRules',
  description: 'How appointments are made, and until when customers may change them by themselves',
})
export type BookingRules = z.infer<typeof BookingRules>

export const StaffWire = StaffFields.extend({ id: Id }).meta({
  id: 'Staff',
  description: 'Somebody or something that is booked: their services, week and days off',
})
export type StaffWire = z.infer<typeof StaffWire>
