// What a browser says over a socket: text that should be JSON.
import type { RawData } from 'ws'

/** The value in a socket's message, or null where it is no JSON. */
export function readSocket(data: RawData): unknown {
  const bytes = Array.isArray(data)
    ? Buffer.concat(data)
    : data instanceof ArrayBuffer
      ? Buffer.from(data)
      : data
  try {
    return JSON.parse(bytes.toString('utf8'))
  } catch {
    return null
  }
}
