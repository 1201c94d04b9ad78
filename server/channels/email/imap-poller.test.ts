import { afterEach, beforeEach, expect, test } from 'vitest'
import { account } from '#channels/protocols/mail/fixtures/account.ts'
import { manualClock } from '#lib/clock.ts'
import { silentLog } from '#lib/log.ts'
import { type ImapFake, startImapFake } from '#test/fakes/imap-server.ts'
import type { MailPlace } from './imap-pass.ts'
import { type MailboxTiming, startMailbox, type WatchedMailbox } from './imap-poller.ts'
import type { MailboxCursor, MailboxState } from './imap-state.ts'

const mail = (id: string) => `Message-ID: <${id}@customer.example>\r\nSubject: ${id}\r\n\r\nHello ${id}\r\n`
const NEVER = 3_600_000
const QUICK: Partial<MailboxTiming> = { pollMs: NEVER, firstRetryMs: 1, lastRetryMs: 4, loginRetryMs: 1 }

let server: ImapFake
let watched: WatchedMailbox | null
let cursor: MailboxCursor | null
let delivered: { subject: string; place: MailPlace; raw: string }[]
let states: MailboxState[]
let listeners: Set<() => void>
let failing: (subject: string) => Error | null
const clock = manualClock('2026-11-20T09:00:00Z')

beforeEach(async () => {
  server = await startImapFake({ user: 'inbox', password: 'sec"ret\\1' })
  watched = null
  cursor = null
  delivered = []
  states = []
  listeners = new Set()
  failing = () => null
  clock.set('2026-11-20T09:00:00Z')
})
afterEach(async () => {
  await watched?.stop()
  await server.stop()
})

function start(
  more: { settings?: Record<string, unknown>; timing?: Partial<MailboxTiming>; maxBytes?: number } = {},
) {
  watched = startMailbox({
    account: account({
      imapHost: '127.0.0.1',
      imapPort: server.port,
      imapSecurity: 'none',
      imapUser: 'inbox',
      imapPassword: 'sec"ret\\1',
      ...more.settings,
    }),
    cursor: {
      load: () => Promise.resolve(cursor && structuredClone(cursor)),
      save: (next) => {
        cursor = structuredClone(next)
        return Promise.resolve()
      },
    },
    deliver: (bytes, place) => {
      const raw = Buffer.from(bytes).toString('utf8')
      const subject = /^Subject: (.*?)\r?$/m.exec(raw)?.[1] ?? ''
      const error = failing(subject)
      if (error) return Promise.reject(error)
      delivered.push({ subject, place, raw })
      notify()
      return Promise.resolve()
    },
    log: silentLog,
    clock,
    onState: (state) => {
      states.push(state)
      notify()
    },
    timing: { ...QUICK, ...more.timing },
    ...(more.maxBytes === undefined ? {} : { maxBytes: more.maxBytes }),
  })
  return watched
}

function notify(): void {
  for (const listener of listeners) listener()
}

function until(condition: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    const check = (): void => {
      if (!condition()) return
      listeners.delete(check)
      resolve()
    }
    listeners.add(check)
    check()
  })
}

const subjects = () => delivered.map(({ subject }) => subject)
const lastState = () => states.at(-1)

test('begins with the newest mail: what lay there before stays where it is', async () => {
  server.append(mail('old1'))
  server.append(mail('old2'))
  const mailbox = start()
  await mailbox.poll()
  expect(subjects()).toEqual([])
  expect(cursor).toMatchObject({ uidValidity: '1', lastUid: 2, startedAt: '2026-11-20T09:00:00.000Z' })
  server.append(mail('new'), { silent: true })
  await mailbox.poll()
  expect(subjects()).toEqual(['new'])
  expect(delivered[0]?.raw).toBe(mail('new'))
  expect(delivered[0]?.place).toMatchObject({ mailbox: 'INBOX', uid: 3, uidValidity: '1', truncated: false })
  expect(cursor?.lastUid).toBe(3)
  expect(lastState()).toMatchObject({ state: 'watching', words: 'Watching INBOX.', pending: 0 })
})

