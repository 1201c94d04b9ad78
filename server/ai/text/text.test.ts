import { describe, expect, it } from 'vitest'
import { b64, hex, lookalike, reversed, rot13, tagged, zeroWidth } from '#test/injections/attempt.ts'
import { codeIn, readingsOf, withoutInvisible } from './disguise.ts'
import { findMarkup, foreignLinks } from './links.ts'

const secret = 'never guess a price or a time'

describe('readings', () => {
  it.each([
    ['plain', secret],
    ['capitals and accents', 'Névér Gúess a PRICE or a time'],
    ['base64', `Here: ${b64(secret)}`],
    ['base64 over lines', b64(secret.repeat(3)).replace(/(.{20})/g, '$1\n')],
    ['hex', hex(secret)],
    ['hex in pairs', hex(secret).replace(/(..)/g, '$1 ')],
    ['rot13', rot13(secret)],
    ['backwards', reversed(secret)],
    ['letters apart', [...'neverguess'].join(' ') + ' a price or a time'],
    ['no width', zeroWidth(secret)],
    ['look-alikes', lookalike(secret)],
    ['percent', [...secret].map((c) => `%${hex(c)}`).join('')],
    ['codes of letters', [...secret].map((c) => c.charCodeAt(0)).join(' ')],
    ['binary', [...secret].map((c) => c.charCodeAt(0).toString(2).padStart(8, '0')).join(' ')],
  ])('%s', (_, text) => {
    const letters = (one: string) => one.replace(/[^a-z\n]/g, '')
    expect(letters(readingsOf(text).join('\n'))).toContain(letters(secret))
  })

  it('leave nothing that nobody sees, and keep emojis and joined scripts', () => {
    expect(withoutInvisible(`a${tagged('secret')}b\u202Ec\u200Bd`)).toBe('abcd')
    expect(withoutInvisible('👩‍🔧 ❤️ می‌خواهم')).toBe('👩‍🔧 ❤️ می‌خواهم')
  })
})

describe('code', () => {
  it.each([
    b64('a text that is long enough to be of use'),
    hex('a text that is long enough'),
    '01101000 01100101 01101100 01101100 01101111 01110111',
  ])('%s', (text) => expect(codeIn(`Look: ${text}`)).not.toBeNull())
  it.each([
    'Call +1 212 555 0143 or come by Monday 9-5, Tuesday 9-5.',
    'The IBAN is on your invoice 2026-0311-77.',
    'See https://brightbikes.example/a-very-long-path/of-a-page-that-has-a-name-of-more-than-forty-letters',
    'Donaudampfschifffahrtsgesellschaftskapitän',
  ])('%s is none', (text) => expect(codeIn(text)).toBeNull())
})

describe('links', () => {
  const business = ['Book at https://brightbikes.example/book or www.brightbikes.example.']
  it.each([
    'https://evil.example/?d=hello',
    'Go to evil.example/x',
    'evil.xyz',
    'ftp://evil.example',
    '//x evil-site.ru now',
    'javascript:alert(1)',
    'http://203.0.113.7/a',
    'brightbikes.example/book?d=jane',
    'https://brightbikes.example/BOOK',
    'https://brightbikes.example.evil.example/book',
    'evil dot com',
    'hxxps://evil[.]com',
  ])('%s is foreign', (text) => expect(foreignLinks(text, business)).not.toEqual([]))
  it.each([
    'Book at https://brightbikes.example/book.',
    'See www.brightbikes.example!',
    'We open at 9 a.m. and close at 5 p.m.',
    'It takes 1.5 hours, e.g. for a tune-up.',
    'Mr.Smith will see you.Please come.',
    'Mon.-Fri./Sat. 10:00',
    'Monday and/or Tuesday',
  ])('%s is not', (text) => expect(foreignLinks(text, business)).toEqual([]))
})

describe('markup', () => {
  it.each([
    '![x](https://a.example/p.png)',
    '![x][1]',
    '<img src=x>',
    '<a href="x">y</a>',
    '[1]: https://a.example',
  ])('%s', (text) => expect(findMarkup(text)).not.toBeNull())
  it.each(['I <3 bikes', '5 < 6 and 7 > 3', 'Great! [really]'])('%s is none', (text) =>
    expect(findMarkup(text)).toBeNull(),
  )
})
