// Handing over: what is said, what is noted for the person, and when somebody will be there.
import { formatDay, formatShortMoment, formatTime, formatZone, todayIn } from '#ai/format.ts'
import { cutAtWord } from '#ai/knowledge/relevance.ts'
import type { EscalationReason } from '#domain/conversation.ts'
import type { Desk, Part } from './desk.ts'
import { hoursSource } from './lookup.ts'
import { say } from './sentences.ts'

/** When the business opens next, in words ("Monday, November 23 at 8:00 AM (EST)"); null while open or unknown. */
export function nextOpening(desk: Desk): string | null {
  const { open } = desk.context
  if (open.open || !open.changesAt) return null
  const { place } = desk
  const zone = formatZone(open.changesAt, place)
  const opensToday = todayIn(place.zone, open.changesAt).equals(desk.today)
  const day = opensToday ? 'today' : formatDay(todayIn(place.zone, open.changesAt), place)
  return `${day} at ${formatTime(open.changesAt, place)} (${zone})`
}

export function isClosed(desk: Desk): boolean {
  // Without any hours nobody can say that it is closed.
  return (
    !desk.context.open.open &&
    (desk.context.open.changesAt !== null || Object.values(desk.context.hours.week).some((d) => d.length > 0))
  )
}

/** The sentence that says what happens next, with its source where it names a time. */
export function whatHappensNext(desk: Desk): { text: string; sources: Part['sources'] } {
  if (!isClosed(desk)) return { text: say.passedOn, sources: [] }
  const opens = nextOpening(desk)
  return opens
    ? { text: say.passedOnLater(opens), sources: [hoursSource(`Open again ${opens}`)] }
    : { text: say.passedOnClosed, sources: [] }
}

/** What a person reads first: the reason in words, what the customer wrote, what is known of the booking. */
export function noteFor(desk: Desk, why: string): string {
  const wrote = desk.context.pending.map((line) => line.text).join(' / ')
  const { booking } = desk.state
  const service = booking?.serviceId
    ? desk.context.services.find((s) => s.id === booking.serviceId)?.name
    : null
  const under = service ? ` A booking of ${service} was under way.` : ''
  const upcoming = desk.context.contact.upcoming[0]
  const ahead = upcoming
    ? ` Next appointment: ${upcoming.service}, ${formatShortMoment(upcoming.start, desk.place)}.`
    : ''
  return cutAtWord(`${why}.${under}${ahead} They wrote: "${wrote}"`, 1000)
}

/** The part of a reply that hands over: `opening` sentence, what happens next, the phone number where it helps. */
export function handOver(desk: Desk, of: { reason: EscalationReason; why: string; opening: string }): Part {
  const next = whatHappensNext(desk)
  return {
    text: `${of.opening} ${next.text}`.trim(),
    sources: next.sources,
    commands: [{ type: 'conversation.escalate', reason: of.reason, note: noteFor(desk, of.why) }],
  }
}
