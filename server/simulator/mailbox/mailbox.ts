// The mailbox of the business at a service that keeps the mail itself: what arrived, what was sent, in threads, and in the
// order in which it happened. How the service shows it is the service's own.
import { randomBytes } from 'node:crypto'
import PostalMime from 'postal-mime'
import { z } from 'zod'
import type { InboxAccount } from '#channels/channel.ts'
import type { Store } from '#db/pool.ts'
import {
  findMailboxRow,
  insertMailboxRow,
  listMailboxRows,
  type MailboxRow,
  patchMailboxState,
  readMailboxState,
} from '#db/simulator-mailbox.ts'
import { newId } from '#lib/ids.ts'

export type MailFolder = 'inbox' | 'sent'
export type KeptMail = {
  id: string
  /** Counts on with each mail of the mailbox. */
  n: number
  folder: MailFolder
  thread: string
  messageId: string
  subject: string
  at: Date
}

export type Mailbox = {
  put(raw: Uint8Array, mail: { folder: MailFolder; at: Date; thread?: string | undefined }): Promise<KeptMail>
  /** What came after the mail with this number, oldest first. */
  list(after?: number): Promise<KeptMail[]>
  read(id: string): Promise<{ mail: KeptMail; raw: Buffer } | null>
  /** What the service was told about this mailbox. */
  state(): Promise<Record<string, unknown>>
  keep(change: Record<string, unknown>): Promise<void>
}

const Stored = z.object({
  id: z.string(),
  n: z.number(),
  folder: z.enum(['inbox', 'sent']),
  thread: z.string(),
  messageId: z.string(),
  subject: z.string(),
})
const WithRaw = Stored.extend({ raw: z.string() })

export function mailboxOf(
  store: Store,
  { workspaceId, id: inboxId }: Pick<InboxAccount, 'workspaceId' | 'id'>,
): Mailbox {
  const list = async (after = 0): Promise<KeptMail[]> =>
    (await listMailboxRows(store, workspaceId, inboxId, after)).map(keptMail)
  return {
    list,
    async put(raw, { folder, at, thread }) {
      const read = await PostalMime.parse(raw)
      const named = new Set(`${read.references ?? ''} ${read.inReplyTo ?? ''}`.match(/<[^<>]+>/g))
      const known = await list()
      const id = randomBytes(8).toString('hex')
      const mail = {
        id,
        folder,
        // A thread goes on where the caller says so, or where its mail answers one of it.
        thread:
          known.find((one) => one.thread === thread)?.thread ??
          known.findLast((one) => named.has(one.messageId))?.thread ??
          id,
        messageId: read.messageId ?? '',
        subject: read.subject ?? '',
      }
      const n = await insertMailboxRow(store.db, workspaceId, inboxId, {
        id: newId('sim', at),
        at,
        body: { ...mail, raw: Buffer.from(raw).toString('base64') },
      })
      return { ...mail, n, at }
    },
    async read(id) {
      const row = await findMailboxRow(store, workspaceId, inboxId, id)
      return row && { mail: keptMail(row), raw: Buffer.from(WithRaw.parse(row.body).raw, 'base64') }
    },
    state: () => readMailboxState(store, workspaceId, inboxId),
    async keep(change) {
      const at = new Date()
      await patchMailboxState(store.db, workspaceId, inboxId, { id: newId('sim', at), at }, change)
    },
  }
}

function keptMail({ at, body }: MailboxRow): KeptMail {
  return { ...Stored.parse(body), at }
}
