// What a customer is told when people take over: what happens next, and when. By case, in six languages; a business may
// write its own. {person} is who will answer, {opens} the next opening, {phone} the number to call, {business} the name.
import { Temporal } from 'temporal-polyfill'
import {
  type HandoverCase,
  type HandoverLanguage,
  type HandoverSettings,
  languages,
} from './handover-settings.ts'
import type { OpenState } from './hours.ts'

type Texts = {
  open: string
  closed: string
  /** Closed, and nobody knows until when. */
  closedForLong: string
  emergency: string
  emergencyWithoutPhone: string
  /** Somebody by name, or one of several. */
  named: (name: string) => string
  unnamed: string
  opens: { today: string; tomorrow: string; on: string }
}

const texts: Record<HandoverLanguage, Texts> = {
  en: {
    open: '{person} will write back here shortly.',
    closed: 'We are closed right now and open again {opens}. {person} will write back here then.',
    closedForLong: 'We are closed right now. {person} will write back here as soon as we are back.',
    emergency:
      'This sounds urgent: please call us right away at {phone}. Our team has been alerted. If anyone is in danger, call your local emergency number first.',
    emergencyWithoutPhone:
      'This sounds urgent. Our team has been alerted and will write back here as soon as possible. If anyone is in danger, call your local emergency number first.',
    named: (name) => `${name} or a colleague`,
    unnamed: 'One of us',
    opens: { today: 'today at {time}', tomorrow: 'tomorrow at {time}', on: 'on {day} at {time}' },
  },
  es: {
    open: '{person} le responderá aquí en breve.',
    closed: 'Ahora estamos cerrados y volvemos a abrir {opens}. {person} le responderá aquí entonces.',
    closedForLong: 'Ahora estamos cerrados. {person} le responderá aquí en cuanto volvamos.',
    emergency:
      'Parece urgente: llámenos ahora mismo al {phone}. Ya hemos avisado a nuestro equipo. Si alguien está en peligro, llame primero al número de emergencias.',
    emergencyWithoutPhone:
      'Parece urgente. Ya hemos avisado a nuestro equipo y le responderá aquí lo antes posible. Si alguien está en peligro, llame primero al número de emergencias.',
    named: (name) => `${name} o un compañero`,
    unnamed: 'Alguien de nuestro equipo',
    opens: { today: 'hoy a las {time}', tomorrow: 'mañana a las {time}', on: 'el {day} a las {time}' },
  },
  fr: {
    open: '{person} vous répondra ici sous peu.',
    closed: 'Nous sommes fermés en ce moment et rouvrons {opens}. {person} vous répondra ici à ce moment-là.',
    closedForLong: 'Nous sommes fermés en ce moment. {person} vous répondra ici dès notre retour.',
    emergency:
      'Cela semble urgent : appelez-nous tout de suite au {phone}. Notre équipe est prévenue. Si quelqu’un est en danger, appelez d’abord les secours.',
    emergencyWithoutPhone:
      'Cela semble urgent. Notre équipe est prévenue et vous répondra ici dès que possible. Si quelqu’un est en danger, appelez d’abord les secours.',
    named: (name) => `${name} ou un collègue`,
    unnamed: 'Quelqu’un de notre équipe',
    opens: { today: 'aujourd’hui à {time}', tomorrow: 'demain à {time}', on: '{day} à {time}' },
  },
  de: {
    open: '{person} meldet sich hier in Kürze.',
    closed: 'Wir haben gerade geschlossen und öffnen {opens} wieder. {person} meldet sich dann hier.',
    closedForLong: 'Wir haben gerade geschlossen. {person} meldet sich hier, sobald wir wieder da sind.',
    emergency:
      'Das klingt dringend: Bitte rufen Sie uns sofort an unter {phone}. Unser Team ist alarmiert. Wenn jemand in Gefahr ist, rufen Sie zuerst den Notruf.',
    emergencyWithoutPhone:
      'Das klingt dringend. Unser Team ist alarmiert und meldet sich hier so schnell wie möglich. Wenn jemand in Gefahr ist, rufen Sie zuerst den Notruf.',
    named: (name) => `${name} oder jemand aus dem Team`,
    unnamed: 'Jemand aus unserem Team',
    opens: { today: 'heute um {time}', tomorrow: 'morgen um {time}', on: 'am {day} um {time}' },
  },
  pt: {
    open: '{person} responderá aqui em breve.',
    closed: 'Estamos fechados agora e reabrimos {opens}. {person} responderá aqui nessa altura.',
    closedForLong: 'Estamos fechados agora. {person} responderá aqui assim que voltarmos.',
    emergency:
      'Parece urgente: ligue-nos já para {phone}. A nossa equipe foi avisada. Se alguém estiver em perigo, ligue primeiro para o número de emergência.',
    emergencyWithoutPhone:
      'Parece urgente. A nossa equipe foi avisada e responderá aqui o mais depressa possível. Se alguém estiver em perigo, ligue primeiro para o número de emergência.',
    named: (name) => `${name} ou um colega`,
    unnamed: 'Alguém da nossa equipe',
    opens: { today: 'hoje às {time}', tomorrow: 'amanhã às {time}', on: '{day} às {time}' },
  },
  it: {
    open: '{person} Le risponderà qui a breve.',
    closed: 'Al momento siamo chiusi e riapriamo {opens}. {person} Le risponderà qui.',
    closedForLong: 'Al momento siamo chiusi. {person} Le risponderà qui appena torniamo.',
    emergency:
      'Sembra urgente: ci chiami subito al {phone}. Il nostro team è stato avvisato. Se qualcuno è in pericolo, chiami prima il numero di emergenza.',
    emergencyWithoutPhone:
      'Sembra urgente. Il nostro team è stato avvisato e Le risponderà qui al più presto. Se qualcuno è in pericolo, chiami prima il numero di emergenza.',
    named: (name) => `${name} o un collega`,
    unnamed: 'Qualcuno del nostro team',
    opens: { today: 'oggi alle {time}', tomorrow: 'domani alle {time}', on: '{day} alle {time}' },
  },
}

