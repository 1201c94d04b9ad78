// Is what a person answered true for every customer? A wrong guess teaches the AI an arrangement with one customer, so
// whatever smells of one is left out: what is not suggested can still be written by hand. Pure.
import { contentOf } from './similar.ts'

export type Exchange = {
  /** Already without who the customer is. */
  question: string
  answer: string
  /** The customer's names. */
  names: readonly (string | null)[]
  /** The business's own phone, address, mail: these are facts. */
  own: readonly string[]
}

const MIN_ANSWER = 12
const MAX_ANSWER = 900

const month =
  'january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|' +
  'januar|februar|märz|mai|juni|juli|oktober|dezember|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre|' +
  'janvier|février|mars|avril|juin|juillet|août|septembre|octobre|novembre|décembre'
const weekday =
  'monday|tuesday|wednesday|thursday|friday|saturday|sunday|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|lunes|martes|miércoles|jueves|viernes|sábado|domingo|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche'
/** Each with why, in words for tests and for people. */
const signs: [string, RegExp][] = [
  [
    'a date',
    new RegExp(
      String.raw`\b(?:today|tonight|tomorrow|yesterday|this (?:morning|afternoon|evening|week|month|weekend|${weekday})|next (?:week|month|weekend|${weekday})|in (?:an hour|\d+ (?:minutes|hours))|right now|at the moment|heute|morgen|gestern|gerade|diese woche|nächste[nr]? (?:woche|monat|${weekday})|hoy|mañana|ayer|ahora mismo|esta (?:tarde|semana|noche)|aujourd['’]hui|demain|hier|ce soir|cette semaine)\b|\b\d{1,2}(?:st|nd|rd|th|\.)? (?:of |de )?(?:${month})\b|\b(?:${month}) \d{1,2}\b(?!\s*(?:am|pm|:))|\b\d{4}-\d{2}-\d{2}\b|\b\d{1,2}[./]\d{1,2}[./]\d{2,4}\b|\b(?:on|am|este|ce|see you) (?:${weekday})\b(?!s)`,
      'iu',
    ),
  ],
  [
    'an arrangement with one customer',
    /\b(?:for you\b(?! to)|just for|just this once|this (?:one )?time|as (?:we )?(?:discussed|agreed|promised)|exception|on its way|to you again|(?:suit|works? for|good for) you\b|(?:would|does|is|how about) (?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b(?!s)|see you (?:then|soon|there|at)|you(?:['’]re| are) (?:all )?(?:set|booked|in|down)|(?:i|we)(?:['’]ve| have) (?:booked|put|sent|moved|scheduled|refunded|added|checked)|booked you|got you|squeeze you|on (?:my|our|his|her|their|the) way|i['’]ll|i will|i would|i['’]d|i can|i could|your (?:order|appointment|booking|invoice|bill|account|quote|refund|package|parcel|table|reservation|technician|deposit|payment)|i(?:['’]m| am) (?:sorry|afraid)|für (?:sie|dich) (?:reserviert|gebucht)|ausnahmsweise|diesmal|ihr(?:en|e|em)? (?:termin|bestellung|rechnung|auftrag)|ich (?:habe|kann|werde|schicke|melde)|bis (?:dann|gleich|später)|su (?:cita|pedido|factura|reserva)|por esta vez|le he|nos vemos|votre (?:commande|rendez-vous|facture|réservation)|exceptionnellement|je (?:vous ai|peux|vais))\b/iu,
  ],
  [
    'somebody else is asked',
    /\b(?:(?:i|we)(?:['’]ll| will) (?:check|ask|find out|get back|look into)|let me (?:check|ask|find out|see)|get(?:ting)? back to you|not sure|no idea|i (?:don['’]?t|do not) know|have to (?:check|ask)|one (?:moment|second|sec)|hold on|kläre das|frage (?:nach|kurz)|weiß (?:ich )?(?:es |das )?nicht|melde mich|no (?:lo )?sé|déjeme|consulto|je (?:vérifie|me renseigne|ne sais pas))\b/iu,
  ],
]
const ownThing =
  /\b(?:send|call|email|text|mail|bring|give) (?:me|us)\b|\bmy (?:order|appointment|booking|invoice|bill|account|quote|refund|package|parcel|table|reservation|technician|deposit|payment|car|phone|laptop)\b|\b(?:are you|is (?:he|she|the \w+)) (?:here|there|coming|still coming|on (?:your|his|her|the) way|running late)\b|\bmein(?:e|en|em|er)? (?:termin|bestellung|rechnung|auftrag|konto|paket)\b|\bmi (?:cita|pedido|factura|reserva|cuenta)\b|\b(?:mon|ma) (?:commande|rendez-vous|facture|réservation)\b/iu
const pointing = /\b(?:it|its|that|this|they|them|those|these|one|das|dies|es|eso|esto|ça|cela)\b/iu
const money = new Set(['pric', 'price'])
const asks =
  /\?|^(?:do|does|did|is|are|can|could|what|when|where|who|how|which|why|will|would|any|wie|wo|was|wann|wer|gibt|habt|haben|kann|können|qué|cómo|cuándo|dónde|cuánto|hay|tienen|combien|quand|où|comment|est-ce|avez)\b/iu

/** Why an exchange is no lesson; null where it is one. */
export function whyNotGeneral({ question, answer, names, own }: Exchange): string | null {
  const content = contentOf(question).filter((term) => term.weight >= 1 && !money.has(term.group))
  if (!asks.test(question) || contentOf(question).length === 0) return 'nothing is asked'
  // "Is that something you do, and what would it cost?" is understood only by who has read on.
  if (content.length === 0 && pointing.test(question)) return 'it points at something said before'
  if (ownThing.test(question)) return 'it is about something of theirs'
  const text = answer.trim()
  if (text.length < MIN_ANSWER && !/\d/.test(text)) return 'too short'
  if (text.length > MAX_ANSWER) return 'too long'
  const told = own.filter(Boolean).reduce((rest, fact) => rest.replaceAll(fact, ' '), text)
  const said = told.match(/[^.!?\n]+[.!?]*/gu) ?? []
  if (said.length > 0 && said.every((s) => s.trim().endsWith('?'))) return 'it asks back'
  for (const [why, pattern] of signs) if (pattern.test(told)) return why
  if (
    /[\p{L}\p{N}._%+-]+@[\p{L}\p{N}.-]+/u.test(told) ||
    /[+(]?\d[\d\s().-]{7,}\d/.test(told) ||
    /#\s?\d{3,}/.test(told)
  )
    return 'somebody’s number or address'
  const known = names.flatMap((n) => (n ?? '').split(/\s+/)).filter((n) => n.length >= 3)
  if (
    known.some((n) =>
      new RegExp(`(?<!\\p{L})${n.replace(/[^\p{L}\p{N}]/gu, '.')}(?!\\p{L})`, 'iu').test(told),
    )
  )
    return 'a name'
  return null
}
