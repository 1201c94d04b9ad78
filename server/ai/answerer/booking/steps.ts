// Booking, one step at a time: service, time, hold, name, yes. Each step says what it needs, or goes on to the next.
import type { Desk, Part } from '#ai/answerer/desk.ts'
import { handOver, isClosed, nextOpening } from '#ai/answerer/handover.ts'
import { calendarSource, hoursSource } from '#ai/answerer/lookup.ts'
import { settleTime } from '#ai/answerer/read/when.ts'
import { say } from '#ai/answerer/sentences.ts'
import type { Booking } from '#ai/answerer/state.ts'
import {
  formatDay,
  formatIntervals,
  formatMoment,
  formatShortMoment,
  formatTime,
  formatTimeOfDay,
  formatZone,
} from '#ai/format.ts'
import type { Slot } from '#domain/booking.ts'
import { intervalsOn } from '#domain/hours.ts'
import type { Service } from '#domain/knowledge.ts'
import { dayOf, findForWish, minutesOf, pickOffer, type WishResult } from './slots.ts'

const CHOICES = 3
const nothing: Part = { text: '', sources: [] }
const MAX_NAMED = 8

export function bookable(desk: Desk): Service[] {
  return desk.context.services.filter((s) => s.bookable)
}

function serviceOf(desk: Desk, booking: Booking): Service | null {
  return bookable(desk).find((s) => s.id === booking.serviceId) ?? null
}

/**
 * Goes on with a booking as far as it gets. `lead`: what is said before (a closed shop). A wished time is held and read
 * back with its full date: of those who named day and hour themselves, one in five changes something then.
 */
export async function advance(desk: Desk, booking: Booking, lead: Part = nothing): Promise<Part> {
  const service = serviceOf(desk, booking)
  if (!service) return askService(desk, booking, lead)
  const wished = booking.wish.days.length > 0 || booking.wish.time !== null
  const result = await findForWish(desk, service.id, booking.wish)
  if (result.fitting.length === 0 && result.others.length === 0) return noTimes(desk, service)
  const { fitting } = result
  const [only] = fitting
  const exact = booking.wish.time?.exact && booking.wish.days.length > 0
  if (only && (fitting.length === 1 || exact) && wished && oneDay(desk, fitting))
    return hold(desk, booking, service, only, lead, false)
  return offer(desk, booking, service, result, lead)
}

function oneDay(desk: Desk, slots: Slot[]): boolean {
  return new Set(slots.map((s) => dayOf(desk, s.start).toString())).size === 1
}

function askService(desk: Desk, booking: Booking, lead: Part): Part {
  const services = bookable(desk)
  const [only] = services
  if (!only)
    return handOver(desk, {
      reason: 'cannot_answer',
      why: 'The customer wants an appointment, and no service can be booked',
      opening: say.cannotBook,
    })
  desk.state.booking = { ...booking, expects: 'service' }
  return { ...lead, ask: say.whichToBook(services.slice(0, MAX_NAMED).map((s) => s.name)) }
}

function noTimes(desk: Desk, service: Service): Part {
  desk.state.booking = null
  return handOver(desk, {
    reason: 'cannot_answer',
    why: `No free time was found for ${service.name}`,
    opening: say.noTimes(service.name),
  })
}

/** Offers times, and first says why the wished ones are not among them. */
function offer(desk: Desk, booking: Booking, service: Service, result: WishResult, lead: Part): Part {
  const fits = result.fitting.length > 0
  const picked = pickOffer(
    desk,
    fits ? result.fitting : result.others,
    CHOICES,
    !fits && booking.wish.time !== null,
  )
  return offerThese(desk, booking, service, picked, join(lead, whyNot(desk, booking, result)))
}

/** Offers exactly these times. */
export function offerThese(desk: Desk, booking: Booking, service: Service, picked: Slot[], lead: Part): Part {
  const { place } = desk
  const [first] = picked
  if (!first) return noTimes(desk, service)
  const wished = booking.wish.days.length > 0 || booking.wish.time !== null
  const sameDay = oneDay(desk, picked)
  const moments = picked.map((s) => formatShortMoment(s.start, place))
  const text =
    picked.length === 1
      ? say.onlyTime(service.name, formatMoment(first.start, place))
      : sameDay
        ? say.freeOn(
            service.name,
            formatDay(dayOf(desk, first.start), place),
            picked.map((s) => formatTime(s.start, place)),
            formatZone(first.start, place),
          )
        : wished
          ? say.freeTimes(service.name, moments)
          : say.nextTimes(service.name, moments)
  desk.state.booking = {
    ...booking,
    serviceId: service.id,
    offered: picked.map((s) => s.start.toISOString()),
    chosen: null,
    expects: 'slot',
  }
  desk.state.topic = service.id
  return {
    text: [lead.text, text].filter(Boolean).join(' '),
    sources: [
      ...lead.sources,
      calendarSource(
        `Free for ${service.name}: ${picked.map((s) => formatMoment(s.start, place)).join('; ')}`,
      ),
    ],
    ask: picked.length === 1 ? say.doesItSuit : say.whichTime,
  }
}

