import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { normaliseAddress } from './address.ts'
import {
  addressClue,
  type Clue,
  compareClues,
  describeEvidence,
  type Evidence,
  isStronger,
  mailboxKey,
  mayTellIdentity,
  mergeEvidence,
  nameClues,
  phoneKey,
  scoreOf,
  textClues,
} from './identity.ts'

describe('phoneKey', () => {
  it.each([
    ['+5511987654321', '+551187654321', 'Brazil, with and without the ninth digit'],
    ['+5491123456789', '+541123456789', 'Argentina, with and without the 9'],
    ['+5215512345678', '+525512345678', 'Mexico, with and without the 1'],
  ])('%s is %s (%s)', (one, other) => {
    expect(phoneKey(one)).toBe(phoneKey(other))
  })

  it.each([
    ['+5511987654321', '+5521987654321', 'another area of Brazil'],
    ['+551123456789', '+5511923456789', 'a landline of Brazil, and a mobile that only looks like it'],
    ['+12125550100', '+12125550101', 'neighbours'],
    ['+4915112345678', '+491512345678', 'a digit less'],
    ['+541123456789', '+541123456780', 'two in Argentina'],
  ])('%s is not %s (%s)', (one, other) => {
    expect(phoneKey(one)).not.toBe(phoneKey(other))
  })

  const digits = (length: number) =>
    fc.array(fc.nat(9), { minLength: length, maxLength: length }).map((d) => d.join(''))
  it('has one key for both spellings of every such number, and the key is its own key', () => {
    const brazil = fc
      .tuple(fc.integer({ min: 11, max: 99 }), fc.integer({ min: 6, max: 9 }), digits(7))
      .map(([area, first, rest]) => [`+55${area}9${first}${rest}`, `+55${area}${first}${rest}`])
    const argentina = digits(10).map((n) => [`+549${n}`, `+54${n}`])
    const mexico = digits(10).map((n) => [`+521${n}`, `+52${n}`])
    fc.assert(
      fc.property(fc.oneof(brazil, argentina, mexico), ([long = '', short = '']) => {
        // A short one that itself begins with the extra digit has eleven digits only where it is the long one.
        expect(phoneKey(long)).toBe(phoneKey(short))
        expect(phoneKey(phoneKey(long))).toBe(phoneKey(long))
      }),
    )
  })

  it('changes no number of any other country', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('+1', '+44', '+49', '+33', '+81', '+91', '+61'),
        digits(10),
        (country, rest) => {
          expect(phoneKey(country + rest)).toBe(country + rest)
        },
      ),
    )
  })
})

describe('mailboxKey', () => {
  it.each([
    ['Riley.Park+news@Gmail.com', 'rileypark@googlemail.com'],
    ['riley+a@outlook.com', 'riley@outlook.com'],
    ['RILEY@acme.example', 'riley@acme.example'],
  ])('%s is %s', (one, other) => {
    expect(mailboxKey(one)).toBe(mailboxKey(other))
  })
  it.each([
    ['riley.park@outlook.com', 'rileypark@outlook.com', 'dots count outside of Gmail'],
    ['riley+a@acme.example', 'riley@acme.example', 'a plus is a letter at an unknown provider'],
    ['riley@gmail.com', 'riley@gmail.co', 'another domain'],
  ])('%s is not %s (%s)', (one, other) => {
    expect(mailboxKey(one)).not.toBe(mailboxKey(other))
  })
  it('does not see dots, tags and case at Gmail, wherever they stand', () => {
    const name = fc.stringMatching(/^[a-z][a-z0-9]{2,10}$/)
    fc.assert(
      fc.property(name, fc.array(fc.nat(9)), fc.stringMatching(/^[a-z0-9.+]{0,6}$/), (plain, dots, tag) => {
        const dotted = dots.reduce((n, at) => {
          const place = (at % (plain.length - 1)) + 1
          return n[place] === '.' || n[place - 1] === '.' ? n : `${n.slice(0, place)}.${n.slice(place)}`
        }, plain)
        expect(mailboxKey(`${dotted.toUpperCase()}+${tag}@GMAIL.com`)).toBe(`${plain}@gmail.com`)
      }),
    )
  })
  it('is its own key', () => {
    fc.assert(
      fc.property(fc.emailAddress(), (mail) => {
        expect(mailboxKey(mailboxKey(mail))).toBe(mailboxKey(mail))
      }),
    )
  })
})

