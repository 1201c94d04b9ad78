// A mailbox that one signs in to, and the folder of what was sent from it.
import { afterEach, beforeEach, expect, test } from 'vitest'
import { account, channelIo, outgoing } from '#channels/protocols/mail/fixtures/account.ts'
import { manualClock } from '#lib/clock.ts'
import { silentLog } from '#lib/log.ts'
import { type ImapFake, startImapFake } from '#test/fakes/imap-server.ts'
import { startOAuthFake } from '#test/fakes/oauth-server.ts'
import { startSmtpFake } from '#test/fakes/smtp-server.ts'
import { type MailboxOptions, startMailbox, type WatchedMailbox } from './imap-poller.ts'
import type { MailboxCursor, MailboxState } from './imap-state.ts'
import { email } from './index.ts'
import { mailToken } from './sign-in.ts'

const NEVER = 3_600_000
const clock = manualClock('2026-11-20T09:00:00Z')
const mail = (id: string) => `Message-ID: <${id}@x.example>\r\nSubject: ${id}\r\n\r\nHello ${id}\r\n`
const ended: (() => Promise<unknown>)[] = []
let watched: WatchedMailbox | null
let states: MailboxState[]
let received: string[]
let sent: string[]
let cursors: Map<string, MailboxCursor>
let nth = 0
beforeEach(() => {
  watched = null
  states = []
  received = []
  sent = []
  cursors = new Map()
})
afterEach(async () => {
  await watched?.stop()
  for (const end of ended.splice(0)) await end()
})

const cursorOf = (name: string) => ({
  load: () => Promise.resolve(structuredClone(cursors.get(name) ?? null)),
  save: (cursor: MailboxCursor) => Promise.resolve(void cursors.set(name, structuredClone(cursor))),
})
const into = (list: string[]) => (raw: Uint8Array) => {
  list.push(/^Subject: (.*?)\r?$/m.exec(Buffer.from(raw).toString())?.[1] ?? '')
  return Promise.resolve()
}

function start(imap: ImapFake, settings: Record<string, unknown>, more: Partial<MailboxOptions> = {}) {
  const own = account({
    imapHost: '127.0.0.1',
    imapPort: imap.port,
    imapSecurity: 'none',
    imapUser: 'inbox',
    imapPassword: 'secret',
    ...settings,
  })
  watched = startMailbox({
    account: own,
    cursor: cursorOf('inbox'),
    deliver: into(received),
    sent: { cursorOf, deliver: into(sent) },
    log: silentLog,
    clock,
    onState: (state) => states.push(state),
    timing: { pollMs: NEVER, firstRetryMs: NEVER, lastRetryMs: NEVER, loginRetryMs: NEVER },
    ...more,
  })
  return watched
}
async function imapFake(options: Parameters<typeof startImapFake>[0] = {}): Promise<ImapFake> {
  const imap = await startImapFake(options)
  ended.push(() => imap.stop())
  return imap
}

test('what was sent is found in the folder that the server marks, from the connection on', async () => {
  const imap = await imapFake()
  imap.addFolder('Verstuurd', '\\Sent')
  imap.addFolder('Sent')
  imap.append(mail('long ago'), { mailbox: 'Verstuurd' })
  const box = start(imap, {})
  await box.poll()
  imap.append(mail('by hand'), { mailbox: 'Verstuurd' })
  imap.append(mail('elsewhere'), { mailbox: 'Sent' })
  imap.append(mail('question'), { silent: true })
  await box.poll()
  expect(sent).toEqual(['by hand'])
  expect(received).toEqual(['question'])
  expect(cursors.get('Verstuurd')).toMatchObject({ lastUid: 2 })
  // The inbox is the one that idles.
  await imap.seen('IDLE', 2)
  expect(imap.commands.filter((c) => c.startsWith('SELECT')).at(-1)).toContain('INBOX')
})

test('or in one that is called so, or that the settings name; what arrives never waits for it', async () => {
  const imap = await imapFake()
  imap.addFolder('Sent Items')
  imap.addFolder('Archive')
  const box = start(imap, {})
  await box.poll()
  imap.append(mail('by name'), { mailbox: 'Sent Items' })
  await box.poll()
  expect(sent).toEqual(['by name'])
  const selects = imap.commands.filter((c) => c.startsWith('SELECT')).length
  await imap.seen('IDLE', 2)
  imap.append(mail('announced'))
  await imap.seen('IDLE', 3)
  expect(received).toEqual(['announced'])
  expect(imap.commands.filter((c) => c.startsWith('SELECT'))).toHaveLength(selects + 1)
  await box.stop()
  const named = start(imap, { sentMailbox: 'archive' })
  await named.poll()
  imap.append(mail('archived'), { mailbox: 'Archive' })
  await named.poll()
  expect(sent).toEqual(['by name', 'archived'])
})

