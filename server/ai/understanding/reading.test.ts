// Sentences of our own, none of them among the shipped examples: what they are about, how they are meant, and what must
// not be read into them.
import { describe, expect, it } from 'vitest'
import type { Understanding } from '#domain/intent.ts'
import { shippedExamples } from './examples/examples.ts'
import { readMessage } from './reader.ts'

type Case = [text: string, means: Partial<Understanding>]
const cases: Case[] = [
  ['Could I get a table for six on Saturday evening?', { intent: 'booking', language: 'en' }],
  ['can you move my appointment to Thursday at 4', { intent: 'reschedule' }],
  ['sorry, can’t make it today, please cancel', { intent: 'cancel_appointment' }],
  ['Who do I talk to about getting my money back?', { intent: 'refund' }],
  ['Could someone give me a call about the invoice', { intent: 'wants_person' }],
  ['You charged me twice for the same visit', { intent: 'complaint', mood: 'unhappy' }],
  ['your prices are too steep for us', { intent: 'objection' }],
  ['Thanks so much, Maria was wonderful!', { intent: 'thanks', mood: 'happy' }],
  ['We rank websites on Google page 1, interested?', { intent: 'spam' }],
  ['There’s water pouring through my kitchen ceiling', { intent: 'emergency', urgency: 'emergency' }],
  ['I am FURIOUS, nobody showed up again!!!', { intent: 'complaint', mood: 'angry' }],
  ['need someone asap, the sink is blocked', { intent: 'booking', urgency: 'high' }],
  ['Tengo una fuga de gas, vengan rápido', { intent: 'emergency', language: 'es', urgency: 'emergency' }],
  ['Quisiera cambiar mi cita del martes al jueves', { intent: 'reschedule', language: 'es' }],
  [
    'La comida llegó fría y el camarero fue muy grosero',
    { intent: 'complaint', language: 'es', mood: 'unhappy' },
  ],
  ['Bonjour, je voudrais annuler ma table de ce soir', { intent: 'cancel_appointment', language: 'fr' }],
  [
    'C’est inadmissible, j’attends depuis trois semaines',
    { intent: 'complaint', language: 'fr', mood: 'angry' },
  ],
  ['Mein Keller steht unter Wasser, bitte kommen Sie sofort!', { intent: 'emergency', language: 'de' }],
  ['Ich hätte gern einen Termin zur Zahnreinigung', { intent: 'booking', language: 'de' }],
  ['Wo bleibt mein Geld? Ich möchte eine Erstattung', { intent: 'refund', language: 'de' }],
  ['Preciso remarcar minha consulta', { intent: 'reschedule', language: 'pt' }],
  ['Quero falar com o gerente, estou furioso', { intent: 'wants_person', language: 'pt', mood: 'angry' }],
  ['Vorrei parlare con una persona vera', { intent: 'wants_person', language: 'it' }],
  ['C’è un forte odore di gas in casa', { intent: 'emergency', language: 'it', urgency: 'emergency' }],
  ['Quanto costa uno sbiancamento?', { intent: 'question', language: 'it' }],
]

const hardNegatives: Case[] = [
  ['Hi, is your emergency service available on Sundays?', { intent: 'question', urgency: 'normal' }],
  ['Do you fix burst pipes?', { intent: 'question', urgency: 'normal' }],
  ['What should I do if I smell gas?', { urgency: 'normal' }],
  [
    'Last year a pipe burst and you came at once. Can I book a check?',
    { intent: 'booking', urgency: 'normal' },
  ],
  ['Not an emergency, but the tap in the bathroom drips', { intent: 'booking', urgency: 'low' }],
  ['my boiler is making a funny noise, no rush', { urgency: 'low' }],
  ['I am not angry, I just want to know what happened to my order', { intent: 'question', mood: 'neutral' }],
  ['What is your refund policy?', { intent: 'question' }],
  ['What is your policy when somebody complains?', { mood: 'neutral' }],
  ['¿Atienden urgencias los domingos?', { intent: 'question', urgency: 'normal' }],
  ['No es urgente, cuando puedan', { urgency: 'low' }],
  ['Proposez-vous un service d’urgence la nuit ?', { urgency: 'normal' }],
  ['Kommen Sie bei Notfällen auch am Wochenende?', { intent: 'question', urgency: 'normal' }],
  ['Es eilt nicht, der Wasserhahn tropft nur', { urgency: 'low' }],
  ['Não é urgente, pode ser na semana que vem', { urgency: 'low' }],
  ['Non c’è fretta, quando potete', { urgency: 'low' }],
]

describe('what a message is about', () => {
  it.each(cases)('%s', (text, means) => expect(readMessage(text)).toMatchObject(means))
})
describe('what must not be read into it', () => {
  it.each(hardNegatives)('%s', (text, means) => expect(readMessage(text)).toMatchObject(means))
})

describe('out of scope', () => {
  it.each([
    'Who won the world cup in 1998?',
    'how do i cook rice',
    'write me a short story about a dragon',
    '¿Quién pintó Las Meninas?',
    'Schreib mir ein Lied über den Herbst',
    'Quanto fa 12 per 12?',
  ])('%s', (text) => expect(readMessage(text).outOfScope).toBe(true))
  it.each([
    'How much does it cost to fix a dripping tap?',
    'Do you do evening appointments?',
    'Haben Sie samstags geöffnet?',
    'Est-ce que vous livrez ?',
    'hello',
    'ok',
  ])('not: %s', (text) => expect(readMessage(text).outOfScope).toBe(false))
})

describe('a message of several sentences', () => {
  it('is about the gravest thing that is said in it', () => {
    expect(readMessage('Hello! Thanks for the visit. I want my money back. Have a nice day.').intent).toBe(
      'refund',
    )
    expect(readMessage('Good morning. My name is Ana. Can I book a cleaning for Friday?').intent).toBe(
      'booking',
    )
  })
  it('rests on words that stand in it', () => {
    const text = 'The work was fine, but I am REALLY not happy with the invoice.'
    const { evidence, why } = readMessage(text)
    for (const words of evidence) expect(text).toContain(words)
    expect(why).toContain('not happy with')
  })
})

describe('what cannot be read', () => {
  it('has no language, and nothing is made of it', () => {
    expect(readMessage('???')).toMatchObject({ intent: 'other', language: null })
    expect(readMessage('')).toMatchObject({ intent: 'other', outOfScope: false })
    expect(readMessage('ok').language).toBeNull()
  })
  it('takes the language of the conversation where a text is too short', () =>
    expect(readMessage('ok', { language: 'de' }).language).toBe('de'))
  it.each([
    ['Здравствуйте, вы открыты сегодня?', 'ru'],
    ['今日は開いていますか', 'ja'],
    ['مرحبا هل أنتم مفتوحون', 'ar'],
    ['Hej, jag vill inte vänta, har ni öppet och det är bra', null],
  ])('%s', (text, language) => expect(readMessage(text).language).toBe(language))
  it('a long page is read in part, fast', () => {
    const began = performance.now()
    readMessage('I would like to book. '.repeat(20_000))
    expect(performance.now() - began).toBeLessThan(1_000)
  })
})

it('no case of this file is among the examples', () => {
  const shipped = new Set([...shippedExamples()].map(({ text }) => text.toLowerCase()))
  for (const [text] of [...cases, ...hardNegatives]) expect(shipped.has(text.toLowerCase())).toBe(false)
})
