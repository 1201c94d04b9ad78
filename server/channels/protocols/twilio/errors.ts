// Twilio's error codes in plain words: what happened, and what a person can do. Twilio adds codes without notice, so
// an unknown one is told in Twilio's own words.
import type { IncomingReceipt } from '#channels/channel.ts'
import type { DeliveryError } from '#domain/message.ts'

export type TwilioError = { error: DeliveryError; effect?: IncomingReceipt['effect'] }

type Row = { reason: string; action: string; effect?: IncomingReceipt['effect'] }

const ADMIN = 'Check it in the Twilio console, then send the message again.'
const OTHER_WAY = 'Call, or write to another address of the customer.'

const table: Record<string, Row> = {
  '20003': {
    reason: 'Twilio does not accept the credentials of this inbox',
    action: 'Enter the account SID and the auth token (or API key) again in the settings of the inbox.',
  },
  '20404': {
    reason: 'Twilio does not know this account',
    action: 'Check the account SID in the settings of the inbox.',
  },
  '20429': {
    reason: 'Twilio takes no more messages at the moment',
    action: 'Nothing to do: it is tried again.',
  },
  '21211': {
    reason: 'This is not a valid phone number',
    action: 'Correct the number in the contact.',
    effect: 'address_unusable',
  },
  '21265': {
    reason: 'This number is a short code, which cannot be written to',
    action: OTHER_WAY,
    effect: 'address_unusable',
  },
  '21266': { reason: 'The message goes to the inbox’s own number', action: 'Choose another recipient.' },
  '21408': {
    reason: 'The Twilio account may not send to this country',
    action: 'Allow the country under Messaging, Geo permissions, in the Twilio console. Then send it again.',
  },
  '21603': {
    reason: 'The inbox has no number to send from',
    action: 'Fill in the address of the inbox, or its messaging service.',
  },
  '21606': {
    reason: 'The number of this inbox cannot send this message',
    action: `The number must belong to the account and be able to send text messages. ${ADMIN}`,
  },
  '21608': {
    reason: 'A trial account sends only to numbers that were verified at Twilio',
    action: 'Verify the number in the Twilio console, or upgrade the account.',
  },
  '21609': {
    reason: 'Twilio does not accept our address for receipts',
    action: 'Set PUBLIC_URL to an address that Twilio can reach, without an underscore in its host name.',
  },
  '21610': {
    reason: 'The customer has unsubscribed from this number with the carrier',
    action: 'Nothing can be sent here until the customer writes START.',
    effect: 'opted_out',
  },
  '21611': {
    reason: 'The queue of this number is full at Twilio',
    action: 'Nothing to do: it is tried again.',
  },
  '21612': {
    reason: 'Twilio has no route from our number to this one',
    action: `Send from another number, or ${OTHER_WAY.toLowerCase()}`,
  },
  '21614': {
    reason: 'This number is no mobile number and cannot get text messages',
    action: OTHER_WAY,
    effect: 'address_unusable',
  },
  '21617': { reason: 'The text is longer than 1,600 characters', action: 'Send it in two messages.' },
  '21619': { reason: 'The message has neither text nor file', action: 'Write something.' },
  '21620': {
    reason: 'Twilio could not use the address of a file',
    action: 'Set PUBLIC_URL to an address that Twilio can reach. Then send it again.',
  },
  '21635': {
    reason: 'This number is a landline and cannot get text messages',
    action: OTHER_WAY,
    effect: 'address_unusable',
  },
  '21659': {
    reason: 'The number of this inbox is not a number of Twilio',
    action: `Check the address of the inbox. ${ADMIN}`,
  },
  '30001': { reason: 'Too many messages were waiting', action: 'Send it again in a few minutes.' },
  '30002': { reason: 'The Twilio account is suspended', action: ADMIN },
  '30003': {
    reason: 'The phone could not be reached: it may be off or without a network',
    action: 'Send it once more later, or call.',
  },
  '30004': { reason: 'The message was blocked by the carrier or on the phone', action: OTHER_WAY },
  '30005': {
    reason: 'This number does not exist or is out of service',
    action: 'Ask the customer for the right number.',
    effect: 'address_unusable',
  },
  '30006': {
    reason: 'This number cannot get text messages: it is a landline, or its carrier takes none',
    action: 'Call instead, or ask for a mobile number.',
    effect: 'address_unusable',
  },
  '30007': {
    reason: 'The carrier filtered the message as unwanted',
    action: 'Say it in other words, without links. Do not send the same text again.',
  },
  '30008': { reason: 'The carrier gave no reason', action: 'Send it once more.' },
  '30011': { reason: 'Pictures cannot be sent to this number', action: 'Send it as text, with a link.' },
  '30019': { reason: 'A file is too large for the carrier', action: 'Send a smaller file, or a link.' },
  '30022': {
    reason: 'The daily limit of the registered campaign is used up',
    action: 'Send it again tomorrow, or raise the limit at Twilio.',
  },
  '30027': {
    reason: 'T-Mobile’s daily limit for this business is used up',
    action: 'Send it again tomorrow.',
  },
  '30032': {
    reason: 'The toll-free number of this inbox is not verified',
    action: 'Verify the number in the Twilio console (Toll-free verification).',
  },
  '30034': {
    reason: 'The number of this inbox is not registered for business texting in the US (A2P 10DLC)',
    action: 'Register the business and its campaign in the Twilio console.',
  },
  '30036': { reason: 'The message waited too long and was dropped', action: 'Send it again.' },
  '63003': { reason: 'WhatsApp does not know this number', action: 'Send a text message, or call.' },
  '63016': {
    reason: 'WhatsApp’s 24 hours since the customer’s last message are over',
    action: 'Send an approved template, or write on another channel.',
  },
  '63018': {
    reason: 'WhatsApp takes no more messages of this sender at the moment',
    action: 'Send it again in a few minutes.',
  },
  '63024': {
    reason: 'WhatsApp cannot deliver to this person',
    action: 'Send a text message, or call: the number may not be on WhatsApp.',
  },
  '63049': {
    reason: 'WhatsApp chose not to deliver this marketing message',
    action: 'Do not send it again at once. Use another channel.',
  },
}

/** Codes of refusals that pass by themselves: the message was not taken and may be offered again. */
const PASSING = new Set(['20429', '21611', '30001', '63017', '63018'])
export function isPassing(code: string | null): boolean {
  return code !== null && PASSING.has(code)
}

/** A code in plain words. `said` is what Twilio added in words, for codes that are not in the table. */
export function describeError(code: string | null, said: string | null): TwilioError {
  const row = code !== null && Object.hasOwn(table, code) ? table[code] : undefined
  if (code !== null && row)
    return {
      error: { code, reason: row.reason, action: row.action },
      ...(row.effect ? { effect: row.effect } : {}),
    }
  const words = said?.replace(/\s+/g, ' ').trim().slice(0, 300)
  return {
    error: {
      code: code ?? 'undelivered',
      reason: `Twilio could not deliver the message${code ? ` (error ${code})` : ''}${words ? `: ${words}` : ''}`,
      action:
        code && /^\d+$/.test(code)
          ? `See https://www.twilio.com/docs/api/errors/${code}, then send it again or use another channel.`
          : 'Send it again, or use another channel.',
    },
  }
}
