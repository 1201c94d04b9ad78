// STOP, START and HELP: which texts are keywords. Only the whole trimmed message counts, as carriers count it
// (channel facts 1.4); requests in plain words are found by consent-language.ts.
import { z } from 'zod'

/** How an opt-out or opt-in came to us; `words`: asked for in a message, in words that are no keyword. */
export const ConsentSource = z.enum([
  'keyword',
  'words',
  'carrier',
  'member',
  'api',
  'unsubscribe',
  'complaint',
])
export type ConsentSource = z.infer<typeof ConsentSource>

/** Defaults of the carriers and their providers, the words that 47 CFR 64.1200(a)(10) names, and Canada's French. */
const OUT = new Set([
  'stop',
  'stopall',
  'stop all',
  'unsubscribe',
  'cancel',
  'end',
  'quit',
  'revoke',
  'optout',
  'opt out',
  'opt-out',
  'remove',
  'td',
  'arret',
  'arrett',
  'arrete',
])
const IN = new Set(['start', 'unstop'])
const HELP = new Set(['help', 'info', 'aide'])

export type Keyword = 'opt_out' | 'opt_in' | 'help'

/**
 * The keyword that a text is, or null. `optedOut` says whether the sender is opted out now: YES opts in again only
 * then, otherwise it is an answer. Case, accents, surrounding space, quotes and trailing punctuation do not matter.
 */
export function matchKeyword(text: string, optedOut: boolean): Keyword | null {
  // No keyword with all that may stand around it is longer; most texts are done here.
  if (text.length > 60) return null
  const word = text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/^[^\p{L}]+|[^\p{L}]+$/gu, (edge) => (/\p{N}/u.test(edge) ? edge : ''))
    .replace(/\s+/g, ' ')
  if (OUT.has(word)) return 'opt_out'
  if (IN.has(word) || (word === 'yes' && optedOut)) return 'opt_in'
  if (HELP.has(word)) return 'help'
  return null
}

/** The one confirmation of an opt-out: it names the business and sells nothing. */
export function optOutConfirmation(business: string): string {
  return `${business}: You are unsubscribed and will get no more messages from us. Reply START to hear from us again.`
}
export function optInConfirmation(business: string): string {
  return `${business}: You are subscribed again. Reply HELP for help, STOP to stop.`
}
export function helpAnswer(business: string, phone: string | null): string {
  const reach = phone ? ` Call us at ${phone}.` : ''
  return `${business}: Write to us here and we will answer.${reach} Reply STOP to stop messages.`
}
