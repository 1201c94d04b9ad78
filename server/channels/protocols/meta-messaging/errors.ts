// Refusals of Meta's Send API in plain words. The general codes of the Graph API are in protocols/meta; here is what
// they mean for a message, where the subcode often says more than the code.
import {
  type Described,
  describeGraphError,
  type GraphError,
  isPassing,
} from '#channels/protocols/meta/graph-errors.ts'
import type { Dialect } from './dialect.ts'

type Row = { reason: string; action: string; effect?: Described['effect'] }

const OTHER_WAY = 'Write to another address of the customer.'
const window = (label: string): Row => ({
  reason: `${label} allows answers for 24 hours after the customer’s last message, and they are over`,
  action: `Wait until the customer writes again. ${OTHER_WAY}`,
})
const gone = (label: string): Row => ({
  reason: `${label} no longer knows this person, or this account never heard from them`,
  action: OTHER_WAY,
  effect: 'address_unusable',
})
const notFetched: Row = {
  reason: 'Meta could not fetch the file from here',
  action: 'Set PUBLIC_URL to an address that Meta can reach. Then send it again.',
}
const tooLarge: Row = { reason: 'The file is too large for Meta', action: 'Send a smaller one, or a link.' }

/** The code under which we tell that another app has the conversation. */
export const OTHER_APP = '10/2018300'
const held = (label: string): Row => ({
  reason: `Another app answers in this conversation on ${label} at the moment, and Meta did not let this one take over`,
  action:
    'Answer there, or make this app the default one for messages under “Conversation routing” in the settings of the page.',
})

function bySubcode(label: string, subcode: number | null): Row | null {
  switch (subcode) {
    case 2018278:
    case 2534022:
      return window(label)
    case 2018300:
      return held(label)
    case 2018001:
    case 2534014:
      return gone(label)
    case 1545041:
      return {
        reason: 'The customer takes no messages from this account at the moment: they may have blocked it',
        action: OTHER_WAY,
      }
    case 1893063:
      return {
        reason: 'Meta has restricted this page or account',
        action: 'Look in the Business Support Home of Meta for what is wrong.',
      }
    case 2018008:
    case 2018294:
      return notFetched
    case 2018109:
      return tooLarge
    default:
      return null
  }
}

/** Limits of this API beside the general ones, and its own "temporary failure": not carried out, and may be made again. */
const PASSING = new Set([17, 32, 613, 1200, 80001, 80002, 80006])

/** Did Meta certainly not send the message, and does it pass by itself? */
export function isPassingHere(error: GraphError): boolean {
  return isPassing(error) || PASSING.has(error.code)
}

/** A refusal in plain words, with what it says about the address. */
export function describeRefusal(dialect: Dialect, error: GraphError): Described {
  const other = /another app (is controlling|controls|owns) this thread/i.test(error.said ?? '')
  const code = other
    ? OTHER_APP
    : error.subcode === null
      ? String(error.code)
      : `${error.code}/${error.subcode}`
  const row =
    bySubcode(dialect.label, other ? 2018300 : error.subcode) ??
    (error.code === 10 && /outside (of )?(the )?allowed window/i.test(error.said ?? '')
      ? window(dialect.label)
      : null) ??
    (error.code === 551 ? bySubcode(dialect.label, 1545041) : null)
  if (row) {
    const { reason, action, effect } = row
    return { error: { code, reason, action }, ...(effect ? { effect } : {}) }
  }
  if (PASSING.has(error.code))
    return {
      error: {
        code,
        reason: `${dialect.label} takes no more messages at the moment`,
        action: 'Nothing to do: it is tried again.',
      },
    }
  return describeGraphError(error)
}
