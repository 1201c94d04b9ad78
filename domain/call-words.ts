// A call in words. Apart from the facts, so that a page can say them without carrying what reads them.
import type { CallState } from './call.ts'

export function isMissed(state: CallState): boolean {
  return state === 'missed' || state === 'voicemail'
}

/** "0:32", "12:05", "1:02:05". */
export function clockLength(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds))
  const [h, m, s] = [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60), whole % 60]
  const tail = String(s).padStart(2, '0')
  return h > 0 ? `${h}:${String(m).padStart(2, '0')}:${tail}` : `${m}:${tail}`
}

/** The call in a few words: in the list, in alerts, as the text of its item. */
export function callHeadline(call: {
  direction: 'in' | 'out'
  state: CallState
  seconds: number | null
}): string {
  const length = call.seconds === null ? '' : ` ${clockLength(call.seconds)}`
  switch (call.state) {
    case 'ringing':
      return call.direction === 'in' ? 'Incoming call' : 'Calling'
    case 'in_progress':
      return 'On the phone'
    case 'missed':
      return 'Missed call'
    case 'voicemail':
      return `Voicemail${length}`
    case 'no_answer':
      return 'No answer'
    case 'busy':
      return 'Busy'
    case 'failed':
      return 'Call failed'
    case 'completed':
      return `Call${length}`
  }
}