test('hears of new mail at once (IDLE), and reads it without marking it', async () => {
  start()
  await server.seen('IDLE')
  server.append(mail('pushed'))
  await until(() => subjects().includes('pushed'))
  await server.seen('IDLE', 2)
  server.append(mail('again'))
  await until(() => subjects().includes('again'))
  expect(
    server.commands.filter((one) => one.startsWith('UID FETCH')).every((one) => one.includes('PEEK')),
  ).toBe(true)
  // One look at the start and one for each announcement: looking announces nothing by itself.
  await server.seen('IDLE', 3)
  expect(server.commands.filter((one) => one.startsWith('SELECT'))).toHaveLength(3)
})

test('looks at intervals where nothing is announced', async () => {
  start({ timing: { pollMs: 5 } })
  await until(() => lastState()?.state === 'watching')
  server.append(mail('unannounced'), { silent: true })
  await until(() => subjects().includes('unannounced'))
})

test('goes on after the last mail that was stored, whatever ended the run', async () => {
  const first = start()
  await first.poll()
  server.append(mail('one'), { silent: true })
  await first.poll()
  await first.stop()
  expect(lastState()?.state).toBe('stopped')
  server.append(mail('two'), { silent: true })
  await start().poll()
  expect(subjects()).toEqual(['one', 'two'])
})

test('connects again by itself', async () => {
  start()
  await server.seen('IDLE')
  server.dropConnections()
  server.append(mail('meanwhile'))
  await until(() => subjects().includes('meanwhile'))
  expect(states.map(({ state }) => state)).toContain('trouble')
  expect(states.find(({ state }) => state === 'trouble')).toMatchObject({
    words: expect.stringContaining('broke'),
    retryAt: new Date('2026-11-20T09:00:00.001Z'),
  })
})

test('waits longer after every failure', async () => {
  const { port } = server
  await server.stop()
  start({ settings: { imapPort: port } })
  await until(() => states.filter(({ state }) => state === 'trouble').length >= 5)
  const waits = states
    .filter(({ retryAt }) => retryAt)
    .map(({ at, retryAt }) => (retryAt?.getTime() ?? 0) - at.getTime())
  expect(waits.slice(0, 5)).toEqual([1, 2, 4, 4, 4])
  expect(states.find(({ state }) => state === 'trouble')?.words).toBe(
    `127.0.0.1:${port} does not accept connections.`,
  )
})

test('a mail that cannot be taken in stops none of the others, and is tried again when it is due', async () => {
  const mailbox = start()
  await mailbox.poll()
  failing = (subject) => (subject === 'bad' ? new Error('this one breaks us') : null)
  for (const id of ['good1', 'bad', 'good2']) server.append(mail(id), { silent: true })
  await mailbox.poll()
  expect(subjects()).toEqual(['good1', 'good2'])
  expect(lastState()).toMatchObject({ state: 'watching', pending: 1 })
  expect(lastState()?.words).toContain('this one breaks us')
  await mailbox.poll()
  expect(cursor?.pending).toMatchObject([{ uid: 2, tries: 1 }])
  clock.advance(60_001)
  await mailbox.poll()
  expect(cursor?.pending).toMatchObject([{ uid: 2, tries: 2 }])
  failing = () => null
  clock.advance(120_001)
  await mailbox.poll()
  expect(subjects()).toEqual(['good1', 'good2', 'bad'])
  expect(cursor).toMatchObject({ lastUid: 3, pending: [] })
})

test('a mail that the server will not give out is set aside too', async () => {
  const mailbox = start()
  await mailbox.poll()
  const uid = server.append(mail('locked'), { silent: true })
  server.append(mail('open'), { silent: true })
  server.spoil(uid, 'refuse')
  await mailbox.poll()
  expect(subjects()).toEqual(['open'])
  expect(cursor?.pending).toMatchObject([{ uid, reason: 'this mail cannot be read' }])
})

test('a mail over which the connection breaks each time is set aside in the end', async () => {
  const mailbox = start()
  await mailbox.poll()
  const uid = server.append(mail('poison'), { silent: true })
  server.append(mail('after'), { silent: true })
  server.spoil(uid, 'hang up')
  void mailbox.poll()
  await until(() => subjects().includes('after'))
  expect(cursor?.pending).toMatchObject([{ uid, tries: 1 }])
})

