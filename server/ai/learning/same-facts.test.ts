import { describe, expect, it } from 'vitest'
import type { SourceRef } from '#domain/knowledge.ts'
import { type Answered, compareFacts } from './same-facts.ts'

const from = (id: string): SourceRef[] => [{ kind: 'faq', id, title: id, quote: '' }]
const said = (text: string, id = 'a'): Answered => ({ text, sources: from(id), unanswered: false })
const nothing: Answered = { text: 'I’m afraid I don’t know that.', sources: [], unanswered: true }

describe('two answers by what a customer learns from them', () => {
  it.each([
    ['Kettle descaling is $50.', 'Descaling a kettle costs 50 dollars.'],
    ['We are open from 8 am to 5 pm.', 'We are open from 8:00 to 17:00.'],
    ['Yes, we serve Queens, for 25 dollars.', 'Yes, we also serve Queens, it is $25.'],
  ])('the same: %s / %s', (a, b) => {
    expect(compareFacts(said(a), said(b))).toEqual({ same: true, reasons: [] })
  })

  it.each([
    ['Kettle descaling is $50.', 'Kettle descaling is $60.', 'Another price: 60 instead of 50'],
    ['We close at 5 pm.', 'We close at 6 pm.', 'Another time: 18:00 instead of 17:00'],
    [
      'The warranty is two years.',
      'The warranty is five years.',
      'Another number: 1825 days instead of 730 days',
    ],
    ['Yes, dogs are welcome.', 'No, dogs are not welcome.', 'It said yes, now no'],
    ['Descaling is $50.', 'Descaling is $50, and $20 for the way.', 'A new price: 20'],
  ])('not the same: %s / %s', (a, b, reason) => {
    expect(compareFacts(said(a), said(b))).toEqual({ same: false, reasons: [reason] })
  })

  it('the AI may say more than the person whose words were approved, not less', () => {
    expect(
      compareFacts(said('It is $50.'), said('It is $50 and takes 2 hours.'), { approved: true }).same,
    ).toBe(true)
    expect(
      compareFacts(said('It is $50 and takes 2 hours.'), said('It is $50.'), { approved: true }).same,
    ).toBe(false)
  })

  it('none where there was one', () => {
    expect(compareFacts(said('Yes.'), nothing).reasons).toEqual(['No answer is found any more'])
    expect(compareFacts(nothing, nothing).same).toBe(true)
  })

  it('another source with other words', () => {
    expect(
      compareFacts(said('Cars park in the yard.'), said('Trucks are washed on the roof.', 'b')).same,
    ).toBe(false)
  })
})
