import { expect, it } from 'vitest'
import { findStopRequest } from './consent-language.ts'
import { findOfferStop } from './offer-stop.ts'

const stops: [string, string][] = [
  ['en', 'No more offers please'],
  ['en', 'please stop sending me deals.'],
  ['en', "I don't want any promotions, thanks"],
  ['en', "Don't send me your ads"],
  ['en', 'Tuesday at 10 works. No more promos please'],
  ['es', 'No más ofertas, por favor'],
  ['es', 'sin promociones por favor'],
  ['de', 'Danke, keine weiteren Angebote'],
  ['fr', 'Plus de publicité svp'],
  ['fr', 'ne m’envoyez plus de promos'],
  ['fr', 'Je ne veux plus recevoir vos offres, merci'],
  ['de', 'Schickt mir keine Angebote mehr'],
  ['pt', 'chega de ofertas'],
  ['it', 'basta pubblicità'],
  ['it', 'Non mandatemi più offerte, grazie'],
]
it.each(stops)('%s: %s', (language, text) => expect(findOfferStop(text)?.language).toBe(language))

it.each([
  'Do you have any offers?',
  'no offers today?',
  'What deals do you have this week',
  'Send me your best offers',
  'I saw no offers on your site',
  'No more offers until Christmas, we are away',
  'we accepted the offer',
  'Keine Angebote gefunden auf der Seite, was kostet es',
  'He said no more offers. lol',
  'plus de détails svp',
  'The discount did not work',
  'STOP',
  'stop texting me',
])('ordinary: %s', (text) => expect(findOfferStop(text)).toBeNull())

it.each([
  'unsubscribe me from your newsletter',
  'no quiero recibir más publicidad',
  'Bitte keine Werbung mehr',
  'Não quero mais receber promoções',
])('what may mean every message is taken for every message: %s', (text) => {
  expect(findOfferStop(text)).toBeNull()
  expect(findStopRequest(text)).not.toBeNull()
})
