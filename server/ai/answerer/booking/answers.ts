// What the customer answers while a booking is under way: a choice, another wish, a name, yes, no, never mind.
import { Temporal } from 'temporal-polyfill'
import { splitClauses } from '#ai/answerer/clauses.ts'
import { type Desk, type Part, whenOf } from '#ai/answerer/desk.ts'
import { profileSource, serviceSource } from '#ai/answerer/lookup.ts'
import { readAny, readDrop, readMore, readOrdinal, readYesNo } from '#ai/answerer/read/choice.ts'
import { readBareName, readName } from '#ai/answerer/read/person.ts'
import { chooseService } from '#ai/answerer/read/service.ts'
import { saysWhen, settleTime, type When } from '#ai/answerer/read/when.ts'
import { say } from '#ai/answerer/sentences.ts'
import { type Booking, newBooking } from '#ai/answerer/state.ts'
import { dayOf, fitsTime, freeSlots, minutesOf, pickOffer, rangesOf, wishOf } from './slots.ts'
import { advance, afterHours, askAgain, bookable, confirm, hold, offerThese } from './steps.ts'

const nothing: Part = { text: '', sources: [] }

/** Begins a booking with whatever a text says of it already. */
export async function beginBooking(desk: Desk, text: string, serviceId: string | null = null): Promise<Part> {
  const services = bookable(desk)
  const chosen = chooseService(text, services)
  const topic = services.find((s) => s.id === (serviceId ?? desk.state.topic))
  const [only] = services
  // One service only: nothing to ask.
  const service =
    (chosen.byName ? chosen.one : null) ??
    (serviceId ? topic : null) ??
    chosen.one ??
    (chosen.several.length > 0 ? null : (topic ?? (services.length === 1 ? only : null)))
  const blocked = notBookable(desk, text)
  if (blocked) return blocked
  const booking: Booking = {
    ...newBooking(service?.id ?? null),
    wish: wishOf(whenOf(desk, text)),
    name: desk.heard.name ?? (desk.context.contact.name ? null : nameAmong(desk, text)),
  }
  return advance(desk, booking, afterHours(desk))
}

/** A service that is named but cannot be booked here is for a person, or the telephone. */
function notBookable(desk: Desk, text: string): Part | null {
  const { one, byName } = chooseService(text, desk.context.services)
  if (!one || !byName || one.bookable || chooseService(text, bookable(desk)).byName) return null
  const { phone } = desk.context.profile
  const part: Part = {
    text: say.cannotBookService(one.name),
    sources: [serviceSource(one, `${one.name}: not bookable here`)],
    ask: say.askTeam,
    offer: { kind: 'person', about: one.name },
  }
  return phone
    ? { ...part, text: `${part.text} ${say.phone(phone)}`, sources: [...part.sources, profileSource(phone)] }
    : part
}

/** "9:30 works. Dana Whitfield": a sentence that is nothing but a name, and not a service's. */
function nameAmong(desk: Desk, text: string): string | null {
  const named =
    splitClauses(text)
      .map(readBareName)
      .find((name) => name !== null) ?? null
  return named && chooseService(named, desk.context.services).one === null ? named : null
}

/**
 * Goes on with the booking under way. Null where the text does not speak of it; the caller then tries everything else
 * and asks again.
 */
export async function continueBooking(desk: Desk, text: string): Promise<Part | null> {
  const { booking } = desk.state
  if (!booking) return null
  const answer = await readAnswer(desk, { ...booking, misses: 0 }, text)
  if (answer) return answer
  desk.state.booking = { ...booking, misses: booking.misses + 1 }
  return null
}

