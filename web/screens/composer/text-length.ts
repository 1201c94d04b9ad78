// How long a text is as its channel counts, and whether that is too long. Pure.
import type { Capabilities } from '#domain/channel.ts'
import { countSegments } from '#domain/segments.ts'

export type Length = { note: string | null; over: boolean }

/** A plain counter only speaks up near its limit. */
const NEAR = 0.8

export function measureText(text: string, { text: rule }: Pick<Capabilities, 'text'>): Length {
  const over = text.length > rule.maxLength
  if (over) return { note: `${text.length - rule.maxLength} characters too long`, over }
  if (text === '') return { note: null, over }
  if (rule.counter === 'segments') {
    const { segments, remaining } = countSegments(text)
    return { note: `${segments} ${segments === 1 ? 'segment' : 'segments'} · ${remaining} left`, over }
  }
  if (text.length < rule.maxLength * NEAR) return { note: null, over }
  return { note: `${rule.maxLength - text.length} characters left`, over }
}
