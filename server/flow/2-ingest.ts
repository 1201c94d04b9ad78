// Step 2: contact, conversation, message, events and the next job in one commit; the provider hears 2xx after it.
// Messages that arrive together are written together: while one commit is under way, what comes in waits for the
// next. A lone message waits for nobody.
import type { Channel, InboxAccount, IncomingFile, IncomingMessage } from '#channels/channel.ts'
import { type IngestItem, type IngestResult, ingestBatch } from '#db/ingest.ts'
import { ANALYSE_AFTER, analyseYoungTables } from '#db/statistics.ts'
import { type Keyword, matchKeyword } from '#domain/consent.ts'
import { findStopRequest, type StopRequest } from '#domain/consent-language.ts'
import type { Attachment } from '#domain/message.ts'
import { kindredId } from '#lib/ids.ts'
import type { Flow } from './deps.ts'
import { storeFile } from './files.ts'
import { findNamedThread } from './named-threads.ts'

export type Ingest = {
  /** Stores messages of one account exactly once each; resolves after the commit, in their order. */
  store(
    account: InboxAccount,
    channel: Channel,
    messages: IncomingMessage[],
    options?: IngestOptions,
  ): Promise<IngestResult[]>
}
export type IngestOptions = {
  clientId?: string | null
  /** The mail as it came, kept beside what was read from it. */
  raw?: Uint8Array
}

/** So many messages share a commit at the most: larger ones would make the first of them wait. */
const MAX_BATCH = 200

type Waiting = { item: IngestItem; resolve(result: IngestResult): void; reject(error: unknown): void }

export function createIngest(flow: Flow): Ingest {
  const waiting: Waiting[] = []
  let writing = false
  let written = 0

  const write = async () => {
    writing = true
    while (waiting.length > 0) {
      const batch = waiting.splice(0, MAX_BATCH)
      try {
        const results = await ingestBatch(
          flow.store,
          batch.map((w) => w.item),
        )
        settle(batch, results)
        const before = written
        written += batch.length
        const step = ANALYSE_AFTER.find((n) => before < n && written >= n)
        if (step)
          analyseYoungTables(flow.store, step).catch((error: unknown) =>
            flow.log.debug({ error }, 'could not analyse'),
          )
      } catch (error) {
        await writeSingly(flow, batch, error)
      }
    }
    writing = false
  }
  const put = (item: IngestItem) =>
    new Promise<IngestResult>((resolve, reject) => {
      waiting.push({ item, resolve, reject })
      if (!writing) void write()
    })

  return {
    async store(account, channel, messages, options = {}) {
      const items = await Promise.all(
        messages.map((message) => prepare(flow, account, channel, message, options)),
      )
      const results = await Promise.all(items.map(put))
      if (results.some((r) => r.stored)) announce(flow, items)
      return results
    },
  }
}

function settle(batch: Waiting[], results: IngestResult[]): void {
  batch.forEach((w, i) => {
    const result = results[i]
    if (result) w.resolve(result)
    else w.reject(new Error('the batch gave no result for a message'))
  })
}

/** One bad message must not refuse its neighbours: the batch goes again, one by one. */
async function writeSingly(flow: Flow, batch: Waiting[], error: unknown): Promise<void> {
  if (batch.length === 1 && !isPassing(error)) {
    batch[0]?.reject(error)
    return
  }
  flow.log.warn({ error, size: batch.length }, 'a batch failed; writing its messages one by one')
  for (const one of batch)
    try {
      settle([one], await ingestBatch(flow.store, [one.item]))
    } catch (failure) {
      one.reject(failure)
    }
}

/**
 * The sender's contact was merged into another one at this very moment: the next look finds the survivor. Or somebody
 * who does not take the ingest's lock (history) stored the same message: the next look finds that.
 */
function isPassing(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : null
  return code === FOREIGN_KEY || code === UNIQUE || code === DEADLOCK
}
const FOREIGN_KEY = '23503'
const UNIQUE = '23505'
const DEADLOCK = '40P01'

function announce(flow: Flow, items: IngestItem[]): void {
  const now = flow.clock.now().getTime()
  const quiet = Math.max(...items.map((i) => (i.keyword ? 0 : i.quiet_ms)))
  flow.wakeAt(new Date(now + quiet))
}

