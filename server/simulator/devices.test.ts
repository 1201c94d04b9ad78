import { expect, it } from 'vitest'
import { readDeviceSettings } from './device-settings.ts'
import { customers, deviceOf, findCustomer } from './devices.ts'

it('puts a message on the phone or into the mailbox of the customer it is for', () => {
  for (const customer of customers) {
    expect(deviceOf(customer.phone ?? '')).toBe(customer.id)
    expect(deviceOf((customer.email ?? '').toUpperCase())).toBe(customer.id)
    expect(findCustomer(customer.id)).toBe(customer)
  }
})

it('gives everybody else a device of their own', () => {
  expect(deviceOf('+12125550111')).toBe('+12125550111')
  expect(findCustomer('+12125550111')).toMatchObject({ phone: '+12125550111', email: null })
  expect(findCustomer('greta@mail.example')).toMatchObject({ phone: null, email: 'greta@mail.example' })
})

it('has one device for each customer, whatever it is asked by', () => {
  expect(findCustomer('+12125550142')).toBeNull()
  expect(findCustomer('nobody')).toBeNull()
  expect(findCustomer('')).toBeNull()
  expect(findCustomer('../riley')).toBeNull()
})

it('reads what it does not understand as the ordinary behaviour', () => {
  expect(readDeviceSettings(null)).toEqual({
    receipts: 'normal',
    lateSeconds: 10,
    carrierKeywords: false,
    refuses: [],
  })
  expect(readDeviceSettings({ receipts: 'late' })).toMatchObject({ receipts: 'late', lateSeconds: 10 })
  expect(readDeviceSettings({ receipts: 'haunted' })).toMatchObject({ receipts: 'normal' })
})
