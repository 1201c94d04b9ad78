// Appointments that exist already: when they are, and wishes to change them.

import { isQuestion } from '#ai/answerer/clauses.ts'
import { handOver } from '#ai/answerer/handover.ts'
import { lookUp, quote, SURE } from '#ai/answerer/lookup.ts'
import { say } from '#ai/answerer/sentences.ts'
import { formatMoment } from '#ai/format.ts'
import type { Answer } from './intent.ts'

export const appointment: Answer = (desk) => {
  const { upcoming } = desk.context.contact
  if (upcoming.length === 0)
    return { text: say.noUpcoming, sources: [], ask: say.bookOne, offer: { kind: 'book', serviceId: null } }
  const lines = upcoming.slice(0, 3).map((u) => `${u.service} on ${formatMoment(u.start, desk.place)}`)
  return {
    text: say.upcoming(lines),
    sources: upcoming
      .slice(0, 3)
      .map((u, i) => ({ kind: 'calendar', id: u.id, title: u.service, quote: lines[i] ?? '' })),
  }
}

/** Changing is for people: the rules for it are quoted where they are known, and the wish is passed on. */
export const change: Answer = async (desk, clause) => {
  const [found] = await lookUp(desk, clause)
  const rules =
    found && found.fit >= SURE && found.passage.kind === 'faq' ? quote(desk, clause, found.passage) : null
  const { upcoming } = desk.context.contact
  // "Can I cancel an appointment?" of somebody without one is a question about the rules.
  if (upcoming.length === 0 && rules && isQuestion(clause))
    return { text: rules.text, sources: [rules.source] }
  const part = handOver(desk, {
    reason: 'asked_for_person',
    why: 'The customer wants to change or cancel an appointment',
    opening: say.cannotChange,
  })
  return rules
    ? { ...part, text: `${rules.text} ${part.text}`, sources: [rules.source, ...part.sources] }
    : part
}
