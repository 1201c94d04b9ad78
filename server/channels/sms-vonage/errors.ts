// The error codes of Vonage's Messages API in plain words: what happened, and what a person can do.
import { describeFailure, type Meaning, type Refusal } from '#channels/protocols/rest/outcome.ts'

const DASHBOARD = 'Check it in the Vonage dashboard, then send the message again.'
const OTHER_WAY = 'Call, or write to another address of the customer.'
const LATER = 'Send it once more later, or call.'
const CREDENTIALS: Meaning = {
  reason: 'Vonage does not accept the credentials of this inbox',
  action: 'Enter the API key and the API secret again in the settings of the inbox.',
}
const NO_MONEY: Meaning = {
  reason: 'The Vonage account has no money left',
  action: 'Top it up, then send the message again.',
}

const table: Record<string, Meaning> = {
  unauthorized: CREDENTIALS,
  'invalid-api-key': CREDENTIALS,
  'low-balance': NO_MONEY,
  'account-suspended': { reason: 'The Vonage account is suspended', action: DASHBOARD },
  throttled: {
    reason: 'Vonage takes no more messages at the moment',
    action: 'Nothing to do: it is tried again.',
    passing: true,
  },
  '1000': {
    reason: 'Vonage takes no more messages at the moment',
    action: 'Nothing to do: it is tried again.',
    passing: true,
  },
  '1040': { reason: 'Vonage could not process the message', action: `Check the number. ${OTHER_WAY}` },
  // "Blacklisted, may not receive messages", by whom is not said: no proof that the customer signed off.
  '1050': { reason: 'Vonage has barred this number from getting messages', action: OTHER_WAY },
  '1060': { reason: 'The Vonage account may not send messages', action: DASHBOARD },
  '1070': NO_MONEY,
  '1090': { reason: 'The text is too long', action: 'Send it in two messages.' },
  '1100': { reason: 'Vonage could not reach the carrier', action: LATER },
  '1120': {
    reason: 'The number or name of this inbox may not be used as a sender there',
    action: `Check the address of the inbox. ${DASHBOARD}`,
  },
  '1140': { reason: 'The Vonage account may not do this', action: DASHBOARD },
  '1160': {
    reason: 'A trial account sends only to numbers that were entered at Vonage',
    action: 'Add the number in the Vonage dashboard, or top up the account.',
  },
  '1170': {
    reason: 'This is not a valid phone number',
    action: 'Correct the number in the contact.',
    effect: 'address_unusable',
  },
  '1180': { reason: 'The phone could not be reached: it may be off or without a network', action: LATER },
  '1190': {
    reason: 'This number is no longer in service',
    action: 'Ask the customer for the right number.',
    effect: 'address_unusable',
  },
  '1200': {
    reason: 'The customer changed the carrier, and messages do not find the way',
    action: 'Call: only the customer’s carrier can mend it.',
  },
  '1210': {
    reason: 'The carrier filtered the message as unwanted',
    action: 'Say it in other words, without links. Do not send the same text again.',
  },
  '1220': { reason: 'The phone was busy', action: LATER },
  '1230': { reason: 'The carrier’s network failed', action: LATER },
  '1240': {
    reason: 'The customer has unsubscribed from this number with the carrier',
    action: 'Nothing can be sent here until the customer writes START.',
    effect: 'opted_out',
  },
  '1241': { reason: 'Too many messages were sent', action: 'Send it again in a few minutes.' },
  '1250': { reason: 'Vonage has no route to this number', action: OTHER_WAY },
  '1251': { reason: 'Vonage has no route to this number', action: OTHER_WAY },
  '1260': { reason: 'The message could not be delivered to this number', action: OTHER_WAY },
  '1270': { reason: 'The carrier blocked the message for the age of the customer', action: OTHER_WAY },
  '1280': { reason: 'The carrier does not let this number get text messages', action: OTHER_WAY },
  '1290': { reason: 'The customer’s prepaid card has no money left', action: OTHER_WAY },
}

/** A code in plain words. `said` is what Vonage added in words. */
export function describeError(code: string | null, said: string | null): Refusal {
  return describeFailure('Vonage', table, code, said)
}
