// What the front desk may write about a lead: gaps, and what it wrote itself. Pure.
import type { FactSource, LeadStatus } from './contact.ts'

export const leadFields = ['name', 'company', 'need', 'timeZone', 'email', 'phone'] as const
export type LeadField = (typeof leadFields)[number]

type Known = { value: string | null; source: FactSource | null }

/**
 * May what was learned now take the place of what is known? A gap is filled; a person's word stays; of its own earlier
 * words the front desk keeps the newer. A value whose source nobody knows counts as a person's.
 */
export function mayLearn(known: Known, value: string): boolean {
  if (!value.trim() || known.value === value) return false
  if (known.value === null || known.value === '') return true
  return known.source === 'ai' || known.source === 'channel'
}

const fold = (text: string) =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}@]+/gu, ' ')
    .trim()

/**
 * Where a value stands in the customer's messages, and how surely: in their very words, in words that they used, or
 * only understood from all of it.
 */
export function whereSaid(
  value: string,
  messages: { id: string; body: string }[],
): { messageId: string | null; confidence: number } {
  const wanted = fold(value)
  const verbatim = messages.findLast((m) => fold(m.body).includes(wanted))
  if (wanted && verbatim) return { messageId: verbatim.id, confidence: 0.95 }
  const digits = value.replace(/\D/g, '')
  const number =
    digits.length > 6 && messages.findLast((m) => m.body.replace(/\D/g, '').includes(digits.slice(-7)))
  if (number) return { messageId: number.id, confidence: 0.95 }
  const words = wanted.split(' ')
  const used = messages.findLast((m) => words.every((w) => fold(m.body).split(' ').includes(w)))
  if (wanted && used) return { messageId: used.id, confidence: 0.8 }
  return { messageId: messages.at(-1)?.id ?? null, confidence: 0.6 }
}

const open: LeadStatus[] = ['new', 'contacted', 'in_progress']

/**
 * The status that the facts speak for, with the reason; null where it stays. A person's choice is never moved on by
 * the front desk.
 */
export function nextLeadStatus(facts: {
  status: LeadStatus
  setByPerson: boolean
  name: string | null
  need: string | null
  reachable: boolean
}): { status: LeadStatus; reason: string } | null {
  const { status, setByPerson, name, need, reachable } = facts
  if (setByPerson || !open.includes(status)) return null
  if (name && need && reachable)
    return { status: 'qualified', reason: 'Said what they need, gave a name, and can be reached' }
  return status === 'new'
    ? { status: 'in_progress', reason: 'Told something about themselves or their need' }
    : null
}
