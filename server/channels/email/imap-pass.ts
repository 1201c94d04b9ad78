// One look into a mailbox: every mail that has come since the last one is handed over, oldest first, and the cursor
// moves only after each. A mail that cannot be taken in is set aside and tried again; it stops none of the others.
import type { FetchMessageObject, ImapFlow, MailboxObject } from 'imapflow'
import type { Clock } from '#lib/clock.ts'
import type { MailboxCursor } from './imap-state.ts'

export type MailPlace = {
  mailbox: string
  uidValidity: string
  uid: number
  /** When the mail server got it. */
  arrivedAt: Date | null
  /** It was larger than what is fetched: its end is missing. */
  truncated: boolean
  /** What it has in all, in bytes. */
  size: number
}

export type CursorStore = {
  load(): Promise<MailboxCursor | null>
  save(cursor: MailboxCursor): Promise<void>
}

export type PassOptions = {
  client: ImapFlow
  mailbox: string
  cursor: CursorStore
  /** Resolves when the mail is stored or quarantined; the same mail twice must be stored once. */
  deliver(raw: Uint8Array, place: MailPlace): Promise<void>
  clock: Clock
  maxBytes: number
  isStopped(): boolean
  /** How often the connection broke while a mail was fetched, by UID; kept over reconnections. */
  breaks: Map<number, number>
}

export type PassResult = { delivered: number; pending: MailboxCursor['pending'] }

const DAY_MS = 86_400_000
/** Servers date mail by their own clocks, and a mail may be moved in late. */
const RESYNC_MARGIN_MS = 7 * DAY_MS
/** So many mails that fail are not bad mails: something is wrong with the taking in, and going on would only pile up. */
const MAX_PENDING = 200
const FIRST_RETRY_MS = 60_000
const LAST_RETRY_MS = 6 * 3_600_000

/** The connection broke on this mail so often that the mail is the likelier culprit. */
const MAX_BREAKS = 3

/** Not the mailbox is in trouble but our side, which cannot store. */
export class StoreFailure extends Error {}

/** Looks once. Throws where the connection breaks or the server refuses; what was handed over stays handed over. */
export async function lookOnce(options: PassOptions): Promise<PassResult> {
  const { client, mailbox, clock } = options
  const box = await client.mailboxOpen(mailbox)
  const cursor = await currentCursor(options, box)
  let delivered = 0

  for (const due of cursor.pending.filter(({ dueAt }) => new Date(dueAt) <= clock.now())) {
    if (options.isStopped()) break
    if (await take(options, cursor, box, due.uid)) delivered++
    await save(options, cursor)
  }
  for (const uid of await newUids(client, box, cursor)) {
    if (options.isStopped()) return { delivered, pending: cursor.pending }
    if (await take(options, cursor, box, uid)) delivered++
    cursor.lastUid = uid
    await save(options, cursor)
  }
  if (cursor.resyncSince !== null && !options.isStopped()) {
    cursor.resyncSince = null
    cursor.lastUid = Math.max(cursor.lastUid, (box.uidNext ?? 1) - 1)
    await save(options, cursor)
  }
  return { delivered, pending: cursor.pending }
}

/** The stored cursor; a new one at the end of the mailbox; or one that goes through it anew (RFC 3501 2.3.1.1). */
async function currentCursor(options: PassOptions, box: MailboxObject): Promise<MailboxCursor> {
  const stored = await load(options)
  const uidValidity = String(box.uidValidity)
  if (stored?.uidValidity === uidValidity) return stored
  const now = options.clock.now()
  const cursor: MailboxCursor = stored
    ? { ...stored, uidValidity, lastUid: 0, resyncSince: resyncStart(stored), pending: [] }
    : {
        uidValidity,
        lastUid: await newestUid(options.client, box),
        startedAt: now.toISOString(),
        newestAt: null,
        resyncSince: null,
        pending: [],
      }
  await save(options, cursor)
  return cursor
}

function resyncStart({ startedAt, newestAt }: MailboxCursor): string {
  const started = Date.parse(startedAt)
  const newest = newestAt === null ? started : Date.parse(newestAt) - RESYNC_MARGIN_MS
  return new Date(Math.max(started, newest)).toISOString()
}

async function newestUid(client: ImapFlow, box: MailboxObject): Promise<number> {
  if (box.uidNext) return box.uidNext - 1
  return (await search(client, { all: true })).at(-1) ?? 0
}

async function newUids(client: ImapFlow, box: MailboxObject, cursor: MailboxCursor): Promise<number[]> {
  if (box.exists === 0 || (box.uidNext && box.uidNext - 1 <= cursor.lastUid)) return []
  // SINCE knows whole days in the server's zone only; what is too early is sorted out by its arrival.
  const since = cursor.resyncSince ? { since: new Date(Date.parse(cursor.resyncSince) - DAY_MS) } : {}
  const found = await search(client, { uid: `${cursor.lastUid + 1}:*`, ...since })
  // `n:*` names the last mail even where its UID is below n.
  return found.filter((uid) => uid > cursor.lastUid).toSorted((a, b) => a - b)
}

