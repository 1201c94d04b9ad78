// How long words of one's own may still be sent by a way, as the writer is told. Pure; the server decides in the end.
import type { ReplyRoute } from '#wire/api/conversations.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

export type ReplyWindow =
  /** No limit that anybody needs to think of. */
  | { kind: 'none' }
  | { kind: 'open'; left: string; soon: boolean }
  /** `templates`: approved templates may be sent in place. */
  | { kind: 'closed'; templates: boolean; why: string }

/** What holds at `now`, also where the window closed after the route was read. */
export function replyWindow(
  route: Pick<ReplyRoute, 'usable' | 'why' | 'windowClosesAt' | 'templatesOnly' | 'label'> | null,
  mayTemplate: boolean,
  now: number,
): ReplyWindow {
  if (!route) return { kind: 'none' }
  if (route.templatesOnly) return { kind: 'closed', templates: true, why: route.why ?? '' }
  if (!route.usable || route.windowClosesAt === null) return { kind: 'none' }
  const left = Date.parse(route.windowClosesAt) - now
  return left > 0
    ? { kind: 'open', left: duration(left), soon: left <= HOUR }
    : {
        kind: 'closed',
        templates: mayTemplate,
        why: `The time in which ${route.label} lets us write freely after the customer’s last message has just ended`,
      }
}

/** "3 h 12 min", "12 min", "less than a minute". */
export function duration(ms: number): string {
  const minutes = Math.floor(ms / MINUTE)
  if (minutes < 1) return 'less than a minute'
  const hours = Math.floor(minutes / 60)
  if (hours >= 48) return `${Math.floor(hours / 24)} days`
  const rest = minutes % 60
  return [hours > 0 && `${hours} h`, rest > 0 && `${rest} min`].filter(Boolean).join(' ')
}
