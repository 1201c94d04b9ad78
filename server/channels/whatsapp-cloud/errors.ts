// WhatsApp's error codes in plain words: what happened, and what a person can do.
import {
  type Described,
  describeGraphError,
  type GraphCodes,
  type GraphError,
  isPassing as isPassingAtMeta,
} from '#channels/protocols/meta/graph-errors.ts'

const LATER = 'Nothing to do: it is tried again.'
const OTHER_WAY = 'Call, or write to another address of the customer.'
const MANAGER = 'Look in the WhatsApp Manager of Meta for what is wrong.'
const RECONNECT = 'Create a new access token in the Meta app and enter it in the settings of the inbox.'

const codes: GraphCodes = {
  100: {
    reason: 'WhatsApp did not understand the request',
    action:
      'Check the phone number ID in the settings of the inbox, and whether the access token may use it.',
  },
  130403: {
    reason: 'This person was blocked by the business on WhatsApp',
    action: 'Unblock the person in the WhatsApp Manager first.',
  },
  130429: { reason: 'This number sends more messages than WhatsApp allows at once', action: LATER },
  130472: {
    reason: 'WhatsApp held this marketing message back from this person (an experiment of Meta)',
    action: 'Do not send it again at once. Use another channel.',
  },
  130497: {
    reason: 'The business may not write to people in this country on WhatsApp',
    action: OTHER_WAY,
  },
  131000: { reason: 'WhatsApp had a fault of its own and did not send the message', action: LATER },
  131005: {
    reason: 'The access token of this inbox lacks a permission',
    action: `Give it whatsapp_business_messaging. ${RECONNECT}`,
  },
  131008: { reason: 'WhatsApp misses something in the message', action: 'Send it as plain text.' },
  131009: { reason: 'WhatsApp does not take something in the message', action: 'Send it as plain text.' },
  131016: { reason: 'WhatsApp is out of order at the moment', action: LATER },
  131021: {
    reason: 'The message goes to the inbox’s own number',
    action: 'Choose another recipient.',
  },
  131026: {
    reason:
      'WhatsApp cannot deliver to this person: the number may not be on WhatsApp, or its app is too old',
    action: OTHER_WAY,
  },
  131030: {
    reason: 'A test number sends only to numbers that were entered in the Meta app',
    action: 'Add the number under WhatsApp → API setup, or use a number of your own.',
  },
  131031: { reason: 'The WhatsApp account of the business is locked', action: MANAGER },
  131042: {
    reason: 'WhatsApp has no valid way to charge the business',
    action: 'Mend the payment method in the WhatsApp Manager.',
  },
  131045: {
    reason: 'The number of this inbox is not registered with WhatsApp',
    action: 'Register the number in the WhatsApp Manager.',
  },
  131047: {
    reason: 'WhatsApp’s 24 hours since the customer’s last message are over',
    action: 'Send an approved template, or write on another channel.',
  },
  131048: {
    reason: 'WhatsApp limits this number, because people blocked or reported its messages',
    action: `Send less, and only what people asked for. ${MANAGER}`,
  },
  131049: {
    reason: 'WhatsApp chose not to deliver this marketing message',
    action: 'Wait at least a day, or use another channel.',
  },
  131050: {
    reason: 'The customer has stopped marketing messages of this business on WhatsApp',
    action: 'Nothing can be sent here until the customer writes START.',
    effect: 'opted_out',
  },
  131051: { reason: 'WhatsApp does not take messages of this kind', action: 'Send it as text.' },
  131052: {
    reason: 'A file of the customer could not be fetched from WhatsApp',
    action: 'Ask for it once more.',
  },
  131053: {
    reason: 'WhatsApp could not use the file',
    action: 'Send it in another format or smaller: JPEG, PNG, MP4, MP3 and PDF always work.',
  },
  131056: {
    reason: 'Too many messages went to this person within a short time',
    action: LATER,
  },
  131057: { reason: 'The WhatsApp account is being maintained by Meta', action: LATER },
  131064: { reason: 'The limit of this account for messages of this kind is used up', action: MANAGER },
  132000: {
    reason: 'The template has another number of gaps than were filled in',
    action: 'Fetch the templates anew, fill in every gap, and send it again.',
  },
  132001: {
    reason: 'WhatsApp has no such template in this language, or it is not approved',
    action: 'Fetch the templates anew and choose another one.',
  },
  132005: {
    reason: 'With what was filled in, the template is too long',
    action: 'Fill in less, and send it again.',
  },
  132007: {
    reason: 'What was filled in goes against WhatsApp’s rules for templates',
    action: 'Fill in something else, or choose another template.',
  },
  132012: {
    reason: 'Something that was filled in is not in the form that the template asks for',
    action: 'Fill in the gaps as in the examples: no line breaks, no tabs, and links where links belong.',
  },
  132015: {
    reason: 'WhatsApp has paused this template, because people took it for unwanted',
    action: `Choose another template. ${MANAGER}`,
  },
  132016: {
    reason: 'WhatsApp has switched this template off for good, because people took it for unwanted',
    action: 'Choose another template, or write a new one in the WhatsApp Manager.',
  },
  133010: {
    reason: 'The number of this inbox is not registered with the Cloud API',
    action: 'Register the number in the WhatsApp Manager.',
  },
}

/** The pair limit: one message in six seconds to one person, after a burst. */
export const PAIR_LIMIT = 131056

/** An error in plain words; one without a code where WhatsApp gave none. */
export function describeError(error: GraphError | null): Described {
  if (error) return describeGraphError(error, codes)
  return {
    error: {
      code: 'undelivered',
      reason: 'WhatsApp could not deliver the message, and did not say why',
      action: 'Send it once more, or use another channel.',
    },
  }
}

/** Limits and outages: WhatsApp says itself that the message was not sent. */
const PASSING = new Set([130429, 131000, 131016, 131056, 131057])

/** Was the message certainly not taken, and may it be offered again? */
export function isPassing(error: GraphError): boolean {
  return PASSING.has(error.code) || isPassingAtMeta(error)
}