async function readAnswer(desk: Desk, booking: Booking, text: string): Promise<Part | null> {
  const when = whenOf(desk, text, booking.expects !== 'service')
  const yesNo = readYesNo(text)
  if (readDrop(text) && !saysWhen(when)) {
    desk.state.booking = null
    return { text: `${say.dropped} ${say.writeAgain}`, sources: [] }
  }
  const named =
    readName(text, booking.expects === 'name' && !saysWhen(when)) ??
    (booking.name || desk.context.contact.name ? null : nameAmong(desk, text))
  const next = named ? { ...booking, name: named } : booking

  const service = serviceChange(desk, next, text)
  if (service)
    return advance(desk, {
      ...next,
      serviceId: service,
      wish: saysWhen(when) ? mergeWish(desk, next, when) : next.wish,
      chosen: null,
    })
  if (next.expects === 'service') {
    if (!saysWhen(when)) return null
    // A day before the service: kept, and the service is asked for again.
    return advance(desk, { ...next, wish: mergeWish(desk, next, when) })
  }
  if (next.expects === 'slot') return chooseSlot(desk, next, text, when, yesNo)
  if (changesTime(desk, next, when) || readMore(text)) return wishAgain(desk, next, text, when)
  if (next.expects === 'name') {
    if (named) return confirm(desk, next)
    if (yesNo === 'no') return askOther(desk, next)
    return yesNo === 'yes' ? askAgain(desk, next) : null
  }
  if (yesNo === 'yes') return confirm(desk, next)
  if (yesNo === 'no') return named ? confirmName(desk, next) : askOther(desk, next)
  return named ? confirmName(desk, next) : null
}

function confirmName(desk: Desk, booking: Booking): Part {
  desk.state.booking = { ...booking, expects: 'yes' }
  return askAgain(desk, booking)
}

function serviceChange(desk: Desk, booking: Booking, text: string): string | null {
  const { one, byName } = chooseService(text, bookable(desk))
  if (one && one.id !== booking.serviceId && (byName || booking.expects === 'service')) return one.id
  if (booking.expects !== 'service') return null
  const services = bookable(desk)
  const place = readOrdinal(text, services.length)
  return place === null ? null : (services[place]?.id ?? null)
}

async function chooseSlot(
  desk: Desk,
  booking: Booking,
  text: string,
  when: When,
  yesNo: 'yes' | 'no' | null,
): Promise<Part | null> {
  const service = bookable(desk).find((s) => s.id === booking.serviceId)
  if (!service) return advance(desk, booking)
  const offered = booking.offered.map((iso) => new Date(iso))
  const take = (start: Date | undefined, seen: boolean) =>
    start
      ? hold(
          desk,
          booking,
          service,
          { start, end: new Date(start.getTime() + service.durationMinutes * 60_000) },
          nothing,
          seen,
        )
      : null

  const byTime = offered.filter((start) => matches(desk, start, when))
  if ((when.time?.exact || when.days.length > 0) && byTime.length === 1) return take(byTime[0], true)
  const place = readOrdinal(text, offered.length)
  if (place !== null && !when.time?.exact) return take(offered[place], true)
  const more = readMore(text)
  if (saysWhen(when) && !(when.soonest && offered.length > 0 && !when.days.length && !when.time)) {
    if (when.refusedDays.length > 0 && when.days.length === 0) return wishAgain(desk, booking, text, when)
    return more && when.days.length === 0 && !when.time
      ? lookOn(desk, booking, more)
      : advance(desk, { ...booking, wish: mergeWish(desk, booking, when) })
  }
  if (more) return lookOn(desk, booking, more)
  if (readAny(text) || when.soonest) return take(offered[0], false)
  if (yesNo === 'yes') return offered.length === 1 ? take(offered[0], true) : askAgain(desk, booking)
  if (yesNo === 'no') return askOther(desk, booking)
  return null
}

/** Does an offered time answer to what was said? A bare "10" fits 10:00 of any day offered. */
function matches(desk: Desk, start: Date, when: When): boolean {
  const day = dayOf(desk, start)
  if (
    when.days.length > 0 &&
    !when.days.some(
      (r) => Temporal.PlainDate.compare(r.from, day) <= 0 && Temporal.PlainDate.compare(day, r.to) <= 0,
    )
  )
    return false
  return fitsTime(desk, start, when.time)
}

/** Another day keeps the hour, another hour keeps the day; what was offered tells which day that is. */
function mergeWish(desk: Desk, booking: Booking, when: When): Booking['wish'] {
  const others = otherDays(desk, booking, when)
  const fresh = wishOf(others.length > 0 ? { ...when, days: others } : when)
  if (fresh.days.length > 0) return { days: fresh.days, time: fresh.time ?? booking.wish.time }
  if (!fresh.time) return { days: [], time: booking.wish.time }
  if (booking.wish.days.length > 0 || booking.offered.length === 0)
    return { days: booking.wish.days, time: fresh.time }
  const day = dayOf(desk, new Date(booking.offered[0] ?? 0)).toString()
  const one = booking.offered.every((iso) => dayOf(desk, new Date(iso)).toString() === day)
  return { days: one ? [{ from: day, to: day }] : [], time: fresh.time }
}

