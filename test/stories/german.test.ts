// A German practice without a model: customers who text in German are answered from its own German words and facts, and
// what nobody has written down goes to a person.
import { describe, expect, it } from 'vitest'
import { startTexting } from '#test/harness/texting.ts'

const texting = await startTexting()
const { product, newCustomer, write, arrived, happened } = texting
const { api } = product

await api.put('/profile', {
  name: 'Praxis Lindenhof',
  address: 'Lindenstraße 4, 50674 Köln',
  phone: '+49 221 5550177',
  country: 'DE',
  currency: 'EUR',
  locale: 'de-DE',
})
const day = [{ opens: '08:00', closes: '18:00' }]
await api.put('/hours', {
  timeZone: 'Europe/Berlin',
  week: { monday: day, tuesday: day, wednesday: day, thursday: day, friday: day, saturday: day, sunday: [] },
  holidays: [],
})
await api.post('/services', {
  name: 'Professionelle Zahnreinigung',
  durationMinutes: 45,
  priceMinor: 9_000,
  priceKind: 'fixed',
})
for (const [title, body] of [
  ['Behandeln Sie auch Kinder?', 'Ja, ab drei Jahren. Ein Elternteil bleibt im Zimmer.'],
  ['Gibt es Parkplätze bei der Praxis?', 'Ja, hinter dem Haus, die Einfahrt ist in der Gartenstraße.'],
  ['Wie kann ich bezahlen?', 'Mit Karte oder bar am Empfang, eine Rechnung schicken wir nicht.'],
])
  expect((await api.post('/knowledge', { kind: 'faq', title, body })).status).toBe(201)

/** Writes, and gives the answer that comes to it. */
function talker(phone: string) {
  let count = 0
  return async (text: string): Promise<string> => {
    await write(phone, text)
    const body = (await arrived(phone, ++count)).at(-1)?.form.Body
    return typeof body === 'string' ? body : ''
  }
}

describe('a customer who texts in German', () => {
  it('is answered in the practice’s own words, from its hours and its prices', async () => {
    const say = talker(newCustomer())
    expect(await say('Hallo, behandeln Sie Kinder?')).toContain(
      'Ja, ab drei Jahren. Ein Elternteil bleibt im Zimmer.',
    )
    expect(await say('Kann ich mit Karte zahlen?')).toContain('Mit Karte oder bar am Empfang')
    expect(await say('Haben Sie einen Parkplatz?')).toContain('hinter dem Haus')
    expect(await say('Haben Sie sonntags geöffnet?')).toMatch(/Sonntag, .*: geschlossen\./)
    expect(await say('Was kostet eine Zahnreinigung?')).toContain(
      'Professionelle Zahnreinigung kostet 90 € und dauert etwa 45 Minuten.',
    )
    expect(await say('Wo finde ich Sie?')).toContain('Lindenstraße 4, 50674 Köln')
  })

  it('is told in German that a person will answer what is not written down', async () => {
    const phone = newCustomer()
    const answer = await talker(phone)('Haben Sie eine Spielecke für Kinder?')
    expect(answer).toContain('Das weiß ich leider nicht.')
    expect(answer).not.toContain('drei Jahren')
    expect(await happened(phone, 'conversation.escalated')).toBe(true)
  })
})
