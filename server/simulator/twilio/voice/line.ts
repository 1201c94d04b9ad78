// A call as Twilio walks through it: signed requests to the business, whose TwiML says what happens next. The page holds
// what it got last, so that this machine keeps nothing of a call.
import { randomBytes } from 'node:crypto'
import type { InboxAccount } from '#channels/channel.ts'
import { computeSignature } from '#channels/protocols/twilio/signature.ts'
import { type Outside, toLoopback } from '#simulator/outside.ts'
import { settingOf } from '#simulator/provider.ts'
import type { SimulatorCall } from '#wire/simulator.ts'
import { newRecordingSid } from './tone.ts'

export type Line = { outside: Outside; account: InboxAccount; customer: string }
type Form = Record<string, string>

const TIMEOUT_MS = 15_000
export const newCallSid = (): string => `CA${randomBytes(16).toString('hex')}`

export function webhookUrl({ outside, account }: Line): string {
  return `${outside.http.flow.publicUrl()}/webhooks/${account.provider}/${account.key}`
}

/** One signed request to the business; its TwiML, empty where the address is not the product's or the door refused. */
export async function tell({ outside, account }: Line, url: string, fields: Form): Promise<string> {
  const target = toLoopback(url, outside.http.flow.publicUrl(), outside.loopback())
  if (!target) return ''
  const form = { AccountSid: settingOf(account, 'accountSid'), ApiVersion: '2010-04-01', ...fields }
  const answer = await fetch(target, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-www-form-urlencoded; charset=UTF-8',
      'x-twilio-signature': computeSignature(url, form, settingOf(account, 'authToken')),
    },
    body: new URLSearchParams(form).toString(),
    signal: AbortSignal.timeout(TIMEOUT_MS),
  })
  const text = await answer.text()
  return answer.ok ? text : ''
}

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }
const plain = (text: string) =>
  text.replace(/&(amp|lt|gt|quot|apos);/g, (_, name: string) => entities[name] ?? '')

/** An attribute of the first element of that name; null where there is none. */
export function attribute(twiml: string, element: string, name: string): string | null {
  const tag = new RegExp(`<${element}\\b[^>]*>`).exec(twiml)?.[0] ?? ''
  const value = new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1]
  return value === undefined ? null : plain(value)
}

const textsOf = (twiml: string, element: string): string[] =>
  [...twiml.matchAll(new RegExp(`<${element}\\b[^>]*>([^<]*)</${element}>`, 'g'))].map((m) =>
    plain(m[1] ?? ''),
  )

const has = (twiml: string, element: string) => new RegExp(`<${element}\\b`).test(twiml)

/** What the caller meets after these orders. */
function shown(sid: string, twiml: string): SimulatorCall {
  const phase = has(twiml, 'Dial') ? 'ringing' : has(twiml, 'Record') ? 'voicemail' : 'ended'
  // After the tone nothing more is said to somebody who speaks.
  const heard = phase === 'voicemail' ? twiml.slice(0, twiml.search(/<Record\b/)) : twiml
  return { sid, twiml, phase, hears: textsOf(heard, 'Say'), rings: textsOf(twiml, 'Number') }
}

const callerForm = ({ account, customer }: Line, sid: string, status: string): Form => ({
  CallSid: sid,
  From: customer,
  To: account.address,
  CallStatus: status,
  Direction: 'inbound',
})

/** The customer dials. */
export async function dial(line: Line): Promise<SimulatorCall> {
  const sid = newCallSid()
  return shown(sid, await tell(line, webhookUrl(line), callerForm(line, sid, 'ringing')))
}

/** Somebody of the business picks up, presses 1 where that is asked, and they speak. */
export async function answer(line: Line, call: SimulatorCall): Promise<SimulatorCall> {
  const leg: Form = {
    CallSid: legOf(call.sid),
    ParentCallSid: call.sid,
    From: line.customer,
    To: call.rings[0] ?? '',
    CallStatus: 'in-progress',
    Direction: 'outbound-dial',
  }
  const whisper = attribute(call.twiml, 'Number', 'url')
  const whispered = whisper ? await tell(line, whisper, leg) : ''
  const press = attribute(whispered, 'Gather', 'action')
  if (press) await tell(line, press, { ...leg, Digits: '1' })
  else {
    const callback = attribute(call.twiml, 'Number', 'statusCallback')
    if (callback) await tell(line, callback, leg)
  }
  return { ...call, phase: 'speaking', hears: [] }
}