describe('textClues', () => {
  it('finds numbers and mail addresses as people write them', () => {
    const clues = textClues(
      'I am at riley@acme.example, or call (212) 736-5001. WhatsApp: +55 11 98765-4321',
      'message',
      'US',
    )
    expect(clues.map((c) => c.clue)).toEqual([
      'email:riley@acme.example',
      'phone:+12127365001',
      'phone:+551187654321',
    ])
  })
  it('takes prices, dates and order numbers for nothing', () => {
    expect(textClues('Order 4711-0815 of 2026-11-21 over 1,250.00 dollars, 10:30', 'message', 'US')).toEqual(
      [],
    )
  })
  it.each([
    ['hello', false],
    ['for 2 people at 10:30 on 21 Nov', false],
    ['mail me: a@b.example', true],
    ['call 212 736 5001', true],
  ])('mayTellIdentity(%s) is %s', (text, may) => {
    expect(mayTellIdentity(text)).toBe(may)
  })
  it('never misses in the first look what the second would find', () => {
    const written = fc.constantFrom(
      '+1 212 736 5001',
      '(212) 736-5001',
      '2127365001',
      'a.b@c.example',
      '+5511987654321',
    )
    fc.assert(
      fc.property(fc.lorem(), written, fc.lorem(), (before, what, after) => {
        const text = `${before} ${what} ${after}`
        if (textClues(text, 'message', 'US').length > 0) expect(mayTellIdentity(text)).toBe(true)
      }),
    )
  })
})

const phone = (value: string): Clue => addressClue('phone', value) as Clue
const a = (...clues: Clue[]) => ({ id: 'con_a', clues })
const b = (...clues: Clue[]) => ({ id: 'con_b', clues })

describe('compareClues', () => {
  it('tells who gave whose number, from both sides', () => {
    const [said] = compareClues(a(phone('+12127365001')), b({ ...phone('+12127365001'), how: 'signature' }))
    expect(said).toMatchObject({ code: 'signature', by: 'con_b' })
    expect(describeEvidence(said as Evidence, 'con_a')).toBe(
      'This contact’s number +1 212 736 5001 stands in the signature of their mail',
    )
    expect(describeEvidence(said as Evidence, 'con_b')).toBe(
      'Their number +1 212 736 5001 stands in the signature of this contact’s mail',
    )
  })
  it('sees one number in two spellings', () => {
    const [same] = compareClues(a(phone('+5511987654321')), b(phone('+551187654321')))
    expect(same?.code).toBe('same_address')
  })
  it('says each thing once, the strongest first', () => {
    const mail = addressClue('email', 'r@acme.example') as Clue
    const codes = compareClues(
      a(phone('+12127365001'), { ...mail, how: 'message' }, ...nameClues('Riley Park', 'Acme', [])),
      b({ ...phone('+12127365001'), how: 'message' }, mail, ...nameClues('RILEY  PARK', 'acme', [])),
    ).map((e) => e.code)
    expect(codes).toEqual(['said', 'said', 'same_name'])
  })
  it('finds nothing where nothing is shared', () => {
    expect(compareClues(a(phone('+12127365001')), b(phone('+12127365002')))).toEqual([])
  })
})

describe('nameClues', () => {
  it('needs a full name and a company, or its mail domain', () => {
    expect(nameClues('Riley', 'Acme', ['r@acme.example'])).toEqual([])
    expect(nameClues('Riley Park', null, ['r@gmail.com', 'r@yahoo.co.uk'])).toEqual([])
    expect(nameClues('Rílëy Park', 'ACME, Inc.', ['r@acme.example']).map((c) => c.clue)).toEqual([
      'firm:riley park|acme inc',
      'domain:riley park|acme.example',
    ])
  })
})

describe('scoreOf', () => {
  const one = (code: Evidence['code'], clue: string): Evidence => ({ code, clue, by: null, words: '' })
  const any = fc.record({
    code: fc.constantFrom('said', 'signature', 'same_name', 'provider', 'both_said'),
    clue: fc.constantFrom('1', '2', '3', '4'),
    by: fc.constant(null),
    words: fc.constant(''),
  }) as fc.Arbitrary<Evidence>
  it('grows with evidence and never becomes certain', () => {
    fc.assert(
      fc.property(fc.array(any), any, (some, more) => {
        const all = mergeEvidence(some, [more])
        expect(scoreOf(all)).toBeGreaterThanOrEqual(scoreOf(some))
        expect(scoreOf(all)).toBeLessThanOrEqual(99)
      }),
    )
  })
  it('a declined pair comes back only with something new that weighs', () => {
    const declined = [one('said', '1')]
    expect(isStronger(declined, declined)).toBe(false)
    expect(isStronger(declined, [...declined, one('said', '1')])).toBe(false)
    expect(isStronger(declined, [...declined, one('signature', '2')])).toBe(true)
  })
})

describe('an address', () => {
  it('with national and international spelling is one clue', () => {
    for (const raw of ['(212) 736-5001', '212.736.5001', '+1 212 736 5001', 'whatsapp:+12127365001'])
      expect(addressClue('phone', normaliseAddress('phone', raw, 'US') ?? '')?.clue).toBe(
        'phone:+12127365001',
      )
  })
  it('of a network means nothing elsewhere', () => {
    expect(addressClue('page_scoped', 'telegram:1')).toBeNull()
  })
})
