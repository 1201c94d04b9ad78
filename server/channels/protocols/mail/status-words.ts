// What mail servers mean by their numbers (RFC 3463, RFC 5321), in words for people.
import type { DeliveryError } from '#domain/message.ts'

export type Explained = { error: DeliveryError; effect?: 'address_unusable' }

type Words = { pattern: RegExp; reason: string; action: string; unusable?: true }

/** By enhanced status code; the first that fits. `X` is permanent (5) and temporary (4) alike. */
const WORDS: Words[] = [
  // 5.1.7 and 5.1.8 complain about the sender's address and say nothing about the customer's.
  {
    pattern: /^[45]\.1\.[78]$/,
    reason: 'The mail server does not accept the sender address of this inbox.',
    action: 'Check the address of the inbox and whether its mail account may send as that address.',
  },
  {
    pattern: /^5\.1\.(?:2|10)$/,
    reason: 'The part after the @ does not exist or takes no mail.',
    action: 'Ask the customer for the right address.',
    unusable: true,
  },
  {
    pattern: /^5\.1\./,
    reason: 'This address does not exist.',
    action: 'Ask the customer for the right address.',
    unusable: true,
  },
  {
    pattern: /^5\.2\.1$/,
    reason: 'The mailbox exists but no longer takes mail.',
    action: 'Ask the customer for another address.',
    unusable: true,
  },
  {
    pattern: /^[45]\.2\.2$/,
    reason: 'The mailbox is full.',
    action: 'Try again later, or write to the customer another way.',
  },
  {
    pattern: /^[45]\.(?:2\.3|3\.4)$/,
    reason: 'The mail is larger than the mail server accepts.',
    action: 'Send the files as links, or make them smaller.',
  },
  {
    pattern: /^[45]\.4\.(?:1|2|4|7)$/,
    reason: 'The mail server of the recipient could not be reached.',
    action: 'Try again later, and check the address.',
  },
  {
    pattern: /^[45]\.7\./,
    reason: 'The mail server refused the mail because of its rules against unwanted mail.',
    action: 'Check SPF, DKIM and DMARC of your domain, and whether the account may send from this address.',
  },
]

const UNKNOWN_USER =
  /\b(?:user (?:is )?unknown|unknown (?:user|recipient|mailbox)|no such (?:user|mailbox|recipient|address)|(?:user|recipient|mailbox|address) (?:was )?not found|(?:user|mailbox|recipient|account|address) does(?: not|n't) exist|invalid (?:recipient|mailbox)|mailbox unavailable)\b/i

/** The enhanced status code in a server's answer, such as `5.1.1`. */
export function enhancedStatus(response: string): string | null {
  return /(?:^|[\s:;-])([245]\.\d{1,3}\.\d{1,3})(?=\s|$|[;:)])/.exec(response)?.[1] ?? null
}

/**
 * A mail server's refusal in plain words. `status` is the enhanced code where there is one; `diagnostic` what the
 * server wrote, of which its first line is shown. `recipient` says whether the refusal is about the recipient.
 */
export function explainRefusal(status: string | null, diagnostic: string, recipient: boolean): Explained {
  const said = diagnostic.split('\n')[0]?.trim().slice(0, 300) ?? ''
  const reply = /^[245]\d\d\b/.exec(said)?.[0] ?? null
  const code = status ?? reply ?? 'smtp'
  // Old servers give no enhanced code: then their words must be plain.
  const known = status ?? (recipient && /^55[013]\b/.test(said) && UNKNOWN_USER.test(said) ? '5.1.1' : null)
  const words = known ? WORDS.find(({ pattern }) => pattern.test(known)) : undefined
  const reason = words?.reason ?? 'The mail server refused the mail.'
  const action =
    words?.action ?? 'Read what the server said, and try again or write to the customer another way.'
  const error = { code, reason: said ? `${reason} It said: ${said}` : reason, action }
  return words?.unusable && recipient ? { error, effect: 'address_unusable' } : { error }
}
