// A review from stored facts alone: there at once, without a model, and it says nothing that is not so. Pure.
import type { Brief } from './brief.ts'
import { decideTemperature, type LeadStatus, leadStatuses, type Temperature } from './contact.ts'
import type { ConversationStatus, Handler } from './conversation.ts'
import { fold } from './promise.ts'
import { type Review, type Stage, scoreOf } from './review.ts'
import { judge, quoteOf, type RubricFacts, sayDuration } from './rubric.ts'

export type ReviewFacts = RubricFacts & {
  brief: Brief
  status: ConversationStatus
  handler: Handler
  handledBy: string | null
  stages: Stage[]
  contact: {
    leadStatus: LeadStatus
    leadByPerson: boolean
    temperatureByHand: Temperature | null
    named: boolean
    need: string | null
    upcoming: number
    lastInboundAt: Date | null
  }
  /** What was booked in this conversation and still stands, in words. */
  booked: string[]
  canceled: string[]
}

export function buildReview(facts: ReviewFacts): Review {
  const items = judge(facts)
  const lead = decideLead(facts)
  return {
    summary: {
      wanted: sayWanted(facts).slice(0, 600),
      happened: sayHappened(facts).slice(0, 600),
      stands: sayStands(facts).slice(0, 600),
    },
    score: scoreOf(items),
    items,
    stage: decideStage(facts),
    lead,
    temperature: sayTemperature(facts, lead.value),
    by: 'builtin',
    fallback: null,
  }
}

/** Their first real request in their words, and the last one where it is another. */
function sayWanted({ lines, brief, contact }: ReviewFacts): string {
  const asked = lines.filter(
    (line) =>
      line.author === 'contact' && !line.automatic && line.wantsAnswer && line.text.trim().length >= 12,
  )
  const first = asked[0]
  if (!first) return brief.wants
  const last = asked.at(-1)
  const { need } = contact
  return [
    `“${quoteOf(first).quote}”`,
    last && last !== first ? `Last: “${quoteOf(last).quote}”` : null,
    need && !first.text.includes(need) ? `Need: ${need.slice(0, 120)}.` : null,
  ]
    .filter((part) => part !== null)
    .join(' ')
}

function sayTemperature(
  { contact, now, status }: ReviewFacts,
  leadStatus: LeadStatus,
): Review['temperature'] {
  if (contact.temperatureByHand) return { value: contact.temperatureByHand, reasons: ['Set by hand'] }
  const { temperature, reasons } = decideTemperature({
    now,
    lastInboundAt: contact.lastInboundAt,
    upcomingAppointments: contact.upcoming,
    leadStatus,
    escalated: status === 'escalated',
  })
  return { value: temperature, reasons }
}

function sayHappened({ lines, booked, canceled, handover }: ReviewFacts): string {
  const real = lines.filter((line) => !line.automatic)
  const ai = real.filter((line) => line.author === 'ai').length
  const people = real.filter((line) => ['member', 'phone', 'api'].includes(line.author)).length
  const parts = [
    ai > 0 ? `The AI answered ${times(ai)}` : null,
    people > 0 ? `${ai > 0 ? 'people' : 'People'} wrote ${times(people)}` : null,
    ai + people === 0 ? 'Nobody has answered yet' : null,
  ].filter((part) => part !== null)
  const more = [
    booked.length > 0 ? `Booked: ${booked.join(', ')}.` : null,
    canceled.length > 0 ? `Canceled: ${canceled.join(', ')}.` : null,
    handover
      ? handover.takenAt
        ? `A person was called and was there after ${sayDuration(handover.takenAt.getTime() - handover.at.getTime())}.`
        : 'A person was called.'
      : null,
  ].filter((part) => part !== null)
  return [`${parts.join(', ')}.`, ...more].join(' ')
}

const times = (count: number): string => (count === 1 ? 'once' : count === 2 ? 'twice' : `${count} times`)

