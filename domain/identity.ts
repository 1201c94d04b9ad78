// May two contacts be one person? From what each gives away about itself to a score with its evidence in words. Only an
// exact address joins by itself (addresses are unique); everything here is a suggestion for a person to decide.
import { type CountryCode, findPhoneNumbersInText, isSupportedCountry } from 'libphonenumber-js/max'
import { z } from 'zod'
import { displayAddress } from './address.ts'
import type { AddressKind } from './channel.ts'

/** `how`: an address of theirs, said in a message, standing in the signature of a mail, or made of their name. */
export type Clue = { clue: string; how: 'address' | 'message' | 'signature' | 'name'; words: string }

/**
 * One spelling for a number that providers write in two ways: mobiles of Brazil with and without the ninth digit, of
 * Argentina with and without the 9, of Mexico with and without the 1. For comparing only, never for sending.
 */
export function phoneKey(e164: string): string {
  const brazil = /^\+55(\d\d)9([6-9]\d{7})$/.exec(e164)
  if (brazil) return `+55${brazil[1]}${brazil[2]}`
  const argentina = /^\+549(\d{10})$/.exec(e164)
  if (argentina) return `+54${argentina[1]}`
  const mexico = /^\+521(\d{10})$/.exec(e164)
  if (mexico) return `+52${mexico[1]}`
  return e164
}

/** Providers where `name+anything@` is the mailbox `name@`. Elsewhere a plus is a letter like any other. */
const TAGGED = new Set([
  'gmail.com',
  'outlook.com',
  'hotmail.com',
  'live.com',
  'icloud.com',
  'me.com',
  'proton.me',
  'protonmail.com',
  'fastmail.com',
])

/** One spelling for a mailbox that can be written in several ways. For comparing only, never for sending. */
export function mailboxKey(email: string): string {
  const address = email.trim().toLowerCase()
  const at = address.lastIndexOf('@')
  const domain = address.slice(at + 1).replace(/^googlemail\.com$/, 'gmail.com')
  let name = address.slice(0, at)
  if (TAGGED.has(domain)) name = name.split('+')[0] || name
  // Gmail alone does not see dots.
  if (domain === 'gmail.com') name = name.replaceAll('.', '') || name
  return `${name}@${domain}`
}

/** The clue of an address; null for ids that mean nothing outside their network. */
export function addressClue(kind: AddressKind, value: string): Clue | null {
  if (kind === 'phone')
    return { clue: `phone:${phoneKey(value)}`, how: 'address', words: displayAddress(kind, value) }
  if (kind === 'email') return { clue: `email:${mailboxKey(value)}`, how: 'address', words: value }
  return null
}

