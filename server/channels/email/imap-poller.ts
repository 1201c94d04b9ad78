// Ingress B: a mailbox that is watched over IMAP. New mail is announced (IDLE) and looked for at intervals too, since
// announcements get lost; a broken connection is made again, sooner first, later ever more patiently.
import { ImapFlow } from 'imapflow'
import type { InboxAccount } from '#channels/channel.ts'
import type { DeliveryError } from '#domain/message.ts'
import type { Clock } from '#lib/clock.ts'
import type { Log } from '#lib/log.ts'
import { explainConnection } from './connection-words.ts'
import { type CursorStore, lookOnce, type MailPlace, StoreFailure } from './imap-pass.ts'
import type { MailboxState } from './imap-state.ts'
import { type EmailSettings, readSettings } from './settings.ts'

export type MailboxTiming = {
  /** Between two looks that nothing announced. */
  pollMs: number
  /** Before the first new attempt after a failure; doubles up to the last. */
  firstRetryMs: number
  lastRetryMs: number
  /** After a refused password: trying often locks accounts. */
  loginRetryMs: number
}

export type MailboxOptions = {
  account: InboxAccount
  cursor: CursorStore
  /** Resolves when the mail is stored or quarantined; the same mail twice must be stored once. */
  deliver(raw: Uint8Array, place: MailPlace): Promise<void>
  log: Log
  clock: Clock
  onState(state: MailboxState): void
  timing?: Partial<MailboxTiming>
  /** Mails are fetched up to this many bytes; what is longer arrives without its end, and says so. */
  maxBytes?: number
}

export type WatchedMailbox = {
  /** Looks now. Resolves when the look is over, or the attempt has failed: `onState` says which. */
  poll(): Promise<void>
  /** Finishes the mail under way and disconnects. */
  stop(): Promise<void>
}

const USUAL: MailboxTiming = {
  pollMs: 60_000,
  firstRetryMs: 1_000,
  lastRetryMs: 5 * 60_000,
  loginRetryMs: 5 * 60_000,
}
/** RFC 2177 says 29 minutes; the routers in between forget connections after five to ten. */
const IDLE_MS = 4 * 60_000
const MAX_BYTES = 50 * 1024 * 1024

/** Begins to watch the mailbox that the inbox's settings name, until it is stopped. */
export function startMailbox(options: MailboxOptions): WatchedMailbox {
  const timing = { ...USUAL, ...options.timing }
  const bell = makeBell()
  let stopped = false
  let failures = 0
  let waiting: (() => void)[] = []
  let interrupt: (() => void) | null = null
  const breaks = new Map<number, number>()

  const report = (state: MailboxState['state'], words: string, more: Partial<MailboxState> = {}): void =>
    options.onState({
      state,
      words,
      action: null,
      retryAt: null,
      pending: 0,
      at: options.clock.now(),
      ...more,
    })
  const answer = (asked: (() => void)[]): void => {
    for (const done of asked) done()
  }

  async function watch(settings: EmailSettings): Promise<void> {
    report('connecting', `Connecting to ${settings.imapHost}.`)
    const client = clientFor(settings)
    let over = false
    const ring = (): void => {
      if (!over) bell.ring()
    }
    // Without a listener an error would end the process; what it means is seen where a command fails.
    client.on('error', (error) => options.log.debug({ err: error, inbox: options.account.id }, 'imap error'))
    client.on('exists', ring)
    client.on('close', ring)
    interrupt = () => client.close()
    try {
      await client.connect()
      while (!stopped) {
        const asked = waiting
        waiting = []
        interrupt = null
        try {
          await look(client, settings.imapMailbox)
        } catch (error) {
          // Answered when the trouble has been told.
          waiting = [...asked, ...waiting]
          throw error
        }
        answer(asked)
        // Runs until another command ends it; where it fails, the connection is closed, which rings.
        void client.idle().catch(ring)
        await bell.wait(timing.pollMs)
        if (!client.usable)
          throw Object.assign(new Error('The connection was closed.'), { code: 'ECONNRESET' })
      }
      await client.logout().catch(() => undefined)
    } finally {
      over = true
      interrupt = null
      client.close()
    }
  }

  async function look(client: ImapFlow, mailbox: string): Promise<void> {
    bell.silence()
    const result = await lookOnce({
      client,
      mailbox,
      cursor: options.cursor,
      deliver: (raw, place) => options.deliver(raw, place),
      clock: options.clock,
      maxBytes: options.maxBytes ?? MAX_BYTES,
      isStopped: () => stopped,
      breaks,
    })
    failures = 0
    const { length } = result.pending
    const last = result.pending.at(-1)?.reason
    if (length === 0) report('watching', `Watching ${mailbox}.`)
    else
      report('watching', `Watching ${mailbox}. ${length} of its mails could not be taken in yet: ${last}`, {
        pending: length,
        action: 'They are tried again by themselves.',
      })
  }

  async function run(): Promise<void> {
    while (!stopped) {
      const settings = readSettings(options.account)
      if (!settings?.imapHost) {
        report('trouble', 'No IMAP server is filled in.', { action: FILL_IN })
        return
      }
      try {
        await watch(settings)
      } catch (error) {
        if (stopped) break
        const wait = delayAfter(error, failures++, timing)
        const { reason, action } = explain(error, settings)
        options.log.warn({ err: error, inbox: options.account.id, failures }, 'mailbox is out of reach')
        report('trouble', reason, { action, retryAt: new Date(options.clock.now().getTime() + wait) })
        // What rang until now was the failure itself, or a question that is answered with it.
        bell.silence()
        answer(waiting.splice(0))
        await bell.wait(wait)
      }
    }
  }

  const running = run().finally(() => {
    if (stopped) report('stopped', 'Not watched.')
    stopped = true
    answer(waiting.splice(0))
  })
  return {
    poll: () =>
      stopped
        ? Promise.resolve()
        : new Promise((resolve) => {
            waiting.push(resolve)
            bell.ring()
          }),
    async stop() {
      stopped = true
      // While it connects there is nothing to finish.
      interrupt?.()
      bell.ring()
      await running
    },
  }
}

