// What is offered, at what price, for how long. Every figure is the service's own.

import type { Segment } from '#ai/answerer/segments.ts'
import { cite, type Session, serviceById } from '#ai/answerer/session.ts'
import * as say from '#ai/answerer/wording/facts.ts'
import { formatDuration, formatMoney, formatPrice } from '#ai/format.ts'
import type { Service } from '#domain/knowledge.ts'

const MOST = 8
const MOST_BRIEF = 5

/** The services a segment is about: named here, else (where it names no subject of its own) the one talked of last. */
export function subjects(session: Session, segment: Segment, burst: Service[]): Service[] {
  if (segment.named.length > 0) return segment.named.slice(0, 3)
  // "How much is it to get it cleared?": it is what the burst spoke of.
  if (burst.length > 0 && /\b(?:it|that|this|one)\b/.test(segment.masked)) return burst.slice(0, 3)
  if (segment.likely.length > 0 && segment.foreign.length === 0) return alike(segment.likely)
  if (segment.foreign.length > 0) return []
  if (burst.length > 0) return burst.slice(0, 3)
  if (asksForAll(segment)) return []
  const last = serviceById(session, session.state.booking?.serviceId ?? session.state.service)
  return last ? [last] : []
}

/** "How much is it" means one thing, "what are your prices" all of them. */
const asksForAll = (segment: Segment): boolean =>
  /\b(?:prices|rates|price list|pricing|services|fees|menu|list)\b/.test(segment.masked)

/** A weak hint is one service, or a few that share the hint. */
const alike = (likely: Service[]): Service[] => likely.slice(0, 2)

/** The price of what was asked for; '' where it is about something that we do not list. */
export function replyPrice(session: Session, segment: Segment, burst: Service[]): string {
  session.state.topic = 'price'
  const found = subjects(session, segment, burst)
  if (found.length > 0) {
    remember(session, found)
    return found.map((s) => priceOf(session, s)).join(' ')
  }
  if (segment.foreign.length > 0) return ''
  return askWhich(session, 'price')
}

export function priceOf(session: Session, service: Service): string {
  const duration = formatDuration(service.durationMinutes)
  const price = formatPrice(service, session.place)
  citeService(session, service)
  if (price === null || service.priceMinor === null) return say.price.onRequest(service.name)
  if (service.priceMinor === 0) return say.price.free(service.name, duration)
  const money = formatMoney(service.priceMinor, session.place)
  return service.priceKind === 'from'
    ? say.price.from(service.name, money, duration)
    : say.price.fixed(service.name, money, duration)
}

export function replyDuration(session: Session, segment: Segment, burst: Service[]): string {
  session.state.topic = 'duration'
  const found = subjects(session, segment, burst)
  if (found.length > 0) {
    remember(session, found)
    for (const s of found) citeService(session, s)
    return found.map((s) => say.takes(s.name, formatDuration(s.durationMinutes))).join(' ')
  }
  return segment.foreign.length > 0 ? '' : askWhich(session, 'duration')
}

/** The list, or one service described; '' where something is asked for that is no service of ours. */
export function replyServices(session: Session, segment: Segment): string {
  const { services } = session.context
  if (segment.named.length > 0) {
    remember(session, segment.named)
    return segment.named
      .slice(0, 2)
      .map((s) => describe(session, s))
      .join(' ')
  }
  const [likely] = segment.likely
  if (likely && segment.foreign.length === 0) {
    remember(session, [likely])
    return describe(session, likely)
  }
  if (segment.foreign.length > 0 || services.length === 0) return ''
  const shown = services.slice(0, session.brief ? MOST_BRIEF : MOST)
  for (const s of shown) citeService(session, s)
  return `${say.services(shown.map((s) => s.name).concat(services.length > shown.length ? ['more'] : []))} ${say.wantToKnowMore}`
}

function describe(session: Session, service: Service): string {
  const price = priceOf(session, service)
  const about = service.description.trim()
  return [say.yesWeDo(service.name), about, price].filter(Boolean).join(' ')
}

function askWhich(session: Session, purpose: 'price' | 'duration'): string {
  const { services } = session.context
  if (services.length === 0) return ''
  if (purpose === 'price' && services.length <= (session.brief ? MOST_BRIEF : MOST) + 1) {
    for (const s of services) citeService(session, s)
    return say.priceList(services.map((s) => `${s.name} ${formatPrice(s, session.place) ?? 'on request'}`))
  }
  session.state.asked = { what: 'which_service', purpose }
  return say.whichPrice(services.slice(0, MOST).map((s) => s.name))
}

function remember(session: Session, services: Service[]): void {
  const [first] = services
  if (first) session.state.service = first.id
}

export function citeService(session: Session, service: Service): void {
  const price = formatPrice(service, session.place) ?? 'price on request'
  const about = service.description.trim()
  cite(session, {
    kind: 'service',
    id: service.id,
    title: service.name,
    quote: `${service.name}: ${price}, about ${formatDuration(service.durationMinutes)}${about ? `. ${about}` : ''}`,
  })
}
