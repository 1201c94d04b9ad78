// What Twilio tells of a call, and what it is told to do next. Each request says only what it knows (domain/call.ts puts
// it together), so none has to come before another.
import { z } from 'zod'
import type { InboxAccount, IncomingCall, IncomingItem, ParseOutcome, RawRequest } from '#channels/channel.ts'
import { fieldsOf, parseForm } from '#channels/protocols/twilio/form.ts'
import { normaliseSender } from '#domain/address.ts'
import { ANONYMOUS, type CallEnd, type CallFacts } from '#domain/call.ts'
import { isHidden } from '#domain/call-gate.ts'
import * as answers from './answers.ts'
import { type VoiceSettings, voiceSettings } from './settings.ts'
import { type Context, readStep, type Step } from './steps.ts'

type Fields = ReturnType<typeof fieldsOf>

const ends: Record<string, CallEnd> = {
  completed: 'completed',
  answered: 'completed',
  busy: 'busy',
  'no-answer': 'no_answer',
  failed: 'failed',
  canceled: 'canceled',
}

type Request = {
  get: Fields
  context: Context
  settings: VoiceSettings
  line: answers.Line
  at: string
}
type Told = { facts: CallFacts | null; twiml?: string; customerName?: string | null; why?: string }

/** Reads one verified request. */
export function parse(raw: RawRequest, account: InboxAccount): ParseOutcome {
  const { step: named, context: given, base } = readStep(raw)
  if (named === 'intelligence') return readIntelligence(raw)
  const form =
    raw.method.toUpperCase() === 'GET' ? [...(URL.parse(raw.url)?.searchParams ?? [])] : parseForm(raw.body)
  const get = fieldsOf(form)
  const sid = get('CallSid') ?? ''
  if (!/^CA[0-9a-zA-Z]{1,64}$/.test(sid))
    return {
      ok: false,
      reason: get('MessageSid')
        ? 'This is a message. Set the messaging webhook of the number to an inbox for texts: this one takes calls.'
        : 'There is no CallSid, so this is about no call.',
    }
  const step = named ?? stepOf(get)
  const settings = voiceSettings(account)
  const context = complete(given, get, sid, account)
  const line = { settings, context, base, ours: account.address || (get('To') ?? '') }
  const told = read(step, { get, context, settings, line, at: momentOf(get, raw) }, sid)
  const reply = {
    status: 200,
    contentType: 'text/xml; charset=utf-8',
    body: told.twiml ?? '<Response/>',
  }
  const item: IncomingItem = told.facts
    ? toItem(context, account, told, get)
    : { kind: 'ignored', why: told.why ?? `The step “${step}” tells nothing of the call.` }
  return { ok: true, items: [item], reply }
}

/** A number in the console has one address for calls and one for their states; both may be the same without a query. */
function stepOf(get: Fields): Step {
  const status = get('CallStatus') ?? ''
  return status in ends && status !== 'answered' ? 'status' : 'incoming'
}

/** Which call this is about, as far as the address of the request did not say so already. */
function complete(given: Context, get: Fields, sid: string, account: InboxAccount): Context {
  const incoming = (get('Direction') ?? '') === 'inbound'
  const direction = given.direction ?? (incoming && !get('ParentCallSid') ? 'in' : null)
  const from = get('From')
  return {
    parent: given.parent ?? get('ParentCallSid') ?? sid,
    direction,
    customer:
      (given.customer ? customerOf(given.customer) : null) ??
      (direction === 'in' && from !== account.address ? customerOf(from ?? '') : null),
    callId: given.callId,
  }
}

function customerOf(number: string): string {
  if (number === '' || isHidden(number)) return ANONYMOUS
  return normaliseSender(number) ?? ANONYMOUS
}

function toItem(context: Context, account: InboxAccount, told: Told, get: Fields): IncomingCall {
  return {
    kind: 'call',
    externalId: context.parent ?? '',
    callId: context.callId,
    direction: context.direction,
    customer: context.customer,
    customerName: told.customerName ?? null,
    ours: account.address || (context.direction === 'in' ? get('To') : null),
    facts: told.facts ?? {},
  }
}

function momentOf(get: Fields, raw: RawRequest): string {
  const said = Date.parse(get('Timestamp') ?? '')
  return (Number.isNaN(said) ? raw.receivedAt : new Date(said)).toISOString()
}

