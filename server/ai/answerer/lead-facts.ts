// Who is writing: name, email and phone number where the customer gives them in the text.
import { findPhoneNumbersInText, isSupportedCountry } from 'libphonenumber-js/max'
import type { LeadFields } from '#domain/commands.ts'

export type LeadFacts = { fields: LeadFields; masked: string }

const email = /[\p{L}\p{N}._%+'-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)*\.\p{L}{2,}/u
const namePart = String.raw`\p{L}[\p{L}'’.-]*`
const introductions = [
  new RegExp(
    String.raw`\b(?:my name is|my names|my name's|the name is|the name's|name's|name is|name:|i am called|call me|put it under|it is under|it's under|under the name(?: of)?|in the name of) +((?:mr\.?|mrs\.?|ms\.?|dr\.?)? ?${namePart}(?: ${namePart}){0,3})`,
    'iu',
  ),
  new RegExp(
    String.raw`(?:^|[.!,] ?)(?:[Ii] am|[Ii]['’]?m|[Tt]his is|[Ii]t is|[Ii]t's|[Hh]ere is) +(\p{Lu}[\p{L}'’.-]*(?: \p{Lu}[\p{L}'’.-]*){0,2})(?=$|[.,!]| here| and| from)`,
    'u',
  ),
  new RegExp(String.raw`^(\p{Lu}[\p{L}'’.-]*(?: \p{Lu}[\p{L}'’.-]*){0,2}) here\b`, 'u'),
]
/** Words that follow "I'm" or end a name, and are none. */
const notNames =
  /^(?:a|an|the|not|just|so|very|here|there|looking|interested|sorry|sure|fine|good|ok|okay|yes|no|hi|hello|thanks|please|back|ready|free|available|open|in|on|at|from|and|but|or|for|with|calling|writing|wondering|trying|going|having|getting|happy|unhappy|new|still|also|afraid|glad|done|late|home|locked|stuck|urgent|maybe|later|today|tomorrow|monday|tuesday|wednesday|thursday|friday|saturday|sunday|great|perfect|it|that|this|what|when|my|your|someone|somebody|anyone|you)$/i

/** Reads contact facts out of a text. A name in lower case is taken only after "my name is" and its like. */
export function readLeadFacts(text: string, country: string): LeadFacts {
  const fields: LeadFields = {}
  let masked = text
  const mail = email.exec(text)?.[0]
  if (mail) {
    fields.email = mail
    masked = masked.replace(mail, ' xemail ')
  }
  const number = findPhoneNumbersInText(
    masked,
    isSupportedCountry(country) ? { defaultCountry: country } : undefined,
  )[0]
  if (number?.number.isValid()) {
    fields.phone = number.number.number
    masked = `${masked.slice(0, number.startsAt)} xphone ${masked.slice(number.endsAt)}`
  }
  for (const pattern of introductions) {
    const found = pattern.exec(masked)
    const name = found?.[1] ? tidyName(found[1]) : null
    if (!found || !name) continue
    fields.name = name
    masked = `${masked.slice(0, found.index)} xname ${masked.slice(found.index + found[0].length)}`
    break
  }
  return { fields, masked: masked.replace(/\s+/g, ' ').trim() }
}

/** A reply that is nothing but a name: what was asked for when we asked for it, else only where it is written as one. */
export function readBareName(text: string, asked: boolean): string | null {
  const words = text
    .trim()
    .replace(/[.!,]+$/, '')
    .split(/\s+/)
  if (words.length === 0 || words.length > 4 || words.some((w) => !/^\p{L}[\p{L}'’.-]*$/u.test(w)))
    return null
  if (!asked && (words.length < 2 || words.some((w) => !/^\p{Lu}/u.test(w)))) return null
  if (words.some((w) => notNames.test(w))) return null
  // "Dr. Edward Lee" is whom they want to see.
  if (/^(?:dr|doctor)\.?$/i.test(words[0] ?? '')) return null
  return tidyName(words.join(' '))
}

function tidyName(raw: string): string | null {
  const words = raw.trim().split(/\s+/)
  const end = words.findIndex((w) => notNames.test(w.replace(/[.,]$/, '')))
  const kept = (end < 0 ? words : words.slice(0, end)).map((w) =>
    w.replace(/[,!]+$/, '').replace(/(?<!^(?:mr|mrs|ms|dr|\p{L}))\.$/iu, ''),
  )
  if (kept.length === 0 || kept.join('').length < 2) return null
  return kept
    .map((w) => (w === w.toLowerCase() ? w.charAt(0).toUpperCase() + w.slice(1) : w))
    .join(' ')
    .slice(0, 120)
}