/** Nobody of the business picks up. */
export async function letRing(line: Line, call: SimulatorCall): Promise<SimulatorCall> {
  const action = attribute(call.twiml, 'Dial', 'action')
  const twiml = action
    ? await tell(line, action, {
        ...callerForm(line, call.sid, 'in-progress'),
        DialCallStatus: 'no-answer',
        DialBridged: 'false',
      })
    : ''
  const next = shown(call.sid, twiml)
  if (next.phase === 'ended') await over(line, call.sid)
  return next
}

/** The customer hangs up, after so many seconds of speaking or of a message. */
export async function hangUp(line: Line, call: SimulatorCall, seconds: number): Promise<SimulatorCall> {
  const base = callerForm(line, call.sid, 'in-progress')
  if (call.phase === 'speaking') {
    const action = attribute(call.twiml, 'Dial', 'action')
    if (action)
      await tell(line, action, {
        ...base,
        DialCallStatus: 'completed',
        DialCallSid: legOf(call.sid),
        DialCallDuration: String(seconds),
        DialBridged: 'true',
      })
    const callback = attribute(call.twiml, 'Recording', 'recordingStatusCallback')
    if (callback) await tell(line, callback, recording(line, call.sid, seconds, 'StartCallRecordingTwiML'))
  }
  if (call.phase === 'voicemail') {
    const left = recording(line, call.sid, seconds, 'RecordVerb')
    const [action, callback] = ['action', 'recordingStatusCallback'].map((name) =>
      attribute(call.twiml, 'Record', name),
    )
    if (action) await tell(line, action, { ...base, ...left })
    if (callback) await tell(line, callback, left)
  }
  await over(line, call.sid)
  return { ...call, phase: 'ended', hears: [], rings: [] }
}

const legOf = (sid: string) => `${sid.slice(0, -2)}${sid.endsWith('01') ? '02' : '01'}`

function recording(line: Line, sid: string, seconds: number, source: string): Form {
  const id = newRecordingSid(seconds)
  const account = settingOf(line.account, 'accountSid')
  return {
    CallSid: sid,
    RecordingSid: id,
    RecordingUrl: `${line.outside.loopback()}/simulator/twilio/2010-04-01/Accounts/${account}/Recordings/${id}`,
    RecordingStatus: 'completed',
    RecordingDuration: String(seconds),
    RecordingSource: source,
    RecordingStartTime: new Date(Date.now() - seconds * 1000).toUTCString(),
  }
}

async function over(line: Line, sid: string): Promise<void> {
  await tell(line, webhookUrl(line), callerForm(line, sid, 'completed'))
}

/** A call that the business placed: its member picks up, and so does the customer; they speak for some seconds. */
export async function playPlaced(
  line: Line,
  sid: string,
  form: URLSearchParams,
  seconds: number,
): Promise<void> {
  const ours: Form = {
    CallSid: sid,
    From: line.account.address,
    To: form.get('To') ?? '',
    CallStatus: 'in-progress',
    Direction: 'outbound-api',
  }
  let twiml = await tell(line, form.get('Url') ?? '', ours)
  const press = attribute(twiml, 'Gather', 'action')
  if (press) twiml = await tell(line, press, { ...ours, Digits: '1' })
  const leg: Form = {
    CallSid: legOf(sid),
    ParentCallSid: sid,
    From: line.account.address,
    To: textsOf(twiml, 'Number')[0] ?? '',
    CallStatus: 'in-progress',
    Direction: 'outbound-dial',
  }
  const callback = attribute(twiml, 'Number', 'statusCallback')
  if (callback) await tell(line, callback, leg)
  const action = attribute(twiml, 'Dial', 'action')
  if (action)
    await tell(line, action, {
      ...ours,
      DialCallStatus: 'completed',
      DialCallSid: legOf(sid),
      DialCallDuration: String(seconds),
      DialBridged: 'true',
    })
  const recorded = attribute(twiml, 'Recording', 'recordingStatusCallback')
  if (recorded) await tell(line, recorded, recording(line, sid, seconds, 'StartCallRecordingTwiML'))
  const status = form.get('StatusCallback')
  if (status) await tell(line, status, { ...ours, CallStatus: 'completed' })
}
