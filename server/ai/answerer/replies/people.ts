// Handing over: somebody asked for a person, complains, is in need, or asked what we do not know.

import type { Segment } from '#ai/answerer/segments.ts'
import { escalate, type Session } from '#ai/answerer/session.ts'
import * as say from '#ai/answerer/wording/people.ts'
import { codeIn } from '#ai/text/disguise.ts'
import { findMarkup, foreignLinks } from '#ai/text/links.ts'
import { nextOpening, now } from './hours.ts'
import { findAnswer, quote } from './knowledge.ts'
import { citeProfile } from './place.ts'

const words = (session: Session): string => session.context.pending.map((l) => l.text).join(' ')

/** What happens next, and when. */
export function whatHappensNext(session: Session, withPhone = true): string {
  const { open, profile, contact } = session.context
  const sentences = [
    session.context.handover?.next ?? (open.open ? say.passedOn : say.passedOnClosed(nextOpening(session))),
  ]
  if (!open.open) now(session)
  if (withPhone && open.open && profile.phone) {
    citeProfile(session, 'Phone', profile.phone)
    sentences.push(say.orCall(profile.phone))
  }
  const unreachable = !contact.phone && !contact.email && !session.lead.phone && !session.lead.email
  if (unreachable) {
    session.state.asked = { what: 'contact_details' }
    sentences.push(say.reachable)
  }
  return sentences.join(' ')
}

export function replyPerson(session: Session): string {
  escalate(session, 'asked_for_person', `Asked for a person: "${words(session)}"`)
  return whatHappensNext(session)
}

export function replyComplaint(session: Session): string {
  escalate(session, 'complaint', `Complains: "${words(session)}"`)
  return `${say.sorry} ${whatHappensNext(session)}`
}

export async function replyEmergency(session: Session, segment: Segment): Promise<string> {
  escalate(session, 'emergency', `Emergency: "${words(session)}"`)
  const { phone } = session.context.profile
  if (phone) citeProfile(session, 'Phone', phone)
  // A single word finds some passage or other; advice must be to the point.
  const advice = segment.text.split(/\s+/).length > 2 ? await findAnswer(session, segment.text) : null
  if (!session.context.open.open) now(session)
  const bodily =
    /\b(?:breath|chest|bleed|unconscious|gas|fire|smoke|carbon|suicid|kill myself|overdose|seizure)/i.test(
      segment.text,
    )
  const told = session.context.handover?.emergency
  const parts = told
    ? [told, advice ? quote(session, advice) : '']
    : [
        say.emergency(phone || null),
        bodily ? say.danger : '',
        advice ? quote(session, advice) : '',
        session.context.open.open ? say.alerted : say.alertedClosed(nextOpening(session)),
      ]
  return parts.filter(Boolean).join(' ')
}

/** Without addresses and markup: what is repeated in the business's name must not carry a stranger's link. */
const isPlain = (text: string): boolean =>
  foreignLinks(text, []).length === 0 && findMarkup(text) === null && codeIn(text) === null

/** Honest ignorance: says so, and who will know. */
export function replyUnknown(session: Session, questions: string[]): string {
  session.unanswered.push(...questions)
  escalate(session, 'cannot_answer', `No answer found for: ${questions.map((q) => `"${q}"`).join(', ')}`)
  const [only] = questions
  const short =
    questions.length === 1 && only && only.length <= 90 && isPlain(only)
      ? only.replace(/["“”]/g, '').trim()
      : null
  return `${say.unknown(session.brief ? null : short)} ${whatHappensNext(session)}`
}

const alarms =
  /\b(?:burst(?:ed|ing)?(?: \w+){0,2} pipe|pipes?(?: \w+){0,3} (?:has |have |just )?burst|(?:is|are|its|getting|got|been) (?:\w+ )?flood(?:ing|ed)|flood(?:ing|ed)? (?:in|my|our|the)|(?:basement|kitchen|bathroom|house|apartment|flat|floor|ceiling|room)(?: \w+){0,2} flood(?:ing|ed)|we have a flood|water (?:is |keeps )?(?:\w+ )?(?:pouring|gushing|spraying|coming through|coming out of the (?:ceiling|wall)|everywhere|all over)|smells? (?:of |like )?gas\b|gas (?:smell|leak|is leaking)|leaking gas|carbon monoxide|(?:severe|unbearable|extreme|excruciating|terrible|horrible|intense|awful|worst) (?:\w+ )?(?:pain|toothache)|(?:so|too) much pain|in agony|bleeding|cant breathe|cannot breathe|trouble breathing|chest pain|unconscious|passed out|seizure|overdose|on fire|is burning|smoke (?:is )?coming|sparks? (?:are )?(?:coming|flying)|electric shock|sewage (?:is )?(?:backing|coming|everywhere|overflow\w*)|(?:this|it|its|thats) (?:is )?(?:\w+ )?an? (?:\w+ )?emergency|(?:have|got) an? (?:\w+ )?emergency|^emergency\b|kill myself|suicid\w+|life.threatening)\b/
const hypothetical =
  /\b(?:if|in case|whenever|ever|last (?:year|month|week)|used to|years ago|prevent|avoid)\b|^(?:do|does|did) you\b|^(?:is|are|was) (?:a |an |some |it |this |that )?(?:\w+ )*(?:normal|ok|okay|common|usual)\b|^(?:what should|what do) (?:i|you|we) do when\b/
const denied =
  /\b(?:no|not|isnt|arent|wasnt|never|without|nothing is)\b(?: \w+){0,2} (?:flood|bleed|burst|gas|emergency|leak|pain|fire|smoke)/

/** Is something happening that cannot wait for an answer? */
export function isEmergency(segment: Segment): boolean {
  const text = segment.text
    .toLowerCase()
    .replace(/['’]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
  if (!alarms.test(text) || hypothetical.test(text) || denied.test(text)) return false
  return !(['price', 'services', 'duration', 'hours'].includes(segment.intent ?? '') && segment.score > 0.6)
}

const noMore =
  /\b(?:stop (?:texting|messaging|writing|emailing|contacting|calling)|(?:dont|do not) (?:text|message|write|email|contact|call) me|no more (?:texts|messages|emails)|unsubscribe|take me off|remove (?:me|my number)|leave me alone)\b/

/** Does somebody ask, in their own words, to be left alone? (The keywords themselves never reach the front desk.) */
export const wantsNoMessages = (segment: Segment): boolean =>
  noMore.test(segment.text.toLowerCase().replace(/['’]/g, ''))

export function replyOptOut(session: Session): string {
  escalate(session, 'asked_for_person', `Wants no more messages: "${words(session)}"`)
  return say.optOut(session.context.capabilities.keywords)
}
