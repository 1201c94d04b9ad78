import { describe, expect, it } from 'vitest'
import { openDesk } from '#ai/answerer/testing/desk.ts'
import { fromEnglish } from './carry.ts'
import { french } from './french.ts'
import { german } from './german.ts'
import { italian } from './italian.ts'
import { portuguese } from './portuguese.ts'
import { spanish } from './spanish.ts'
import { sentences } from './tongue.ts'

const dana = {
  name: 'Dana',
  phone: '+12125550123',
  upcoming: [{ service: 'Check-up', start: '2026-11-24T15:00:00Z' }],
}

describe('cancels in the customer’s language, after a yes', () => {
  it.each([
    [
      'de',
      'Guten Tag, ich muss meinen Termin leider absagen',
      /Soll ich Check-up .*Dienstag, 24\. November 2026, 10:00 \(EST\)/,
      'ja, bitte',
      /^Abgesagt: Check-up/,
    ],
    [
      'es',
      'Hola, quiero cancelar mi cita',
      /¿Cancelo Check-up .*martes, 24 de noviembre de 2026/,
      'sí, por favor',
      /^Cancelada: Check-up/,
    ],
    [
      'fr',
      'Bonjour, je voudrais annuler mon rendez-vous',
      /J'annule Check-up .*mardi 24 novembre 2026/,
      'oui',
      /^Annulé : Check-up/,
    ],
    [
      'pt',
      'Olá, preciso desmarcar minha consulta',
      /Cancelo Check-up .*24 de novembro de 2026/,
      'sim',
      /^Cancelado: Check-up/,
    ],
    [
      'it',
      'Buongiorno, vorrei annullare il mio appuntamento',
      /Annullo Check-up .*martedì 24 novembre 2026/,
      'sì',
      /^Annullato: Check-up/,
    ],
  ])('%s', async (_, first, asked, yes, done) => {
    const desk = openDesk(dana)
    expect((await desk.say(first)).text).toMatch(asked)
    expect(desk.upcoming).toHaveLength(1)
    expect((await desk.say(yes)).text).toMatch(done)
    expect(desk.upcoming).toEqual([])
  })
})

describe('moves in the customer’s language', () => {
  it.each([
    [
      'Kann ich meinen Termin auf Mittwoch um 14 Uhr verschieben?',
      /Soll ich Check-up .* auf Mittwoch, 25\. November 2026, 14:00 \(EST\) verschieben\?/,
      'ja gerne',
    ],
    [
      'Hola, ¿puedo cambiar mi cita para el miércoles a las 2 de la tarde?',
      /¿Cambio Check-up .*miércoles, 25 de noviembre de 2026, 14:00/,
      'sí',
    ],
  ])('%s', async (first, asked, yes) => {
    const desk = openDesk(dana)
    expect((await desk.say(first)).text).toMatch(asked)
    expect((await desk.say(yes)).changed?.to).toBe('2026-11-25T14:00')
  })
})

describe('what it has no words for goes to a person, said in the language', () => {
  it.each([
    ['Können Sie mir bitte ein Gedicht über die Liebe schreiben?', /weitergegeben/],
    ['Hola, ¿quién ganó el partido de ayer y por cuánto?', /equipo/],
  ])('%s', async (text, said) => {
    const reply = await openDesk().say(text)
    expect(reply.text).toMatch(said)
    expect(reply.escalated).toBe('cannot_answer')
  })
})

it('says that it is an AI when it is asked', async () => {
  expect((await openDesk().say('¿Estoy hablando con un robot o con una persona?')).text).toMatch(
    /asistente de IA/,
  )
})

it('every sentence has words in every language, with what stood in it', () => {
  const places = (text: string) => [...text.matchAll(/\$(\d)/g)].map((m) => Number(m[1]))
  for (const tongue of [german, french, spanish, portuguese, italian])
    for (const [name, pattern] of Object.entries(sentences)) {
      const groups = new RegExp(`${pattern.source}|`).exec('')?.length ?? 1
      const template = tongue.sentences[name as keyof typeof sentences]
      for (const place of places(template)) expect(place, template).toBeLessThan(groups)
    }
  expect(fromEnglish('Something else.', 'de')).toBeNull()
})
