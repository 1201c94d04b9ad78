// The mailboxes that are watched over IMAP. One process of all watches them: whoever holds the lock.
import pg from 'pg'
import type { InboxAccount } from '#channels/channel.ts'
import type { CursorStore } from '#channels/email/imap-pass.ts'
import { startMailbox, type WatchedMailbox } from '#channels/email/imap-poller.ts'
import { MailboxCursor } from '#channels/email/imap-state.ts'
import { mailToken } from '#channels/email/sign-in.ts'
import type { TokenResult } from '#channels/protocols/oauth/tokens.ts'
import { listInboxesOfChannel, noteState } from '#db/inboxes.ts'
import { loadMailbox, saveMailbox } from '#db/mailboxes.ts'
import type { Connection } from '#db/pool.ts'
import type { Ingest } from '#flow/2-ingest.ts'
import { ioOf } from '#flow/channel-io.ts'
import type { Flow } from '#flow/deps.ts'
import { deliverMail, deliverSentMail } from './deliver-mail.ts'

const LOOK_MS = 5_000
const LOCK = 7_104_001

export type Mailboxes = { refresh(): Promise<void>; stop(): Promise<void> }

/** Watches every email inbox that names an IMAP server, and follows changes of the settings. */
export function startMailboxes(flow: Flow, ingest: Ingest, connection: Connection): Mailboxes {
  const watched = new Map<string, { fingerprint: string; mailbox: WatchedMailbox }>()
  let lock: pg.Client | null = null
  let stopped = false

  const holdsLock = async (): Promise<boolean> => {
    if (lock) return true
    const client = new pg.Client({ ...connection, application_name: 'frontdesk-mailboxes', keepAlive: true })
    const lost = () => {
      if (lock === client) lock = null
    }
    client.on('error', lost)
    client.on('end', lost)
    await client.connect()
    const { rows } = await client.query<{ got: boolean }>('select pg_try_advisory_lock($1) as got', [LOCK])
    if (!rows[0]?.got) {
      await client.end()
      return false
    }
    lock = client
    return true
  }

  const refresh = async () => {
    if (stopped) return
    // Nobody needs the lock, or a connection, while no inbox has a mailbox.
    const rows = (await listInboxesOfChannel(flow.store, 'email')).filter(
      (row) => row.status === 'active' && row.settings.imapHost,
    )
    const mine = rows.length > 0 && (await holdsLock())
    const wanted = new Map(mine ? rows.map((row) => [row.id, row] as const) : [])
    for (const [id, { fingerprint, mailbox }] of watched) {
      const row = wanted.get(id)
      if (row && fingerprintOf(row) === fingerprint) continue
      watched.delete(id)
      await mailbox.stop()
    }
    for (const row of wanted.values()) {
      if (watched.has(row.id)) continue
      flow.accounts.forget()
      const connected = await flow.accounts.byId(row.workspace_id, row.id)
      if (!connected) continue
      const box =
        typeof row.settings.imapMailbox === 'string' && row.settings.imapMailbox
          ? row.settings.imapMailbox
          : 'INBOX'
      let told: Promise<void> = Promise.resolve()
      const mailbox = startMailbox({
        account: connected.account,
        cursor: cursorOf(flow, row, box),
        deliver: (raw, { truncated, size }) =>
          deliverMail(flow, ingest, connected, raw, truncated ? { truncated: { size } } : {}),
        sent: {
          cursorOf: (path) => cursorOf(flow, row, path),
          deliver: (raw) => deliverSentMail(flow, ingest, connected, raw),
        },
        token: (refused) => tokenOf(flow, connected.account, refused),
        log: flow.log,
        clock: flow.clock,
        onState: (state) => {
          const words =
            state.state === 'trouble' ? `${state.words}${state.action ? ` ${state.action}` : ''}` : null
          // One after the other: "connecting" must not overtake the trouble that follows it.
          told = told
            .then(() => noteState(flow.store.db, row.workspace_id, row.id, words))
            .catch(() => undefined)
        },
      })
      watched.set(row.id, { fingerprint: fingerprintOf(row), mailbox })
    }
  }
  const look = () => {
    refresh().catch((error: unknown) => flow.log.debug({ error }, 'the mailboxes could not be looked over'))
  }
  const timer = setInterval(look, LOOK_MS)
  timer.unref()
  look()
  return {
    refresh,
    async stop() {
      stopped = true
      clearInterval(timer)
      await Promise.all([...watched.values()].map(({ mailbox }) => mailbox.stop()))
      await lock?.end().catch(() => undefined)
    },
  }
}

function cursorOf(flow: Flow, row: { workspace_id: string; id: string }, mailbox: string): CursorStore {
  return {
    async load() {
      const stored = await loadMailbox(flow.store.db, row.workspace_id, row.id, mailbox)
      const parsed = MailboxCursor.safeParse(stored)
      return parsed.success ? parsed.data : null
    },
    save: (cursor) => saveMailbox(flow.store.db, row.workspace_id, row.id, mailbox, cursor),
  }
}

/** The newest settings say how to sign in: the token in them may have replaced itself since the mailbox was begun. */
async function tokenOf(flow: Flow, account: InboxAccount, refused: string | undefined): Promise<TokenResult> {
  const current = (await flow.accounts.byId(account.workspaceId, account.id))?.account ?? account
  return mailToken(current, ioOf(flow, current), refused)
}

function fingerprintOf(row: {
  address: string
  settings: Record<string, unknown>
  secrets: Buffer | null
}): string {
  return JSON.stringify([row.address, row.settings, row.secrets?.toString('base64') ?? null])
}
