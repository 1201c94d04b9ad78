// Opening hours: now, on a day, on a holiday, in general.
import { Temporal } from 'temporal-polyfill'
import { freeSlots, LOOK_AHEAD_DAYS } from '#ai/answerer/booking/slots.ts'
import { bookable } from '#ai/answerer/booking/steps.ts'
import { type Desk, type Part, whenOf } from '#ai/answerer/desk.ts'
import { nextOpening } from '#ai/answerer/handover.ts'
import { calendarSource, hoursSource } from '#ai/answerer/lookup.ts'
import { settleTime } from '#ai/answerer/read/when.ts'
import { say } from '#ai/answerer/sentences.ts'
import {
  comingHolidays,
  formatDay,
  formatIntervals,
  formatMoment,
  formatTime,
  formatTimeOfDay,
  formatWeek,
  hasHours,
} from '#ai/format.ts'
import { splitWords } from '#ai/knowledge/words.ts'
import { intervalsOn } from '#domain/hours.ts'
import type { Answer } from './intent.ts'

/** A longer stretch is answered with the week. */
const MAX_DAYS = 3
/** A holiday this near is worth a word with the week's hours. */
const HOLIDAY_AHEAD_DAYS = 14

export const hours: Answer = (desk, clause) => {
  const { context } = desk
  if (!hasHours(context.hours)) return null
  const holiday = holidayIn(desk, clause)
  if (holiday) return holiday
  const when = whenOf(desk, clause)
  const days = when.days
    .flatMap(({ from, to }) => {
      const list = [from]
      while (list.length <= MAX_DAYS && Temporal.PlainDate.compare(list.at(-1) ?? to, to) < 0)
        list.push((list.at(-1) ?? from).add({ days: 1 }))
      return list
    })
    .filter((day) => Temporal.PlainDate.compare(day, desk.today) >= 0)
  if (days.length > 0 && days.length <= MAX_DAYS) {
    const first = days[0]
    if (days.length === 1 && first && when.time?.exact)
      return atTime(desk, first, settleTime(when.time, context.hours, first).from)
    return together(days.map((day) => onDay(desk, day)))
  }
  if (when.time?.exact && days.length === 0)
    return atTime(desk, desk.today, settleTime(when.time, context.hours, desk.today).from)
  if (
    when.now ||
    /^\W*(?:hi|hello|hey)?\W*(?:are|r) (?:you|u|y'?all|you guys) (?:still )?open\W*$/i.test(clause) ||
    /still open/i.test(clause)
  )
    return now(desk)
  return week(desk)
}

function together(parts: Part[]): Part {
  return { text: parts.map((p) => p.text).join(' '), sources: parts.flatMap((p) => p.sources) }
}

function onDay(desk: Desk, day: Temporal.PlainDate): Part {
  const { intervals, holiday } = intervalsOn(desk.context.hours, day)
  const name = formatDay(day, desk.place)
  const text = formatIntervals(intervals, desk.place)
  const source = hoursSource(`${name}: ${text || 'closed'}${holiday ? ` (${holiday})` : ''}`)
  if (!text) return { text: say.closedDay(name, holiday), sources: [source] }
  return {
    text: holiday ? say.openDayHoliday(name, holiday, text) : say.openDay(name, text),
    sources: [source],
  }
}

function atTime(desk: Desk, day: Temporal.PlainDate, minutes: number): Part {
  const clock = `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
  const { intervals } = intervalsOn(desk.context.hours, day)
  const open = intervals.some((i) => i.opens <= clock && clock < i.closes)
  const rest = onDay(desk, day)
  if (intervals.length === 0) return rest
  return {
    text: `${say.openAt(open, formatTimeOfDay(clock, desk.place), formatDay(day, desk.place))} ${rest.text}`,
    sources: rest.sources,
  }
}

function now(desk: Desk): Part | Promise<Part> {
  const { open } = desk.context
  if (open.open && open.changesAt) {
    const closes = formatTime(open.changesAt, desk.place)
    return { text: say.openUntil(closes), sources: [hoursSource(`Open until ${closes} today`)] }
  }
  return closedNow(desk)
}

/** Closed: when it opens, and the next free time, because an appointment can be made at any hour. */
export async function closedNow(desk: Desk): Promise<Part> {
  const opens = nextOpening(desk)
  const part: Part = {
    text: say.closedNow(opens),
    sources: [hoursSource(opens ? `Open again ${opens}` : 'Closed')],
  }
  const services = bookable(desk)
  if (services.length === 0) return part
  const service =
    services.find((s) => s.id === desk.state.topic) ?? (services.length === 1 ? services[0] : undefined)
  const [next] = service
    ? await freeSlots(desk, service.id, desk.today, desk.today.add({ days: LOOK_AHEAD_DAYS - 1 }))
    : []
  const offer = { ask: say.bookAlready, offer: { kind: 'book', serviceId: service?.id ?? null } } as const
  if (!service || !next) return { ...part, ...offer }
  const moment = formatMoment(next.start, desk.place)
  return {
    ...offer,
    text: `${part.text} ${say.nextFree(service.name, moment)}`,
    sources: [...part.sources, calendarSource(`Next free for ${service.name}: ${moment}`)],
  }
}

function week(desk: Desk): Part {
  const text = formatWeek(desk.context.hours, desk.place)
  const special = comingHolidays(desk.context.hours, desk.today, HOLIDAY_AHEAD_DAYS).map((h) =>
    onDay(desk, h.date),
  )
  return together([{ text: say.openWeek(text), sources: [hoursSource(text)] }, ...special])
}

/** Feasts that customers ask about by name. Their dates come from the business's own list, or not at all. */
const FEASTS =
  /\b(christmas eve|christmas|xmas eve|xmas|thanksgiving|new year'?s? eve|new year'?s?(?: day)?|easter(?: (?:sunday|monday))?|good friday|labor day|memorial day|independence day|(?:4th|fourth) of july|boxing day|halloween|veterans day|presidents'? day|bank holidays?)\b/i

function holidayIn(desk: Desk, clause: string): Part | null {
  const plain = clause.replace(/[’‘]/g, "'")
  const coming = comingHolidays(desk.context.hours, desk.today, 400)
  if (/\b(?:on|during|over) (?:the )?(?:public )?holidays?\b/i.test(plain) && coming.length > 0)
    return together(coming.slice(0, MAX_DAYS).map((h) => onDay(desk, h.date)))
  const named = FEASTS.exec(plain)?.[0]
  const words = new Set(splitWords((named ?? plain).replace(/xmas/i, 'christmas')).map(bare))
  const isAsked = (name: string) => {
    const own = splitWords(name)
      .map(bare)
      .filter((w) => w !== 'day' && w !== 'the')
    return own.length > 0 && own.every((w) => words.has(w))
  }
  // "Christmas Eve" also holds the words of "Christmas Day": the longer name is meant.
  const asked = coming
    .filter((h) => isAsked(h.name))
    .sort(
      (a, b) =>
        splitWords(b.name).length - splitWords(a.name).length || Temporal.PlainDate.compare(a.date, b.date),
    )
  const eve = [...words].includes('eve')
  const best = asked.find((h) => !eve || /\beve\b/i.test(h.name)) ?? null
  if (best) return onDay(desk, best.date)
  if (!named) return null
  const usual = week(desk)
  return {
    text: `${say.noHolidayHours(named.replace(/\b[a-z]/g, (letter) => letter.toUpperCase()))} ${usual.text}`,
    sources: usual.sources,
  }
}

function bare(word: string): string {
  return word.replace(/^years$/, 'year')
}
