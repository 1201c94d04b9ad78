// A customer: what the business knows about one, and the stages of a lead.
import { z } from 'zod'

export const leadStatuses = [
  'new',
  'contacted',
  'in_progress',
  'qualified',
  'quoted',
  'booked',
  'won',
  'lost',
] as const
export const LeadStatus = z.enum(leadStatuses)
export type LeadStatus = z.infer<typeof LeadStatus>

export const Temperature = z.enum(['hot', 'warm', 'cool', 'cold'])
export type Temperature = z.infer<typeof Temperature>

/** Who said what is known: a person's word is never overwritten by the front desk's. */
export type FactSource = 'ai' | 'member' | 'api' | 'channel'

type TemperatureFacts = {
  now: Date
  lastInboundAt: Date | null
  upcomingAppointments: number
  leadStatus: LeadStatus
  escalated: boolean
}

/**
 * How warm a lead is, with the facts that say so. Pure and recomputed from stored facts, so that the answer to
 * "why is this hot?" is never invented. A temperature set by hand wins and is said by the caller.
 */
export function decideTemperature(facts: TemperatureFacts): { temperature: Temperature; reasons: string[] } {
  const days = facts.lastInboundAt
    ? (facts.now.getTime() - facts.lastInboundAt.getTime()) / 86_400_000
    : Infinity
  if (facts.leadStatus === 'lost') return { temperature: 'cold', reasons: ['The lead is marked as lost'] }
  const reasons: string[] = []
  if (facts.upcomingAppointments > 0) reasons.push('Has an appointment coming up')
  if (facts.escalated) reasons.push('Asked for a person')
  if (['qualified', 'quoted', 'booked'].includes(facts.leadStatus))
    reasons.push(`Lead is ${facts.leadStatus}`)
  if (days <= 1) reasons.push('Wrote within the last day')
  else if (days <= 7) reasons.push('Wrote within the last week')
  else if (days <= 30) reasons.push('Wrote within the last month')
  else reasons.push('Has not written for a month or more')
  if (days <= 1 && reasons.length > 1) return { temperature: 'hot', reasons }
  if (days <= 7 || facts.upcomingAppointments > 0) return { temperature: 'warm', reasons }
  return { temperature: days <= 30 ? 'cool' : 'cold', reasons }
}
