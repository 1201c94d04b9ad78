// One spelling for each identity, so that contacts can be matched by exact address.
import { type CountryCode, parsePhoneNumberFromString } from 'libphonenumber-js/max'
import { z } from 'zod'
import type { AddressKind } from './channel.ts'
import { displayProfile, normaliseProfile } from './linkedin-profile.ts'

/**
 * The one spelling of an address: E.164 for phones, lower case without surrounding space for mail addresses (RFC 5321
 * domains are case-insensitive, and no provider that matters treats local parts otherwise), as given for opaque ids.
 * Returns null where the text is no such address. `country` is used for phone numbers written without `+`.
 */
export function normaliseAddress(kind: AddressKind, raw: string, country?: string): string | null {
  const text = raw.trim()
  if (!text) return null
  if (kind === 'phone') {
    // The whole text must be the number: one that stands in a sentence is not an address.
    const number = parsePhoneNumberFromString(text.normalize('NFKC').replace(/^whatsapp:/, ''), {
      ...(country ? { defaultCountry: country as CountryCode } : {}),
      extract: false,
    })
    return number?.isValid() ? number.number : null
  }
  if (kind === 'linkedin_profile') return normaliseProfile(text)
  if (kind === 'email') {
    const address = text.toLowerCase()
    return z.email().safeParse(address).success ? address : null
  }
  return text
}

// A business hears from the same people again and again, and to read a number costs more than to store a message.
const known = new Map<string, string | null>()
const MOST_KNOWN = 5_000

/** A phone sender as a provider names it: a number, a short code or an alphanumeric sender id. */
export function normaliseSender(raw: string): string | null {
  const before = known.get(raw)
  if (before !== undefined) return before
  const sender = readSender(raw)
  if (known.size >= MOST_KNOWN) known.clear()
  known.set(raw, sender)
  return sender
}

function readSender(raw: string): string | null {
  const text = raw.trim().replace(/^whatsapp:/, '')
  // Test numbers of providers and simulators (+1555…) are not "valid" numbers, but they are exact addresses.
  return (
    normaliseAddress('phone', text) ??
    (/^\+[1-9]\d{6,14}$/.test(text) || /^[A-Za-z0-9 ]{3,11}$/.test(text) ? text : null)
  )
}

/** How a person reads an address. */
export function displayAddress(kind: AddressKind, value: string): string {
  if (kind === 'visitor') return 'Web chat visitor'
  if (kind === 'page_scoped') return displayScoped(value)
  if (kind === 'tiktok_user') return 'TikTok user'
  if (kind === 'google_review') return 'Google review'
  if (kind === 'linkedin_profile') return displayProfile(value)
  if (kind !== 'phone') return value
  return parsePhoneNumberFromString(value)?.formatInternational() ?? value
}

/**
 * Networks number their users, each its own way, so such an address begins with whose number it is
 * (`telegram:5550001234`). The number means nothing to anybody; the network does.
 */
function displayScoped(value: string): string {
  const network = /^([a-z]{2,20}):./.exec(value)?.[1]
  return network ? `${network.charAt(0).toUpperCase()}${network.slice(1)} user` : value
}