/** Our words for each case, as the settings show them before anybody writes others. */
export function defaultText(which: HandoverCase, language: HandoverLanguage): string {
  return texts[language][which]
}

export type HandoverFacts = {
  emergency: boolean
  /** BCP 47, or its first part; what we have no words for is told in English. */
  language: string | null
  now: Date
  open: OpenState
  timeZone: string
  /** Of the business: how its times are written where the language is its own. */
  locale: string
  business: string
  phone: string | null
  /** Who is on call first, by the first name; null where nobody is named. */
  person: string | null
  own: HandoverSettings['tell']['texts']
}

/** The sentence for a customer. Pure; never empty. */
export function sayHandover(facts: HandoverFacts): string {
  const language = languageOf(facts.language)
  const ours = texts[language]
  const opens = facts.open.open ? null : sayOpening(facts, language)
  const which: HandoverCase = facts.emergency ? 'emergency' : facts.open.open ? 'open' : 'closed'
  const own = facts.own[which]?.[language]?.trim()
  // Words of one's own that need what is not there would have a hole in them.
  const fits =
    own && !(own.includes('{phone}') && !facts.phone) && !(own.includes('{opens}') && opens === null)
  const text = fits ? own : defaultFor(ours, which, { opens, phone: facts.phone })
  return fill(text, {
    person: facts.person ? ours.named(facts.person) : ours.unnamed,
    opens: opens ?? '',
    phone: facts.phone ?? '',
    business: facts.business,
  })
}

function defaultFor(ours: Texts, which: HandoverCase, has: { opens: string | null; phone: string | null }) {
  if (which === 'emergency') return has.phone ? ours.emergency : ours.emergencyWithoutPhone
  if (which === 'closed') return has.opens === null ? ours.closedForLong : ours.closed
  return ours.open
}

/** The language in which a customer is told, by the one they write in. */
export function languageOf(language: string | null): HandoverLanguage {
  const first = (language ?? '').toLowerCase().split(/[-_]/)[0]
  return languages.find((known) => known === first) ?? 'en'
}

function fill(text: string, values: Record<string, string>): string {
  return text.replace(/\{(\w+)\}/g, (all, name: string) => values[name] ?? all)
}

/** "tomorrow at 8:00 AM"; null where nobody knows when. */
function sayOpening(facts: HandoverFacts, language: HandoverLanguage): string | null {
  const at = facts.open.changesAt
  if (!at) return null
  const { opens } = texts[language]
  const locale = facts.locale.toLowerCase().startsWith(language) ? facts.locale : language
  const time = new Intl.DateTimeFormat(locale, {
    timeStyle: 'short',
    timeZone: facts.timeZone,
  }).format(at)
  const days = dayOf(at, facts.timeZone).since(dayOf(facts.now, facts.timeZone)).days
  const day = new Intl.DateTimeFormat(locale, {
    weekday: 'long',
    ...(days > 6 ? { day: 'numeric', month: 'long' } : {}),
    timeZone: facts.timeZone,
  }).format(at)
  const pattern = days === 0 ? opens.today : days === 1 ? opens.tomorrow : opens.on
  return fill(pattern, { time, day })
}

function dayOf(at: Date, zone: string): Temporal.PlainDate {
  return Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone).toPlainDate()
}
