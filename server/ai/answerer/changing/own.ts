// The contact's own appointments: how they are named, and which one is meant. Nobody else's is ever looked at: the
// context holds no others.
import type { Segment } from '#ai/answerer/segments.ts'
import { cite, type Session, sayMoment } from '#ai/answerer/session.ts'
import { wallClock } from '#ai/answerer/when.ts'
import { splitWords } from '#ai/knowledge/words.ts'
import type { UpcomingAppointment } from '#domain/desk.ts'

/** More than five, nobody chooses from in a chat. */
export const MOST_LISTED = 5

export const ownById = (session: Session, id: string | null): UpcomingAppointment | null =>
  session.context.contact.upcoming.find((a) => a.id === id) ?? null

/** "Tune-up with Maria on Tuesday, November 24, 2026 at 10:00 AM (EST)", with its source. */
export function nameOwn(session: Session, a: UpcomingAppointment): string {
  const text = `${a.service}${a.staff ? ` with ${a.staff}` : ''} on ${sayMoment(session, a.start)}`
  cite(session, { kind: 'calendar', id: a.id, title: 'Calendar', quote: text })
  return text
}

/** What a text says about which appointment is meant: the days and times that belong to it, not to a new time. */
export type Pointer = { text: string; segments: Segment[] }

/**
 * The appointments that a text may mean: all where it says nothing, fewer where it names a service, a person, a day, a
 * time or (once they were listed) a number.
 */
export function whichOwn(session: Session, segments: Segment[], listed: boolean): UpcomingAppointment[] {
  const all = session.context.contact.upcoming.slice(0, MOST_LISTED)
  if (all.length < 2) return all
  const byNumber = listed ? numbered(segments, all) : null
  if (byNumber) return [byNumber]
  const named = segments.flatMap((s) => s.named)
  const staff = segments.flatMap((s) => s.staff)
  const whens = segments.flatMap((s) => (s.when ? [s.when] : []))
  const days = whens.flatMap((w) => w.days)
  const times = whens.flatMap((w) => w.at.map((t) => t.time))
  const fits = (a: UpcomingAppointment): boolean => {
    const at = wallClock(a.start, session.context.hours.timeZone)
    const day = at.toPlainDate().toString()
    const time = at.toPlainTime().toString({ smallestUnit: 'minute' })
    return (
      (named.length === 0 || named.some((s) => a.serviceIds?.includes(s.id) || a.service.includes(s.name))) &&
      (staff.length === 0 || staff.some((s) => s.id === a.staffId)) &&
      (days.length === 0 || days.includes(day)) &&
      (times.length === 0 || times.includes(time))
    )
  }
  const found = all.filter(fits)
  // "Move it to Friday": the day is the new one, and tells nothing about which.
  return found.length > 0 ? found : all
}

const ordinals: [RegExp, (count: number) => number][] = [
  [/\b(?:1st|first|earlier|earliest|sooner|next)\b/, () => 0],
  [/\b(?:2nd|second)\b/, () => 1],
  [/\b(?:3rd|third)\b/, () => 2],
  [/\b(?:4th|fourth)\b/, () => 3],
  [/\b(?:5th|fifth)\b/, () => 4],
  [/\b(?:last|latest|later)\b/, (count) => count - 1],
]

function numbered(segments: Segment[], all: UpcomingAppointment[]): UpcomingAppointment | null {
  const said = splitWords(segments.map((s) => s.text).join(' ')).join(' ')
  const number = /^(?:(?:number|no|nr|option|the) )*(\d)(?: please)?$/.exec(said)
  if (number) return all[Number(number[1]) - 1] ?? null
  // "The first of December" is a day.
  if (segments.some((s) => s.when && s.when.days.length > 0)) return null
  const found = ordinals.find(([pattern]) => pattern.test(said))
  return found ? (all[found[1](all.length)] ?? null) : null
}
