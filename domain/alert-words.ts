// The words of an alert to the business's own people: two lines that say enough to decide, then the way there.
import type { EscalationReason } from './conversation.ts'
import { isEmergency, reasonDid } from './escalation.ts'

export type AlertFacts = {
  business: string
  customer: string
  reason: EscalationReason
  by: string | null
  wants: string
  note: string | null
  /** The thread in the app, and the page that acknowledges. */
  threadUrl: string
  takeUrl: string
  /** The first alert of this is 1. */
  times: number
}
export type AlertWords = { subject: string; text: string }

export function sayAlert(facts: AlertFacts, kind: 'phone' | 'email'): AlertWords {
  const { customer, reason, by, wants, note, threadUrl, takeUrl, times } = facts
  const again = times > 1 ? (times === 2 ? 'Again: ' : `${times}th time: `.replace('3th', '3rd')) : ''
  const urgent = isEmergency(reason) ? 'EMERGENCY. ' : ''
  const head = `${again}${urgent}${customer} ${reasonDid(reason)}${by ? ` (by ${by})` : ''}.`
  const about = [wants, note && !wants.includes(note) ? note : null].filter((p) => p).join(' – ')
  const subject = `${facts.business}: ${again}${urgent}${customer} ${reasonDid(reason)}`
  if (kind === 'phone')
    return {
      subject,
      text: `${head}\n${cut(about, 160)}\nReply OK to take it, or: ${takeUrl}\nOpen: ${threadUrl}`,
    }
  return {
    subject,
    text: `${head}\n${about}\n\nOpen the conversation:\n${threadUrl}\n\nTake care of it (nobody else is alerted then):\n${takeUrl}\n\nOr answer this mail with OK.`,
  }
}

/** For the others who were alerted. */
export function sayTaken(who: string, customer: string, threadUrl: string): string {
  return `${who} takes care of ${customer}. ${threadUrl}`
}
/** For whoever answered an alert. */
export function sayYours(customer: string, threadUrl: string): string {
  return `Thanks. ${customer} is yours now: ${threadUrl}`
}
export function sayTooLate(who: string, customer: string): string {
  return `${who} takes care of ${customer} already.`
}

const yes = /^(?:ok|okay|okey|k|1|yes|yep|on it|got it|mine|sí|si|oui|ja|sim|👍\p{Emoji_Modifier}?)[\s.!]*$/iu
const plainYes = /^(?:ok|okay|1)[\s.!]*$/i

/**
 * Is this text somebody's "I take it"? `strict` where the writer may be in a customer's thread of their own: there only
 * what the alert asked for counts.
 */
export function takesIt(text: string, strict: boolean): boolean {
  return (strict ? plainYes : yes).test(text.trim())
}

function cut(text: string, max: number): string {
  return text.length <= max ? text : `${text.slice(0, max - 1).trimEnd()}…`
}
