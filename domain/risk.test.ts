import { describe, expect, it } from 'vitest'
import type { Intent } from './intent.ts'
import { riskOf } from './risk.ts'

const send = (text: string) => ({ type: 'message.send', text })
const sure = (intent: Intent) => ({ intent, confidence: 0.9 })

describe('the risk of a turn', () => {
  it('is low for words from the knowledge, prices among them', () => {
    expect(riskOf([send('Yes, for 25 dollars.')], sure('question'))).toEqual({
      risk: 'low',
      reasons: ['It only says something'],
    })
  })
  it('is medium for a lead and for a booking', () => {
    expect(riskOf([send('Noted.'), { type: 'lead.save' }], sure('interested')).risk).toBe('medium')
    const booking = riskOf([send('Booked!'), { type: 'appointment.book' }], sure('booking'))
    expect(booking).toEqual({ risk: 'medium', reasons: ['It books an appointment'] })
  })
  it('is high for moving and cancelling, and for a command that nobody has thought about', () => {
    expect(riskOf([{ type: 'appointment.move' }], sure('reschedule')).risk).toBe('high')
    expect(riskOf([{ type: 'appointment.cancel' }], sure('cancel_appointment')).risk).toBe('high')
    expect(riskOf([{ type: 'invoice.send' }], sure('question')).reasons).toEqual([
      'It wants to do “invoice.send”',
    ])
  })
  it.each(['refund', 'complaint', 'emergency'] as const)('is high for %s, whatever is said', (intent) => {
    expect(riskOf([send('We are looking into it.')], sure(intent)).risk).toBe('high')
  })
  it.each([
    'We will refund you in full.',
    'You get a discount of 10 %.',
    'Wir erstatten Ihnen den Betrag.',
    'Le haremos un reembolso.',
    'Nous vous remboursons.',
    'Faremos o reembolso.',
    'La rimborsiamo subito.',
  ])('is high for a promise about money: %s', (text) => {
    expect(riskOf([send(text)], sure('question')).risk).toBe('high')
  })
  it('is high where nobody knows what it is about, or is not sure', () => {
    expect(riskOf([send('Hello!')], { intent: null, confidence: null }).risk).toBe('high')
    expect(riskOf([send('Hello!')], sure('other')).risk).toBe('high')
    expect(riskOf([send('Hello!')], { intent: 'greeting', confidence: 0.4 })).toEqual({
      risk: 'high',
      reasons: ['Only 40 % sure that it is a greeting'],
    })
  })
  it('does not grow by calling a person', () => {
    expect(
      riskOf([send('A colleague takes over.'), { type: 'conversation.escalate' }], sure('wants_person')).risk,
    ).toBe('low')
  })
})
