// Was a moment read back to the customer before something is done about it? Only what stands in our own last message,
// with its date and its time, can have been agreed to: a model that acts on a hunch, or on somebody's orders, is stopped.

import { zonedOf } from '#ai/format.ts'
import { findMentions } from '#ai/guard/mentions.ts'
import type { DeskContext } from '#domain/desk.ts'

/** Every moment stands in our last message before this burst, as a date with a time, and the customer answered it. */
export function wasReadBack(moments: Date[], context: DeskContext): boolean {
  const answering = context.pending[0]?.seq ?? Infinity
  const last = context.thread.findLast((line) => line.author !== 'contact' && line.seq < answering)
  if (!last) return false
  const zone = context.hours.timeZone
  const mentions = findMentions(last.text, { now: last.at, timeZone: zone })
  return moments.every((moment) => {
    const local = zonedOf(moment, zone)
    const day = local.toPlainDate().toString()
    const minute = local.hour * 60 + local.minute
    return mentions.some((m) => m.minute === minute && m.dates.includes(day))
  })
}
