import { describe, expect, it } from 'vitest'
import { whyNotGeneral } from './general.ts'
import { questionsIn, withoutPerson } from './redact.ts'

describe('a question without who asked it', () => {
  it.each([
    ['Hi, this is Maria Lopez. Do you sell gift vouchers?', [], 'Do you sell gift vouchers?'],
    ['Hello there! My name is John and do you repair kayaks? Thanks, John', [], 'Do you repair kayaks?'],
    ['do you deliver to 12 Harbor Street, Apt 4?', [], 'Do you deliver?'],
    ['Can you call me at +1 (212) 555-0123 about gutters?', [], 'Can you call me about gutters?'],
    ['Do you fix bikes? mail me: maria@lopez.example', [], 'Do you fix bikes? mail me'],
    ['Would Lopez get a discount on tiles?', ['Maria Lopez'], 'Would get a discount on tiles?'],
    [
      'Guten Tag, mein Name ist Anna Huber. Verkaufen Sie Gutscheine? Viele Grüße Anna',
      [],
      'Verkaufen Sie Gutscheine?',
    ],
    ['Liefern Sie in die Lindenstraße 12?', [], 'Liefern Sie in die?'],
    ['Hola, soy Pedro Ruiz, ¿venden vales de regalo? Gracias', [], '¿venden vales de regalo?'],
    ['Hi Maria, yes, there is a ramp at the side door.', ['Maria'], 'Yes, there is a ramp at the side door.'],
    ['Hi, do you open at 8 and are dogs allowed?', [], 'Do you open at 8 and are dogs allowed?'],
    ['hello Do you rent kayaks? we are two people', [], 'Do you rent kayaks? we are two people'],
    [
      'I am looking for a red kayak. Do you rent them?',
      [],
      'I am looking for a red kayak. Do you rent them?',
    ],
    ['Is order #48213 eligible for a warranty?', [], 'Is eligible for a warranty?'],
  ] as [string, string[], string][])('%s', (text, names, plain) => {
    expect(withoutPerson(text, names)).toBe(plain)
  })

  it('keeps the sentences that ask', () => {
    expect(questionsIn('We moved last week. The boiler is old. Do you recycle old boilers?')).toBe(
      'Do you recycle old boilers?',
    )
  })
})

describe('what a person answered is a lesson only where it holds for everybody', () => {
  const why = (answer: string, question = 'Do you sell gift vouchers?') =>
    whyNotGeneral({ question, answer, names: ['Maria Lopez'], own: ['+1 212 555 0100'] })

  it.each([
    'Yes, from $20, at the counter or by mail.',
    'Yes, we sell them Monday to Friday. Call +1 212 555 0100.',
    'They are valid for three years.',
    'Ja, ab 20 Euro an der Kasse.',
  ])('a lesson: %s', (answer) => {
    expect(why(answer)).toBeNull()
  })

  it.each([
    ['Sure Maria, come by any time', 'a name'],
    ['Yes, you can pick it up tomorrow at 3', 'a date'],
    ['Yes, come on March 3', 'a date'],
    ['I can do one for you at $15', 'an arrangement with one customer'],
    ['Let me check with the boss', 'somebody else is asked'],
    ['Which amount would you like?', 'it asks back'],
    ['Call Tom on 917 555 0188 200', 'somebody’s number or address'],
    ['ok', 'too short'],
    ['Yes. I would have a look first. Would Tuesday suit you?', 'an arrangement with one customer'],
    ['Ich schaue heute nach', 'a date'],
  ])('none: %s (%s)', (answer, reason) => {
    expect(why(answer)).toBe(reason)
  })

  it('none: about the customer’s own things', () => {
    expect(why('Yes, it is ready to be picked up.', 'Is my order ready?')).toBe(
      'it is about something of theirs',
    )
    expect(why('Of course, we do that all the time.', 'Could you send me the invoice again?')).toBe(
      'it is about something of theirs',
    )
    expect(why('Yes, we look after cafés too.', 'Is that something you offer, and what would it cost?')).toBe(
      'it points at something said before',
    )
    expect(why('You are welcome, always happy to.', 'Thanks')).toBe('nothing is asked')
  })
})
