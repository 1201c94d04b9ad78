// What the gate's rules mean for the interleavings of race.test.ts, judged from rows, events and what the provider saw.
import { query, type Store } from '#db/pool.ts'

const DAY_MS = 86_400_000
/** New York in winter, without asking anybody. */
const hourThere = (at: Date) => (at.getUTCHours() + 19) % 24

export type GateRound = {
  conversationId: string
  /** Replies of the AI wait for a person. */
  assisted: boolean
}
type Row = {
  id: string
  author: string
  purpose: string
  status: string
  claimed_at: Date | null
  unless: boolean
  approved: string | null
}
type Event = {
  type: string
  message_id: string | null
  data: { state?: string; draftId?: string; attempt?: number } | null
}

export async function checkGate(
  store: Store,
  workspaceId: string,
  round: GateRound,
  perDay: number,
): Promise<string[]> {
  const problems: string[] = []
  const rows = await query<Row>(
    store.db,
    `select id, author, purpose, status, claimed_at, coalesce((sending ->> 'unlessTheyWrite')::boolean, false) as unless,
       meta #>> '{ai,approved,draftId}' as approved
     from messages where workspace_id = $1 and conversation_id = $2 and direction = 'out' order by claimed_at`,
    [workspaceId, round.conversationId],
  )
  const events = await query<Event>(
    store.db,
    `select type, message_id, data from events where workspace_id = $1 and conversation_id = $2 order by position`,
    [workspaceId, round.conversationId],
  )
  const left = rows.filter((m) => m.status === 'sending' || m.status === 'sent')
  const machines = left.filter((m) => m.purpose === 'automated')
  machines.forEach((m, i) => {
    const at = m.claimed_at ?? new Date(0)
    if (hourThere(at) < 8 || hourThere(at) >= 21) problems.push(`${m.id} left at ${hourThere(at)} o’clock`)
    const before = machines[i - perDay]?.claimed_at
    if (before && at.getTime() - before.getTime() < DAY_MS) problems.push(`${m.id} is one too many a day`)
  })
  const drafts = left.flatMap((m) => m.approved ?? [])
  if (new Set(drafts).size !== drafts.length) problems.push('a draft was sent twice')
  if (round.assisted && left.some((m) => m.author === 'ai' && !m.approved))
    problems.push('an answer left that nobody had approved')

  const written = new Set<string>()
  const overtaken = new Set<string>()
  let waiting: string | null = null
  let stale = false
  for (const event of events) {
    if (event.type === 'message.received') {
      for (const id of written) overtaken.add(id)
      stale = true
    }
    if (event.type === 'conversation.taken_over') stale = true
    if (event.message_id && (event.type === 'message.queued' || event.type === 'message.deferred'))
      written.add(event.message_id)
    const unless = rows.find((m) => m.id === event.message_id)?.unless
    if (unless && event.data?.attempt !== undefined && overtaken.has(event.message_id ?? ''))
      problems.push(`${event.message_id} left although they had written first`)
    if (event.type === 'draft.waiting') {
      waiting = event.data?.draftId ?? null
      stale = false
    }
    const approved = event.data?.state === 'approved' && event.type === 'draft.closed'
    if (approved && stale && event.data?.draftId === waiting)
      problems.push(`${waiting} was approved although it was overtaken`)
  }
  return problems
}
