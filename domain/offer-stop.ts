// "No more offers, please": an opt-out of marketing alone, in six languages. As with requests to be left alone altogether
// (consent-language.ts): a message counts only where a sentence of it is nothing but the request and politeness, and none
// takes it back; what is in doubt changes nothing.
import { findStopRequest, type StopLanguage, type StopRequest } from './consent-language.ts'
import { plainWords } from './consent-words.ts'

type Wording = { language: StopLanguage; polite: string; clear: string[] }

const en =
  '(?:offers?|deals?|promos?|promotions?|promotional (?:stuff|offers|mails?|emails?)|ads?|adverts?|advertising|advertisements?|coupons?|discounts?|specials|newsletters?|marketing|sales (?:stuff|pitches))'
const es = '(?:ofertas?|promociones|promos?|publicidad|propaganda|anuncios|descuentos|cupones|boletin(?:es)?)'
const fr = '(?:offres?|promos?|promotions?|pubs?|publicites?|reclames?|bons de reduction|newsletters?)'
const de =
  '(?:angebote?|werbung|werbe(?:nachrichten|mails?|sms)|reklame|aktionen|rabatte?|gutscheine?|newsletter)'
const pt = '(?:ofertas?|promocoes|promocao|publicidade|propagandas?|anuncios|descontos|cupons|newsletters?)'
const it = '(?:offerte?|promozioni|promo|pubblicita|annunci|sconti|buoni|newsletter)'

const wordings: Wording[] = [
  {
    language: 'en',
    polite:
      'please|thanks|thank you|hi|hello|hey|ok|okay|sorry|no thanks|kindly|guys|from you(?: guys)?|anymore|any more|for me|to me|again|ever',
    clear: [
      `(?:no|no more|stop the|stop with the|enough|enough of the|skip the|stop all) (?:of )?(?:your |these |those |the )?${en}`,
      `(?:stop|quit) sending(?: me| us)?(?: any| your| these| those| the| all)? ${en}`,
      `(?:dont|do not|never) send(?: me| us)?(?: any| any more| more| your| these| those)? ${en}`,
      `(?:i|we) (?:dont|do not|no longer) (?:want|need|wish)(?: to (?:get|receive|see))?(?: any| any more| more| your| these| those)? ${en}`,
      `(?:i |we )?(?:(?:want|would like|id like) to )?(?:unsubscribe|opt out)(?: me| us)? (?:from|of)(?: all| your| the| these)? ${en}(?: only)?`,
      `(?:take|remove) (?:me|us) (?:off|from) (?:your |the )?(?:marketing|promo|promotions?|offers?|advertising) list`,
    ],
  },
  {
    language: 'es',
    polite: 'por favor|gracias|hola|muchas gracias|ya|disculpe|perdon',
    clear: [
      `(?:no mas|basta de|sin|ninguna|nada de) ${es}`,
      `no (?:me |nos )?(?:mande|manden|mandes|envie|envien|envies)(?: mas)?(?: sus| tus| estas| esas)? ${es}`,
      `no (?:quiero|queremos|deseo)(?: recibir)?(?: mas)?(?: sus| tus| estas| esas)? ${es}`,
      `(?:deje|dejen|deja) de (?:mandarme|enviarme|mandar|enviar)(?: sus| tus| estas)? ${es}`,
    ],
  },
  {
    language: 'fr',
    polite: 'sil vous plait|sil te plait|merci|bonjour|bonsoir|svp',
    clear: [
      `(?:plus|pas|stop aux|assez) (?:d |de |des |d)?${fr}`,
      `ne (?:m|m |me |nous )?(?:envoyez|envoie|envoyer)(?: moi| nous)? (?:plus|pas) (?:d |de |des )?(?:vos )?${fr}`,
      `(?:je|nous) (?:ne )?(?:veux|voulons|souhaite|souhaitons) (?:plus|pas) (?:recevoir )?(?:d |de |des )?(?:vos )?${fr}`,
      `arretez (?:de m ?envoyer |d ?envoyer |avec )?(?:d |de |des |les |vos )?${fr}`,
    ],
  },
  {
    language: 'de',
    polite: 'bitte|danke|hallo|vielen dank|guten (?:tag|morgen|abend)|sorry|von euch|von ihnen',
    clear: [
      `keine(?:rlei)? (?:weitere |weiteren )?${de}(?: mehr)?`,
      `(?:schicken|schickt|schick|senden|sendet|sende)(?: sie)?(?: mir| uns)? keine (?:weitere |weiteren )?${de}(?: mehr)?`,
      `(?:ich|wir) (?:mochte|mochten|will|wollen)(?: von euch| von ihnen)? keine (?:weitere |weiteren )?${de}(?: mehr)?(?: bekommen| erhalten| haben)?`,
      `(?:schluss|genug|aufhoren) mit (?:der |den |dieser |diesen )?${de}`,
    ],
  },
  {
    language: 'pt',
    polite: 'por favor|obrigad[oa]|ola|oi|desculpe',
    clear: [
      `(?:sem|chega de|nada de|nao mais|sem mais) ${pt}`,
      `nao (?:me |nos )?(?:mande|mandem|envie|enviem)(?: mais)?(?: suas| essas)? ${pt}`,
      `nao (?:quero|queremos|desejo)(?: receber)?(?: mais)?(?: receber)?(?: suas| essas)? ${pt}`,
      `(?:pare|parem) de (?:mandar|enviar|me mandar|me enviar)(?: suas| essas)? ${pt}`,
    ],
  },
  {
    language: 'it',
    polite: 'per favore|per piacere|grazie|ciao|buongiorno|salve|scusi',
    clear: [
      `(?:niente|basta|basta con le|basta con la|nessuna|stop) (?:piu )?${it}`,
      `non (?:mandatemi|mandarmi|inviatemi|inviarmi|mandate|inviate)(?: piu)?(?: le vostre| queste)? ${it}`,
      `non (?:voglio|vogliamo|desidero)(?: piu)?(?: ricevere)?(?: piu)?(?: le vostre)? ${it}`,
      `(?:smettetela|smettete|smetta) di (?:mandarmi|inviarmi|mandare|inviare)(?: le vostre)? ${it}`,
    ],
  },
]