function changesTime(desk: Desk, booking: Booking, when: When): boolean {
  if (!saysWhen(when) || when.soonest) return when.soonest
  if (!booking.chosen || when.refusedDays.length > 0 || when.refusedTime) return true
  const start = new Date(booking.chosen.start)
  // "yes, Tuesday at 10" says the held time once more; "not Thursday, the 14th" names it beside another.
  return !matches(desk, start, when) || otherDays(desk, booking, when).length > 0
}

/** The days named that are not the held one. */
function otherDays(desk: Desk, booking: Booking, when: When): When['days'] {
  if (!booking.chosen || when.days.length < 2) return []
  const day = dayOf(desk, new Date(booking.chosen.start))
  return when.days.filter((r) => !(r.from.equals(day) && r.to.equals(day)))
}

async function wishAgain(desk: Desk, booking: Booking, text: string, when: When): Promise<Part | null> {
  const more = readMore(text)
  if (more && when.days.length === 0 && !when.time) return lookOn(desk, booking, more)
  if (when.days.length === 0 && when.refusedDays.length > 0) return lookOn(desk, booking, 'other_day')
  if (when.days.length === 0 && !when.time && when.refusedTime) return lookOn(desk, booking, 'other')
  if (when.soonest) return advance(desk, { ...booking, wish: { days: [], time: null }, chosen: null })
  return advance(desk, { ...booking, wish: mergeWish(desk, booking, when), chosen: null })
}

function askOther(desk: Desk, booking: Booking): Part {
  desk.state.booking = {
    ...booking,
    expects: 'slot',
    chosen: null,
    offered: [],
    wish: { days: [], time: null },
  }
  return { text: '', sources: [], ask: say.otherWhen }
}

/** "Later?", "anything else?", "another day?": from where the last offer ended. */
async function lookOn(
  desk: Desk,
  booking: Booking,
  way: 'later' | 'earlier' | 'other' | 'other_day',
): Promise<Part> {
  const service = bookable(desk).find((s) => s.id === booking.serviceId)
  if (!service) return advance(desk, booking)
  const shown = (booking.chosen ? [booking.chosen.start] : booking.offered)
    .map((iso) => new Date(iso))
    .sort((a, b) => a.getTime() - b.getTime())
  const [first] = shown
  const last = shown.at(-1)
  if (!first || !last) return advance(desk, { ...booking, wish: { days: [], time: null } })
  const firstDay = dayOf(desk, first)
  const lastDay = dayOf(desk, last)
  const known = new Set(shown.map((d) => d.getTime()))
  const sameDays = rangesOf(booking.wish)
  const within = sameDays.length > 0 ? sameDays : [{ from: firstDay, to: lastDay }]
  const onThose = (await Promise.all(within.map((r) => freeSlots(desk, service.id, r.from, r.to))))
    .flat()
    .filter((s) => !known.has(s.start.getTime()))
  let found =
    way === 'other_day'
      ? []
      : onThose.filter((s) => (way === 'later' ? s.start > last : way === 'earlier' ? s.start < first : true))
  if (found.length === 0 && way !== 'earlier') {
    const from = lastDay.add({ days: 1 })
    found = await freeSlots(desk, service.id, from, from.add({ days: 13 }))
    const { time } = booking.wish
    // Another day at the same hour, where there is one.
    const atHour =
      time?.exact && way === 'other_day'
        ? found.filter(
            (s) =>
              settleTime(time, desk.context.hours, dayOf(desk, s.start)).from === minutesOf(desk, s.start),
          )
        : []
    if (atHour.length > 0) found = atHour
  }
  if (found.length === 0) return askAgainAfter(desk, booking)
  return offerThese(
    desk,
    { ...booking, wish: { days: [], time: null }, misses: 0 },
    service,
    pickOffer(desk, found, 3, way === 'later'),
    { text: '', sources: [] },
  )
}

function askAgainAfter(desk: Desk, booking: Booking): Part {
  const again = askAgain(desk, booking)
  return { ...again, text: [say.noneLater, again.text].filter(Boolean).join(' ') }
}