function read(step: Step, request: Request, sid: string): Told {
  const { get, context, settings, line, at } = request
  switch (step) {
    case 'incoming':
      return readIncoming(request)
    case 'dial':
      return readDial(request, sid)
    case 'leg':
      return readLeg(request, sid)
    case 'whisper':
      return { facts: null, twiml: answers.answerWhisper(line), why: 'The business heard who calls.' }
    case 'press': {
      const pressed = get('Digits') === '1'
      return {
        facts: pressed ? { answers: { [sid]: { at, by: nameOf(settings, get('To')) } } } : null,
        twiml: answers.answerPress(pressed),
        why: 'Nobody pressed 1.',
      }
    }
    case 'agent':
      return {
        facts: { startedAt: at, ...disclosed(settings, 'out', !settings.confirm) },
        twiml: answers.answerAgent(line),
      }
    case 'go': {
      const pressed = get('Digits') === '1'
      return {
        facts: pressed ? { startedAt: at, ...disclosed(settings, 'out', true) } : {},
        twiml: answers.answerGo(line, pressed),
      }
    }
    case 'tell':
      return { facts: null, twiml: answers.answerTell(line), why: 'The customer heard the announcement.' }
    case 'voicemail':
      return { facts: readRecording(get, 'voicemail'), twiml: answers.answerVoicemail(line) }
    case 'recording':
      return readRecordingStatus(get)
    case 'transcript':
      return readTranscription(request)
    case 'status':
      return readStatus(request)
    case 'intelligence':
      return { facts: null, why: `Nothing is known of ${context.parent}.` }
  }
}

function disclosed(settings: VoiceSettings, direction: 'in' | 'out', now: boolean): CallFacts {
  const text = now ? answers.disclosureOf(settings, direction) : null
  return text ? { disclosure: text } : {}
}

function readIncoming({ get, settings, line, context, at }: Request): Told {
  const rings = settings.ring.some((p) => p.number !== context.customer && p.number !== line.ours)
  return {
    facts: {
      startedAt: at,
      ...(rings ? disclosed(settings, 'in', true) : { dial: 'no_answer' }),
    },
    customerName: callerName(get),
    twiml: answers.answerIncoming(line, context.customer ?? ''),
  }
}

/** The carrier's name of the caller, where it is more than a place or a mark. */
function callerName(get: Fields): string | null {
  const name = get('CallerName')?.trim() ?? ''
  return /\p{L}{2}/u.test(name) && !isHidden(name) && !/^(wireless caller|toll ?free( caller)?)$/i.test(name)
    ? name.slice(0, 120)
    : null
}

/** How ringing the other side ended. `DialBridged` tells a person from a machine that hung up on the question. */
function readDial({ get, line, context, at }: Request, sid: string): Told {
  const word = get('DialCallStatus') ?? ''
  const spoke = (word === 'completed' || word === 'answered') && get('DialBridged') !== 'false'
  const direction = context.direction ?? 'in'
  const twiml = answers.answerDial(line, spoke, direction)
  if (!spoke)
    return { facts: { dial: ends[word] === 'completed' ? 'no_answer' : (ends[word] ?? 'failed') }, twiml }
  const seconds = wholeNumber(get('DialCallDuration'))
  const leg = get('DialCallSid') || sid
  const answered = new Date(Date.parse(at) - (seconds ?? 0) * 1000).toISOString()
  return {
    facts: {
      dial: 'completed',
      answers: { [leg]: { at: answered, by: '' } },
      ...(seconds === null ? {} : { seconds }),
    },
    twiml,
  }
}

/** One telephone that was rung. Where 1 has to be pressed, picking up alone proves nothing. */
function readLeg({ get, context, settings, at }: Request, sid: string): Told {
  const status = get('CallStatus') ?? ''
  const asks = settings.confirm && context.direction === 'in'
  if (asks) return { facts: null, why: 'Picking up is no answer before 1 is pressed.' }
  if (status === 'in-progress' || status === 'answered')
    return {
      facts: {
        answers: { [sid]: { at, by: context.direction === 'in' ? nameOf(settings, get('To')) : '' } },
      },
    }
  const seconds = wholeNumber(get('CallDuration') ?? get('Duration'))
  return status === 'completed' && seconds !== null && seconds > 0
    ? { facts: { seconds } }
    : { facts: null, why: `A telephone that was rung is “${status.slice(0, 20)}”.` }
}

