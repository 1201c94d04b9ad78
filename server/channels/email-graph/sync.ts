// What is new in the mailbox: the changes of its inbox and of its sent mail since the last look (delta query); where
// Microsoft has forgotten that far back, the mails of the time since. Each mail is stored once by its Message-ID.
import { z } from 'zod'
import type { ChannelIo, Chore, ChoreResult, InboxAccount } from '#channels/channel.ts'
import { beginsAt } from '#channels/protocols/mail/begins-at.ts'
import { drain, enqueue, type Fetched, hasDue, Queued } from '#channels/protocols/mail/queue.ts'
import { noticeOfSetAside } from '#channels/protocols/mail/set-aside.ts'
import { takeArrived, takeSent } from '#channels/protocols/mail/take-mail.ts'
import { callGraph, troubleOf } from './api.ts'
import { graphSettings } from './settings.ts'
import { isAnnounced } from './subscription.ts'

const NET_MS = 5 * 60_000
const POLL_MS = 60_000
const MARGIN_MS = 7 * 86_400_000
const FETCH_MS = 60_000

const State = z.object({
  /** When the mailbox was connected: what lay there before stays there. */
  startedAt: z.string(),
  newestAt: z.string().nullable(),
  /** Where each folder's changes go on; null begins anew. */
  links: z.object({ inbox: z.string().nullable(), sentitems: z.string().nullable() }),
  queue: z.array(Queued),
})
type State = z.infer<typeof State>
type Folder = keyof State['links']
type Trouble = { reason: string; remedy: string }

export const mailChore: Chore = {
  name: 'mail',
  everyMs: NET_MS,
  async run(account, stored, io) {
    const known = State.safeParse(stored)
    const state: State = known.success
      ? known.data
      : {
          startedAt: beginsAt(account, io).toISOString(),
          newestAt: null,
          links: { inbox: null, sentitems: null },
          queue: [],
        }
    const listed = hasDue(state.queue, io.now()) ? { state, more: true } : await list(account, io, state)
    if ('reason' in listed) return { outcome: 'failed', ...listed }
    return fetchQueued(account, io, listed.state, listed.more)
  },
}

async function list(
  account: InboxAccount,
  io: ChannelIo,
  before: State,
): Promise<{ state: State; more: boolean } | Trouble> {
  let state = before
  let more = false
  // What was sent first: an answer to it finds it stored.
  const folders: Folder[] = graphSettings(account).watchSent ? ['sentitems', 'inbox'] : ['inbox']
  for (const folder of folders) {
    const page = await listFolder(account, io, state, folder)
    if ('reason' in page) return page
    const queue = enqueue(state.queue, page.ids)
    state = { ...state, queue, links: { ...state.links, [folder]: page.link } }
    more ||= page.more
  }
  return { state, more }
}

const Page = z.looseObject({
  value: z.array(
    z.looseObject({
      id: z.string(),
      conversationId: z.string().nullish(),
      receivedDateTime: z.string().nullish(),
      isDraft: z.boolean().nullish(),
      '@removed': z.unknown().optional(),
    }),
  ),
  '@odata.nextLink': z.string().optional(),
  '@odata.deltaLink': z.string().optional(),
})

async function listFolder(
  account: InboxAccount,
  io: ChannelIo,
  state: State,
  folder: Folder,
): Promise<{ ids: string[]; link: string | null; more: boolean } | Trouble> {
  const link = state.links[folder]
  const answer = await callGraph(io, account, link ?? firstLink(state, folder))
  // The place is forgotten: from the beginning, which is the time since.
  if (link !== null && answer.outcome === 'answered' && [400, 404, 410].includes(answer.status))
    return { ids: [], link: null, more: true }
  const trouble = troubleOf(answer)
  if (trouble) return trouble
  const page = Page.safeParse(answer.outcome === 'answered' ? answer.json : null)
  if (!page.success) return NONSENSE
  const ids = page.data.value
    .filter((mail) => mail['@removed'] === undefined && mail.isDraft !== true)
    .map((mail) => nameOf(folder, mail.id, mail.conversationId ?? '', mail.receivedDateTime ?? ''))
  const next = page.data['@odata.nextLink']
  return { ids, link: next ?? page.data['@odata.deltaLink'] ?? null, more: next !== undefined }
}

const NONSENSE = {
  reason: 'Microsoft answered something else than Graph does.',
  remedy: 'Check the API address.',
}

function firstLink({ startedAt, newestAt }: State, folder: Folder): string {
  const began = Date.parse(startedAt)
  const newest = newestAt === null ? began : Date.parse(newestAt) - MARGIN_MS
  const query = new URLSearchParams({
    changeType: 'created',
    $select: 'id,conversationId,receivedDateTime,isDraft',
    $filter: `receivedDateTime ge ${new Date(Math.max(began, newest)).toISOString()}`,
  })
  return `me/mailFolders/${folder}/messages/delta?${query}`
}

/** A mail's id with what was said of it beside: one word each. */
function nameOf(folder: Folder, id: string, thread: string, receivedAt: string): string {
  return [folder, id, thread || '-', receivedAt || '-'].join(' ')
}

async function fetchQueued(
  account: InboxAccount,
  io: ChannelIo,
  state: State,
  listedMore: boolean,
): Promise<ChoreResult> {
  let { newestAt } = state
  const note = (at: Date) => {
    if (newestAt === null || at > new Date(newestAt)) newestAt = at.toISOString()
  }
  const drained = await drain(state.queue, (name) => fetchMail(account, io, name, note), io.now())
  if (drained.stopped && drained.items.length === 0) return { outcome: 'failed', ...drained.stopped }
  const more = drained.more || (drained.stopped === null && listedMore)
  const pause = isAnnounced(io) ? {} : { againAfterMs: POLL_MS }
  return {
    outcome: 'done',
    state: { ...state, newestAt, queue: drained.queue },
    items: [...drained.items, ...noticeOfSetAside('Microsoft', state.queue, drained.queue)],
    ...(more ? { againAfterMs: 0 } : pause),
  }
}

async function fetchMail(
  account: InboxAccount,
  io: ChannelIo,
  name: string,
  note: (at: Date) => void,
): Promise<Fetched> {
  const [folder, id = '', thread = '-', at = '-'] = name.split(' ')
  const path = `me/messages/${encodeURIComponent(id)}/$value`
  const answer = await callGraph(io, account, path, { file: true }, FETCH_MS)
  if (answer.outcome === 'answered' && [404, 410].includes(answer.status)) return { outcome: 'gone' }
  const trouble = troubleOf(answer)
  // One mail that Microsoft cannot give out keeps none of the others waiting; a limit or a lost sign-in concerns all.
  if (trouble && answer.outcome === 'answered' && (answer.status >= 500 || answer.status === 400))
    return { outcome: 'bad', reason: trouble.reason }
  if (trouble) return { outcome: 'stop', ...trouble }
  const bytes = answer.outcome === 'answered' ? answer.bytes : undefined
  if (!bytes) return { outcome: 'bad', reason: NONSENSE.reason }
  const receivedAt = at === '-' ? io.now() : new Date(at)
  const told = { thread: thread === '-' ? null : thread, receivedAt }
  const items = await (folder === 'sentitems'
    ? takeSent(bytes, account, told)
    : takeArrived(bytes, account, told))
  note(receivedAt)
  return { outcome: 'items', items, bytes: bytes.byteLength }
}
