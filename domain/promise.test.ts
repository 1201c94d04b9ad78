import { expect, it } from 'vitest'
import { findPromises } from './promise.ts'

/** A Wednesday, 10:00 in Berlin. */
const said = new Date('2026-03-04T09:00:00Z')
const day = [{ opens: '08:00', closes: '18:00' }]
const hours = {
  timeZone: 'Europe/Berlin',
  week: { monday: day, tuesday: day, wednesday: day, thursday: day, friday: day, saturday: [], sunday: [] },
  holidays: [],
}
const local = (at: Date) =>
  at.toLocaleString('sv-SE', { timeZone: 'Europe/Berlin', dateStyle: 'short', timeStyle: 'short' })
const read = (text: string, by: 'us' | 'them' = 'us') => findPromises(text, by, { hours, said })

const dated: [string, string][] = [
  // English
  ['I will call at three.', '2026-03-04 15:00'],
  ["We'll send the quote tomorrow.", '2026-03-05 18:00'],
  ["Thanks! I'll get back to you by Friday.", '2026-03-06 18:00'],
  ["I'll call you back in half an hour", '2026-03-04 10:30'],
  ['I will email you the invoice next week.', '2026-03-13 18:00'],
  ["We'll be there tomorrow at 9:30 am", '2026-03-05 09:30'],
  ["I'll check if we have it and call you back tomorrow morning.", '2026-03-05 12:00'],
  ['Our technician will call you this afternoon', '2026-03-04 17:00'],
  ["I'll pay on March 20th.", '2026-03-20 18:00'],
  ['Tomorrow, I will bring the papers.', '2026-03-05 18:00'],
  ["Let me know if you need anything, I'll call you tomorrow at 4 p.m. Bye", '2026-03-05 16:00'],
  ["I'm going to send you the photos tonight", '2026-03-04 20:00'],
  // German
  ['Ich melde mich bis Freitag.', '2026-03-06 18:00'],
  ['Wir rufen Sie morgen um 15 Uhr zurück', '2026-03-05 15:00'],
  ['Ich schicke Ihnen das Angebot übermorgen.', '2026-03-06 18:00'],
  ['Morgen früh rufe ich Sie an.', '2026-03-05 12:00'],
  ['Wir werden uns nächste Woche bei Ihnen melden.', '2026-03-13 18:00'],
  ['Ich überweise das Geld heute noch', '2026-03-04 18:00'],
  ['Ein Kollege meldet sich in zwei Stunden bei Ihnen.', '2026-03-04 12:00'],
  ['Ich bringe das Auto am 10. März vorbei.', '2026-03-10 18:00'],
  ['Ich rufe um halb vier an', '2026-03-04 15:30'],
  // Spanish
  ['Te llamo mañana a las 10.', '2026-03-05 10:00'],
  ['Sí, le enviaré el presupuesto el viernes', '2026-03-06 18:00'],
  ['Vamos a llamarle esta tarde.', '2026-03-04 18:00'],
  ['Nos pondremos en contacto en dos horas', '2026-03-04 12:00'],
  ['Paso pasado mañana por la tarde', '2026-03-06 18:00'],
  ['Les avisaremos el 20 de marzo', '2026-03-20 18:00'],
  // French
  ['Je vous rappelle demain à 15h.', '2026-03-05 15:00'],
  ['Nous vous enverrons le devis vendredi', '2026-03-06 18:00'],
  ['On vous rappelle dans une heure', '2026-03-04 11:00'],
  ['Je passerai demain matin', '2026-03-05 12:00'],
  ['Je reviens vers vous la semaine prochaine.', '2026-03-13 18:00'],
  ['Je vais vous écrire avant 16h30', '2026-03-04 16:30'],
  // Portuguese
  ['Ligo amanhã às 10h.', '2026-03-05 10:00'],
  ['Vou te enviar o orçamento na sexta-feira', '2026-03-06 18:00'],
  ['Entraremos em contato em duas horas', '2026-03-04 12:00'],
  ['Vou pagar depois de amanhã', '2026-03-06 18:00'],
  ['Retorno hoje à tarde', '2026-03-04 18:00'],
  // Italian
  ['La richiamo domani alle 15.', '2026-03-05 15:00'],
  ['Le invieremo il preventivo venerdì', '2026-03-06 18:00'],
  ['Ti faccio sapere stasera', '2026-03-04 20:00'],
  ["Vi richiameremo tra un'ora", '2026-03-04 11:00'],
  ['Passerò la prossima settimana', '2026-03-13 18:00'],
]
it.each(dated)('dated: %s', (text, due) => {
  const [promise, ...more] = read(text)
  expect(more).toEqual([])
  expect(promise && promise.due && local(promise.due)).toBe(due)
  expect(promise?.assumed).toBe(false)
  expect(text.startsWith(promise?.quote.slice(0, 3) ?? '-') || text.includes(promise?.quote ?? '-')).toBe(
    true,
  )
})

