// What a service costs, and the list of prices.
import type { Desk, Part } from '#ai/answerer/desk.ts'
import { lookUp, quote, SURE, serviceSource } from '#ai/answerer/lookup.ts'
import { chooseService } from '#ai/answerer/read/service.ts'
import { say } from '#ai/answerer/sentences.ts'
import { formatDuration, formatPrice } from '#ai/format.ts'
import { termsOf } from '#ai/knowledge/relevance.ts'
import type { Service } from '#domain/knowledge.ts'
import type { Answer } from './intent.ts'

const MAX_LISTED = 8
/** Less of the question explained by a service than this, and it is about something else. */
export const ENOUGH = 0.5

export const price: Answer = async (desk, clause) => {
  const { services } = desk.context
  const { one, several, byName, explained } = chooseService(clause, services)
  const both = servicesNamed(desk, clause)
  if (both.length > 1) return together(both.map((s) => priceOf(desk, s)))
  if (one && byName && explained >= ENOUGH) return priceOf(desk, one)
  const bearing = termsOf(clause).filter((t) => t.weight === 1 && t.group !== 'pric')
  const topic = services.find((s) => s.id === desk.state.topic)
  if (bearing.length === 0 && several.length === 0 && !one)
    return topic ? priceOf(desk, topic) : listOf(desk, services)
  // "How much is a tankless heater?": the knowledge base may know what the list of services does not.
  const [found] = await lookUp(desk, clause)
  if (found && found.fit >= SURE && found.passage.kind !== 'service' && /\d|free/i.test(found.passage.text)) {
    const { text, source } = quote(desk, clause, found.passage)
    return { text, sources: [source] }
  }
  if (one && explained >= ENOUGH) return priceOf(desk, one)
  if (several.length > 1 && several.length <= 3) return together(several.map((s) => priceOf(desk, s)))
  // Something was named that nobody here knows the price of.
  return several.length > 1 ? listOf(desk, several) : null
}

/** Services that are each named in a part of their own: "a check-up and a filling". */
function servicesNamed(desk: Desk, clause: string): Service[] {
  const parts = clause.split(/\band\b|\bor\b|[,&+]/i)
  if (parts.length < 2) return []
  const named = parts
    .map((part) => chooseService(part, desk.context.services))
    .filter((c) => c.byName && c.one)
  return [...new Set(named.flatMap((c) => (c.one ? [c.one] : [])))]
}

/** A service's price and duration as a part, with the offer to book it. */
export function priceOf(desk: Desk, service: Service): Part {
  const price = formatPrice(service, desk.place)
  const duration = formatDuration(service.durationMinutes)
  const text =
    price === null
      ? say.priceOnRequest(service.name)
      : price === 'free'
        ? say.priceFree(service.name, duration)
        : service.priceKind === 'from'
          ? say.priceFrom(service.name, price.replace(/^from /, ''), duration)
          : say.price(service.name, price, duration)
  desk.state.topic = service.id
  const source = serviceSource(
    service,
    `${service.name}: ${price ?? 'price on request'}, ${duration}. ${service.description}`.trim(),
  )
  if (!service.bookable) return { text, sources: [source] }
  return { text, sources: [source], ask: say.bookIt, offer: { kind: 'book', serviceId: service.id } }
}

function together(parts: Part[]): Part {
  return {
    text: parts.map((p) => p.text).join(' '),
    sources: parts.flatMap((p) => p.sources),
    ask: say.bookIt,
    offer: { kind: 'book', serviceId: null },
  }
}

function listOf(desk: Desk, services: Service[]): Part | null {
  if (services.length === 0) return null
  const known = services.filter((s) => formatPrice(s, desk.place) !== null)
  if (known.length === 0 || services.length > MAX_LISTED) {
    desk.state.asked = 'price'
    return {
      text: '',
      sources: [],
      ask: say.whichService(services.length > MAX_LISTED ? [] : services.map((s) => s.name)),
    }
  }
  const lines = known.map((s) => `${s.name} ${formatPrice(s, desk.place)}`)
  return {
    text: say.prices(lines),
    sources: known.map((s, i) => serviceSource(s, lines[i] ?? s.name)),
    ask: say.bookIt,
    offer: { kind: 'book', serviceId: null },
  }
}
