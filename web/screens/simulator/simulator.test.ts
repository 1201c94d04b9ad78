import { expect, it } from 'vitest'
import type { SimulatorDevice, SimulatorInbox } from '#wire/simulator.ts'
import { addressIn, choosePlace } from './apps.ts'
import { helpOf, modesOf } from './delivery-modes.ts'
import { triesFor } from './tries.ts'
import { sayAnswers, sayLost } from './words.ts'

const settings = { receipts: 'normal' as const, lateSeconds: 10, carrierKeywords: false }
const device = (id: string, more: Partial<SimulatorDevice>): SimulatorDevice => ({
  id,
  name: id,
  phone: null,
  email: null,
  handle: null,
  settings,
  lastAt: null,
  builtIn: true,
  ...more,
})
const inbox = (app: SimulatorInbox['app']): SimulatorInbox => ({
  id: app,
  key: app,
  app,
  name: app,
  address: '',
  display: '',
  paused: false,
  by: '',
  readReceipts: false,
  gestures: [],
  keywords: false,
  obeysKeywords: false,
  ways: [],
  takesMail: false,
  siteUrl: null,
  outcomes: [],
})

it('shows the programs that a customer has an address for and the business an inbox', () => {
  const devices = [
    device('riley', { phone: { value: '+1', display: '+1' }, email: 'r@mail.example' }),
    device('greta', { email: 'g@mail.example' }),
  ]
  const inboxes = [inbox('mail'), inbox('texts'), inbox('site')]
  expect(choosePlace({}, devices, inboxes)).toMatchObject({
    device: { id: 'riley' },
    app: 'texts',
    available: ['texts', 'mail', 'site'],
  })
  expect(choosePlace({ device: 'greta', app: 'texts' }, devices, inboxes)).toMatchObject({
    device: { id: 'greta' },
    app: 'mail',
  })
  expect(choosePlace({ device: 'gone', app: 'whatsapp' }, devices, inboxes)).toMatchObject({
    device: { id: 'riley' },
    app: 'texts',
  })
  expect(choosePlace({}, devices, [])).toBeNull()
})

it('says what the door said, once and many times', () => {
  const ok = { status: 200, note: null }
  expect(sayAnswers([])).toBeNull()
  expect(sayAnswers([ok])).toEqual({ text: 'Delivered', detail: null, bad: false })
  expect(sayAnswers([{ status: 250, note: null }])?.bad).toBe(false)
  expect(sayAnswers([ok, ok, ok])).toMatchObject({
    text: 'Sent 3 times at once, taken each time',
    bad: false,
  })
  expect(sayAnswers([{ status: 403, note: 'Wrong signature' }])).toEqual({
    text: 'Not taken (403)',
    detail: 'Wrong signature',
    bad: true,
  })
  expect(sayAnswers([ok, { status: 0, note: null }])).toMatchObject({
    text: 'Sent 2 times at once, 1 not taken (no answer)',
    bad: true,
  })
})

it('says why a message got lost, also where the reason is new', () => {
  expect(sayLost({ code: '30003', words: 'handset unreachable' })).toBe(
    'A message did not get through: handset unreachable (30003)',
  )
  expect(sayLost({ code: null, words: 'refused' })).toBe('A message did not get through: refused')
  expect(sayLost(null)).toBe('A message did not get through')
})

it('offers tries that name a service of the business, and no texting tricks by mail', () => {
  expect(triesFor('texts', { service: 'Drain cleaning', keywords: true })[0]?.send[0]?.text).toContain(
    'drain cleaning',
  )
  expect(triesFor('mail', { service: null, keywords: true }).some((one) => one.label === 'STOP')).toBe(false)
  const stops = (keywords: boolean) =>
    triesFor('messenger', { service: null, keywords }).some((one) => one.label === 'STOP')
  expect([stops(true), stops(false)]).toEqual([true, false])
})

it('says which ways of the world a provider does not know, and what the others are there', () => {
  const bot = { ways: [{ mode: 'opted_out' as const, help: 'Refused (403).' }], by: 'Telegram' }
  expect(modesOf(bot).find((one) => one.value === 'opted_out')).toMatchObject({ disabled: false })
  expect(modesOf(bot).find((one) => one.value === 'late')).toMatchObject({
    label: 'Receipts come late (not there)',
    disabled: true,
  })
  expect(helpOf(bot, 'opted_out')).toBe('Refused (403).')
  expect(helpOf(bot, 'late')).toBe('There is no such thing by Telegram: here all goes well.')
})

it('names a customer as the program does', () => {
  const riley = device('riley', { phone: { value: '+1', display: '(212)' }, handle: 'riley.park' })
  expect([addressIn(riley, 'texts'), addressIn(riley, 'instagram'), addressIn(riley, 'mail')]).toEqual([
    '(212)',
    '@riley.park',
    '(212)',
  ])
})