async function prepare(
  flow: Flow,
  account: InboxAccount,
  channel: Channel,
  message: IncomingMessage,
  options: IngestOptions,
): Promise<IngestItem> {
  const { capabilities } = channel
  const now = flow.clock.now()
  const id = flow.ids.next('msg', now)
  const text = message.text
  const handled = message.optOutHandled ?? null
  const said = capabilities.keywords ? readKeyword(message) : nothingSaid
  const burst = flow.timing.burst ?? capabilities.burst
  const hints = channel.threadHints?.(message, account, flow.secret)
  const keyOf = (subject: string) =>
    channel.threadHints?.({ ...message, subject }, account, flow.secret).subjectKey ?? null
  return {
    workspace_id: account.workspaceId,
    inbox_id: account.id,
    channel: capabilities.channel,
    external_id: message.externalId,
    address_kind: message.fromKind ?? capabilities.addressKind,
    address: message.from,
    // A cut through an emoji leaves half a sign, which no JSON of the database takes: the message would be lost.
    from_name: message.fromName?.slice(0, 120).toWellFormed() ?? null,
    body: text,
    subject: message.subject?.slice(0, 500).toWellFormed() ?? null,
    attachments: await attach(flow, account.workspaceId, message.files),
    email: message.email,
    meta: meta(message, said.stopRequest),
    automatic: message.automatic,
    keyword: said.keyword,
    keyword_if_out: said.keywordIfOut,
    keyword_handled: handled !== null,
    client_id: options.clientId ?? null,
    created_at: now.toISOString(),
    thread: hints ? await findNamedThread(flow, account, message, hints, keyOf) : 'pointer',
    quiet_ms: burst.quietMs,
    max_ms: burst.maxMs,
    html: message.html,
    full_text: typeof message.meta.fullText === 'string' ? message.meta.fullText : null,
    raw_file_id: await storeRaw(flow, account.workspaceId, options.raw ?? message.raw),
    message_id: id,
    address_id: kindredId('adr', id),
    contact_id: kindredId('con', id),
    conversation_id: kindredId('conv', id),
  }
}

/** Keeps a mail as it came; its file's id, or null where there is none to keep. */
export async function storeRaw(
  flow: Flow,
  workspaceId: string,
  raw: Uint8Array | undefined,
): Promise<string | null> {
  if (!raw) return null
  return storeFile(flow, workspaceId, { name: 'message.eml', type: 'message/rfc822', content: raw })
}

const nothingSaid = { keyword: null, keywordIfOut: null, stopRequest: null }

/** The keyword that a message is, and what it is where the sender is opted out; a machine's text asks for nothing. */
function readKeyword(message: IncomingMessage): {
  keyword: Keyword | null
  keywordIfOut: Keyword | null
  stopRequest: StopRequest | null
} {
  const handled = message.optOutHandled ?? null
  const keyword = handled ?? matchKeyword(message.text, false)
  const keywordIfOut = handled ?? matchKeyword(message.text, true)
  const stopRequest = keyword || keywordIfOut || message.automatic ? null : findStopRequest(message.text)
  if (stopRequest) return { keyword: 'opt_out', keywordIfOut: 'opt_out', stopRequest }
  return { keyword, keywordIfOut, stopRequest }
}

function meta(message: IncomingMessage, stopRequest: StopRequest | null): Record<string, unknown> | null {
  const { fullText: _, stopRequest: _notTheirs, ...rest } = message.meta
  const all = {
    ...rest,
    // The ledger's function reads from here that these were plain words and no keyword.
    ...(stopRequest ? { stopRequest } : {}),
    ...(message.quotes ? { quotes: message.quotes } : {}),
    ...(message.automaticReason ? { automaticReason: message.automaticReason } : {}),
    ...(message.sentAt ? { providerSentAt: message.sentAt.toISOString() } : {}),
  }
  return Object.keys(all).length > 0 ? all : null
}

/** Files that came along are stored first; files that were only named are fetched by a job after the commit. */
export async function attach(
  flow: Flow,
  workspaceId: string,
  files: IncomingFile[],
): Promise<Attachment[] | null> {
  if (files.length === 0) return null
  return Promise.all(
    files.map(async (file): Promise<Attachment> => {
      const base = {
        name: file.name,
        type: file.type,
        ...(file.contentId ? { contentId: file.contentId } : {}),
        ...(file.problem ? { problem: file.problem } : {}),
      }
      if (file.content)
        return {
          ...base,
          id: await storeFile(flow, workspaceId, { ...file, content: file.content }),
          size: file.content.byteLength,
        }
      return { ...base, id: null, size: 0, ...(file.url ? { sourceUrl: file.url } : {}) }
    }),
  )
}
