// The risk of what a turn wants to do. What cannot be told counts as high.
import { z } from 'zod'
import { sayIntent } from './autonomy-words.ts'
import type { Intent } from './intent.ts'

/** Of a turn: words from the knowledge, a lead or a booking, something that is hard to take back. */
export const risks = ['low', 'medium', 'high'] as const
export const Risk = z.enum(risks)
export type Risk = z.infer<typeof Risk>

type Weight = { risk: Risk; why: string }

/** By the type of a command. Whatever is not in here is high: nobody has thought about it. */
const ofCommand: Record<string, Weight> = {
  'message.send': { risk: 'low', why: 'It only says something' },
  'desk.remember': { risk: 'low', why: 'It only remembers' },
  // It asks people to look: the careful thing to do, and never the reason to wait.
  'conversation.escalate': { risk: 'low', why: 'It hands over to a person' },
  'lead.save': { risk: 'medium', why: 'It writes down the customer’s details' },
  'appointment.book': { risk: 'medium', why: 'It books an appointment' },
  'appointment.move': { risk: 'high', why: 'It moves an appointment' },
  'appointment.cancel': { risk: 'high', why: 'It cancels an appointment' },
}

/** By what the customer wants, whatever the answer does. Moving and cancelling weigh more once a command does it. */
const ofIntent: Partial<Record<Intent, Risk>> = {
  refund: 'high',
  complaint: 'high',
  emergency: 'high',
  reschedule: 'medium',
  cancel_appointment: 'medium',
}

/**
 * Promises about money in our own words, in the languages of the opt-out words. Prices are none: they come from the
 * knowledge, and quoting them is what a front desk is for.
 */
const money =
  /\b(?:refund\w*|reimburs\w*|money back|compensat\w*|discount\w*|waiv(?:e|ed|ing)|credit(?:ed)? (?:you|your)|chargeback|rückerstatt\w*|erstatt\w*|gutschrift|rabatt|entschädig\w*|reembols\w*|devolución|devolver\w* (?:el|su|tu) dinero|descuento|rembours\w*|remise|ristourne|desconto|rimbors\w*|sconto|indennizz\w*)/iu

/** Below this, a reading of the intent is a guess. */
export const SURE = 0.6

const rank = (risk: Risk) => risks.indexOf(risk)

/**
 * The highest risk among what the turn's commands want to do, what the customer wants, and how sure that is; with every
 * reason that makes it so high.
 */
export function riskOf(
  commands: readonly { type: string; text?: string | undefined }[],
  about: { intent: Intent | null; confidence: number | null },
): { risk: Risk; reasons: string[] } {
  const weights: Weight[] = commands.map(
    (command) => ofCommand[command.type] ?? { risk: 'high', why: `It wants to do “${command.type}”` },
  )
  if (about.intent === null || about.intent === 'other')
    weights.push({ risk: 'high', why: 'It is not clear what the customer wants' })
  else if (about.confidence !== null && about.confidence < SURE)
    weights.push({
      risk: 'high',
      why: `Only ${Math.round(about.confidence * 100)} % sure that it is ${sayIntent(about.intent)}`,
    })
  const wanted = about.intent ? ofIntent[about.intent] : undefined
  if (wanted && about.intent) weights.push({ risk: wanted, why: `It is about ${sayIntent(about.intent)}` })
  if (commands.some((c) => c.type === 'message.send' && money.test(c.text ?? '')))
    weights.push({ risk: 'high', why: 'It says something about giving money back or off' })
  const highest = Math.max(0, ...weights.map((w) => rank(w.risk)))
  return {
    risk: risks[highest] ?? 'high',
    reasons: [...new Set(weights.filter((w) => rank(w.risk) === highest).map((w) => w.why))],
  }
}