test('nobody looks there where it is switched off, and no such folder is no trouble', async () => {
  const imap = await imapFake()
  const without = start(imap, {})
  await without.poll()
  expect(states.at(-1)?.state).toBe('watching')
  await without.stop()
  imap.addFolder('Sent', '\\Sent')
  await start(imap, { watchSent: false }).poll()
  expect(imap.commands.filter((c) => c.startsWith('SELECT') && c.includes('Sent'))).toEqual([])
})

test('the folder of sent mail is rebuilt: nothing old is taken for new', async () => {
  const imap = await imapFake()
  imap.addFolder('Sent', '\\Sent')
  const box = start(imap, {})
  await box.poll()
  imap.append(mail('one'), { mailbox: 'Sent', arrivedAt: new Date('2026-11-20T09:10:00Z') })
  await box.poll()
  cursors.set('Sent', { ...cursors.get('Sent')!, uidValidity: '99' })
  imap.append(mail('two'), { mailbox: 'Sent', arrivedAt: new Date('2026-11-20T09:20:00Z') })
  await box.poll()
  // "one" comes again and is known by its Message-ID; "two" is not lost.
  expect(sent).toEqual(['one', 'one', 'two'])
})

test('IDLE is begun again before a router on the way forgets the connection', async () => {
  const imap = await imapFake()
  const box = start(imap, {}, { timing: { pollMs: NEVER, idleMs: 20 } })
  await imap.seen('IDLE', 4)
  expect(imap.openConnections()).toBe(1)
  imap.append(mail('after that'))
  await imap.seen('UID FETCH')
  await box.poll()
  expect(received).toEqual(['after that'])
})

const signedIn = (base: string, more: Record<string, unknown> = {}) => ({
  signInWith: 'google',
  clientId: 'client-1',
  clientSecret: 'a secret of the app',
  refreshToken: 'refresh-0',
  signInBase: base,
  imapUser: '',
  ...more,
})
async function service() {
  const oauth = await startOAuthFake()
  ended.push(() => oauth.stop())
  return oauth
}
/** The refreshed token is the one that the mail servers take. */
const follow = (imap: ImapFake, own: () => ReturnType<typeof account>, url: string) => ({
  token: async (refused?: string) => {
    const mine = { ...own(), settings: { ...own().settings, ...signedIn(url) } }
    const result = await mailToken(mine, { fetch, now: clock.now }, refused)
    if (result.ok) imap.setToken(result.token)
    return result
  },
})

test.each([['OAUTHBEARER'], ['XOAUTH2']] as const)('logs in with a token by %s', async (mechanism) => {
  const oauth = await service()
  const imap = await imapFake({ user: 'hello@harbourdental.example', token: 'none', mechanisms: [mechanism] })
  const id = `ibx_token_${++nth}`
  const box = start(
    imap,
    signedIn(oauth.url),
    follow(imap, () => account({}, { id }), oauth.url),
  )
  await box.poll()
  expect(states.at(-1)?.state).toBe('watching')
  expect(imap.commands).toContain(`AUTHENTICATE ${mechanism}`)
  expect(oauth.asked).toHaveLength(1)
})

test('a token that the mailbox turns down is replaced at the next attempt', async () => {
  const oauth = await service()
  const imap = await imapFake({ user: 'hello@harbourdental.example', token: 'access-2' })
  const own = account(signedIn(oauth.url), { id: `ibx_token_${++nth}` })
  const box = start(imap, signedIn(oauth.url), {
    token: (refused) => mailToken(own, { fetch, now: clock.now }, refused),
  })
  await box.poll()
  expect(states.at(-1)).toMatchObject({
    state: 'trouble',
    words: expect.stringContaining('does not let this inbox into the mailbox'),
  })
  await box.poll()
  expect(states.at(-1)?.state).toBe('watching')
  expect(JSON.stringify(states)).not.toContain('access-')
})

