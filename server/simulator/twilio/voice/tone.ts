// Recordings of calls. The length of one stands in its id, so nothing has to be kept.
import { randomBytes } from 'node:crypto'
import { MOST_SECONDS, toneOf } from '#simulator/tone.ts'

/** `RE`, four hexadecimal digits of seconds, 28 at random. */
export function newRecordingSid(seconds: number): string {
  const length = Math.max(0, Math.min(Math.round(seconds), MOST_SECONDS))
  return `RE${length.toString(16).padStart(4, '0')}${randomBytes(14).toString('hex')}`
}

/** The audio behind an id (WAV); null where the id is none of ours. */
export function recordingOf(sid: string): Buffer | null {
  const digits = /^RE([0-9a-f]{4})[0-9a-f]{28}$/.exec(sid)?.[1]
  const seconds = digits === undefined ? Number.NaN : Number.parseInt(digits, 16)
  if (!(seconds <= MOST_SECONDS)) return null
  return toneOf(seconds)
}
