// What the conversation list shows, as the URL says it: one codec between address bar, server query and live patches.
import type { ChannelKind } from '#domain/channel.ts'
import { channelKinds } from '#domain/channel-kinds.ts'
import type { Temperature } from '#domain/contact.ts'
import type { Intent, Mood, Urgency } from '#domain/intent.ts'
import type { ConversationRow } from '#wire/api/conversations.ts'

export const views = ['all', 'unread', 'action', 'escalated'] as const
export type View = (typeof views)[number]
const statuses = ['active', 'escalated', 'closed'] as const
const handlers = ['ai', 'human'] as const
// Written out here: the schema library stays out of what is loaded before the first list.
const intentWords = [
  'question',
  'booking',
  'reschedule',
  'cancel_appointment',
  'interested',
  'objection',
  'complaint',
  'refund',
  'emergency',
  'wants_person',
  'opt_out',
  'confirmation',
  'greeting',
  'thanks',
  'spam',
  'other',
] as const satisfies readonly Intent[]
const moods = ['happy', 'neutral', 'unhappy', 'angry'] as const satisfies readonly Mood[]
const urgencies = ['low', 'normal', 'high', 'emergency'] as const satisfies readonly Urgency[]

const temperatures = ['hot', 'warm', 'cool', 'cold'] as const satisfies readonly Temperature[]
const scores = ['poor', 'fair', 'good'] as const
const scoreRanges = { poor: [0, 49], fair: [50, 74], good: [75, 100] } as const
const sorts = ['score_low', 'score_high'] as const

/** The search part of /inbox URLs. Absent means "no filter", so that a plain /inbox stays plain. */
export type InboxSearch = {
  view?: Exclude<View, 'all'>
  channel?: ChannelKind
  status?: (typeof statuses)[number]
  handler?: (typeof handlers)[number]
  intent?: Intent
  mood?: Mood
  urgency?: Urgency
  stage?: string
  temperature?: Temperature
  score?: (typeof scores)[number]
  sort?: (typeof sorts)[number]
  /** What the rule of the workspace hides is shown, too. */
  show?: 'unreviewed'
  q?: string
  /** Open the thread at this message. */
  at?: number
}

/** What `GET /conversations` is asked. */
export type ListQuery = {
  filter?: 'unread' | 'requires_action'
  channel?: ChannelKind
  status?: (typeof statuses)[number]
  handler?: (typeof handlers)[number]
  contactId?: string
  intent?: Intent
  mood?: Mood
  urgency?: Urgency
  stage?: string
  temperature?: Temperature
  minScore?: number
  maxScore?: number
  sort?: (typeof sorts)[number]
  reviewed?: 'only'
}

function oneOf<T extends string>(allowed: readonly T[], value: unknown): T | undefined {
  return allowed.find((candidate) => candidate === value)
}

/** Reads what stands in the address bar. Words it does not know are dropped, never passed on. */
export function parseInboxSearch(raw: Record<string, unknown>): InboxSearch {
  const search: InboxSearch = {}
  const view = oneOf(views, raw.view)
  if (view && view !== 'all') search.view = view
  const channel = oneOf(channelKinds, raw.channel)
  if (channel) search.channel = channel
  const status = oneOf(statuses, raw.status)
  if (status) search.status = status
  const handler = oneOf(handlers, raw.handler)
  if (handler) search.handler = handler
  const intent = oneOf(intentWords, raw.intent)
  if (intent) search.intent = intent
  const mood = oneOf(moods, raw.mood)
  if (mood) search.mood = mood
  const urgency = oneOf(urgencies, raw.urgency)
  if (urgency) search.urgency = urgency
  if (typeof raw.stage === 'string' && /^[a-z0-9][a-z0-9_-]{0,39}$/.test(raw.stage)) search.stage = raw.stage
  const temperature = oneOf(temperatures, raw.temperature)
  if (temperature) search.temperature = temperature
  const score = oneOf(scores, raw.score)
  if (score) search.score = score
  const sort = oneOf(sorts, raw.sort)
  if (sort) search.sort = sort
  if (raw.show === 'unreviewed') search.show = 'unreviewed'
  if (typeof raw.q === 'string' && raw.q.trim() !== '') search.q = raw.q
  const at = Number(raw.at)
  if (Number.isInteger(at) && at > 0) search.at = at
  return search
}

/** The server's query for a search. A view that is itself a status wins over the status filter. */
export function toListQuery(search: InboxSearch, rule: { reviewedOnly: boolean } | null = null): ListQuery {
  const query: ListQuery = {}
  if (search.view === 'unread') query.filter = 'unread'
  if (search.view === 'action') query.filter = 'requires_action'
  const status = search.view === 'escalated' ? 'escalated' : search.status
  if (status) query.status = status
  if (search.channel) query.channel = search.channel
  if (search.handler) query.handler = search.handler
  if (search.intent) query.intent = search.intent
  if (search.mood) query.mood = search.mood
  if (search.urgency) query.urgency = search.urgency
  if (search.stage) query.stage = search.stage
  if (search.temperature) query.temperature = search.temperature
  if (search.score) [query.minScore, query.maxScore] = scoreRanges[search.score]
  if (search.sort) query.sort = search.sort
  if (rule?.reviewedOnly && search.show !== 'unreviewed') query.reviewed = 'only'
  return query
}

/** Does a conversation belong into the list of this query? The same question that the server's SQL answers. */
export function matchesQuery(row: ConversationRow, query: ListQuery): boolean {
  if (query.filter === 'unread' && row.unread === 0) return false
  if (query.filter === 'requires_action' && !row.requiresAction) return false
  if (query.status && row.status !== query.status) return false
  if (query.channel && row.channel !== query.channel) return false
  if (query.handler && row.handler !== query.handler) return false
  if (query.intent && row.intent !== query.intent) return false
  if (query.mood && row.mood !== query.mood) return false
  if (query.urgency && row.urgency !== query.urgency) return false
  if (query.stage && row.stage !== query.stage) return false
  if (query.temperature && row.temperature !== query.temperature) return false
  const score = row.review?.score ?? null
  if (query.sort && score === null) return false
  if (query.minScore !== undefined && (score === null || score < query.minScore)) return false
  if (query.maxScore !== undefined && (score === null || score > query.maxScore)) return false
  if (query.reviewed === 'only' && isHeldBack(row)) return false
  if (query.contactId && row.contact.id !== query.contactId) return false
  return true
}

/** Never reviewed, not quiet for ten minutes, and nobody is needed: what the rule holds back. */
function isHeldBack(row: ConversationRow): boolean {
  if (row.review?.everFinal !== false || row.requiresAction || row.status === 'escalated') return false
  if (row.urgency === 'high' || row.urgency === 'emergency') return false
  return Date.now() - Date.parse(row.lastMessageAt) < 10 * 60_000
}

/** How many filters beside the view are on. */
export function countFilters(search: InboxSearch): number {
  return [
    search.channel,
    search.view === 'escalated' ? undefined : search.status,
    search.handler,
    search.intent,
    search.mood,
    search.urgency,
    search.stage,
    search.temperature,
    search.score,
    search.sort,
  ].filter(Boolean).length
}

/** Search parameters as plain words: `?view=unread&q=555`, not JSON in the address bar. */
export function parseSearch(text: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(text))
}
export function stringifySearch(search: Record<string, string | number | undefined>): string {
  const params = new URLSearchParams()
  for (const [name, value] of Object.entries(search))
    if (value !== undefined && value !== '') params.set(name, String(value))
  const text = params.toString()
  return text ? `?${text}` : ''
}