test('a dead sign-in is told with its remedy, and the mailbox is left alone', async () => {
  const oauth = await service()
  oauth.refreshTokens.clear()
  const imap = await imapFake({ token: 'x' })
  const own = account(signedIn(oauth.url), { id: `ibx_token_${++nth}` })
  await start(imap, signedIn(oauth.url), { token: () => mailToken(own, { fetch, now: clock.now }) }).poll()
  expect(states.at(-1)).toMatchObject({
    state: 'trouble',
    words: expect.stringContaining('Google no longer accepts the sign-in'),
    action: 'Sign in again in the settings of the inbox.',
    retryAt: new Date(clock.now().getTime() + NEVER),
  })
  expect(imap.commands).toEqual([])
})

async function sender() {
  const oauth = await service()
  const smtp = await startSmtpFake({ user: 'hello@harbourdental.example', token: () => oauth.accessToken() })
  ended.push(() => smtp.stop())
  const own = account(
    signedIn(oauth.url, { smtpHost: '127.0.0.1', smtpPort: smtp.port, smtpSecurity: 'none' }),
    { id: `ibx_token_${++nth}` },
  )
  return { oauth, smtp, own, io: channelIo({ fetch, now: clock.now }) }
}

test('mail leaves with a token, and with a fresh one where that was ended early', async () => {
  const { oauth, smtp, own, io } = await sender()
  expect(await email.send(outgoing(), own, io)).toMatchObject({ outcome: 'sent' })
  oauth.endAccess()
  expect(await email.send(outgoing(), own, io)).toMatchObject({ outcome: 'sent' })
  expect(smtp.mails.map(({ user }) => user)).toEqual(Array(2).fill('hello@harbourdental.example'))
  expect(oauth.asked).toHaveLength(2)
})

test('without a sign-in nothing is sent, and the message says what to do', async () => {
  const { oauth, smtp, own, io } = await sender()
  oauth.refreshTokens.clear()
  expect(await email.send(outgoing(), own, io)).toMatchObject({
    outcome: 'rejected',
    error: { action: 'Sign in again in the settings of the inbox.' },
  })
  oauth.refreshTokens.add('refresh-0')
  oauth.faults.push({ status: 503, body: 'busy' })
  const later = { ...own, id: `ibx_token_${++nth}` }
  expect(await email.send(outgoing(), later, io)).toMatchObject({ outcome: 'retry' })
  expect(smtp.mails).toEqual([])
})

test('a server that does not let the person send says so', async () => {
  const { oauth, own, io } = await sender()
  const stranger = { ...own, settings: { ...own.settings, smtpUser: 'other@harbourdental.example' } }
  expect(await email.send(outgoing(), stranger, io)).toMatchObject({
    outcome: 'rejected',
    error: { code: '535', reason: expect.stringContaining('does not let this inbox send') },
  })
  expect(oauth.asked).toHaveLength(2)
})

test('the test of an inbox tries both doors and sends nothing', async () => {
  const smtp = await startSmtpFake({ user: 'inbox', password: 'right' })
  ended.push(() => smtp.stop())
  const imap = await imapFake()
  const own = (more: Record<string, unknown> = {}) =>
    account({
      smtpHost: '127.0.0.1',
      smtpPort: smtp.port,
      smtpSecurity: 'none',
      smtpUser: 'inbox',
      smtpPassword: 'right',
      imapHost: '127.0.0.1',
      imapPort: imap.port,
      imapSecurity: 'none',
      imapUser: 'inbox',
      imapPassword: 'secret',
      ...more,
    })
  const io = channelIo()
  expect(await email.probe?.(own(), io)).toEqual([
    { step: 'credentials', ok: true, detail: '127.0.0.1 and 127.0.0.1 let this inbox in.', remedy: null },
    { step: 'sender', ok: true, detail: 'Mails leave as hello@harbourdental.example.', remedy: null },
  ])
  expect(await email.probe?.(own({ smtpPassword: 'wrong' }), io)).toMatchObject([
    { step: 'credentials', ok: false, detail: expect.stringContaining('refused the user name') },
  ])
  expect(await email.probe?.(own({ imapPassword: 'wrong' }), io)).toMatchObject([
    { step: 'credentials', ok: false, remedy: expect.stringContaining('app password') },
  ])
  expect(await email.probe?.(own({ imapMailbox: 'Nowhere' }), io)).toMatchObject([
    { ok: false, detail: '127.0.0.1 has no folder "Nowhere".' },
  ])
  await smtp.stop()
  expect(await email.probe?.(own(), io)).toMatchObject([
    { step: 'credentials', ok: false, detail: expect.stringContaining('does not accept connections') },
  ])
  expect(smtp.mails).toEqual([])
})
