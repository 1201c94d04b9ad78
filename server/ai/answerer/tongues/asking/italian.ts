import type { Asking } from './asking.ts'

export const italian: Asking = {
  greeting:
    /^(?:ciao|salve|buongiorno|buonasera|buon (?:giorno|pomeriggio)|buona sera)\b[ ,!.]*(?:a tutti)?[ ,!.]*/,
  thanks: /^(?:grazie(?: mille| tante)?|molte grazie|mille grazie)\b/,
  bye: /^(?:arrivederci|a (?:presto|domani|dopo)|buona (?:giornata|serata)|ciao ciao|addio)[ !.]*$/,
  aboutAi:
    /\b(?:sei|lei e|e lei|sto parlando|parlo|questo e|e un)\b.*\b(?:bot|robot|ia|persona|macchina|umano)\b/,
  carried:
    /\b(?:annullare (?:il|la|un|l')|disdire|spostare|rimandare|prenotare|prendere (?:un )?appuntamento|(?:vorrei|voglio|serve|bisogno di) (?:un )?appuntamento|(?:il )?mio appuntamento|ho (?:gia )?un appuntamento|parlare con (?:una persona|qualcuno|un umano|un operatore)|reclamo|vergogn\w+|lamentel\w+|sanguin\w+|fuga di gas|odore di gas|allagat\w+|incendio|molto dolore|dolore forte|richiamat\w+)\b/,
  policy:
    /\b(?:fino a quando|con quanto anticipo|senza (?:costi|penali)|gratis|gratuit\w+|penale|cosa succede|entro quando)\b/,
  topics: [
    [
      'hours',
      /\b(?:orari(?:o)?(?: di apertura)?|a che ora (?:aprite|apre|chiudete|chiude)|quando (?:aprite|apre|chiudete|siete aperti)|aprite|apre|aperti|aperto|aperta|apertura|chiudete|chiude|chiusi|chiuso|chiusura)\b/,
    ],
    ['duration', /\b(?:quanto (?:tempo )?(?:dura|durano|ci vuole|impiega)|durata)\b/],
    [
      'price',
      /\b(?:quanto (?:costa|costano|viene|vengono|e|fate pagare|prendete)(?: per)?|qual e il (?:prezzo|costo)(?: (?:di|del|della|per))?|quali sono i prezzi|prezz[oi](?: (?:di|del|della|per))?|listino|tariffe)\b/,
    ],
    [
      'services',
      /\b(?:che servizi|quali (?:sono i vostri )?servizi|servizi offrite|cosa (?:offrite|fate)|vostri servizi)\b/,
    ],
    ['phone', /\b(?:telefono|numero(?: di telefono)?|chiamar(?:e|vi)|telefonare)\b/],
    ['email', /\b(?:e-?mail|posta elettronica|mail)\b/],
    ['website', /\b(?:sito(?: web| internet)?|pagina web)\b/],
    [
      'location',
      /\b(?:dove (?:siete|vi trovate|si trova|vi trovo|e (?:il|la|lo|il vostro)|state)|indirizzo|come (?:arrivo|si arriva|raggiung\w+)|posizione)\b/,
    ],
  ],
  question:
    /\?|^(?:e |ma |scusi )?(?:che|cosa|quando|quanto|quanta|quanti|quante|dove|come|chi|qual|quale|quali|perche|posso|possiamo|potete|si puo|avete|c'e|ci sono|accettate|aprite|chiudete|offrite|fate|siete|vendete|e possibile|da quando|fino a)\b|(?:vorrei|volevo) (?:sapere|chiedere)/,
  joint: /,? e (?=(?:quando|che|dove|quanto|come|posso|avete|c'e|a che|qual)\b)/,
  negation: /(?<!^)\b(?:non|senza|eccetto|tranne)\b/,
  weekdays: [
    /\blunedi\b/,
    /\bmartedi\b/,
    /\bmercoledi\b/,
    /\bgiovedi\b/,
    /\bvenerdi\b/,
    /\bsabat[oi]\b/,
    /\bdomenic(?:a|he)\b/,
  ],
  days: [
    [/\b(?:fine settimana|weekend)\b/, 'saturday and sunday'],
    [/\bdopodomani\b/, 'in 2 days'],
    [/\bdomani\b/, 'tomorrow'],
    [/\b(?:oggi|stasera)\b/, 'today'],
  ],
  now: /\b(?:adesso|(?<!che )ora|in questo momento|ancora)\b/,
  holidays: /\b(?:festivi|festivita|giorni festivi)\b/,
  feasts: [
    [/\bvigilia(?: di natale)?\b/, 'christmas eve'],
    [/\bnatale\b/, 'christmas'],
    [/\b(?:san silvestro|vigilia di capodanno)\b/, "new year's eve"],
    [/\bcapodanno\b/, "new year's day"],
    [/\bvenerdi santo\b/, 'good friday'],
    [/\bpasqu(?:a|etta)\b/, 'easter'],
  ],
  kinds: [
    { asked: /\bperche\b/, told: /\b(?:perche|poiche|affinche|dato che|motivo)\b/ },
    { asked: /\bchi\b/, told: /\b(?:chi|signor(?:a)?|dott(?:oressa)?|dr|staff|titolare)\b/ },
    {
      asked: /\b(?:quant[oaie]|che eta|costa)\b/,
      told: /\d|\b(?:un|una|uno|due|tre|quattro|cinque|sei|sette|otto|nove|dieci|dodici|gratis|gratuit[oaie]|mezz[oa])\b/,
    },
    {
      asked: /\b(?:quando|a che ora|da quando|fino a quando)\b/,
      told: /\d|\b(?:quando|giorn[oi]|settiman[ae]|mes[ei]|ann[oi]|or[ae]|lunedi|martedi|mercoledi|giovedi|venerdi|sabato|domenica|sempre|prima)\b/,
    },
  ],
}
