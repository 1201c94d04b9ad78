import { expect, it } from 'vitest'
import { ReceiptMode } from '#wire/simulator.ts'
import { isForward, planReceipts } from './receipts.ts'
import { twilio } from './twilio/index.ts'

it('plans every way a message can go', () => {
  const ways = twilio.channels[0]?.ways ?? {}
  const plan = (mode: ReceiptMode) => planReceipts(mode, 7, ways[mode] ?? null)
  const told = (mode: ReceiptMode) => plan(mode).flatMap((step) => (step.told ? [step.state] : []))
  expect(told('normal')).toEqual(['sent', 'delivered'])
  expect(told('out_of_order')).toEqual(['delivered', 'sent', 'queued'])
  expect(told('none')).toEqual([])
  expect(plan('late').at(-1)).toMatchObject({ state: 'delivered', afterMs: 7_000 })
  expect(plan('unreachable').at(-1)).toMatchObject({ state: 'undelivered', failure: { code: '30003' } })
  expect(planReceipts('unreachable', 7, { help: '', waits: true })).toEqual([
    { state: 'sent', afterMs: 150, told: true },
  ])
  // Who has no receipts can have none that are late.
  expect(planReceipts('late', 7, null)).toEqual(planReceipts('normal', 7, null))
  for (const mode of ReceiptMode.options) expect(plan(mode).length).toBeGreaterThan(0)
})

it('moves a message forward only', () => {
  expect(isForward('queued', 'delivered')).toBe(true)
  expect(isForward('delivered', 'sent')).toBe(false)
  expect(isForward('sent', 'undelivered')).toBe(true)
  expect(isForward('undelivered', 'read')).toBe(true)
  expect(isForward('read', 'delivered')).toBe(false)
})