async function search(client: ImapFlow, query: Parameters<ImapFlow['search']>[0]): Promise<number[]> {
  const found = await client.search(query, { uid: true })
  if (!Array.isArray(found)) throw new Error('The mail server could not search the mailbox.')
  return found
}

/** Fetches one mail and hands it over; sets it aside where that fails for reasons of its own. */
async function take(
  options: PassOptions,
  cursor: MailboxCursor,
  box: MailboxObject,
  uid: number,
): Promise<boolean> {
  try {
    const mail = await fetchMail(options, uid)
    const arrivedAt = mail ? arrivalOf(mail) : null
    if (mail?.source && !isHistory(cursor, arrivedAt)) {
      const size = Math.max(mail.size ?? 0, mail.source.byteLength)
      const truncated = size > mail.source.byteLength
      const place = { mailbox: box.path, uidValidity: cursor.uidValidity, uid, arrivedAt, truncated, size }
      await options.deliver(mail.source, place)
      if (arrivedAt && (cursor.newestAt === null || arrivedAt > new Date(cursor.newestAt)))
        cursor.newestAt = arrivedAt.toISOString()
    }
    // Gone meanwhile, or history: nothing is left to do for it either.
    cursor.pending = cursor.pending.filter((one) => one.uid !== uid)
    return mail?.source !== undefined
  } catch (error) {
    if (!options.client.usable) {
      await noteBreak(options, cursor, uid, error)
      throw error
    }
    setAside(cursor, uid, error, options.clock.now())
    return false
  }
}

/** A mail over which the server or the connection stumbles each time must not keep the others waiting. */
async function noteBreak(
  options: PassOptions,
  cursor: MailboxCursor,
  uid: number,
  error: unknown,
): Promise<void> {
  const breaks = (options.breaks.get(uid) ?? 0) + 1
  options.breaks.set(uid, breaks)
  if (breaks < MAX_BREAKS) return
  setAside(cursor, uid, error, options.clock.now())
  cursor.lastUid = Math.max(cursor.lastUid, uid)
  await save(options, cursor)
}

async function save({ cursor: store }: PassOptions, cursor: MailboxCursor): Promise<void> {
  try {
    await store.save(cursor)
  } catch (error) {
    throw new StoreFailure('The place in the mailbox could not be stored.', { cause: error })
  }
}

async function load({ cursor: store }: PassOptions): Promise<MailboxCursor | null> {
  try {
    return await store.load()
  } catch (error) {
    throw new StoreFailure('The place in the mailbox could not be read.', { cause: error })
  }
}

async function fetchMail(options: PassOptions, uid: number): Promise<FetchMessageObject | null> {
  const query = { uid: true, size: true, internalDate: true, source: { maxLength: options.maxBytes } }
  const mail = await options.client.fetchOne(String(uid), query, { uid: true })
  if (mail === undefined) throw new Error('The connection to the mailbox was lost.')
  return mail || null
}

function arrivalOf(mail: FetchMessageObject): Date | null {
  const date = mail.internalDate === undefined ? null : new Date(mail.internalDate)
  return date && !Number.isNaN(date.getTime()) ? date : null
}

/** Going through anew must not import what lay there before the mailbox was connected. */
function isHistory(cursor: MailboxCursor, arrivedAt: Date | null): boolean {
  return cursor.resyncSince !== null && arrivedAt !== null && arrivedAt < new Date(cursor.resyncSince)
}

function setAside(cursor: MailboxCursor, uid: number, error: unknown, now: Date): void {
  const before = cursor.pending.find((one) => one.uid === uid)
  if (!before && cursor.pending.length >= MAX_PENDING)
    throw new StoreFailure(`${MAX_PENDING} mails could not be taken in.`, { cause: error })
  const tries = (before?.tries ?? 0) + 1
  const wait = Math.min(FIRST_RETRY_MS * 2 ** (tries - 1), LAST_RETRY_MS)
  const entry = { uid, tries, dueAt: new Date(now.getTime() + wait).toISOString(), reason: reasonOf(error) }
  cursor.pending = [...cursor.pending.filter((one) => one.uid !== uid), entry]
}

function reasonOf(error: unknown): string {
  const said: unknown =
    typeof error === 'object' && error !== null ? Reflect.get(error, 'responseText') : null
  const text =
    typeof said === 'string' && said !== '' ? said : error instanceof Error ? error.message : String(error)
  return text.slice(0, 300)
}
