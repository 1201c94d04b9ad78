// What to do when nothing fits: ask once, then say honestly that one does not know and hand over.
import type { Desk, Part } from '#ai/answerer/desk.ts'
import { handOver } from '#ai/answerer/handover.ts'
import { calendarSource } from '#ai/answerer/lookup.ts'
import { say, topics } from '#ai/answerer/sentences.ts'
import { formatShortMoment, hasHours } from '#ai/format.ts'
import { termsOf } from '#ai/knowledge/relevance.ts'

/** The one clarifying question. */
export function clarify(desk: Desk): Part {
  const { services, hours } = desk.context
  const about = [
    services.length > 0 && topics.prices,
    hasHours(hours) && topics.hours,
    services.some((s) => s.bookable) && topics.booking,
  ].filter((t): t is typeof topics.prices => Boolean(t))
  return { text: '', sources: [], ask: say.unclear(about.length > 0 ? [...about, topics.else] : []) }
}

export function cannotAnswer(desk: Desk, understood: boolean): Part {
  return handOver(desk, {
    reason: 'cannot_answer',
    why: understood
      ? 'The knowledge has no answer to this question'
      : 'The question was not understood twice',
    opening: understood ? say.doNotKnow : say.notUnderstood,
  })
}

/** Words that every English question is built of. */
const FUNCTION_WORDS =
  /\b(?:the|a|an|is|are|do|does|did|can|could|will|would|you|your|i|my|we|to|for|of|in|on|at|with|have|has|how|what|when|where|which|who|why|if|it|there|any)\b/gi

/** Is this a question that a person would understand, even if we have no answer? Gibberish and fragments are not. */
export function isClearQuestion(clause: string, asQuestion: boolean): boolean {
  const words = clause.split(/\s+/).length
  // "Can you do that?" asks about what was said around it.
  if (!termsOf(clause).some((t) => t.weight === 1)) return false
  const built = clause.match(FUNCTION_WORDS)?.length ?? 0
  return asQuestion && words >= 3 && built >= (/\?\s*$/.test(clause) ? 1 : 2)
}

/** A yes or no to nothing that was asked. */
export function acknowledge(desk: Desk): Part {
  const next = desk.context.contact.upcoming[0]
  return next
    ? {
        text: say.seeYouOn(formatShortMoment(next.start, desk.place)),
        sources: [calendarSource(`${next.service}: ${formatShortMoment(next.start, desk.place)}`)],
      }
    : { text: say.allRight, sources: [], ask: say.howCanIHelp }
}

/** A booking that does not get on is for a person. */
export function giveUp(desk: Desk): Part {
  desk.state.booking = null
  return handOver(desk, {
    reason: 'cannot_answer',
    why: 'A booking was begun and the customer was not understood',
    opening: say.notUnderstood,
  })
}

/** Pictures and files without words: asked once what they are about. */
export function unreadable(desk: Desk): Part {
  if (desk.state.unsure > 0)
    return handOver(desk, {
      reason: 'cannot_answer',
      why: 'The customer sent files that the front desk cannot open',
      opening: say.cannotSee,
    })
  desk.state.unsure++
  return { text: say.cannotSee, sources: [], ask: say.whatAbout }
}
