// Which services there are, what one of them is, how long it takes.
import type { Desk, Part } from '#ai/answerer/desk.ts'
import { lookUp, quote, SURE, serviceSource } from '#ai/answerer/lookup.ts'
import { chooseService } from '#ai/answerer/read/service.ts'
import { say } from '#ai/answerer/sentences.ts'
import { formatDuration } from '#ai/format.ts'
import { termsOf } from '#ai/knowledge/relevance.ts'
import type { Service } from '#domain/knowledge.ts'
import type { Answer } from './intent.ts'
import { ENOUGH, priceOf } from './price.ts'

const MAX_LISTED = 12
const ABOUT_THE_LIST =
  /^(?:service|offer|do|treatment|job|menu|provid|list|kind|sort|type|help|work|thing|all|clas)$/

export const services: Answer = async (desk, clause) => {
  const all = desk.context.services
  const { one, several, byName, explained } = chooseService(clause, all)
  const howLong = /\bhow (?:long|much time)\b|\bduration\b/i.test(clause)
  const topic = all.find((s) => s.id === desk.state.topic)
  if (one && byName && explained >= ENOUGH) return howLong ? durationOf(desk, one) : about(desk, one)
  const bearing = termsOf(clause).filter((t) => t.weight === 1 && !ABOUT_THE_LIST.test(t.word))
  if (howLong && topic && bearing.length === 0) return durationOf(desk, topic)
  if (several.length > 1 && bearing.length > 0 && explained >= ENOUGH) return list(several)
  if (bearing.length > 0) {
    const [found] = await lookUp(desk, clause)
    if (found && found.fit >= SURE && found.passage.kind !== 'service') {
      const { text, source } = quote(desk, clause, found.passage)
      return { text, sources: [source] }
    }
    return one && !byName && explained >= ENOUGH ? about(desk, one) : null
  }
  if (howLong) {
    desk.state.asked = 'services'
    return { text: '', sources: [], ask: say.whichService(all.slice(0, MAX_LISTED).map((s) => s.name)) }
  }
  return list(all)
}

function list(services: Service[]): Part | null {
  if (services.length === 0) return null
  const shown = services.slice(0, MAX_LISTED)
  return {
    text: say.services(shown.map((s) => s.name)),
    sources: shown.map((s) => serviceSource(s, s.name)),
    ask: say.bookIt,
    offer: { kind: 'book', serviceId: null },
  }
}

/** What a service is, costs and takes. */
export function about(desk: Desk, service: Service): Part {
  const price = priceOf(desk, service)
  const described = service.description ? ` ${service.description}` : ''
  return { ...price, text: `${price.text}${desk.brief && described.length > 120 ? '' : described}` }
}

function durationOf(desk: Desk, service: Service): Part {
  desk.state.topic = service.id
  const text = say.duration(service.name, formatDuration(service.durationMinutes))
  return {
    text,
    sources: [serviceSource(service, text)],
    ask: say.bookIt,
    offer: { kind: 'book', serviceId: service.id },
  }
}
