// When is it open: now, on a day, at a time, on a holiday, in general.
import { Temporal } from 'temporal-polyfill'
import type { Segment } from '#ai/answerer/segments.ts'
import { cite, type Session } from '#ai/answerer/session.ts'
import { wallClock } from '#ai/answerer/when.ts'
import * as say from '#ai/answerer/wording/facts.ts'
import {
  formatDay,
  formatIntervals,
  formatMoment,
  formatShortDate,
  formatTime,
  formatTimeOfDay,
  formatWeek,
  hasHours,
} from '#ai/format.ts'
import { intervalsOn } from '#domain/hours.ts'

const holidayNames =
  /\b(christmas eve|christmas(?: day)?|xmas|new years? eve|new years?(?: day)?|thanksgiving|easter(?: sunday| monday)?|good friday|memorial day|labou?r day|independence day|4th of july|fourth of july|july 4th?|veterans day|presidents day|mlk day|martin luther king day|columbus day|juneteenth|boxing day|halloween|mothers day|fathers day|valentines day|bank holidays?)\b/

export function replyHours(session: Session, segment: Segment): string {
  const { hours } = session.context
  session.state.topic = 'hours'
  if (!hasHours(hours) && hours.holidays.length === 0) return ''
  const holiday =
    holidayNames.exec(segment.masked)?.[1] ??
    holidayNames.exec(segment.text.toLowerCase().replace(/['’]/g, ''))?.[1]
  if (holiday) return onHoliday(session, holiday)
  if (/\b(?:holidays?|public holiday)\b/.test(segment.masked)) return holidays(session)
  const { when } = segment
  if (when && when.days.length > 0)
    return when.days
      .slice(0, 4)
      .map((day) => onDay(session, day, when.at[0]?.time ?? null))
      .join(' ')
  if (when?.at[0])
    return onDay(
      session,
      wallClock(session.context.now, hours.timeZone).toPlainDate().toString(),
      when.at[0].time,
    )
  if (asksForNow(segment))
    return `${now(session)}${/\bhours\b/.test(segment.masked) ? ` ${week(session)}` : ''}`
  return week(session)
}

function asksForNow(segment: Segment): boolean {
  if (segment.when?.soonest || /\bnow\b/.test(segment.masked)) return true
  return (
    /\b(?:still|currently|anybody|anyone|again)\b/.test(segment.masked) ||
    /^(?:so )?(?:are|is) (?:you|you guys|it|the \w+|your \w+) (?:\w+ )?open$/.test(segment.masked)
  )
}

/** "We open again Monday at 8:00 AM": the next change, named as briefly as it stays clear; null where none is known. */
export function nextOpening(session: Session): string | null {
  const { open, now: at } = session.context
  if (open.open || !open.changesAt) return null
  const zone = session.context.hours.timeZone
  const today = wallClock(at, zone).toPlainDate()
  const day = wallClock(open.changesAt, zone).toPlainDate()
  const days = today.until(day).days
  const time = formatTime(open.changesAt, session.place)
  if (days === 0) return `today at ${time}`
  if (days === 1) return `tomorrow at ${time}`
  return `${days < 7 ? formatDay(day, session.place) : formatShortDate(open.changesAt, session.place)} at ${time}`
}

export function now(session: Session): string {
  const { open } = session.context
  const opens = nextOpening(session)
  const text =
    open.open && open.changesAt
      ? say.openNow(formatTime(open.changesAt, session.place))
      : say.closedNow(opens)
  citeHours(
    session,
    open.open
      ? `Open until ${open.changesAt ? formatMoment(open.changesAt, session.place) : 'further notice'}`
      : `Closed${open.changesAt ? `, opens ${formatMoment(open.changesAt, session.place)}` : ''}`,
  )
  return text
}

function week(session: Session): string {
  const text = formatWeek(session.context.hours, session.place)
  citeHours(session, text)
  return say.week(text)
}

function onDay(session: Session, iso: string, time: string | null): string {
  const date = Temporal.PlainDate.from(iso)
  const { intervals, holiday } = intervalsOn(session.context.hours, date)
  const day = formatDay(date, session.place)
  const text = formatIntervals(intervals, session.place)
  const over = text !== '' && !time && isOver(session, date, intervals)
  const opens = over ? nextOpening(session) : null
  citeHours(
    session,
    `${day}: ${text || 'closed'}${holiday ? ` (${holiday})` : ''}${opens ? `; opens again ${opens}` : ''}`,
  )
  if (!text) return holiday ? say.closedOnHoliday(day, holiday) : say.closedOn(day)
  if (time) {
    const open = intervals.some((i) => i.opens <= time && time < i.closes)
    return open
      ? say.openAt(day, formatTimeOfDay(time, session.place), text)
      : say.closedAt(day, formatTimeOfDay(time, session.place), text)
  }
  if (over) return say.closedForToday(day, text, opens)
  return holiday ? say.openOnHoliday(day, holiday, text) : say.openOn(day, text)
}

/** Is it that day today, and the last hour past? "We're open 9 to 1" would send somebody to a closed door at two. */
function isOver(session: Session, date: Temporal.PlainDate, intervals: { closes: string }[]): boolean {
  const clock = wallClock(session.context.now, session.context.hours.timeZone)
  const time = clock.toPlainTime().toString({ smallestUnit: 'minute' })
  return clock.toPlainDate().equals(date) && intervals.every((i) => i.closes <= time)
}

function onHoliday(session: Session, name: string): string {
  const today = wallClock(session.context.now, session.context.hours.timeZone).toPlainDate().toString()
  const wanted = name
    .replace('xmas', 'christmas')
    .replace(/new years?/, 'new year')
    .replace(/ day$/, '')
  const known = session.context.hours.holidays
    .filter((h) => h.date >= today)
    .sort((a, b) => a.date.localeCompare(b.date))
    .filter((h) => plain(h.name).startsWith(wanted) || plain(h.name).includes(` ${wanted}`))
  // "Christmas" is not "Christmas Eve".
  const exact = known.find((h) => plain(h.name).replace(/ day$/, '') === wanted) ?? known[0]
  if (exact) return onDay(session, exact.date, null)
  return `${say.holidayUnknown(name.replace(/\b\p{Ll}/gu, (c) => c.toUpperCase()))} ${week(session)}`
}

function holidays(session: Session): string {
  const today = wallClock(session.context.now, session.context.hours.timeZone).toPlainDate().toString()
  const next = session.context.hours.holidays
    .filter((h) => h.date >= today)
    .sort((a, b) => a.date.localeCompare(b.date))
    .slice(0, 3)
  if (next.length === 0) return `${say.holidayUnknown('holidays')} ${week(session)}`
  return next.map((h) => onDay(session, h.date, null)).join(' ')
}

const plain = (name: string): string =>
  name
    .toLowerCase()
    .replace(/['’]s?\b/g, '')
    .replace(/new years/, 'new year')

function citeHours(session: Session, text: string): void {
  cite(session, { kind: 'hours', id: 'hours', title: 'Opening hours', quote: text })
}
