// What a message is to the law: what they need (an appointment, a code), what serves them, what sells. People allow and
// forbid each of the three at each address; every purpose of a message belongs to one.
import { z } from 'zod'
import type { AuthorKind, Purpose } from './message.ts'
import type { TemplateCategory } from './template.ts'

export const purposeClasses = ['transactional', 'service', 'marketing'] as const
export const PurposeClass = z.enum(purposeClasses)
export type PurposeClass = z.infer<typeof PurposeClass>

const byPurpose: Record<Purpose, PurposeClass> = {
  reply: 'service',
  handover: 'service',
  automated: 'service',
  transactional: 'transactional',
  marketing: 'marketing',
  opt_out_confirmation: 'transactional',
  opt_in_confirmation: 'transactional',
  help: 'transactional',
  alert: 'transactional',
  forward: 'service',
  call: 'service',
}

/** A template says what it is, whatever it is sent for: advertising does not become service by another name. */
export function classOf(purpose: Purpose, template?: { category: TemplateCategory } | null): PurposeClass {
  if (template?.category === 'marketing') return 'marketing'
  if (template?.category === 'authentication') return 'transactional'
  return byPurpose[purpose]
}

/** What answers the customer's own word, and what goes to our own people: no hour forbids it, no cap counts it. */
const ALWAYS = new Set<Purpose>([
  'opt_out_confirmation',
  'opt_in_confirmation',
  'help',
  'alert',
  'forward',
  'call',
])
export function isExempt(purpose: Purpose): boolean {
  return ALWAYS.has(purpose)
}

/** A reply is one only so long after what it answers. */
export const FRESH_REPLY_MS = 60 * 60_000

/** Is it bound by hours and caps, and counted: a message that nobody asked for? Offers are, whoever writes them. */
export function countsAsUnasked(
  words: { author: AuthorKind; purpose: Purpose; template?: { category: TemplateCategory } | null },
  lastInboundAt: Date | null,
  at: Date,
): boolean {
  if (isExempt(words.purpose)) return false
  return (
    classOf(words.purpose, words.template) === 'marketing' || isUnasked({ ...words, now: at, lastInboundAt })
  )
}

/**
 * Does a machine write to somebody who did not just ask? An answer of the front desk within the hour is none; nor is what
 * a person writes, or a program in a person's place (`api`, unless it says that it is one of many).
 */
export function isUnasked(message: {
  author: AuthorKind
  purpose: Purpose
  now: Date
  lastInboundAt: Date | null
}): boolean {
  if (isExempt(message.purpose)) return false
  if (message.author === 'member') return false
  if (
    message.purpose === 'automated' ||
    message.purpose === 'transactional' ||
    message.purpose === 'marketing'
  )
    return true
  if (message.author === 'api' || message.author === 'phone' || message.author === 'contact') return false
  const { lastInboundAt, now } = message
  return lastInboundAt === null || now.getTime() - lastInboundAt.getTime() > FRESH_REPLY_MS
}
