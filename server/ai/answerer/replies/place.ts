// Where we are and how to reach us, from the profile. '' where the profile does not say.

import type { Segment } from '#ai/answerer/segments.ts'
import { cite, type Session } from '#ai/answerer/session.ts'
import * as say from '#ai/answerer/wording/facts.ts'

export function replyLocation(session: Session, segment: Segment): string {
  const { name, address, directions } = session.context.profile
  const parking = /\bpark(?:ing)?\b/.test(segment.masked)
  // Whoever asks about parking is answered about parking, or told that we do not know.
  if (parking) {
    const about =
      directions
        .match(/[^.!?]+[.!?]*/g)
        ?.filter((s) => /\bpark/i.test(s))
        .join('')
        .trim() ?? ''
    if (about) citeProfile(session, 'Directions', about)
    return about
  }
  if (!address && !directions) return ''
  if (address) citeProfile(session, 'Address', address)
  const how = /\b(?:get|find|directions?|way|near|go)\b/.test(segment.masked) || !session.brief
  if (directions && how) citeProfile(session, 'Directions', directions)
  return [address && say.address(name, address), how && directions].filter(Boolean).join(' ')
}

export function replyContact(session: Session, segment: Segment): string {
  const { phone, email, website } = session.context.profile
  const only = /\b(?:phone|number|call|ring)\b/.test(segment.masked)
    ? 'phone'
    : /\be ?mail\b/.test(segment.masked)
      ? 'email'
      : /\b(?:website|web|site|page|online)\b/.test(segment.masked)
        ? 'website'
        : null
  const wanted = {
    phone: phone && (!only || only === 'phone'),
    email: email && (!only || only === 'email'),
    website: website && (!only || only === 'website'),
  }
  if (wanted.phone) citeProfile(session, 'Phone', phone)
  if (wanted.email) citeProfile(session, 'Email', email)
  if (wanted.website) citeProfile(session, 'Website', website)
  const reach = [wanted.phone && say.phone(phone), wanted.email && say.email(email)]
    .filter(Boolean)
    .join(' or ')
  const sentence = reach ? `${reach.charAt(0).toUpperCase()}${reach.slice(1)}.` : ''
  return [sentence, wanted.website && `${say.website(website)}`].filter(Boolean).join(' ')
}

export function citeProfile(session: Session, title: string, quote: string): void {
  cite(session, { kind: 'profile', id: 'profile', title, quote })
}