test('with other UIDs it goes through the mailbox anew, but not through its history', async () => {
  server.append(mail('history'), { arrivedAt: new Date('2026-11-19T23:00:00Z') })
  const mailbox = start()
  await mailbox.poll()
  server.append(mail('known'), { arrivedAt: new Date('2026-11-20T09:10:00Z'), silent: true })
  await mailbox.poll()
  server.append(mail('unseen'), { arrivedAt: new Date('2026-11-20T09:20:00Z'), silent: true })
  server.renumber(77, 500)
  await mailbox.poll()
  // "known" comes twice: the caller knows it by its Message-ID.
  expect(subjects()).toEqual(['known', 'known', 'unseen'])
  expect(cursor).toMatchObject({ uidValidity: '77', lastUid: 502, resyncSince: null })
  await mailbox.poll()
  expect(delivered).toHaveLength(3)
})

test('going through anew is taken up where it was broken off', async () => {
  const mailbox = start()
  await mailbox.poll()
  for (const id of ['a', 'b', 'c'])
    server.append(mail(id), { arrivedAt: new Date('2026-11-20T10:00:00Z'), silent: true })
  await mailbox.poll()
  server.renumber(2, 10)
  server.spoil(11, 'hang up')
  void mailbox.poll()
  await until(() => states.filter(({ state }) => state === 'trouble').length > 0)
  server.spoil(11, null)
  await until(() => delivered.length === 6)
  expect(subjects()).toEqual(['a', 'b', 'c', 'a', 'b', 'c'])
})

test('what is too large comes without its end, and says so', async () => {
  const mailbox = start({ maxBytes: 40 })
  await mailbox.poll()
  server.append(mail('long'), { silent: true })
  await mailbox.poll()
  expect(delivered[0]?.place.truncated).toBe(true)
  expect(delivered[0]?.raw).toBe(mail('long').slice(0, 40))
})

test('a wrong password is told in words, and works once it is right', async () => {
  server.setPassword('changed')
  const mailbox = start({ timing: { loginRetryMs: NEVER } })
  await mailbox.poll()
  expect(lastState()).toMatchObject({
    state: 'trouble',
    words: '127.0.0.1 refused the user name or the password.',
  })
  expect(JSON.stringify(states)).not.toContain('sec')
  server.setPassword('sec"ret\\1')
  await mailbox.poll()
  expect(lastState()?.state).toBe('watching')
})

test('a folder that is not there is told in words', async () => {
  await start({ settings: { imapMailbox: 'Bookings' } }).poll()
  expect(lastState()).toMatchObject({ state: 'trouble', words: '127.0.0.1 has no folder "Bookings".' })
})

test('when nothing can be stored here, the cursor stays and the words say so', async () => {
  const mailbox = start()
  await mailbox.poll()
  server.append(mail('late'), { silent: true })
  const kept = cursor
  await mailbox.stop()
  let broken = true
  watched = startMailbox({
    account: account({
      imapHost: '127.0.0.1',
      imapPort: server.port,
      imapSecurity: 'none',
      imapUser: 'inbox',
      imapPassword: 'sec"ret\\1',
    }),
    cursor: {
      load: () => Promise.resolve(kept && structuredClone(kept)),
      save: () => (broken ? Promise.reject(new Error('disk full')) : Promise.resolve()),
    },
    deliver: (_raw, place) => {
      delivered.push({ subject: String(place.uid), place, raw: '' })
      return Promise.resolve()
    },
    log: silentLog,
    clock,
    onState: (state) => {
      states.push(state)
      notify()
    },
    timing: { ...QUICK, firstRetryMs: NEVER, lastRetryMs: NEVER },
  })
  await watched.poll()
  expect(lastState()).toMatchObject({
    state: 'trouble',
    words: 'The place in the mailbox could not be stored.',
  })
  broken = false
  await watched.poll()
  expect(lastState()?.state).toBe('watching')
  // Delivered again rather than lost.
  expect(subjects()).toEqual(['1', '1'])
})

test('stops while it waits to connect again, and while it connects', async () => {
  await server.stop()
  const mailbox = start({ timing: { firstRetryMs: NEVER, lastRetryMs: NEVER } })
  await until(() => lastState()?.state === 'trouble')
  await mailbox.stop()
  expect(lastState()?.state).toBe('stopped')
  await mailbox.poll()
})