function nameOf(settings: VoiceSettings, number: string | null): string {
  const exact = number === null ? null : (normaliseSender(number) ?? number)
  return settings.ring.find((phone) => phone.number === exact)?.name ?? exact ?? ''
}

/** The end of the call as a whole. For a call of ours it is the member's own telephone. */
function readStatus({ get, context, at }: Request): Told {
  const end = ends[get('CallStatus') ?? '']
  if (!end) return { facts: null, why: `The call is “${(get('CallStatus') ?? '').slice(0, 20)}”.` }
  const ours = context.direction === 'out' && end !== 'completed'
  return {
    facts: {
      end,
      endedAt: at,
      ...(ours
        ? {
            problem: {
              code: `own_phone_${end}`,
              reason:
                end === 'failed'
                  ? 'Your own telephone could not be reached'
                  : 'Your own telephone was not answered',
              action: 'Check your number under Settings, You, and call again.',
            },
          }
        : {}),
    },
  }
}

function readRecording(get: Fields, kind: 'call' | 'voicemail'): CallFacts {
  const id = get('RecordingSid') ?? ''
  const url = get('RecordingUrl') ?? ''
  if (!/^RE[0-9a-zA-Z]{1,64}$/.test(id) || !/^https?:\/\//i.test(url)) return {}
  const began = Date.parse(get('RecordingStartTime') ?? '')
  return {
    recordings: {
      [id]: {
        kind,
        url: `${url}.mp3`,
        seconds: wholeNumber(get('RecordingDuration')),
        startedAt: Number.isNaN(began) ? null : new Date(began).toISOString(),
      },
    },
  }
}

function readRecordingStatus(get: Fields): Told {
  const status = get('RecordingStatus') ?? ''
  const kind = get('RecordingSource') === 'RecordVerb' ? 'voicemail' : 'call'
  if (status === 'completed')
    return { facts: { ...readRecording(get, kind), ...(kind === 'call' ? { recorded: true } : {}) } }
  return { facts: null, why: `The recording is “${status.slice(0, 20)}”.` }
}

const Spoken = z.looseObject({ transcript: z.string() })

function readTranscription({ get, context, at }: Request): Told {
  if (get('TranscriptionEvent') !== 'transcription-content' || get('Final') === 'false')
    return { facts: null, why: 'No words are in it.' }
  const said = Spoken.safeParse(jsonOf(get('TranscriptionData')))
  const text = said.success ? said.data.transcript.trim() : ''
  if (text === '') return { facts: null, why: 'No words are in it.' }
  const order = wholeNumber(get('SequenceId')) ?? 0
  // The track is seen from Twilio: inbound is whoever is on the call as a whole.
  const caller = (get('Track') ?? 'inbound_track') === 'inbound_track'
  const customer = caller === (context.direction !== 'out')
  return {
    facts: {
      recorded: true,
      live: {
        [`${caller ? 'i' : 'o'}${order}`]: {
          speaker: customer ? 'customer' : 'business',
          text,
          moment: at,
          order,
        },
      },
    },
  }
}

const Intelligence = z.looseObject({ transcript_sid: z.string().regex(/^GT/), customer_key: z.string() })

/** A transcript is ready. The payload is not documented to the letter, so it is only a hint: it is asked for by its id. */
function readIntelligence(raw: RawRequest): ParseOutcome {
  const told = Intelligence.safeParse(jsonOf(raw.body.toString('utf8')))
  if (!told.success || !/^call_[0-9A-Za-z]{1,64}$/.test(told.data.customer_key))
    return { ok: false, reason: 'This names no transcript of a call that we know.' }
  return {
    ok: true,
    items: [
      {
        kind: 'call',
        externalId: '',
        callId: told.data.customer_key,
        direction: null,
        customer: null,
        customerName: null,
        ours: null,
        facts: { transcriptId: told.data.transcript_sid },
      },
    ],
  }
}

function wholeNumber(text: string | null): number | null {
  return text !== null && /^\d{1,7}$/.test(text) ? Number(text) : null
}
function jsonOf(text: string | null): unknown {
  try {
    return JSON.parse(text ?? '')
  } catch {
    return null
  }
}
