// How the words of a plain-language opt-out are made comparable: spelling, abbreviations, slips of the thumb.

const short: Record<string, string> = {
  pls: 'please',
  plz: 'please',
  plse: 'please',
  pleas: 'please',
  plese: 'please',
  u: 'you',
  ur: 'your',
  thx: 'thanks',
  ty: 'thanks',
  txt: 'text',
  txts: 'texts',
  txting: 'texting',
  texing: 'texting',
  texitng: 'texting',
  textin: 'texting',
  msg: 'message',
  msgs: 'messages',
  msging: 'messaging',
  stpo: 'stop',
  sotp: 'stop',
  tsop: 'stop',
  dnt: 'dont',
  donot: 'dont',
  mensages: 'mensajes',
  messagi: 'messaggi',
  mesaggi: 'messaggi',
  numer: 'number',
  nubmer: 'number',
  xfa: 'por favor',
  xfavor: 'por favor',
  porfavor: 'por favor',
  porfa: 'por favor',
  pf: 'por favor',
  pfv: 'por favor',
  svp: 'sil vous plait',
}

/** Long words that matter: one slip in them is forgiven. Each has to stand for itself only. */
const known = [
  ...'texting messaging message messages contact contacting unsubscribe sending'.split(' '),
  ...'mensajes mensaje escribirme escriban escriba contactarme enviarme mandarme molestarme molesten'.split(
    ' ',
  ),
  ...'ecrivez envoyez envoyer contactez contacter arretez arreter desabonner desabonnez supprimez'.split(' '),
  ...'nachricht nachrichten schreiben schreibt schicken schickt kontaktieren kontaktiert aufhoren'.split(' '),
  ...'mensagens mensagem escrever escreva escrevam contactar descadastrar'.split(' '),
  ...'messaggi messaggio scrivere scrivermi scrivetemi mandatemi mandarmi inviarmi inviatemi contattatemi smettete smettetela'.split(
    ' ',
  ),
]
const exact = new Set(known)
/** Words of their own that are one letter away from one of those. */
const others = new Set(
  (
    'testing nexting massage massages massaging contract contracting contacts contract contrast contacted messaged messager ' +
    'pending lending tending vending spending bending mending fending seeding sanding ' +
    'masajes mensajero envoye ecrive schreiber scheiben schreit schinken schichten schlicken geschicken ' +
    'contacten contactes contacte contatem contate escribas escribais escribir escribirte escribi envoient envies ' +
    'nachrichter massaggi massaggio massagens escreve arretee arretes messaggia scrivete'
  ).split(' '),
)

/** A text as bare words: no accents, marks, capitals and pictures; known abbreviations and slips written out. */
export function plainWords(text: string): string {
  const bare = text
    .toLowerCase()
    .replace(/ß/g, 'ss')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[’'‘`´]/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
  if (bare === '') return ''
  return bare
    .split(' ')
    .map(spell)
    .join(' ')
    .replace(/\bdo (?:not|n t)\b/g, 'dont')
    .replace(/\bdon t\b/g, 'dont')
    .replace(/\bany ?more\b/g, 'anymore')
    .replace(/\bthank you(?: (?:very|so) much)?\b/g, 'thanks')
    .replace(/\bopt ?out\b/g, 'opt out')
    .replace(/\bun ?subscribe\b/g, 'unsubscribe')
    .replace(/\bwanna\b/g, 'want to')
}

function spell(word: string): string {
  const written = Object.hasOwn(short, word) ? short[word] : undefined
  if (written) return written
  if (word.length < 6 || word.length > 14 || exact.has(word) || others.has(word)) return word
  return known.find((one) => one.length >= 7 && slipped(word, one)) ?? word
}

/** Is one letter too much, missing, another, or has it changed places with its neighbour? The first one is right. */
function slipped(word: string, right: string): boolean {
  if (word[0] !== right[0] || Math.abs(word.length - right.length) > 1) return false
  let i = 0
  while (i < word.length && word[i] === right[i]) i++
  const rest = (text: string, from: number) => text.slice(from)
  return (
    rest(word, i + 1) === rest(right, i + 1) ||
    rest(word, i + 1) === rest(right, i) ||
    rest(word, i) === rest(right, i + 1) ||
    (word[i] === right[i + 1] && word[i + 1] === right[i] && rest(word, i + 2) === rest(right, i + 2))
  )
}

/** What stands around a request, at either end of it. */
export function aroundOf(phrases: string): { before: RegExp; after: RegExp } {
  return {
    before: new RegExp(`^(?:${phrases})(?= |$)`, 'u'),
    after: new RegExp(`(?<=^| )(?:${phrases})$`, 'u'),
  }
}
/** The whole clause is one of these. */
export function wholeOf(...patterns: string[]): RegExp {
  return new RegExp(`^(?:${patterns.join('|')})$`, 'u')
}
export function anyOf(words: string): RegExp {
  return new RegExp(`(?:^| )(?:${words})(?= |$)`, 'u')
}
