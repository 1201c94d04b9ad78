// Plivo's error codes in plain words: what happened, and what a person can do.
import { describeFailure, type Meaning, type Refusal } from '#channels/protocols/rest/outcome.ts'

const CONSOLE = 'Check it in the Plivo console, then send the message again.'
const OTHER_WAY = 'Call, or write to another address of the customer.'
const SMALLER = 'Send it in parts, or with a link.'

const table: Record<string, Meaning> = {
  unauthorized: {
    reason: 'Plivo does not accept the credentials of this inbox',
    action: 'Enter the auth ID and the auth token again in the settings of the inbox.',
  },
  throttled: {
    reason: 'Plivo takes no more messages at the moment',
    action: 'Nothing to do: it is tried again.',
    passing: true,
  },
  '10': { reason: 'The carrier did not take this message', action: 'Send it without unusual characters.' },
  '20': { reason: 'The carrier’s network failed', action: 'Send it once more later.' },
  '30': {
    reason: 'The carrier filtered the message as unwanted',
    action: 'Say it in other words, without links. Do not send the same text again.',
  },
  '40': {
    reason: 'The number of this inbox cannot send this message',
    action: `It must belong to the account and be able to send text messages. ${CONSOLE}`,
  },
  '50': {
    reason: 'This number is wrong, or cannot get text messages: it may be a landline',
    action: 'Correct the number in the contact, or call.',
    effect: 'address_unusable',
  },
  '60': { reason: 'The message ran in a circle between carriers', action: OTHER_WAY },
  '70': {
    reason: 'This number is out of service for good',
    action: 'Ask the customer for the right number.',
    effect: 'address_unusable',
  },
  '80': {
    reason: 'The phone could not be reached: it may be off or without a network',
    action: 'Send it once more later, or call.',
  },
  '90': { reason: 'Plivo has no route to this number', action: OTHER_WAY },
  '100': { reason: 'The carrier does not take such messages', action: OTHER_WAY },
  '110': {
    reason: 'The text is too long: 1,600 characters, or 737 with emoji or special letters',
    action: 'Send it in two messages.',
  },
  '200': {
    reason: 'The customer has unsubscribed from this number with the carrier',
    action: 'Nothing can be sent here until the customer writes START.',
    effect: 'opted_out',
  },
  '201': {
    reason: 'Toll-free numbers of the US cannot write to Canada',
    action: 'Send from another number.',
  },
  '300': { reason: 'Plivo could not hand the message on', action: 'Send it once more.' },
  '420': { reason: 'The message waited too long and was dropped', action: 'Send it again.' },
  '900': {
    reason: 'The Plivo account has no money left',
    action: 'Top it up, then send the message again.',
  },
  '910': { reason: 'The Plivo account is switched off', action: CONSOLE },
  '1000': { reason: 'The carrier gave no reason', action: 'Send it once more.' },
  empty: { reason: 'The message has neither text nor file', action: 'Write something.' },
  files_too_large: {
    reason: 'A file may be 2 MB here, and all files of a message together 5 MB',
    action: SMALLER,
  },
}

/** A code in plain words. `said` is what Plivo added in words. */
export function describeError(code: string | null, said: string | null): Refusal {
  return describeFailure('Plivo', table, code, said)
}
