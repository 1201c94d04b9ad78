import { describe, expect, it } from 'vitest'
import { displayAddress, normaliseAddress, normaliseSender } from './address.ts'

describe('a phone number has one spelling', () => {
  it.each([
    ['+1 (212) 736-5000', undefined],
    ['+1-212-736-5000', undefined],
    ['whatsapp:+12127365000', undefined],
    ['  +12127365000\n', undefined],
    ['(212) 736-5000', 'US'],
    ['1 212 736 5000', 'US'],
    ['00 1 212 736 5000', 'DE'],
    ['＋１２１２７３６５０００', undefined],
  ])('%s', (text, country) => {
    expect(normaliseAddress('phone', text, country)).toBe('+12127365000')
  })

  it('national writing needs its country', () => {
    expect(normaliseAddress('phone', '030 901820')).toBeNull()
    expect(normaliseAddress('phone', '030 901820', 'DE')).toBe('+4930901820')
    expect(normaliseAddress('phone', '020 7946 0018', 'GB')).toBe('+442079460018')
  })

  it.each(['', '   ', '+', 'hello', '+1212', '+1 212 736 5000 0000', '+999123456789', 'x@y.example'])(
    '%j is none',
    (text) => {
      expect(normaliseAddress('phone', text, 'US')).toBeNull()
    },
  )

  it('a sentence with a number in it is not a number', () => {
    expect(normaliseAddress('phone', 'call me at +12127365000 please')).toBeNull()
  })
})

describe('a mail address has one spelling', () => {
  it('case and surrounding space do not make another', () => {
    expect(normaliseAddress('email', ' Mara.L@Customer.Example ')).toBe('mara.l@customer.example')
  })

  it('what mailboxes tell apart stays apart', () => {
    expect(normaliseAddress('email', 'mara+shop@customer.example')).toBe('mara+shop@customer.example')
    expect(normaliseAddress('email', 'm.ara@customer.example')).not.toBe(
      normaliseAddress('email', 'mara@customer.example'),
    )
  })

  it.each(['mara', 'mara@', '@customer.example', 'mara@customer', 'a b@customer.example', '+12127365000'])(
    '%j is none',
    (text) => {
      expect(normaliseAddress('email', text)).toBeNull()
    },
  )
})

it('ids of providers are taken as they are', () => {
  expect(normaliseAddress('page_scoped', ' 7AbC ')).toBe('7AbC')
  expect(normaliseAddress('whatsapp_user', 'US.13491208655302741918')).toBe('US.13491208655302741918')
  expect(normaliseAddress('visitor', '  ')).toBeNull()
})

it('a sender may be a test number, a short code or a name', () => {
  expect(normaliseSender('+1 212 736 5000')).toBe('+12127365000')
  expect(normaliseSender('whatsapp:+15005550006')).toBe('+15005550006')
  expect(normaliseSender('+15550000001')).toBe('+15550000001')
  expect(normaliseSender('72873')).toBe('72873')
  expect(normaliseSender('DENTAL')).toBe('DENTAL')
  for (const none of ['', '+0123456', '+12', 'much too long a name', '<script>'])
    expect(normaliseSender(none)).toBeNull()
})

it('is shown as people read it', () => {
  expect(displayAddress('phone', '+12127365000')).toBe('+1 212 736 5000')
  expect(displayAddress('phone', '72873')).toBe('72873')
  expect(displayAddress('email', 'mara@customer.example')).toBe('mara@customer.example')
  expect(displayAddress('visitor', 'vis_1')).toBe('Web chat visitor')
  expect(displayAddress('page_scoped', 'telegram:5550001234')).toBe('Telegram user')
  expect(displayAddress('page_scoped', 'messenger:24680')).toBe('Messenger user')
  expect(displayAddress('page_scoped', 'instagram:24680')).toBe('Instagram user')
  expect(displayAddress('page_scoped', '24680')).toBe('24680')
})