const none: string[] = [
  'Will you call at three?',
  'Can I call you tomorrow?',
  "If it still leaks, I'll call you tomorrow.",
  "I'll call you tomorrow, if that works for you.",
  'I would send it on Friday.',
  'I might come by tomorrow.',
  "I won't call tomorrow.",
  'I will not be able to come on Friday.',
  'You said you will call me at three.',
  'I called you yesterday at three.',
  "I'll let you know when the part arrives.",
  'We are open tomorrow at 9.',
  "Maybe I'll call tomorrow.",
  'Could you send the quote tomorrow?',
  'Please call me tomorrow at three.',
  "I'll have two pizzas.",
  'See you tomorrow at three!',
  '> I will call at three.',
  'Rufen Sie mich morgen an?',
  'Ich rufe an wegen meines Termins morgen.',
  'Wenn es morgen regnet, melde ich mich.',
  'Ich würde mich morgen melden.',
  'Können Sie mich morgen zurückrufen?',
  'Ich melde mich morgen nicht.',
  'Haben Sie morgen um 15 Uhr offen?',
  'Bitte rufen Sie mich bis Freitag an.',
  'Guten Morgen, ich schreibe wegen der Rechnung.',
  'Si puedo, te llamo mañana.',
  '¿Me llamas mañana?',
  'No te llamaré mañana.',
  'Llámame mañana a las 10.',
  'Quizás paso mañana.',
  'Si vous voulez, je vous rappelle demain.',
  'Vous me rappelez demain ?',
  'Je ne viendrai pas demain.',
  'Je vous appelle au sujet de ma facture de demain.',
  'Rappelez-moi demain à 15h.',
  'Se puder, ligo amanhã.',
  'Não vou ligar amanhã.',
  'Pode me ligar amanhã?',
  'Talvez eu passe amanhã.',
  'Se posso, ti chiamo domani.',
  'Mi può richiamare domani?',
  'Non verrò domani.',
  'Forse passo domani.',
  'Aspetto una risposta entro venerdì.',
]
it.each(none)('none: %s', (text) => {
  expect(read(text)).toEqual([])
  expect(read(text, 'them')).toEqual([])
})

it('a promise of ours without a time is held to the end of the next working day, and says so', () => {
  const friday = new Date('2026-03-06T20:00:00Z')
  const [promise] = findPromises('We will get back to you.', 'us', { hours, said: friday })
  expect(promise?.assumed).toBe(true)
  expect(promise?.due && local(promise.due)).toBe('2026-03-09 18:00')
  expect(read("I'll let you know.", 'them')[0]).toMatchObject({ due: null, assumed: false, by: 'them' })
})

it('what the customer will get is a promise of ours only', () => {
  expect(read('You will get the quote by Friday.', 'us')).toHaveLength(1)
  expect(read('You will get the money by Friday.', 'them')).toEqual([])
})

it('several in one message, each in its own words', () => {
  const found = read("I'll call you at 4. Ann will be off then! We'll send the quote tomorrow.")
  expect(found.map((p) => p.quote)).toEqual(["I'll call you at 4.", "We'll send the quote tomorrow."])
})

it('two in one sentence are two, each with its own time', () => {
  const found = read("Thanks, Dana. We'll send the quote tomorrow, and I'll call you on Thursday at three.")
  expect(found.map((p) => [p.quote, p.due && local(p.due)])).toEqual([
    ["We'll send the quote tomorrow", '2026-03-05 18:00'],
    ["I'll call you on Thursday at three", '2026-03-05 15:00'],
  ])
})

it('an hour that has passed is tomorrow’s', () => {
  const [promise] = findPromises("I'll call at 9 am", 'us', { hours, said })
  expect(promise?.due && local(promise.due)).toBe('2026-03-05 09:00')
})
