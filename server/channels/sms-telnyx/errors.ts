// Telnyx's error codes in plain words: what happened, and what a person can do.
import { describeFailure, type Meaning, type Refusal } from '#channels/protocols/rest/outcome.ts'

const PORTAL = 'Check it in the Telnyx portal, then send the message again.'
const OTHER_WAY = 'Call, or write to another address of the customer.'
const AGAIN = 'Nothing to do: it is tried again.'
const OTHER_WORDS = 'Say it in other words, without links. Do not send the same text again.'

const table: Record<string, Meaning> = {
  '10002': {
    reason: 'This is not a valid phone number',
    action: 'Correct the number in the contact.',
  },
  '10009': {
    reason: 'Telnyx does not accept the API key of this inbox',
    action: 'Enter the API key again in the settings of the inbox.',
  },
  '10010': {
    reason: 'The API key of this inbox may not send messages',
    action: 'Give the key that right in the Telnyx portal, or enter another one.',
  },
  '10011': { reason: 'Telnyx takes no more messages at the moment', action: AGAIN, passing: true },
  '10016': {
    reason: 'This is not a phone number in international form',
    action: 'Correct the number in the contact.',
  },
  '20100': {
    reason: 'The Telnyx account has no money left',
    action: 'Top it up, then send the message again.',
  },
  '40001': {
    reason: 'This number cannot get text messages: it is a landline, or no carrier routes them there',
    action: 'Call instead, or ask for a mobile number.',
    effect: 'address_unusable',
  },
  '40002': { reason: 'The carrier filtered the message as unwanted', action: OTHER_WORDS },
  '40003': {
    reason: 'The carrier has blocked the number of this inbox for good',
    action: 'Send from another number, and ask Telnyx to appeal.',
  },
  '40004': { reason: 'The customer’s carrier refused the message and gave no reason', action: OTHER_WAY },
  '40005': { reason: 'The message waited too long and was dropped', action: 'Send it again.' },
  '40006': {
    reason: 'The customer’s carrier could not be reached',
    action: 'Send it once more later, or call.',
  },
  '40008': { reason: 'The carrier did not take the message', action: `Check the number. ${OTHER_WAY}` },
  '40009': { reason: 'The carrier did not take this text', action: 'Send it without unusual characters.' },
  '40010': {
    reason: 'The number of this inbox is not registered for business texting in the US (10DLC)',
    action: 'Register the business and its campaign in the Telnyx portal.',
  },
  '40011': {
    reason: 'The carrier takes no more messages from this number at the moment',
    action: 'Send it again in a few minutes.',
    passing: true,
  },
  '40012': {
    reason: 'The carrier says that this number does not exist',
    action: 'Ask the customer for the right number.',
    effect: 'address_unusable',
  },
  '40013': { reason: 'The carrier does not accept the number of this inbox', action: PORTAL },
  '40014': { reason: 'The message waited too long at Telnyx and was dropped', action: 'Send it again.' },
  '40015': { reason: 'Telnyx filtered the message as unwanted', action: OTHER_WORDS },
  '40100': {
    reason: 'The number of this inbox cannot send text messages',
    action: `Give it a messaging profile. ${PORTAL}`,
  },
  '40300': {
    reason: 'The customer has unsubscribed from this number with the carrier',
    action: 'Nothing can be sent here until the customer writes START.',
    effect: 'opted_out',
  },
  '40301': { reason: 'This number cannot get this kind of message', action: 'Send it as text, with a link.' },
  '40302': { reason: 'The message is too long or too large', action: 'Send it in parts, or with a link.' },
  '40305': {
    reason: 'The number of this inbox is not a number of this Telnyx account',
    action: `Check the address of the inbox and its messaging profile. ${PORTAL}`,
  },
  '40308': {
    reason: 'The number of this inbox cannot send pictures',
    action: 'Send it as text, with a link.',
  },
  '40309': {
    reason: 'The messaging profile may not send to this country',
    action: 'Allow the country in the messaging profile. Then send it again.',
  },
  '40310': {
    reason: 'This is not a valid phone number',
    action: 'Correct the number in the contact.',
    effect: 'address_unusable',
  },
  '40312': { reason: 'The messaging profile is switched off', action: PORTAL },
  '40314': { reason: 'Messages are switched off for this Telnyx account', action: PORTAL },
  '40315': {
    reason: 'Telnyx holds the number of this inbox back: too many of its messages failed or were unwanted',
    action: 'Send from another number, or ask Telnyx.',
  },
  '40316': { reason: 'The message has neither text nor file', action: 'Write something.' },
  '40317': {
    reason: 'Telnyx could not use the files: at most ten, together under 1 MB, at a public address',
    action: 'Send smaller files. PUBLIC_URL must be an address that Telnyx can reach.',
  },
  '40318': { reason: 'The queue of this number is full at Telnyx', action: AGAIN, passing: true },
  '40319': { reason: 'This number cannot get this kind of message', action: 'Send it as text, with a link.' },
  '40320': {
    reason: 'The number of this inbox cannot be used yet',
    action: 'Wait until the order of the number is done at Telnyx. Then send it again.',
  },
  '40321': {
    reason: 'The messaging profile has no number to send from',
    action: 'Add a number to it in the Telnyx portal.',
  },
  '40322': { reason: 'Telnyx blocked the message for what it says', action: OTHER_WORDS },
  '40329': {
    reason: 'The toll-free number of this inbox is not verified',
    action: 'Verify the number in the Telnyx portal.',
  },
}

/** A code in plain words. `said` is what Telnyx added in words. */
export function describeError(code: string | null, said: string | null): Refusal {
  // In receipts the same code is also used for other blocks: those must not sign a customer off.
  if (code === '40300' && said && !/\bstop\b|block rule|opt(ed)?[ -]?out|unsubscrib/i.test(said))
    return describeFailure('Telnyx', {}, code, said)
  return describeFailure('Telnyx', table, code, said)
}