function whyNot(desk: Desk, booking: Booking, { why, day, fitting, others }: WishResult): Part {
  if (fitting.length > 0 || !why) return { text: '', sources: [] }
  const name = day ? formatDay(day, desk.place) : ''
  const on = day ? intervalsOn(desk.context.hours, day) : { intervals: [], holiday: null }
  const hours = formatIntervals(on.intervals, desk.place)
  switch (why) {
    case 'closed':
      return {
        text: say.closedThen(name, on.holiday),
        sources: [hoursSource(`${name}: closed${on.holiday ? ` (${on.holiday})` : ''}`)],
      }
    case 'closed_then':
      return { text: say.closedAtTime(hours, name), sources: [hoursSource(`${name}: ${hours}`)] }
    case 'past':
      return { text: say.past, sources: [] }
    case 'too_far':
      return { text: say.tooFar, sources: [] }
    case 'full':
      return { text: say.fullThen(name), sources: [calendarSource(`${name}: nothing free`)] }
    case 'not_free':
      return {
        text: notFree(desk, booking, day, others),
        sources: [calendarSource('Nothing free at the wished time')],
      }
  }
}

/** Of a named hour it is said that it is not free, or too near, when everything that is free today comes later. */
function notFree(desk: Desk, booking: Booking, day: WishResult['day'], others: Slot[]): string {
  const { time } = booking.wish
  if (!day || !time?.exact || booking.wish.days.length !== 1) return say.nothingThen
  const settled = settleTime(time, desk.context.hours, day)
  const earliest = [...others].sort((a, b) => a.start.getTime() - b.start.getTime())[0]
  if (
    earliest &&
    day.equals(desk.today) &&
    dayOf(desk, earliest.start).equals(day) &&
    minutesOf(desk, earliest.start) > settled.from
  )
    return say.earliestToday(formatTime(earliest.start, desk.place))
  const clock = `${String(Math.floor(settled.from / 60)).padStart(2, '0')}:${String(settled.from % 60).padStart(2, '0')}`
  return say.notFree(`${formatTimeOfDay(clock, desk.place)} on ${formatDay(day, desk.place)}`)
}

/**
 * Holds the chosen time, then asks for the name, or for the yes. `seen`: the customer picked it out of times that were
 * written out, which is a yes; with a name known it is booked at once.
 */
export async function hold(
  desk: Desk,
  booking: Booking,
  service: Service,
  slot: Slot,
  lead: Part,
  seen: boolean,
): Promise<Part> {
  const held = await desk.ports.holdSlot({ serviceId: service.id, start: slot.start })
  if (!held.ok) return lost(desk, booking, service, slot.start, held)
  const name = booking.name ?? desk.context.contact.name
  if (name && seen) return join(lead, book(desk, service, held, name))
  const moment = formatMoment(held.slot.start, desk.place)
  desk.state.topic = service.id
  desk.state.booking = {
    ...booking,
    serviceId: service.id,
    chosen: { holdId: held.holdId, start: held.slot.start.toISOString() },
    offered: [],
    wish: wishFor(desk, held.slot.start),
    expects: name ? 'yes' : 'name',
    misses: 0,
  }
  const text = name ? say.holdingFor(service.name, moment, name) : say.holding(service.name, moment)
  return {
    text: [lead.text, text].filter(Boolean).join(' '),
    sources: [...lead.sources, calendarSource(`Held: ${service.name}, ${moment}`)],
    ask: name ? say.shallIBook : say.whatName,
  }
}