function sayStands({ lines, status, handler, handledBy, promises, now, fastMs }: ReviewFacts): string {
  const last = lines.filter((line) => !line.automatic && line.author !== 'system').at(-1)
  const open = promises.filter((promise) => !promise.keptAt)
  const parts: string[] = []
  if (status === 'closed') parts.push('Closed.')
  else if (status === 'escalated')
    parts.push(handledBy ? `Escalated; ${handledBy} has it.` : 'Escalated, and waits for a person.')
  else if (handler === 'human') parts.push(handledBy ? `With ${handledBy}.` : 'With a person.')
  if (last?.author === 'contact' && last.wantsAnswer && status !== 'closed') {
    const waited = now.getTime() - last.at.getTime()
    parts.push(
      waited > fastMs
        ? `They have waited for an answer for ${sayDuration(waited)}.`
        : 'Their last message is only just in.',
    )
  } else if (last && last.author !== 'contact' && status !== 'closed') parts.push('The last word is ours.')
  else if (last && status !== 'closed') parts.push('Nothing is open.')
  if (open.length > 0)
    parts.push(`${open.length === 1 ? 'A promise of ours is' : `${open.length} promises of ours are`} open.`)
  return parts.join(' ') || 'Nothing was said yet.'
}

const price = /(?:[$€£]\s?\d|\d\s?(?:[$€£]|usd|eur|dollars?|euros?)\b)/i
const quoted = /\b(?:quote|estimate|offer|angebot|kostenvoranschlag|presupuesto|devis|orcamento|preventivo)\b/

/** How far it has come, as the nearest stage that the workspace knows. */
export function decideStage(facts: Pick<ReviewFacts, 'lines' | 'booked' | 'contact' | 'stages'>): {
  value: string
  why: string
} {
  const { lines, booked, contact, stages } = facts
  const offer = lines.find(
    (line) => line.author !== 'contact' && quoted.test(fold(line.text)) && price.test(line.text),
  )
  const reached: [string, string | null][] = [
    ['lost', contact.leadStatus === 'lost' ? 'The lead is marked as lost' : null],
    ['won', contact.leadStatus === 'won' ? 'The lead is marked as won' : null],
    [
      'booked',
      booked[0] ? `Booked: ${booked[0]}` : contact.upcoming > 0 ? 'Has an appointment coming up' : null,
    ],
    [
      'quoted',
      offer ? 'A price was quoted' : contact.leadStatus === 'quoted' ? 'The lead is marked as quoted' : null,
    ],
    [
      'qualified',
      contact.leadStatus === 'qualified' || (contact.named && contact.need)
        ? 'Name and need are known'
        : null,
    ],
  ]
  for (const [id, why] of reached)
    if (why && stages.some((stage) => stage.id === id)) return { value: id, why }
  return { value: stages[0]?.id ?? 'new', why: 'Nothing that says more has happened yet' }
}

/** Only forward, never past what a person said, and never to won or lost: those are people's words. */
function decideLead({ contact, lines, booked }: ReviewFacts): Review['lead'] {
  const { leadStatus } = contact
  if (contact.leadByPerson) return { value: leadStatus, why: 'Set by hand' }
  const offer = lines.some(
    (line) => line.author !== 'contact' && quoted.test(fold(line.text)) && price.test(line.text),
  )
  const answered = lines.some((line) => line.author !== 'contact' && !line.automatic)
  const wishes: [LeadStatus, string | null][] = [
    ['booked', booked[0] ? `Booked: ${booked[0]}` : null],
    ['quoted', offer ? 'A price was quoted' : null],
    ['qualified', contact.named && contact.need ? 'Name and need are known' : null],
    ['contacted', answered ? 'They were answered' : null],
  ]
  const rank = (status: LeadStatus): number => leadStatuses.indexOf(status)
  for (const [status, why] of wishes)
    if (why) return rank(status) > rank(leadStatus) ? { value: status, why } : { value: leadStatus, why }
  return { value: leadStatus, why: 'Nothing that says more has happened yet' }
}
