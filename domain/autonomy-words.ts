// Autonomy in plain words: the same sentences in the settings, in the queue and in the reasons that are stored.
import type { AutonomyMode, AutonomyRule } from './autonomy.ts'
import type { Intent } from './intent.ts'
import type { Risk } from './risk.ts'

const intentWords: Record<Intent, { one: string; many: string }> = {
  question: { one: 'a question', many: 'Questions' },
  booking: { one: 'a booking', many: 'Bookings' },
  reschedule: { one: 'moving an appointment', many: 'Moved appointments' },
  cancel_appointment: { one: 'cancelling an appointment', many: 'Cancelled appointments' },
  interested: { one: 'interest in an offer', many: 'People who are interested' },
  objection: { one: 'an objection', many: 'Objections' },
  complaint: { one: 'a complaint', many: 'Complaints' },
  refund: { one: 'a refund', many: 'Refunds' },
  emergency: { one: 'an emergency', many: 'Emergencies' },
  wants_person: { one: 'a wish for a person', many: 'Wishes for a person' },
  opt_out: { one: 'a wish for no more messages', many: 'Wishes for no more messages' },
  confirmation: { one: 'a yes or a no', many: 'Answers yes or no' },
  greeting: { one: 'a greeting', many: 'Greetings' },
  thanks: { one: 'a thank-you', many: 'Thank-yous' },
  spam: { one: 'spam', many: 'Spam' },
  other: { one: 'something else', many: 'Everything else' },
}

/** As in "It is about …". */
export const sayIntent = (intent: Intent): string => intentWords[intent].one
/** As the name of a row: "Refunds". */
export const nameIntent = (intent: Intent): string => intentWords[intent].many

const riskWords: Record<Risk, string> = {
  low: 'of low risk',
  medium: 'of medium risk',
  high: 'of high risk',
}

const modeWords: Record<AutonomyMode, { name: string; does: string; fate: string }> = {
  full: { name: 'Answers by itself', does: 'the AI answers by itself', fate: 'is answered by the AI' },
  controlled: {
    name: 'Answers what is safe',
    does: 'the AI answers where the risk is low and asks you for the rest',
    fate: 'is answered by the AI where the risk is low, and waits for you otherwise',
  },
  assisted: { name: 'Asks you first', does: 'every answer waits for you', fate: 'waits for you' },
  shadow: {
    name: 'Learns from you',
    does: 'you answer, and the AI compares what it would have said',
    fate: 'is yours to answer; the AI only compares',
  },
  off: { name: 'Stays silent', does: 'the AI stays silent', fate: 'is left alone by the AI' },
}
export const nameMode = (mode: AutonomyMode): string => modeWords[mode].name
export const sayMode = (mode: AutonomyMode): string => modeWords[mode].does

/** What a rule is about: "Refunds on SMS of high risk". */
export function sayScope(
  rule: Pick<AutonomyRule, 'channel' | 'intent' | 'risk'>,
  channelLabel: string,
): string {
  const what = rule.intent ? nameIntent(rule.intent) : 'Everything'
  return [what, rule.risk ? riskWords[rule.risk] : null, rule.channel ? `on ${channelLabel}` : null]
    .filter(Boolean)
    .join(' ')
}

/** A rule as a sentence: "Refunds on SMS: every answer waits for you". */
export function sayRule(rule: AutonomyRule, channelLabel: string): string {
  return `${sayScope(rule, channelLabel)}: ${sayMode(rule.mode)}`
}

/** What will happen, for the settings: "A refund on SMS waits for you." */
export function sayFate(of: {
  intent: Intent
  channelLabel: string | null
  mode: AutonomyMode
  risk?: Risk
}): string {
  const what = sayIntent(of.intent)
  const risk = of.risk && of.mode === 'controlled' ? of.risk : null
  const fate = risk === 'low' ? modeWords.full.fate : risk ? modeWords.assisted.fate : modeWords[of.mode].fate
  return `${what[0]?.toUpperCase() ?? ''}${what.slice(1)}${of.channelLabel ? ` on ${of.channelLabel}` : ''} ${fate}.`
}
