// Two lines for the person who takes over: what the customer wants; what was tried and what is missing. From stored
// facts alone, so that they are there at once and say nothing that is not so.
import type { EscalationReason } from './conversation.ts'
import { reasonLabel } from './escalation.ts'

export type BriefFacts = {
  /** The customer's last own words, oldest first. */
  said: string[]
  need: string | null
  /** What the AI understood the last of them to be about; null where it was not read. */
  intent: string | null
  reason: EscalationReason | null
  note: string | null
  /** What the AI did: its answers in this conversation, the names of the tools it used, the titles it found. */
  answers: number
  tools: string[]
  sources: string[]
  appointment: { service: string; when: string } | null
  missing: ('name' | 'phone' | 'email')[]
}
export type Brief = { wants: string; tried: string; by: 'facts' | 'model' }

const MAX = 160

export function buildBrief(facts: BriefFacts): Brief {
  return { wants: sayWants(facts), tried: sayTried(facts), by: 'facts' }
}

function sayWants({ said, need, intent, appointment }: BriefFacts): string {
  const last = said.map((s) => s.trim()).filter((s) => s.length > 0)
  // A lone "ok?" or "hello?" tells nothing: what was said before goes along.
  const words = last.reduceRight<string>(
    (text, line) => (text.length >= 25 ? text : text ? `${line} ${text}` : line),
    '',
  )
  const what = intent ? intentWords[intent] : undefined
  const quoted = words ? `“${cut(words, MAX)}”` : null
  const parts = [
    what && quoted ? `${what}: ${quoted}` : (quoted ?? what ?? 'Nothing was written yet.'),
    need && !words.includes(need) ? `Need: ${cut(need, 80)}.` : null,
    appointment ? `Has ${appointment.service} ${appointment.when}.` : null,
  ]
  return parts.filter((p) => p !== null).join(' ')
}

const intentWords: Record<string, string> = {
  booking: 'Wants an appointment',
  reschedule: 'Wants to move an appointment',
  cancel_appointment: 'Wants to cancel an appointment',
  interested: 'Is interested',
  objection: 'Has doubts',
  complaint: 'Complains',
  refund: 'Wants money back',
  emergency: 'Emergency',
  wants_person: 'Wants a person',
  question: 'Asks',
}

const toolWords: Record<string, string> = {
  search_knowledge: 'looked into the knowledge',
  find_slots: 'looked for free times',
  hold_slot: 'held a time',
  book_appointment: 'tried to book',
  move_appointment: 'tried to move the appointment',
  cancel_appointment: 'tried to cancel the appointment',
  save_lead: 'saved their details',
}

function sayTried({ answers, tools, sources, reason, note, missing }: BriefFacts): string {
  const done = [...new Set(tools)].map((tool) => toolWords[tool]).filter((t) => t !== undefined)
  if (sources.length > 0)
    done.push(
      `found ${sources
        .slice(0, 2)
        .map((s) => `“${cut(s, 40)}”`)
        .join(', ')}`,
    )
  const ai =
    answers === 0 && done.length === 0
      ? 'The AI has not answered.'
      : `The AI ${[answers > 0 ? `answered ${answers === 1 ? 'once' : `${answers} times`}` : null, ...done]
          .filter((p) => p !== null)
          .join(', ')}.`
  const lacks = missing.length > 0 ? `Not known: ${missing.map((m) => missingWords[m]).join(', ')}.` : null
  const why = note ? cut(note, MAX) : reason ? reasonLabel(reason) : null
  return [ai, why ? `Missing: ${end(why)}` : null, lacks].filter((p) => p !== null).join(' ')
}

const missingWords = { name: 'name', phone: 'telephone number', email: 'email' } as const

const end = (text: string): string => (/[.!?…”"]$/.test(text) ? text : `${text}.`)

function cut(text: string, max: number): string {
  const line = text.replace(/\s+/g, ' ').trim()
  if (line.length <= max) return line
  const short = line.slice(0, max - 1)
  const space = short.lastIndexOf(' ')
  return `${(space > max / 2 ? short.slice(0, space) : short).trimEnd()}…`
}