const MAIL = /[\p{L}\p{N}._%+'-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)*\.\p{L}{2,}/gu
const PATTERN = /@[\p{L}\p{N}-]+\.|\d(?:[\s().\-/]{0,2}\d){6}/u
/** Longer texts are letters and documents; who somebody is stands near the top or the end. */
const LONGEST = 4_000

/** Might this text hold a mail address or a phone number? Cheap enough to be asked of every message. */
export function mayTellIdentity(text: string): boolean {
  return PATTERN.test(text.length > LONGEST ? ends(text) : text)
}
function ends(text: string): string {
  return `${text.slice(0, LONGEST / 2)}\n${text.slice(-LONGEST / 2)}`
}

/** Mail addresses and phone numbers in a text; `country` for numbers written without `+`. */
export function textClues(text: string, how: 'message' | 'signature', country: string): Clue[] {
  const part = text.length > LONGEST ? ends(text) : text
  const clues: Clue[] = []
  for (const [mail] of part.matchAll(MAIL))
    clues.push({ clue: `email:${mailboxKey(mail)}`, how, words: mail })
  const rest = part.replace(MAIL, ' ')
  const options = isSupportedCountry(country) ? { defaultCountry: country as CountryCode } : undefined
  for (const { number } of findPhoneNumbersInText(rest, options))
    if (number.isValid())
      clues.push({
        clue: `phone:${phoneKey(number.number)}`,
        how,
        words: displayAddress('phone', number.number),
      })
  return clues
}

/** Domains where anybody has a mailbox: sharing one says nothing. */
const PUBLIC =
  /^(?:gmail|googlemail|yahoo|ymail|outlook|hotmail|live|msn|icloud|me|mac|aol|gmx|web|proton|protonmail|mail|fastmail|zoho|yandex|qq|163|126|t-online|orange|free|libero|comcast|verizon|att)\.[a-z.]{2,6}$/

/** A full name together with the company, or with the mail domain of one. A name alone is shared by too many. */
export function nameClues(name: string | null, company: string | null, emails: string[]): Clue[] {
  const person = plain(name ?? '')
  if (!person.includes(' ')) return []
  const clues: Clue[] = []
  const firm = plain(company ?? '')
  if (firm) clues.push({ clue: `firm:${person}|${firm}`, how: 'name', words: `${name}, ${company}` })
  for (const email of emails) {
    const domain = email.slice(email.lastIndexOf('@') + 1).toLowerCase()
    if (domain && !PUBLIC.test(domain))
      clues.push({ clue: `domain:${person}|${domain}`, how: 'name', words: `${name}, ${domain}` })
  }
  return clues
}
function plain(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

/** What speaks for two contacts being one person. `by`: the contact who said it; null where it holds for both. */
export const Evidence = z.object({
  code: z.enum(['same_address', 'said', 'signature', 'told', 'both_said', 'same_name', 'provider']),
  by: z.string().nullable(),
  /** What it is about, as people read it: a number, an address, a name; with `provider` the whole sentence. */
  words: z.string(),
  clue: z.string(),
})
export type Evidence = z.infer<typeof Evidence>

const weights: Record<Evidence['code'], number> = {
  provider: 0.9,
  same_address: 0.9,
  told: 0.75,
  signature: 0.75,
  said: 0.65,
  both_said: 0.5,
  same_name: 0.45,
}

/** 0 to 99. Independent pieces of evidence strengthen each other; nothing is ever certain. */
export function scoreOf(evidence: Evidence[]): number {
  // The same number said twice is one piece: its strongest counts.
  const byClue = new Map<string, number>()
  for (const e of evidence) byClue.set(e.clue, Math.max(byClue.get(e.clue) ?? 0, weights[e.code]))
  const against = [...byClue.values()].reduce((rest, weight) => rest * (1 - weight), 1)
  return Math.min(99, Math.round((1 - against) * 100))
}

type Held = { id: string; clues: Clue[] }

/** The evidence that two contacts share, the strongest first. Empty where nothing speaks for one person. */
export function compareClues(a: Held, b: Held): Evidence[] {
  const found: Evidence[] = []
  for (const mine of a.clues)
    for (const theirs of b.clues) {
      if (mine.clue !== theirs.clue) continue
      const evidence = compareOne(a.id, mine, b.id, theirs)
      if (evidence) found.push(evidence)
    }
  // Where an address itself agrees, that it was also said adds nothing.
  const addresses = new Set(found.filter((e) => e.code === 'same_address').map((e) => e.clue))
  const kept = found.filter((e) => e.code === 'same_address' || !addresses.has(e.clue))
  return mergeEvidence([], kept)
}

function compareOne(aId: string, a: Clue, bId: string, b: Clue): Evidence | null {
  const { clue } = a
  if (a.how === 'name' || b.how === 'name')
    return a.how === b.how ? { code: 'same_name', by: null, words: a.words, clue } : null
  if (a.how === 'address' && b.how === 'address')
    return { code: 'same_address', by: null, words: [a.words, b.words].sort().join(' and '), clue }
  if (a.how === 'address')
    return { code: b.how === 'signature' ? 'signature' : 'said', by: bId, words: a.words, clue }
  if (b.how === 'address')
    return { code: a.how === 'signature' ? 'signature' : 'said', by: aId, words: b.words, clue }
  return { code: 'both_said', by: null, words: a.words, clue }
}

/** Both together, each piece once, the strongest first. */
export function mergeEvidence(before: Evidence[], more: Evidence[]): Evidence[] {
  const byKey = new Map([...before, ...more].map((e) => [`${e.code} ${e.by} ${e.clue}`, e]))
  return [...byKey.values()].sort((x, y) => weights[y.code] - weights[x.code] || (x.clue < y.clue ? -1 : 1))
}

/** Somebody said "not the same" to `before`: is there more now than they knew, and does it weigh? */
export function isStronger(before: Evidence[], now: Evidence[]): boolean {
  const known = new Set(before.map((e) => `${e.code} ${e.clue}`))
  return now.some((e) => !known.has(`${e.code} ${e.clue}`)) && scoreOf(now) > scoreOf(before)
}

/** The sentence that stands on the card of the contact `shown`, about the other one. */
export function describeEvidence(e: Evidence, shown: string): string {
  const mine = e.by === shown
  const what = e.clue.startsWith('email:') ? 'e-mail address' : 'number'
  switch (e.code) {
    case 'same_address':
      return `Same ${what === 'number' ? 'phone number' : 'mailbox'}, written in two ways: ${e.words}`
    case 'said':
      return mine
        ? `This contact gave their ${what} ${e.words} in a message`
        : `They gave this contact’s ${what} ${e.words} in a message`
    case 'signature':
      return mine
        ? `Their ${what} ${e.words} stands in the signature of this contact’s mail`
        : `This contact’s ${what} ${e.words} stands in the signature of their mail`
    case 'told':
      return mine
        ? `This contact gave their ${what} ${e.words} in the chat’s form`
        : `They gave this contact’s ${what} ${e.words} in the chat’s form`
    case 'both_said':
      return `Both gave the ${what} ${e.words}`
    case 'same_name':
      return e.clue.startsWith('firm:')
        ? `Same name and company: ${e.words}`
        : `Same name, and mail from the same company: ${e.words}`
    case 'provider':
      return e.words
  }
}
