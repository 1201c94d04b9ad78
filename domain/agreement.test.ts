import { describe, expect, it } from 'vitest'
import { compareAnswers } from './agreement.ts'

type Pair = [ai: string, person: string, command?: string]

const same: Pair[] = [
  ['Yes, we serve Queens, for 25 dollars.', 'Yep, Queens is $25'],
  ['We are open Monday to Friday from 8:00 AM to 5:00 PM.', 'Mon-Fri 8am to 5pm'],
  ['A leak repair costs from $120.', 'leak repairs start at 120'],
  ['No, we don’t repair gas boilers.', 'Sorry, gas boilers are not something we repair'],
  [
    'You are booked for Tuesday at 3:00 PM. See you then!',
    'all set for tuesday 3pm, see you then',
    'appointment.book',
  ],
  [
    'I am not sure about that. A colleague will get back to you.',
    'Let me check and get back to you',
    'conversation.escalate',
  ],
  ['Our address is 12 Harbor Street, Brooklyn.', '12 harbor street in Brooklyn'],
  ['Yes, we take credit cards and cash.', 'Sure, cards or cash both work'],
  ['Wir haben montags bis freitags von 8:00 bis 17:00 geöffnet.', 'Montag bis Freitag 8:00 - 17:00'],
  ['Sí, atendemos en Queens por 25 dólares.', 'Sí, en Queens son 25 dólares'],
  ['Which day would suit you for the drain cleaning?', 'What day works for the drain cleaning?'],
  ['You’re welcome! Write again whenever you need us.', 'You’re welcome!'],
]
const different: Pair[] = [
  ['Yes, for 25 dollars.', 'No, we don’t go to Queens.'],
  ['A leak repair costs from $120.', 'It’s 180 for a leak'],
  ['We are open until 5:00 PM.', 'we close at 3pm today'],
  ['You are booked for Tuesday at 3:00 PM.', 'Tuesday is full, sorry', 'appointment.book'],
  ['A colleague will get back to you.', 'Yes, we do that, it takes about an hour', 'conversation.escalate'],
  ['Yes, we repair water heaters.', 'Let me check with the team and get back to you'],
  ['Our address is 12 Harbor Street.', 'We are open from Monday to Friday'],
  ['Yes, we can come tomorrow.', 'Unfortunately we can’t make it tomorrow'],
  ['A drain cleaning takes about 60 minutes.', 'a drain cleaning takes 2 hours'],
  ['Ja, wir reparieren Heizungen.', 'Nein, Heizungen machen wir leider nicht.'],
]

const compare = ([ai, person, command]: Pair) =>
  compareAnswers({ text: ai, commands: command ? [{ type: command }] : [] }, { text: person, commands: [] })

describe('would the AI have answered as the person did?', () => {
  it.each(same)('the same: %s / %s', (...pair) => {
    expect(compare(pair as Pair)).toMatchObject({ agreed: true })
  })
  it.each(different)('not the same: %s / %s', (...pair) => {
    expect(compare(pair as Pair)).toMatchObject({ agreed: false })
  })
  it('says what told them apart', () => {
    expect(compare(['Yes, for 25 dollars.', 'No, sorry.']).reasons).toEqual(['One says yes, the other no'])
    expect(compare(['It costs $120.', 'it costs 180']).reasons).toEqual(['Other numbers: 120 and 180'])
    expect(
      compare(['A colleague will get back to you.', 'Yes we do', 'conversation.escalate']).reasons,
    ).toEqual(['The AI hands over, the person answers'])
  })
})
