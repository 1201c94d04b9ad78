// What one message will cost by the business's own price table: known before it leaves, so that a limit can be kept.
import type { Price } from './gate-settings.ts'
import { countSegments } from './segments.ts'
import type { TemplateCategory } from './template.ts'

export type Measure = {
  /** Parts that a carrier bills; null where the channel knows none. */
  segments: number | null
  /** Millionths of the currency. */
  micros: number
}

/** Measures a message as it is stored. A message with files is one of its own kind, not cut into parts. */
export function measureMessage(
  message: { text: string; files: number; template: { category: TemplateCategory } | null },
  channel: { segments: boolean },
  price: Price | undefined,
): Measure {
  const segments = channel.segments ? (message.files > 0 ? 1 : countSegments(message.text).segments) : null
  if (!price) return { segments, micros: 0 }
  if (message.template)
    return { segments, micros: price.message + (price.template[message.template.category] ?? 0) }
  const parts = message.files > 0 ? price.media : (segments ?? 0) * price.segment
  return { segments, micros: price.message + parts }
}
