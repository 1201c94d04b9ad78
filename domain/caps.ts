// How often machines may write to somebody unasked: what they got against what is allowed, and when the next is due.
import type { CapFacts, CapName } from './gate-facts.ts'
import type { GateSettings } from './gate-settings.ts'

const DAY_MS = 86_400_000

/** One message that nobody asked for, and when it was taken for sending. */
export type Unasked = { at: Date; marketing: boolean }

/** `sends` are those of the last seven days at least, oldest first, without the message that is asked about. */
export function capFacts(sends: readonly Unasked[], caps: GateSettings['caps'], now: Date): CapFacts {
  const cap = (name: CapName, limit: number | null, windowMs: number, marketingOnly: boolean) => {
    if (limit === null) return []
    const since = now.getTime() - windowMs
    const counted = sends.filter((send) => send.at.getTime() > since && (!marketingOnly || send.marketing))
    // One fewer than the limit is left when this one is out of the window.
    const frees = counted[counted.length - limit]
    const freeAt = new Date((frees?.at ?? now).getTime() + windowMs)
    return [{ name, limit, used: counted.length, freeAt }]
  }
  return {
    whenFull: caps.whenFull,
    limits: [
      ...cap('marketing_day', caps.marketingPerDay, DAY_MS, true),
      ...cap('marketing_week', caps.marketingPerWeek, 7 * DAY_MS, true),
      ...cap('automated_day', caps.automatedPerDay, DAY_MS, false),
    ],
  }
}
