// What Twilio is told to do at each step of a call. Nobody is recorded before they have heard of it: the caller hears the
// announcement before the business rings, whoever picks up hears it before the two are connected, and the recording of the
// line holds nobody who is not connected.
import type { VoiceSettings } from './settings.ts'
import { type Context, type Step, stepUrl } from './steps.ts'
import { wordsOf } from './words.ts'
import { document, el, type Xml } from './xml.ts'

export type Line = {
  settings: VoiceSettings
  context: Context
  base: string
  /** Our number. */
  ours: string
}

/** A longer voicemail is nobody's. */
const MAX_VOICEMAIL_SECONDS = 180
const RECORDING = 'call'

const to = (line: Line, step: Step) => stepUrl(line.base, step, line.context)
const say = (line: Line, text: string): Xml => el('Say', { language: line.settings.language }, text)

/** Is this call recorded (or written down, which is the same to the law)? */
export function isRecorded(settings: VoiceSettings, direction: 'in' | 'out'): boolean {
  return settings.transcribe || (direction === 'in' ? settings.recordIncoming : settings.recordOutgoing)
}
/** What is said about it; null where nothing is. */
export function disclosureOf(settings: VoiceSettings, direction: 'in' | 'out'): string | null {
  if (!isRecorded(settings, direction) || !settings.announce) return null
  return settings.disclosure ?? wordsOf(settings.language).disclosure
}

/** The announcement to who is on the line now, and then the recording. */
function announceAndRecord(line: Line, direction: 'in' | 'out'): (Xml | null)[] {
  const { settings } = line
  const text = disclosureOf(settings, direction)
  const records = direction === 'in' ? settings.recordIncoming : settings.recordOutgoing
  return [
    text ? say(line, text) : null,
    records
      ? el(
          'Start',
          {},
          el('Recording', {
            name: RECORDING,
            channels: 'dual',
            trim: 'do-not-trim',
            recordingStatusCallback: to(line, 'recording'),
            recordingStatusCallbackEvent: 'completed absent',
          }),
        )
      : null,
    settings.transcribe
      ? el(
          'Start',
          {},
          el('Transcription', {
            statusCallbackUrl: to(line, 'transcript'),
            track: 'both_tracks',
            partialResults: false,
            languageCode: settings.language,
          }),
        )
      : null,
  ]
}

/** A customer calls: the business rings, or voicemail takes it. */
export function answerIncoming(line: Line, caller: string): string {
  const { settings } = line
  const phones = settings.ring.filter((phone) => phone.number !== caller && phone.number !== line.ours)
  if (phones.length === 0) return document(...takeMessage(line))
  const whispers = settings.confirm || disclosureOf(settings, 'in') !== null
  return document(
    ...announceAndRecord(line, 'in'),
    el(
      'Dial',
      {
        action: to(line, 'dial'),
        timeout: settings.ringSeconds,
        answerOnBridge: true,
        sequential: settings.ringMode === 'order' && phones.length > 1 ? true : null,
      },
      ...phones.map((phone) =>
        el(
          'Number',
          {
            url: whispers ? to(line, 'whisper') : null,
            statusCallback: to(line, 'leg'),
            statusCallbackEvent: 'answered completed',
          },
          phone.number,
        ),
      ),
    ),
  )
}

/** After ringing: the end where they spoke, else voicemail. */
export function answerDial(line: Line, spoke: boolean, direction: 'in' | 'out'): string {
  if (spoke || direction === 'out') return document(el('Hangup', {}))
  const stop = line.settings.recordIncoming ? el('Stop', {}, el('Recording', { name: RECORDING })) : null
  return document(stop, ...takeMessage(line))
}

function takeMessage(line: Line): Xml[] {
  const { settings } = line
  const words = wordsOf(settings.language)
  if (!settings.voicemail) return [say(line, words.sorry), el('Hangup', {})]
  return [
    say(line, settings.greeting ?? words.greeting),
    el('Record', {
      action: to(line, 'voicemail'),
      maxLength: MAX_VOICEMAIL_SECONDS,
      timeout: 5,
      finishOnKey: '#',
      playBeep: true,
      trim: 'do-not-trim',
      recordingStatusCallback: to(line, 'recording'),
      recordingStatusCallbackEvent: 'completed absent',
    }),
    say(line, words.sorry),
  ]
}

export function answerVoicemail(line: Line): string {
  return document(say(line, wordsOf(line.settings.language).thanks), el('Hangup', {}))
}

/** To the person of the business who picked up, before they are connected. */
export function answerWhisper(line: Line): string {
  const text = disclosureOf(line.settings, 'in')
  const told = text ? say(line, text) : null
  return line.settings.confirm
    ? document(askForOne(line, 'press', wordsOf(line.settings.language).press, told), el('Hangup', {}))
    : document(told)
}

/** One pressed: connected (an empty document goes on). Anything else was no person who wants the call. */
export function answerPress(pressed: boolean): string {
  return pressed ? document() : document(el('Hangup', {}))
}

/** A member picked up for a call to a customer. */
export function answerAgent(line: Line): string {
  return line.settings.confirm
    ? document(askForOne(line, 'go', wordsOf(line.settings.language).pressOut, null), el('Hangup', {}))
    : answerGo(line, true)
}

/** The member wants to speak: the customer is called, from the number that they know. */
export function answerGo(line: Line, pressed: boolean): string {
  const { settings, context } = line
  if (!pressed || !context.customer) return document(el('Hangup', {}))
  const tells = disclosureOf(settings, 'out') !== null
  return document(
    ...announceAndRecord(line, 'out'),
    el(
      'Dial',
      { action: to(line, 'dial'), callerId: line.ours, answerOnBridge: true, timeout: 40 },
      el(
        'Number',
        {
          url: tells ? to(line, 'tell') : null,
          statusCallback: to(line, 'leg'),
          statusCallbackEvent: 'answered completed',
        },
        context.customer,
      ),
    ),
  )
}

/** To the customer, before they are connected. */
export function answerTell(line: Line): string {
  const text = disclosureOf(line.settings, 'out')
  return document(text ? say(line, text) : null)
}

function askForOne(line: Line, step: Step, text: string, first: Xml | null): Xml {
  return el(
    'Gather',
    { input: 'dtmf', numDigits: 1, timeout: 8, action: to(line, step) },
    first,
    say(line, text),
  )
}