const compiled = wordings.map(({ language, polite, clear }) => ({
  language,
  edge: new RegExp(`^(?:(?:${polite}) )+|(?: (?:${polite}))+$`, 'g'),
  only: new RegExp(`^(?:${polite})(?: (?:${polite}))*$`),
  clear: new RegExp(`^(?:${clear.join('|')})$`),
}))

/** Whoever says so takes it back, or says it for somebody else or for a while. */
const doubt =
  /\b(?:unless|until|only if|except|for now|today|this week|lol|haha|said|says|kidding|hasta|salvo|excepto|sauf|jusqu|bis|ausser|heute|ate|fino|tranne|eccetto)\b/

const MAX_LENGTH = 300

/** The request for no more offers that a text is, with its words; null for everything else. */
export function findOfferStop(text: string): StopRequest | null {
  if (text.length > MAX_LENGTH || text.includes('?')) return null
  const sentences = (text.match(/[^.!;\n,]+/gu) ?? [])
    .map((words) => ({ words: words.trim(), plain: plainWords(words) }))
    .filter((sentence) => sentence.plain !== '')
  for (const { language, edge, only, clear } of compiled) {
    const found = sentences.find(({ plain }) => clear.test(plain.replace(edge, '').trim()))
    if (!found) continue
    // Beside it only politeness, or sentences in which nothing is doubtful.
    const others = sentences.filter((sentence) => sentence !== found)
    if (others.some(({ plain }) => !only.test(plain) && doubt.test(plain))) return null
    // What also reads as a request to be left alone is taken for that: the careful way.
    if (findStopRequest(text)) return null
    return { language, words: found.words }
  }
  return null
}
