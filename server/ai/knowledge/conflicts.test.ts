// Which sentences contradict each other, and which only look like it.
import { describe, expect, it } from 'vitest'
import type { Passage } from '#domain/knowledge.ts'
import { findConflicts, type Told } from './conflicts.ts'
import { figuresOf, numberOf, weekdayHours } from './figures.ts'

let count = 0
const told = (kind: Passage['kind'], title: string, text: string, more: Partial<Told> = {}): Told => ({
  sourceId: `source-${count++}`,
  pageId: null,
  kind,
  title,
  text,
  readAt: null,
  stale: false,
  ...more,
})
const between = (a: Told, b: Told) => findConflicts([a, b]).map((c) => c.about)

describe('contradictions', () => {
  it.each<[string, string, Told, Told]>([
    [
      'price',
      'a service and a table of the web site',
      told('service', 'Drain cleaning', 'Drain cleaning: $120'),
      told('website', 'Acme: Prices', 'Drain cleaning | $99'),
    ],
    [
      'price',
      'in German',
      told('faq', 'Was kostet eine Heizungswartung?', 'Die Heizungswartung kostet 129 Euro.'),
      told('website', 'Preise', 'Heizungswartung: 149 €'),
    ],
    [
      'price',
      'in Spanish',
      told('faq', '¿Cuánto cuesta el corte de pelo?', 'El corte de pelo cuesta 18 €.'),
      told('website', 'Precios', 'Corte de pelo | 20 €'),
    ],
    [
      'number',
      'spans of time in other units',
      told('faq', 'How long is the warranty?', 'Two years on parts.'),
      told('file', 'Terms: Warranty', 'The warranty on parts is 12 months.'),
    ],
    [
      'number',
      'per cent',
      told('faq', 'How much is the deposit for a booking?', 'The deposit is 20% of the booking.'),
      told('file', 'Terms', 'A booking needs a deposit of 30%.'),
    ],
    [
      'time',
      'opening hours',
      told('hours', 'Opening hours', 'Monday: 08:00-17:00'),
      told('website', 'Contact', 'Mon–Fri 8am–6pm'),
    ],
    [
      'time',
      'a time of day',
      told('faq', 'When is the last delivery?', 'The last delivery leaves at 4 pm.'),
      told('website', 'Delivery', 'Our last delivery leaves at 18:00.'),
    ],
    [
      'yes_no',
      'yes and no',
      told('faq', 'Do you take credit cards?', 'Yes, all of them.'),
      told('website', 'Payment', 'No credit cards, please.'),
    ],
  ])('%s: %s', (about, _, a, b) => {
    expect(between(a, b)).toEqual([about])
    expect(between(b, a)).toEqual([about])
  })
})

describe('no contradictions', () => {
  it.each<[string, Told, Told]>([
    [
      'the same price',
      told('service', 'Drain cleaning', 'Drain cleaning: $120'),
      told('website', 'Prices', 'Drain cleaning | $120.00'),
    ],
    [
      'another thing',
      told('service', 'Drain cleaning', 'Drain cleaning: $120'),
      told('website', 'Prices', 'Camera inspection after drain cleaning | $200'),
    ],
    [
      'another case',
      told('service', 'Drain cleaning', 'Drain cleaning: $120'),
      told('website', 'Prices', 'Drain cleaning on weekends | $180'),
    ],
    [
      'an hourly price',
      told('faq', 'What does a plumber cost?', 'A plumber is $90 an hour.'),
      told('website', 'Prices', 'A plumber is $180.'),
    ],
    [
      'a lower bound',
      told('service', 'Leak repair', 'Leak repair: from $95'),
      told('website', 'Prices', 'Leak repair | $140'),
    ],
    [
      'another day',
      told('hours', 'Opening hours', 'Monday: 08:00-17:00'),
      told('website', 'Contact', 'Saturday 9am - 12pm'),
    ],
    [
      'the same span in another unit',
      told('faq', 'How long is the warranty?', 'Two years on parts.'),
      told('file', 'Warranty', 'The warranty on parts is 24 months.'),
    ],
    [
      'yes to other things',
      told('faq', 'Do you take credit cards?', 'Yes, all of them.'),
      told('website', 'Animals', 'We do not allow dogs.'),
    ],
  ])('%s', (_, a, b) => expect(between(a, b)).toEqual([]))

  it('within one text', () => {
    const text = 'Drain cleaning is $120. Drain cleaning is $99.'
    expect(findConflicts([told('document', 'Prices', text)])).toEqual([])
  })
})

describe('who wins', () => {
  const web = told('website', 'Prices', 'Drain cleaning | $99')
  it('what was written by hand over the web, with both quotes and the reason', () => {
    const [conflict] = findConflicts([
      web,
      told('faq', 'What does drain cleaning cost?', 'Drain cleaning is $120.'),
    ])
    expect(conflict).toMatchObject({
      winner: { kind: 'faq', quote: 'Drain cleaning is $120.' },
      loser: { kind: 'website', quote: 'Drain cleaning | $99' },
      reason: 'What was written by hand counts over web pages.',
    })
  })
  it('files over the web, the fresh over the stale', () => {
    const [byFile] = findConflicts([web, told('file', 'Prices', 'Drain cleaning | $110')])
    expect(byFile).toMatchObject({ winner: { kind: 'file' }, reason: 'Uploaded files count over web pages.' })
    const [byAge] = findConflicts([
      { ...web, stale: true },
      told('website', 'Prices', 'Drain cleaning | $130'),
    ])
    expect(byAge?.winner.quote).toContain('$130')
  })
})

it('many texts are compared in a moment', () => {
  const many = Array.from({ length: 1_500 }, (_, i) =>
    told(
      'website',
      `Page ${i}`,
      `The item number ${i} blue widget${i} costs $${i}. Delivery takes ${i % 9} days.`,
    ),
  )
  const began = performance.now()
  findConflicts(many)
  expect(performance.now() - began).toBeLessThan(8_000)
})

describe('figures', () => {
  it.each([
    ['1,200.50', 1200.5],
    ['1.200,50', 1200.5],
    ['1 200', 1200],
    ['99', 99],
    ['4.5', 4.5],
  ])('%s is %d', (text, value) => expect(numberOf(text)).toBe(value))

  it('prices, times and amounts are told apart', () => {
    const f = figuresOf('From $1,200, we come at 8:30 am or 5 pm within two days, 20% off.')
    expect([f.prices, f.from, f.times, Object.fromEntries(f.amounts)]).toEqual([
      [1200],
      true,
      [510, 1020],
      { time: [2880], percent: [20] },
    ])
  })

  it.each([
    ['Mon–Fri 8am–6pm', 5, { from: 480, to: 1080 }],
    ['Monday to Thursday: 9-5 pm', 4, { from: 540, to: 1020 }],
    ['Montag bis Freitag 8:00 - 17:30 Uhr', 5, { from: 480, to: 1050 }],
    ['lunes a viernes de 9:00 a 14:00', 5, { from: 540, to: 840 }],
  ])('%s', (line, days, first) => {
    const week = weekdayHours(line)
    expect(week.size).toBe(days)
    expect(week.get(0)).toEqual(first)
  })
  it('a line without weekdays has no hours', () =>
    expect(weekdayHours('Call 555-0100 or 12-14').size).toBe(0))
})
