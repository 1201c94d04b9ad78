import { describe, expect, it } from 'vitest'
import { helpAnswer, matchKeyword, optInConfirmation, optOutConfirmation } from './consent.ts'
import { countSegments } from './segments.ts'

const out =
  'STOP STOPALL UNSUBSCRIBE CANCEL END QUIT REVOKE OPTOUT OPT-OUT REMOVE TD ARRET ARRETE ARRETT ARRÊT'.split(
    ' ',
  )

describe('opting out', () => {
  it.each([...out, 'OPT OUT', 'STOP ALL'])('%s does', (word) => {
    for (const text of [
      word,
      word.toLowerCase(),
      ` ${word}\n`,
      `${word}.`,
      `${word}!!`,
      `"${word}"`,
      `“${word}”`,
    ])
      expect(matchKeyword(text, false), text).toBe('opt_out')
  })

  it('a word between spaces of every kind, a combining accent, wide letters and an emoji too', () => {
    for (const text of ['stop\u00a0all', 'arre\u0302t', 'ＳＴＯＰ', 'stop 🛑', '\u200bstop'])
      expect(matchKeyword(text, false), text).toBe('opt_out')
  })

  it.each([
    'Please stop by at five',
    'stop it, you are funny',
    'Can I cancel my appointment?',
    'cancel my 3pm',
    'The end',
    'in the end it worked',
    'stopping',
    'no stop',
    'stop?1',
    'end 2',
    'remove the stain',
    '',
    '   ',
    '!!!',
    `stop ${'.'.repeat(200)}`,
  ])('%j does not', (text) => {
    expect(matchKeyword(text, false)).toBeNull()
    expect(matchKeyword(text, true)).toBeNull()
  })
})

describe('opting in', () => {
  it('START and UNSTOP do, whatever was before', () => {
    for (const text of ['START', 'start.', 'Unstop'])
      for (const before of [true, false]) expect(matchKeyword(text, before)).toBe('opt_in')
  })

  it('YES only takes back an opt-out; else it is an answer', () => {
    expect(matchKeyword('Yes!', true)).toBe('opt_in')
    expect(matchKeyword('Yes!', false)).toBeNull()
    expect(matchKeyword('yes please', true)).toBeNull()
  })
})

it('HELP asks for help, and a request for help is a message', () => {
  for (const text of ['HELP', 'info', 'Aide', 'help?']) expect(matchKeyword(text, false)).toBe('help')
  expect(matchKeyword('help me with my booking', false)).toBeNull()
})

it('confirmations name the business, say how to change one’s mind, and are one text each', () => {
  const texts = [
    optOutConfirmation('Harbour Dental'),
    optInConfirmation('Harbour Dental'),
    helpAnswer('Harbour Dental', '+12125550100'),
  ]
  expect(texts.map((text) => text.match(/\b(START|STOP|HELP)\b/)?.[0])).toEqual(['START', 'HELP', 'STOP'])
  for (const text of texts) {
    expect(text).toContain('Harbour Dental')
    expect(countSegments(text)).toMatchObject({ encoding: 'gsm7', segments: 1 })
  }
  expect(helpAnswer('Harbour Dental', null)).not.toContain('Call')
})