/** A chosen time as a wish, so that "no, Thursday instead" keeps the hour. */
function wishFor(desk: Desk, start: Date): Booking['wish'] {
  const day = dayOf(desk, start).toString()
  const at = new Intl.DateTimeFormat('en-GB', {
    timeZone: desk.place.zone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(start)
  const [hour = '0', minute = '0'] = at.split(':')
  const minutes = Number(hour) * 60 + Number(minute)
  return { days: [{ from: day, to: day }], time: { from: minutes, to: minutes, exact: true, loose: false } }
}

/** The time went to somebody else, or does not fit: others are offered. */
async function lost(
  desk: Desk,
  booking: Booking,
  service: Service,
  start: Date,
  held: { why: string; alternatives: Slot[] },
): Promise<Part> {
  const moment = formatMoment(start, desk.place)
  const sentence =
    held.why === 'taken'
      ? say.takenMeanwhile(moment)
      : held.why === 'past'
        ? say.past
        : held.why === 'too_soon'
          ? say.tooSoon
          : held.why === 'too_far'
            ? say.tooFar
            : say.notFree(moment)
  const lead: Part = { text: sentence, sources: [calendarSource(`${moment}: ${held.why.replace('_', ' ')}`)] }
  const again: Booking = { ...booking, chosen: null }
  if (held.why === 'unknown_service') return askService(desk, { ...again, serviceId: null }, lead)
  const others = (
    await findForWish(desk, service.id, { ...booking.wish, time: booking.wish.time })
  ).fitting.filter((s) => s.start.getTime() !== start.getTime())
  const alternatives = held.alternatives.length > 0 ? held.alternatives : others
  if (alternatives.length > 0)
    return offerThese(desk, again, service, pickOffer(desk, alternatives, CHOICES, true), lead)
  return offer(
    desk,
    again,
    service,
    await findForWish(desk, service.id, { days: again.wish.days, time: null }),
    lead,
  )
}

/** The customer agreed: held again, because a hold lasts only minutes and answers may take hours, then booked. */
export async function confirm(desk: Desk, booking: Booking): Promise<Part> {
  const service = serviceOf(desk, booking)
  const name = booking.name ?? desk.context.contact.name
  if (!service || !booking.chosen) return advance(desk, booking)
  const start = new Date(booking.chosen.start)
  if (!name) {
    desk.state.booking = { ...booking, expects: 'name' }
    return { text: '', sources: [], ask: say.whatName }
  }
  const held = await desk.ports.holdSlot({ serviceId: service.id, start })
  if (!held.ok) return lost(desk, booking, service, start, held)
  return book(desk, service, held, name)
}

/** Makes a hold an appointment. Whoever can be reached nowhere else is asked for a number or a mail address. */
function book(desk: Desk, service: Service, held: { holdId: string; slot: Slot }, name: string): Part {
  const { contact } = desk.context
  const moment = formatMoment(held.slot.start, desk.place)
  desk.state.booking = null
  desk.state.topic = service.id
  const part: Part = {
    text: `${say.booked(service.name, moment, name)} ${say.seeYou}`,
    sources: [calendarSource(`Booked: ${service.name}, ${moment}`)],
    commands: [{ type: 'appointment.book', holdId: held.holdId, name }],
  }
  if (contact.phone || contact.email || desk.heard.phone || desk.heard.email) return part
  desk.state.lead = { why: 'appointment', asks: 'reach', need: null, name: null, reach: null }
  return { ...part, ask: say.appointmentReach }
}

/** The question that is open, asked again. */
export function askAgain(desk: Desk, booking: Booking): Part {
  const service = serviceOf(desk, booking)
  const { place } = desk
  const none = { text: '', sources: [] }
  switch (booking.expects) {
    case 'service':
      return {
        ...none,
        ask: say.whichToBook(
          bookable(desk)
            .slice(0, MAX_NAMED)
            .map((s) => s.name),
        ),
      }
    case 'slot': {
      const times = booking.offered.map((start) => formatShortMoment(new Date(start), place))
      if (!service || times.length === 0) return { ...none, ask: say.when }
      return {
        text: say.freeTimes(service.name, times),
        sources: [calendarSource(`Offered: ${times.join('; ')}`)],
        ask: say.whichTime,
      }
    }
    case 'name':
    case 'yes': {
      if (!service || !booking.chosen) return { ...none, ask: say.when }
      const moment = formatShortMoment(new Date(booking.chosen.start), place)
      const ask =
        booking.expects === 'name'
          ? say.whatNameFor(service.name, moment)
          : say.shallIBookThis(service.name, moment)
      return { text: '', sources: [calendarSource(`Held: ${service.name}, ${moment}`)], ask }
    }
  }
}

/** Before the first offer of an evening: that the shop is closed, and that this does not matter. */
export function afterHours(desk: Desk): Part {
  if (!isClosed(desk)) return { text: '', sources: [] }
  const opens = nextOpening(desk)
  return { text: say.canBookNow(opens), sources: opens ? [hoursSource(`Open again ${opens}`)] : [] }
}

export function join(a: Part, b: Part): Part {
  return { ...b, text: [a.text, b.text].filter(Boolean).join(' '), sources: [...a.sources, ...b.sources] }
}
