// Ingress B: a mailbox that is watched over IMAP. New mail is announced (IDLE) and looked for at intervals too, since
// announcements get lost; a broken connection is made again, sooner first, later ever more patiently.
import type { ImapFlow } from 'imapflow'
import type { InboxAccount } from '#channels/channel.ts'
import type { TokenResult } from '#channels/protocols/oauth/tokens.ts'
import type { Clock } from '#lib/clock.ts'
import type { Log } from '#lib/log.ts'
import { makeBell } from './bell.ts'
import { explainImap, imapClient, isLoginRefused, NoToken, needsPerson } from './imap-client.ts'
import { type CursorStore, lookOnce, type MailPlace } from './imap-pass.ts'
import type { MailboxState } from './imap-state.ts'
import { findSentMailbox } from './sent-mailbox.ts'
import { type EmailSettings, readSettings } from './settings.ts'

export type MailboxTiming = {
  /** Between two looks that nothing announced. */
  pollMs: number
  /** Before the first new attempt after a failure; doubles up to the last. */
  firstRetryMs: number
  lastRetryMs: number
  /** After a refused password: trying often locks accounts. */
  loginRetryMs: number
  /** IDLE is ended and begun again so often. */
  idleMs: number
}

/** Resolves when the mail is stored or quarantined; the same mail twice must be stored once. */
export type Deliver = (raw: Uint8Array, place: MailPlace) => Promise<void>

export type MailboxOptions = {
  account: InboxAccount
  cursor: CursorStore
  deliver: Deliver
  /** Where what people sent from this mailbox goes; absent where nobody wants to know. */
  sent?: { cursorOf(mailbox: string): CursorStore; deliver: Deliver }
  /** For accounts that are signed in to; `refused` is a token that was just turned down. */
  token?(refused: string | undefined): Promise<TokenResult>
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
  // RFC 2177 says 29 minutes; the routers in between forget connections after five to ten.
  idleMs: 4 * 60_000,
}
const MAX_BYTES = 50 * 1024 * 1024

/** Begins to watch the mailbox that the inbox's settings name, until it is stopped. */
export function startMailbox(options: MailboxOptions): WatchedMailbox {
  const timing = { ...USUAL, ...options.timing }
  const bell = makeBell()
  let stopped = false
  let failures = 0
  let waiting: (() => void)[] = []
  let interrupt: (() => void) | null = null
  let refused: string | undefined
  const breaks = { inbox: new Map<number, number>(), sent: new Map<number, number>() }

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
    const token = await tokenFor(settings)
    if (stopped) return
    const client = imapClient(options.account, settings, token, timing.idleMs)
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
      await client.connect().catch((error: unknown) => {
        // The next attempt asks for a token that is not this one.
        refused = isLoginRefused(error) ? (token ?? undefined) : undefined
        throw error
      })
      const sent = await sentMailbox(client, settings)
      let all = true
      while (!stopped) {
        const asked = waiting
        waiting = []
        interrupt = null
        try {
          // The folder of sent mail is looked into at intervals, or when somebody asks: what arrives must not wait for it.
          if (sent !== null && (all || asked.length > 0)) await lookIntoSent(client, sent)
          await look(client, settings.imapMailbox)
        } catch (error) {
          // Answered when the trouble has been told.
          waiting = [...asked, ...waiting]
          throw error
        }
        answer(asked)
        // Runs until another command ends it; where it fails, the connection is closed, which rings.
        void client.idle().catch(ring)
        all = (await bell.wait(timing.pollMs)) === 'over'
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

  async function tokenFor(settings: EmailSettings): Promise<string | null> {
    if (settings.signInWith === 'password') return null
    const result = await options.token?.(refused)
    if (result?.ok) return result.token
    throw result ? new NoToken(result) : new Error('Nobody gives out tokens for this mailbox.')
  }

  async function sentMailbox(client: ImapFlow, settings: EmailSettings): Promise<string | null> {
    return options.sent && settings.watchSent ? findSentMailbox(client, settings) : null
  }

  /** Trouble with what was sent does not keep what arrives from coming in, but where the connection broke. */
  async function lookIntoSent(client: ImapFlow, mailbox: string): Promise<void> {
    if (!options.sent) return
    const { cursorOf, deliver } = options.sent
    try {
      await lookOnce({
        client,
        mailbox,
        cursor: cursorOf(mailbox),
        deliver,
        clock: options.clock,
        maxBytes: options.maxBytes ?? MAX_BYTES,
        isStopped: () => stopped,
        breaks: breaks.sent,
      })
    } catch (error) {
      if (!client.usable) throw error
      options.log.warn({ err: error, inbox: options.account.id, mailbox }, 'sent mail could not be looked at')
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
      breaks: breaks.inbox,
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
        const { reason, action } = explainImap(error, settings)
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

function delayAfter(error: unknown, failures: number, timing: MailboxTiming): number {
  if (needsPerson(error)) return timing.loginRetryMs
  return Math.min(timing.firstRetryMs * 2 ** Math.min(failures, 20), timing.lastRetryMs)
}
