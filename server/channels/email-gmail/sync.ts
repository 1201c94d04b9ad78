// What is new in the mailbox: the history since the last look; where Google has forgotten that far back, the mails of the
// time since. Each mail is stored once by its Message-ID, so looking twice does no harm.
import { z } from 'zod'
import type { ChannelIo, Chore, ChoreResult, InboxAccount } from '#channels/channel.ts'
import { beginsAt } from '#channels/protocols/mail/begins-at.ts'
import { drain, enqueue, type Fetched, hasDue, Queued } from '#channels/protocols/mail/queue.ts'
import { noticeOfSetAside } from '#channels/protocols/mail/set-aside.ts'
import { takeArrived, takeSent } from '#channels/protocols/mail/take-mail.ts'
import { callGmail, troubleOf } from './api.ts'
import { gmailSettings } from './settings.ts'

/** With pushes the look is a safety net; without them it is how mail comes in. */
const NET_MS = 5 * 60_000
const POLL_MS = 60_000
/** A mailbox is dated by its server, and a mail may be delivered late. */
const MARGIN_MS = 7 * 86_400_000

const State = z.object({
  historyId: z.string(),
  /** When the mailbox was connected: what lay there before stays there. */
  startedAt: z.string(),
  /** Where the page after the last one begins, while a history has several. */
  page: z.string().nullable(),
  /** While Google has forgotten the history: what has come since then is listed. */
  resync: z.object({ since: z.string(), page: z.string().nullable() }).nullable(),
  /** When the newest mail arrived that was taken in. */
  newestAt: z.string().nullable(),
  queue: z.array(Queued),
})
type State = z.infer<typeof State>
type Trouble = { reason: string; remedy: string }

export const mailChore: Chore = {
  name: 'mail',
  everyMs: NET_MS,
  async run(account, stored, io) {
    const known = State.safeParse(stored)
    const state = known.success ? known.data : await begin(account, io)
    if ('reason' in state) return { outcome: 'failed', ...state }
    const due = hasDue(state.queue, io.now())
    const listed = due ? state : await list(account, io, state)
    if ('reason' in listed) return { outcome: 'failed', ...listed }
    return fetchQueued(account, io, listed)
  },
}

/** From now on: an inbox is not filled with what was answered long ago. */
async function begin(account: InboxAccount, io: ChannelIo): Promise<State | Trouble> {
  const historyId = await currentHistory(account, io)
  if (typeof historyId !== 'string') return historyId
  const startedAt = beginsAt(account, io).toISOString()
  const resync = { since: startedAt, page: null }
  return { historyId, startedAt, page: null, resync, newestAt: null, queue: [] }
}

const Profile = z.looseObject({ historyId: z.coerce.string() })

async function currentHistory(account: InboxAccount, io: ChannelIo): Promise<string | Trouble> {
  const answer = await callGmail(io, account, 'profile')
  const profile = answer.outcome === 'answered' ? Profile.safeParse(answer.json) : null
  return troubleOf(answer) ?? (profile?.success ? profile.data.historyId : NONSENSE)
}

const NONSENSE = {
  reason: 'Google answered something else than Gmail does.',
  remedy: 'Check the API address.',
}

const Message = z.looseObject({ id: z.string(), labelIds: z.array(z.string()).optional() })
const Change = z.looseObject({ message: Message, labelIds: z.array(z.string()).optional() })
const History = z.looseObject({
  history: z
    .array(
      z.looseObject({ messagesAdded: z.array(Change).optional(), labelsAdded: z.array(Change).optional() }),
    )
    .optional(),
  nextPageToken: z.string().optional(),
  historyId: z.coerce.string(),
})

async function list(account: InboxAccount, io: ChannelIo, state: State): Promise<State | Trouble> {
  if (state.resync) return listSince(account, io, state, state.resync)
  const query = new URLSearchParams({ startHistoryId: state.historyId, maxResults: '100' })
  query.append('historyTypes', 'messageAdded')
  query.append('historyTypes', 'labelAdded')
  if (state.page) query.set('pageToken', state.page)
  const answer = await callGmail(io, account, `history?${query}`)
  if (answer.outcome === 'answered' && answer.status === 404) return forgotten(account, io, state)
  const trouble = troubleOf(answer)
  if (trouble) return trouble
  const read = History.safeParse(answer.outcome === 'answered' ? answer.json : null)
  if (!read.success) return NONSENSE
  const ids = (read.data.history ?? []).flatMap(({ messagesAdded = [], labelsAdded = [] }) => [
    ...messagesAdded.map(({ message }) => message.id),
    // Taken back from spam, for instance.
    ...labelsAdded.filter(({ labelIds = [] }) => labelIds.includes('INBOX')).map(({ message }) => message.id),
  ])
  const next = read.data.nextPageToken ?? null
  return {
    ...state,
    queue: enqueue(state.queue, ids),
    page: next,
    historyId: next ? state.historyId : read.data.historyId,
  }
}

