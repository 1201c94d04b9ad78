// What was learnt about the customer in this turn, and the thanks for it.
import { mayUse } from '#domain/agent.ts'
import type { LeadFields } from '#domain/commands.ts'
import type { Segment } from './segments.ts'
import type { Session } from './session.ts'
import { noted } from './wording/people.ts'

const MAX_NEED = 300

/** Puts contact facts of the burst on the lead: only what is new. */
export function collectLead(session: Session, segments: Segment[]): void {
  const { contact, agent } = session.context
  // What may not be saved must not be thanked for.
  if (agent && !mayUse(agent, 'save_lead')) return
  for (const { lead } of segments) {
    if (lead.name && lead.name !== contact.name) session.lead.name = lead.name
    if (lead.timeZone && lead.timeZone !== contact.timeZone) session.lead.timeZone = lead.timeZone
    if (lead.email && lead.email.toLowerCase() !== contact.email?.toLowerCase())
      session.lead.email = lead.email
    if (lead.phone && lead.phone !== contact.phone) session.lead.phone = lead.phone
  }
}

/** What they want, in their own words, once per conversation. */
export function collectNeed(session: Session, segments: Segment[]): void {
  const { agent } = session.context
  if (session.state.needSaved || (agent && !mayUse(agent, 'save_lead'))) return
  const about = segments.filter(
    (s) => s.intent === 'need' || (s.intent === 'book' && (s.named.length > 0 || s.likely.length > 0)),
  )
  const need = about
    .map((s) => s.text)
    .join(' ')
    .slice(0, MAX_NEED)
    .trim()
  if (!need) return
  session.lead.need = need
  session.state.needSaved = true
}

export function thankForFacts(fields: LeadFields): string {
  const what = [
    fields.name && 'name',
    fields.phone && 'phone number',
    fields.email && 'email address',
  ].filter((w) => typeof w === 'string' && w !== '')
  return what.length > 0 ? noted(what as string[]) : ''
}
