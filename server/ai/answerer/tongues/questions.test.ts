// Questions in five languages: answered from the business's own words and facts, or honestly handed over.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { abroad } from '#ai/answerer/testing/businesses.ts'
import { type DeskOptions, openDesk, sms } from '#ai/answerer/testing/desk.ts'
import type { Language } from './tongue.ts'

const deskOf = (language: Language, over: DeskOptions = {}) =>
  openDesk({ ...abroad[language], language, ...over })
const unknown: Record<Language, RegExp> = {
  de: /^Das weiß ich leider nicht\. .*weitergegeben/,
  fr: /^Désolé, je ne le sais pas\. .*équipe/,
  es: /^Lo siento, eso no lo sé\. .*equipo/,
  pt: /^Desculpe, isso eu não sei\. .*equip/,
  it: /^Mi dispiace, questo non lo so\. .*(?:team|squadra|collegh)/,
}

describe('answers from the knowledge, in the words that stand there', () => {
  it.each<[Language, string, RegExp]>([
    ['de', 'Hallo, behandelt ihr auch Kinder?', /^Ja, ab drei Jahren/],
    ['de', 'Kann ich mit Karte bezahlen?', /^Mit EC-Karte oder bar/],
    ['de', 'Haben Sie einen Kundenparkplatz?', /^Ja, hinter dem Haus/],
    ['de', 'Wo kann ich parken?', /^Ja, hinter dem Haus/],
    ['de', 'darf mein hund mitkommen oder kann ich hunde nicht mitbringen', /weitergegeben/],
    ['de', 'Darf ich meinen Hund mitbringen?', /^Leider nein, nur Blindenhunde/],
    ['es', 'Hola, ¿atienden niños?', /^Sí, a partir de tres años/],
    ['es', '¿Se puede pagar con tarjeta?', /^Con tarjeta o en efectivo/],
    ['es', '¿Aceptan tarjetas?', /^Con tarjeta o en efectivo/],
    ['es', '¿Hay estacionamiento?', /^Sí, detrás del edificio/],
    ['es', '¿Aceptan Sanitas?', /^Trabajamos con Sanitas/],
    ['fr', 'Bonjour, est-ce que vous soignez les enfants ?', /^Oui, à partir de trois ans/],
    ['fr', 'Est-ce que je peux payer par carte ?', /^Par carte ou en espèces/],
    ['fr', 'Où puis-je me garer ? Avez-vous un parking ?', /Oui, derrière l'immeuble/],
    ['pt', 'Olá, vocês atendem crianças?', /^Sim, a partir dos três anos/],
    ['pt', 'Posso pagar com cartão?', /^Com cartão ou em dinheiro/],
    ['pt', 'Vocês têm estacionamento?', /^Sim, atrás do edifício/],
    ['it', 'Buongiorno, curate i bambini?', /^Sì, dai tre anni/],
    ['it', 'Si può pagare con la carta?', /^Con carta o in contanti/],
    ['it', "C'è un parcheggio?", /^Sì, dietro l'edificio/],
  ])('%s: %s', async (language, question, said) => {
    const reply = await deskOf(language).say(question)
    expect(reply.text).toMatch(said)
    if (!/weitergegeben/.test(reply.text)) {
      expect(reply.escalated).toBeNull()
      expect(reply.text).toContain(reply.trace.sources[0]?.quote)
    }
  })
})

describe('near questions that the entries do not answer go to a person, and that is said', () => {
  it.each<[Language, string]>([
    ['de', 'Haben Sie eine Spielecke für Kinder?'],
    ['de', 'Kann ich mit Bitcoin bezahlen?'],
    ['de', 'Kann ich mit einer Visa Karte bezahlen?'],
    ['de', 'Was kostet der Parkplatz?'],
    ['de', 'Wie viele Parkplätze gibt es?'],
    ['de', 'Warum nehmen Sie keine Versicherungen?'],
    ['de', 'Verkaufen Sie Hundefutter?'],
    ['de', 'Kann ich mein Wohnmobil auf dem Parkplatz abstellen?'],
    ['de', 'Welche Versicherungen nehmen Sie nicht?'],
    ['de', 'Was kostet eine Zahnspange?'],
    ['es', '¿Tienen sala de juegos para niños?'],
    ['es', '¿Puedo pagar con Bizum?'],
    ['es', '¿Cuánto cuesta el aparcamiento?'],
    ['es', '¿Tienen aparcamiento para bicicletas?'],
    ['es', '¿Qué seguros no aceptan?'],
    ['es', '¿Aceptan Mapfre?'],
    ['es', '¿Venden comida para perros?'],
    ['es', '¿Cuánto cuesta una ortodoncia?'],
    ['es', '¿A qué hora abre la piscina?'],
    ['fr', 'Avez-vous un espace de jeux pour les enfants ?'],
    ['fr', 'Puis-je payer en plusieurs fois avec Alma ?'],
    ['fr', 'Combien coûte le parking ?'],
    ['fr', 'Quelles mutuelles n’acceptez-vous pas ?'],
    ['fr', 'Acceptez-vous la mutuelle Harmonie ?'],
    ['fr', 'Vendez-vous des croquettes pour chien ?'],
    ['pt', 'Vocês têm brinquedos para crianças?'],
    ['pt', 'Posso pagar com PayPal?'],
    ['pt', 'Quanto custa o estacionamento?'],
    ['pt', 'Que seguros não aceitam?'],
    ['pt', 'Vocês vendem ração para cães?'],
    ['it', 'Avete giochi per i bambini?'],
    ['it', 'Posso pagare con Satispay?'],
    ['it', 'Quanto costa il parcheggio?'],
    ['it', 'Quali assicurazioni non accettate?'],
    ['it', 'Vendete cibo per cani?'],
  ])('%s: %s', async (language, question) => {
    const reply = await deskOf(language).say(question)
    expect(reply.text).toMatch(unknown[language])
    expect(reply.escalated).toBe('cannot_answer')
    expect(reply.trace.sources).toEqual([])
  })
})

describe('hours, from the calendar of the business', () => {
  it.each<[Language, string, string]>([
    ['de', 'Habt ihr sonntags offen?', 'Sonntag, 22. November: geschlossen.'],
    ['de', 'Wann habt ihr morgen offen?', 'Samstag, 21. November: geöffnet 9:00 bis 13:00.'],
    ['de', 'Haben Sie an Weihnachten geöffnet?', 'Freitag, 25. Dezember (Christmas Day): geschlossen.'],
    ['de', 'Habt ihr gerade offen?', 'Ja, wir haben jetzt geöffnet, bis 18:00.'],
    ['es', '¿Abren los domingos?', 'domingo, 22 de noviembre: cerrado.'],
    ['es', '¿A qué hora abren mañana?', 'sábado, 21 de noviembre: abierto 9:00 a 13:00.'],
    ['fr', 'Êtes-vous ouverts le dimanche ?', 'dimanche, 22 novembre : fermé.'],
    ['fr', 'À quelle heure ouvrez-vous demain ?', 'samedi, 21 novembre : ouvert 9:00 à 13:00.'],
    ['pt', 'Vocês abrem aos domingos?', 'domingo, 22 de novembro: fechado.'],
    ['pt', 'A que horas abrem amanhã?', 'sábado, 21 de novembro: aberto 9:00 a 13:00.'],
    ['it', 'Siete aperti la domenica?', 'domenica, 22 novembre: chiuso.'],
    ['it', 'A che ora aprite domani?', 'sabato, 21 novembre: aperto 9:00 - 13:00.'],
  ])('%s: %s', async (language, question, said) => {
    const reply = await deskOf(language).say(question)
    expect(reply.text).toContain(said)
    expect(reply.escalated).toBeNull()
    expect(reply.trace.sources.map((s) => s.kind)).toEqual(['hours'])
  })

  it('tells the week', async () => {
    expect((await deskOf('de').say('Wie sind Ihre Öffnungszeiten?')).text).toBe(
      'Unsere Öffnungszeiten: Mo-Di 8:00 bis 18:00, Mi 8:00 bis 12:00 und 13:00 bis 19:00, Do-Fr 8:00 bis 18:00, Sa 9:00 bis 13:00, So geschlossen.',
    )
  })
})

describe('prices, services, and where to find the business', () => {
  it.each<[Language, string, string]>([
    ['de', 'Was kostet eine Zahnreinigung?', 'Zahnreinigung kostet 90 € und dauert etwa 45 Minuten.'],
    ['de', 'Wie teuer sind Füllungen?', 'Füllung gibt es ab 120 €'],
    ['de', 'Wie lange dauert die Zahnreinigung?', 'Zahnreinigung dauert etwa 45 Minuten.'],
    ['de', 'Welche Leistungen bieten Sie an?', 'Wir bieten: Zahnreinigung und Füllung.'],
    ['de', 'Wie ist eure Adresse?', 'Sie finden Lindenhof hier: 12 Maple Lane'],
    ['de', 'Wie ist Ihre Telefonnummer?', 'Telefon: +1 212 555 0177.'],
    ['es', '¿Cuánto cuesta una limpieza dental?', 'Limpieza dental cuesta 90 € y dura unos 45 minutos.'],
    ['es', '¿Dónde están?', 'Clínica Sol está aquí: 12 Maple Lane'],
    ['fr', 'Combien coûte un détartrage ?', 'Détartrage coûte 90 € et dure environ 45 minutes.'],
    ['fr', 'Quelle est votre adresse ?', 'Cabinet Soleil se trouve ici : 12 Maple Lane'],
    ['pt', 'Quanto custa uma limpeza dentária?', 'Limpeza dentária custa 90 € e dura cerca de 45 minutos.'],
    ['pt', 'Onde ficam?', 'Clínica Mar fica aqui: 12 Maple Lane'],
    ['it', 'Quanto costa la pulizia dei denti?', 'Pulizia dei denti costa 90 € e dura circa 45 minuti.'],
    ['it', 'Dove siete?', 'Studio Mare si trova qui: 12 Maple Lane'],
  ])('%s: %s', async (language, question, said) => {
    const reply = await deskOf(language).say(question)
    expect(reply.text).toContain(said)
    expect(reply.escalated).toBeNull()
  })
})

describe('whatever is asked', () => {
  const pieces: Record<Language, string[]> = {
    de: [
      'Hallo',
      'behandeln Sie',
      'Kinder',
      'mit Karte',
      'was kostet',
      'die Zahnreinigung',
      'sonntags',
      'geöffnet',
      'der Parkplatz',
      'für Hunde',
      'warum',
      'nicht',
      'Mein Termin',
      'danke',
    ],
    es: [
      'Hola',
      'atienden',
      'niños',
      'con tarjeta',
      'cuánto cuesta',
      'la limpieza',
      'los domingos',
      'abren',
      'el aparcamiento',
      'para perros',
      'por qué',
      'no',
      'mi cita',
      'gracias',
    ],
    fr: [
      'Bonjour',
      'soignez-vous',
      'les enfants',
      'par carte',
      'combien coûte',
      'le détartrage',
      'le dimanche',
      'ouvert',
      'le parking',
      'pour chiens',
      'pourquoi',
      'pas',
      'mon rendez-vous',
      'merci',
    ],
    pt: [
      'Olá',
      'atendem',
      'crianças',
      'com cartão',
      'quanto custa',
      'a limpeza',
      'aos domingos',
      'abrem',
      'o estacionamento',
      'para cães',
      'por que',
      'não',
      'minha consulta',
      'obrigado',
    ],
    it: [
      'Buongiorno',
      'curate',
      'i bambini',
      'con la carta',
      'quanto costa',
      'la pulizia',
      'la domenica',
      'aprite',
      'il parcheggio',
      'per cani',
      'perché',
      'non',
      'il mio appuntamento',
      'grazie',
    ],
  }
  it.each(Object.keys(pieces) as Language[])('%s: is answered in it, from what is written down', (language) =>
    fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom(...pieces[language]), { minLength: 1, maxLength: 6 }),
        fc.boolean(),
        async (said, asks) => {
          const reply = await deskOf(language).say(`${said.join(' ')}${asks ? '?' : ''}`)
          expect(reply.text).not.toMatch(/\b(?:the|you|your|we|our|I'm|Sorry)\b/i)
          expect(reply.text.length).toBeGreaterThan(5)
          for (const source of reply.trace.sources.filter((s) => s.kind === 'faq')) {
            expect(abroad[language].knowledge.map((k) => k.body)).toContain(source.quote)
            expect(reply.text).toContain(source.quote)
          }
        },
      ),
      { numRuns: 60 },
    ),
  )
})

describe('several things at once', () => {
  it.each<[Language, string, RegExp]>([
    [
      'de',
      'Hallo! Was kostet eine Zahnreinigung und habt ihr sonntags offen?',
      /^Zahnreinigung kostet 90 €.*Sonntag, 22\. November: geschlossen\.$/,
    ],
    ['es', '¿Atienden niños? ¿Y abren los domingos?', /^Sí, a partir de tres años.*domingo.*cerrado\.$/],
    ['es', '¿Abren los domingos? ¿Venden comida para perros?', /cerrado\. Lo siento, eso no lo sé\./],
  ])('%s: %s', async (language, text, said) => {
    expect((await deskOf(language).say(text)).text).toMatch(said)
  })

  it('answers a question in the middle of a booking, and goes on', async () => {
    const desk = deskOf('de', { name: 'Jana', phone: '+12125550123' })
    const offered = await desk.say('Ich möchte einen Termin buchen')
    expect(offered.escalated).toBeNull()
    const answered = await desk.say('Kann ich mit Karte bezahlen?')
    expect(answered.text).toMatch(
      /^Mit EC-Karte oder bar am Empfang\. Zurück zu Ihrem Termin: Welche Leistung brauchen Sie\?$/,
    )
    expect(answered.escalated).toBeNull()
  })
})

describe('small talk, the disclosure, and one question where it is unclear', () => {
  it.each<[Language, string, RegExp]>([
    ['de', 'Guten Tag', /hier ist Lindenhof\. Wie kann ich helfen\?/],
    ['de', 'Vielen Dank für die schnelle Hilfe', /Gern geschehen/],
    ['de', 'Sind Sie ein Bot oder ein Mensch?', /KI-Assistent/],
    ['es', 'Muchas gracias por todo, buenos días', /\S/],
    ['fr', 'Bonjour, merci pour votre aide', /\S/],
    ['it', 'Buongiorno, grazie mille', /\S/],
  ])('%s: %s', async (language, text, said) => {
    const reply = await deskOf(language, {
      profile: { ...abroad[language].profile, locale: `${language}-XX` },
    }).say(text, '')
    expect(reply.text).toMatch(said)
    expect(reply.escalated).toBeNull()
  })

  it('asks once, then calls a person', async () => {
    const desk = deskOf('es')
    await desk.say('Hola, buenos días')
    const asked = await desk.say('pues eso que ya está, para el')
    expect(asked.text).toMatch(/no estoy seguro de haberle entendido/)
    expect(asked.escalated).toBeNull()
    const again = await desk.say('pues eso que es, para el')
    expect(again.escalated).toBe('cannot_answer')
  })

  it('puts the disclosure in front and fits a text message', async () => {
    const reply = await deskOf('de', { disclosure: 'Sie schreiben mit einer KI.', capabilities: sms }).say(
      'Behandeln Sie Kinder?',
    )
    expect(reply.text).toMatch(/^Sie schreiben mit einer KI\. Ja, ab drei Jahren/)
  })
})

describe('a passage in another language', () => {
  const english = {
    language: 'en',
    knowledge: [
      {
        kind: 'faq' as const,
        title: 'Do you have parking?',
        body: 'Yes, the car park is behind the building.',
      },
      { kind: 'faq' as const, title: 'Do you treat children?', body: 'Yes, from the age of three.' },
    ],
  }
  it('is quoted as such where all of the question is in it', async () => {
    const reply = await deskOf('es', english).say('¿Tienen aparcamiento?')
    expect(reply.text).toBe(
      'Nuestra información dice (en inglés): "Yes, the car park is behind the building."',
    )
    expect(reply.escalated).toBeNull()
  })
  it('is named for what it is where it tells the way', async () => {
    const directions = 'Take the train to the park. The entrance is behind the building.'
    const profile = { ...abroad.de.profile, directions }
    expect((await deskOf('de', { profile }).say('Wo finde ich Sie?')).text).toContain(
      `Dazu steht in unseren Unterlagen (auf Englisch): "${directions}"`,
    )
  })
  it.each(['¿Tienen aparcamiento para bicicletas?', '¿Tienen juguetes para niños?'])('%s', async (text) => {
    expect((await deskOf('es', english).say(text)).escalated).toBe('cannot_answer')
  })
})