/** The history id is taken before the list, so that what comes in between is in both and lost in neither. */
async function forgotten(account: InboxAccount, io: ChannelIo, state: State): Promise<State | Trouble> {
  const historyId = await currentHistory(account, io)
  if (typeof historyId !== 'string') return historyId
  const began = Date.parse(state.startedAt)
  const newest = state.newestAt === null ? began : Date.parse(state.newestAt) - MARGIN_MS
  const since = new Date(Math.max(began, newest)).toISOString()
  return { ...state, historyId, page: null, resync: { since, page: null } }
}

const Listed = z.looseObject({ messages: z.array(Message).optional(), nextPageToken: z.string().optional() })

async function listSince(
  account: InboxAccount,
  io: ChannelIo,
  state: State,
  resync: NonNullable<State['resync']>,
): Promise<State | Trouble> {
  const query = new URLSearchParams({
    q: `after:${Math.floor(Date.parse(resync.since) / 1_000)} -in:drafts -in:chats`,
    maxResults: '100',
  })
  if (resync.page) query.set('pageToken', resync.page)
  const answer = await callGmail(io, account, `messages?${query}`)
  const trouble = troubleOf(answer)
  if (trouble) return trouble
  const read = Listed.safeParse(answer.outcome === 'answered' ? answer.json : null)
  if (!read.success) return NONSENSE
  const ids = (read.data.messages ?? []).map(({ id }) => id)
  const page = read.data.nextPageToken ?? null
  // Gmail lists the newest first; a thread reads from the oldest on.
  return {
    ...state,
    queue: enqueue(state.queue, ids.toReversed()),
    resync: page ? { ...resync, page } : null,
  }
}

async function fetchQueued(account: InboxAccount, io: ChannelIo, state: State): Promise<ChoreResult> {
  let { newestAt } = state
  const note = (at: Date) => {
    if (newestAt === null || at > new Date(newestAt)) newestAt = at.toISOString()
  }
  const drained = await drain(state.queue, (id) => fetchMail(account, io, state, id, note), io.now())
  if (drained.stopped && drained.items.length === 0) return { outcome: 'failed', ...drained.stopped }
  const next = { ...state, newestAt, queue: drained.queue }
  const more = drained.more || (drained.stopped === null && (next.page !== null || next.resync !== null))
  const notices = noticeOfSetAside('Google', state.queue, drained.queue)
  return done(account, next, [...drained.items, ...notices], more)
}

function done(
  account: InboxAccount,
  state: State,
  items: Extract<ChoreResult, { outcome: 'done' }>['items'],
  more: boolean,
): ChoreResult {
  const pause = gmailSettings(account).topic ? {} : { againAfterMs: POLL_MS }
  return { outcome: 'done', state, items, ...(more ? { againAfterMs: 0 } : pause) }
}

const Raw = z.looseObject({
  raw: z.string(),
  threadId: z.string().optional(),
  labelIds: z.array(z.string()).optional(),
  internalDate: z.coerce.number().optional(),
})
const UNWANTED = ['SPAM', 'TRASH', 'DRAFT', 'CHAT']

async function fetchMail(
  account: InboxAccount,
  io: ChannelIo,
  state: State,
  id: string,
  note: (at: Date) => void,
): Promise<Fetched> {
  const answer = await callGmail(io, account, `messages/${encodeURIComponent(id)}?format=raw`)
  if (answer.outcome === 'answered' && [404, 410].includes(answer.status)) return { outcome: 'gone' }
  const trouble = troubleOf(answer)
  // One mail that Google cannot give out keeps none of the others waiting; a limit or a lost sign-in concerns all.
  if (trouble && answer.outcome === 'answered' && (answer.status >= 500 || answer.status === 400))
    return { outcome: 'bad', reason: trouble.reason }
  if (trouble) return { outcome: 'stop', ...trouble }
  const read = Raw.safeParse(answer.outcome === 'answered' ? answer.json : null)
  if (!read.success) return { outcome: 'bad', reason: NONSENSE.reason }
  const { raw, threadId, labelIds = [], internalDate } = read.data
  const receivedAt = internalDate === undefined ? io.now() : new Date(internalDate)
  const bytes = Buffer.from(raw, 'base64url')
  const told = { thread: threadId ?? null, receivedAt }
  const items = (list: Awaited<ReturnType<typeof takeArrived>>): Fetched => {
    note(receivedAt)
    return { outcome: 'items', items: list, bytes: bytes.byteLength }
  }
  if (labelIds.some((label) => UNWANTED.includes(label)) || receivedAt < new Date(state.startedAt))
    return { outcome: 'gone' }
  if (!labelIds.includes('SENT')) return items(await takeArrived(bytes, account, told))
  return gmailSettings(account).watchSent ? items(await takeSent(bytes, account, told)) : { outcome: 'gone' }
}