const FILL_IN = 'Fill in the IMAP server in the settings of the inbox.'

function clientFor(settings: EmailSettings): ImapFlow {
  const { imapSecurity: security } = settings
  return new ImapFlow({
    host: settings.imapHost,
    port: settings.imapPort ?? (security === 'tls' ? 993 : 143),
    secure: security === 'tls',
    ...(security === 'tls' ? {} : { doSTARTTLS: security === 'starttls' }),
    auth: { user: settings.imapUser, pass: settings.imapPassword },
    logger: false,
    disableAutoIdle: true,
    maxIdleTime: IDLE_MS,
    connectionTimeout: 30_000,
    clientInfo: { name: 'Frontdesk' },
  })
}

function delayAfter(error: unknown, failures: number, timing: MailboxTiming): number {
  if (flag(error, 'authenticationFailed')) return timing.loginRetryMs
  return Math.min(timing.firstRetryMs * 2 ** Math.min(failures, 20), timing.lastRetryMs)
}

function explain(error: unknown, settings: EmailSettings): Pick<DeliveryError, 'reason' | 'action'> {
  const { imapHost: host, imapMailbox: mailbox } = settings
  if (flag(error, 'authenticationFailed'))
    return {
      reason: `${host} refused the user name or the password.`,
      action: 'Correct them in the settings of the inbox. Many providers want an app password here.',
    }
  if (flag(error, 'mailboxMissing'))
    return {
      reason: `${host} has no folder "${mailbox}".`,
      action: 'Correct the folder in the settings of the inbox.',
    }
  if (error instanceof StoreFailure)
    return {
      reason: error.message,
      action: 'Look at the health of the database; the log of the server says more.',
    }
  return explainConnection(
    error,
    `${host}:${settings.imapPort ?? (settings.imapSecurity === 'tls' ? 993 : 143)}`,
  )
}

function flag(error: unknown, name: 'authenticationFailed' | 'mailboxMissing'): boolean {
  return typeof error === 'object' && error !== null && Reflect.get(error, name) === true
}

type Bell = { ring(): void; silence(): void; wait(milliseconds: number): Promise<void> }

/** Something to wait for that may have happened before: a ring is kept until it is heard. */
function makeBell(): Bell {
  let rung = false
  let wake: (() => void) | null = null
  return {
    ring() {
      rung = true
      wake?.()
    },
    silence() {
      rung = false
    },
    wait: (milliseconds) =>
      new Promise((resolve) => {
        const end = (): void => {
          clearTimeout(timer)
          wake = null
          rung = false
          resolve()
        }
        const timer = setTimeout(end, milliseconds)
        wake = end
        if (rung) end()
      }),
  }
}
