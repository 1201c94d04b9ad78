import { describe, expect, it } from 'vitest'
import { languages } from './handover-settings.ts'
import { type HandoverFacts, sayHandover } from './handover-words.ts'

const now = new Date('2026-03-04T23:00:00Z') // Wednesday, 18:00 in New York
const facts: HandoverFacts = {
  emergency: false,
  language: 'en',
  now,
  open: { open: false, changesAt: new Date('2026-03-05T13:00:00Z'), holiday: null },
  timeZone: 'America/New_York',
  locale: 'en-US',
  business: 'Harbor',
  phone: '+1 212 555 0100',
  person: 'Ann',
  own: {},
}
const open = { open: true, changesAt: new Date('2026-03-05T22:00:00Z'), holiday: null }

describe('what a customer is told', () => {
  it('during hours: who writes back', () => {
    expect(sayHandover({ ...facts, open })).toBe('Ann or a colleague will write back here shortly.')
    expect(sayHandover({ ...facts, open, person: null })).toBe('One of us will write back here shortly.')
  })
  it('after hours: when, in the business’s time', () => {
    expect(sayHandover(facts)).toBe(
      'We are closed right now and open again tomorrow at 8:00 AM. Ann or a colleague will write back here then.',
    )
    const monday = { open: false, changesAt: new Date('2026-03-09T12:00:00Z'), holiday: null }
    expect(sayHandover({ ...facts, open: monday, language: 'de' })).toBe(
      'Wir haben gerade geschlossen und öffnen am Montag um 08:00 wieder. Ann oder jemand aus dem Team meldet sich dann hier.',
    )
    expect(sayHandover({ ...facts, open: { ...monday, changesAt: null } })).toContain(
      'as soon as we are back',
    )
  })
  it('in an emergency: the number to call, by day and night; none where there is none', () => {
    expect(sayHandover({ ...facts, emergency: true })).toContain('call us right away at +1 212 555 0100')
    const without = sayHandover({ ...facts, emergency: true, phone: null })
    expect(without).not.toContain('{')
    expect(without).toContain('as soon as possible')
  })
  it('leaves no hole in any language', () => {
    for (const language of [...languages, 'ja', null])
      for (const emergency of [true, false])
        for (const state of [facts.open, open, { open: false, changesAt: null, holiday: null }])
          for (const phone of [facts.phone, null]) {
            const text = sayHandover({ ...facts, language, emergency, open: state, phone })
            expect(text).not.toMatch(/[{}]|undefined|null| {2}/)
          }
  })
  it('says the business’s own words, unless what they need is missing', () => {
    const own = { emergency: { en: 'Ring {phone}!' }, open: { en: 'Hang on, {business} is on it.' } }
    expect(sayHandover({ ...facts, open, own })).toBe('Hang on, Harbor is on it.')
    expect(sayHandover({ ...facts, own, emergency: true })).toBe('Ring +1 212 555 0100!')
    expect(sayHandover({ ...facts, own, emergency: true, phone: null })).not.toContain('Ring')
  })
})
