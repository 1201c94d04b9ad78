import { describe, expect, it } from 'vitest'
import { asksTheSame, nearestQuestion } from './similar.ts'

const same: [string, string][] = [
  ['Do you have wheelchair access?', 'Is your shop accessible by wheelchair?'],
  ['Can I bring my dog?', 'are dogs allowed in the salon?'],
  ['Do you rent out pressure washers?', 'is it possible to rent a pressure washer from you'],
  ['Is there a charging station for electric cars?', 'Can I charge my electric car there?'],
  ['Do you offer gift vouchers?', 'can i buy a gift voucher'],
  ['Gibt es Parkplätze für Wohnmobile?', 'Wo kann ich mein Wohnmobil parken? Gibt es einen Parkplatz?'],
  ['Reparieren Sie auch Kaffeemaschinen?', 'Können Sie meine Kaffeemaschine reparieren?'],
  ['Verkaufen Sie Geschenkgutscheine?', 'Kann man bei Ihnen einen Geschenkgutschein kaufen?'],
]
const other: [string, string][] = [
  ['Do you repair boilers?', 'Do you rent boilers?'],
  ['Do you have wheelchair access?', 'Do you have gift vouchers?'],
  ['Is parking free?', 'Is the first visit free?'],
  ['Do you fit size 12 doors?', 'Do you fit size 14 doors?'],
  ['How are you?', 'Where are you?'],
  ['Reparieren Sie auch Kaffeemaschinen?', 'Reparieren Sie auch Fahrräder?'],
  ['Gibt es Parkplätze für Wohnmobile?', 'Gibt es Getränke für Kinder?'],
]

describe('two questions are one question', () => {
  it.each(same)('%s / %s', (a, b) => {
    expect([asksTheSame(a, b), asksTheSame(b, a)]).toEqual([true, true])
  })
})
describe('two questions are two', () => {
  it.each(other)('%s / %s', (a, b) => {
    expect([asksTheSame(a, b), asksTheSame(b, a)]).toEqual([false, false])
  })
})

it('joins the nearest cluster, of equals the first', () => {
  const clusters = [
    { id: 1, texts: ['Do you sell gift vouchers?'] },
    { id: 2, texts: ['Can I bring my dog?', 'Are dogs allowed?'] },
    { id: 3, texts: ['Are dogs allowed?'] },
  ]
  expect(nearestQuestion('are dogs allowed inside', clusters)?.id).toBe(2)
  expect(nearestQuestion('do you deliver to Jersey?', clusters)).toBeNull()
})
