// Click to call: Twilio rings the member; when they take it, the customer is called from the number that they know.
import type {
  CallAbilities,
  FoundCall,
  InboxAccount,
  IncomingCall,
  OutgoingCall,
  PlaceResult,
} from '#channels/channel.ts'
import type { Answer } from '#channels/protocols/http-call/call.ts'
import type { Form } from '#channels/protocols/twilio/form.ts'
import { readRefusal } from '#channels/protocols/twilio/rest.ts'
import type { CallEnd, CallFacts } from '#domain/call.ts'
import { accountPath, ask, type CallResource, readCall, readCalls } from './api.ts'
import { describeCallError } from './errors.ts'
import { stepUrl } from './steps.ts'

/** The member's telephone rings so long. */
const RING_SECONDS = 30
/** Twilio's clock and ours may differ by this much. */
const SKEW_MS = 120_000
const RETRY_MS = 15_000

/** The one request. There is no idempotency key: the same twice rings twice. */
export function placeForm(call: OutgoingCall, account: InboxAccount, webhookUrl: string): Form {
  const context = { parent: null, direction: 'out', customer: call.to, callId: call.id } as const
  return [
    ['To', call.memberPhone],
    ['From', account.address],
    ['Url', stepUrl(webhookUrl, 'agent', context)],
    ['StatusCallback', stepUrl(webhookUrl, 'status', context)],
    ['StatusCallbackEvent', 'completed'],
    ['Timeout', String(RING_SECONDS)],
  ]
}

export const place: NonNullable<CallAbilities['place']> = async (call, account, io): Promise<PlaceResult> => {
  if (!account.address) return { outcome: 'rejected', error: describeCallError('21213', null) }
  const answer = await ask(io, account, {
    path: accountPath(account, '/Calls.json'),
    form: placeForm(call, account, io.webhookUrl),
  })
  return judge(answer)
}

const unknown = (code: string): PlaceResult => ({
  outcome: 'unknown',
  error: {
    code,
    reason: 'Twilio did not answer, so it is not known whether your telephone will ring',
    action: 'Wait a moment: it is being looked up.',
  },
})

function judge(answer: Answer): PlaceResult {
  if (answer.outcome === 'not_sent')
    return {
      outcome: 'rejected',
      error: { code: answer.code, reason: 'Twilio could not be reached', action: 'Call again in a moment.' },
    }
  if (answer.outcome === 'unknown') return unknown(answer.code)
  const { status, json } = answer
  if (status >= 200 && status < 300) {
    const made = readCall(json)
    return made ? { outcome: 'placed', externalId: made.sid } : unknown('bad_answer')
  }
  const { code, said } = readRefusal(json)
  if (status >= 500 || (status === 408 && code === null)) return unknown(`http_${status}`)
  return { outcome: 'rejected', error: describeCallError(code ?? (status === 401 ? '20003' : null), said) }
}

/** By its id where that is known; else among the calls from our number to the member's telephone since then. */
export const find: NonNullable<CallAbilities['find']> = async (call, account, io): Promise<FoundCall> => {
  if (call.externalId) {
    const answer = await ask(io, account, {
      path: accountPath(account, `/Calls/${encodeURIComponent(call.externalId)}.json`),
    })
    if (answer.outcome !== 'answered') return { outcome: 'later', afterMs: RETRY_MS }
    if (answer.status === 404) return { outcome: 'not_found' }
    const one = answer.status === 200 ? readCall(answer.json) : null
    if (!one)
      return answer.status >= 500 ? { outcome: 'later', afterMs: RETRY_MS } : { outcome: 'cannot_tell' }
    return found(one, call, account, io)
  }
  const query = new URLSearchParams({ To: call.memberPhone, From: account.address, PageSize: '50' })
  const answer = await ask(io, account, { path: accountPath(account, `/Calls.json?${query}`) })
  if (answer.outcome !== 'answered' || answer.status >= 500 || answer.status === 429)
    return { outcome: 'later', afterMs: RETRY_MS }
  const calls = answer.status === 200 ? readCalls(answer.json) : null
  if (!calls) return { outcome: 'cannot_tell' }
  const since = call.claimedAt.getTime() - SKEW_MS
  const ours = calls
    .filter((one) => !call.knownExternalIds.includes(one.sid))
    .filter((one) => one.createdAt === null || one.createdAt.getTime() >= since)
    // The oldest that nobody else is: a member places one call after the other.
    .sort((a, b) => (a.createdAt?.getTime() ?? 0) - (b.createdAt?.getTime() ?? 0))[0]
  return ours ? found(ours, call, account, io) : { outcome: 'not_found' }
}

async function found(
  one: CallResource,
  call: OutgoingCall,
  account: InboxAccount,
  io: Parameters<typeof ask>[0],
): Promise<FoundCall> {
  const query = new URLSearchParams({ ParentCallSid: one.sid, PageSize: '20' })
  const answer = await ask(io, account, { path: accountPath(account, `/Calls.json?${query}`) })
  const legs = answer.outcome === 'answered' && answer.status === 200 ? (readCalls(answer.json) ?? []) : []
  return { outcome: 'found', externalId: one.sid, items: [toItem(one, legs, call.id)] }
}

const ends: Record<string, CallEnd> = {
  completed: 'completed',
  busy: 'busy',
  'no-answer': 'no_answer',
  failed: 'failed',
  canceled: 'canceled',
}

/** What resources say of a call: whoever spoke on a leg of it has answered. */
function toItem(one: CallResource, legs: CallResource[], callId: string): IncomingCall {
  const spoken = legs.filter((leg) => leg.status === 'completed' && leg.seconds > 0)
  const last = legs.find((leg) => leg.status in ends)
  const end = ends[one.status]
  const facts: CallFacts = {
    ...(one.startedAt ? { startedAt: one.startedAt } : {}),
    ...(end ? { end } : {}),
    ...(end && one.endedAt ? { endedAt: one.endedAt } : {}),
    ...(spoken.length > 0
      ? {
          dial: 'completed',
          seconds: Math.max(...spoken.map((leg) => leg.seconds)),
          answers: Object.fromEntries(
            spoken.map((leg) => [leg.sid, { at: leg.startedAt ?? one.startedAt ?? '', by: '' }]),
          ),
        }
      : last && last.status !== 'completed'
        ? { dial: ends[last.status] }
        : {}),
  }
  return {
    kind: 'call',
    externalId: one.sid,
    callId,
    direction: null,
    customer: null,
    customerName: null,
    ours: null,
    facts,
  }
}
