// Bird's reasons in plain words: what happened, and what a person can do. Its numbers are groups across all kinds of
// channels; the words beside them say more.
import { describeFailure, type Meaning, type Refusal } from '#channels/protocols/rest/outcome.ts'

const OTHER_WAY = 'Call, or write to another address of the customer.'
const LATER = 'Send it once more later, or call.'
const CREDENTIALS: Meaning = {
  reason: 'Bird does not accept the access key of this inbox',
  action: 'Enter the access key again in the settings of the inbox; it needs the role Application Developer.',
}
const OPTED_OUT: Meaning = {
  reason: 'The customer has unsubscribed from this number with the carrier',
  action: 'Nothing can be sent here until the customer writes START.',
  effect: 'opted_out',
}

const table: Record<string, Meaning> = {
  unauthorized: CREDENTIALS,
  forbidden: CREDENTIALS,
  not_found: {
    reason: 'Bird does not know this workspace or this channel',
    action: 'Check the workspace ID and the channel ID in the settings of the inbox.',
  },
  throttled: {
    reason: 'Bird takes no more messages at the moment',
    action: 'Nothing to do: it is tried again.',
    passing: true,
  },
  unknown_subscriber: {
    reason: 'This number does not exist or is out of service',
    action: 'Ask the customer for the right number.',
    effect: 'address_unusable',
  },
  incorrect_number: {
    reason: 'This is not a valid phone number',
    action: 'Correct the number in the contact.',
    effect: 'address_unusable',
  },
  opted_out: OPTED_OUT,
  unsubscribed: OPTED_OUT,
  unavailable_subscriber: {
    reason: 'The phone could not be reached: it may be off or without a network',
    action: LATER,
  },
  expired: { reason: 'The message waited too long and was dropped', action: 'Send it again.' },
  received_network_error: { reason: 'The carrier’s network failed', action: LATER },
  carrier_rejected: {
    reason: 'The carrier refused the message: it may have looked unwanted',
    action: 'Say it in other words, without links. Do not send the same text again.',
  },
  capacity_limit_reached: {
    reason: 'The carrier takes no more messages from this number at the moment',
    action: 'Send it again in a few minutes.',
  },
  insufficient_balance: {
    reason: 'The Bird account has no money left',
    action: 'Top it up, then send the message again.',
  },
  generic_delivery_failure: {
    reason: 'The carrier gave no reason',
    action: `Send it once more. ${OTHER_WAY}`,
  },
}

export function describeError(code: string | null, said: string | null): Refusal {
  return describeFailure('Bird', table, code, said)
}

/** Bird's word for what happened, in one spelling, or null where there is none that we know. */
export function knownWord(...texts: (string | null | undefined)[]): string | null {
  for (const text of texts) {
    const word = /(?:^|\breason: )([a-z][a-z _-]*)(?:;|$)/i
      .exec(text?.trim() ?? '')?.[1]
      ?.trim()
      .toLowerCase()
      .replace(/[ -]+/g, '_')
    if (word && Object.hasOwn(table, word)) return word
  }
  return null
}
