import { expect, it } from 'vitest'
import { startLink } from './start-link.ts'

const SMS = 'sms:{address}?&body={text}'
const WHATSAPP = 'https://wa.me/{digits}?text={text}'

it('holds number and words as each program reads them', () => {
  expect(startLink(SMS, '+1 (212) 555-0100', 'Hi & hello?')).toBe(
    'sms:+12125550100?&body=Hi%20%26%20hello%3F',
  )
  expect(startLink(WHATSAPP, '+12125550100', 'Grüße 👋')).toBe(
    'https://wa.me/12125550100?text=Gr%C3%BC%C3%9Fe%20%F0%9F%91%8B',
  )
  expect(new URL(startLink(WHATSAPP, '+12125550100', '{digits}&x=1') ?? '').searchParams.get('text')).toBe(
    '{digits}&x=1',
  )
})

it('ends with the number where there are no words', () => {
  expect(startLink(SMS, '+12125550100', '  ')).toBe('sms:+12125550100')
  expect(startLink(WHATSAPP, '+12125550100', '')).toBe('https://wa.me/12125550100')
  expect(startLink(SMS, '12345', '')).toBe('sms:12345')
})

it('is none without a number', () => {
  for (const address of ['', 'ACME', 'hello@example.com']) expect(startLink(SMS, address, 'Hi')).toBeNull()
})
