// Web chat has no provider: the visitor's browser speaks to us directly. These are its doors into the same flow.

import { findAddress, insertAddress, nameIfUnknown } from '#db/contacts.ts'
import { findConversation } from '#db/conversation-list.ts'
import { findThread } from '#db/conversations.ts'
import { listMessages, type MessageRecord } from '#db/messages.ts'
import type { Tx } from '#db/pool.ts'
import { suggest } from '#db/suggestions.ts'
import { normaliseAddress } from '#domain/address.ts'
import type { Handler } from '#domain/conversation.ts'
import { mailboxKey } from '#domain/identity.ts'
import { enqueueMatchContact } from '#jobs/queue.ts'
import type { Ingest } from './2-ingest.ts'
import { track } from './6-track.ts'
import type { Connected } from './accounts.ts'
import type { Flow } from './deps.ts'

export type VisitorThread = {
  conversationId: string
  contactId: string
  handler: Handler
  handlerName: string | null
  messages: MessageRecord[]
  lastSeq: number
  readSeq: number
}

/** The visitor's conversation on this inbox, with messages after `afterSeq`; null before the first message. */
export async function readVisitorThread(
  flow: Flow,
  connected: Connected,
  visitor: string,
  afterSeq: number,
  limit: number,
): Promise<VisitorThread | null> {
  const { workspaceId, id: inboxId } = connected.account
  const address = await findAddress(flow.store.db, workspaceId, 'visitor', visitor)
  const conversationId = address && (await findThread(flow.store.db, workspaceId, inboxId, address.id))
  if (!conversationId) return null
  const row = await findConversation(
    flow.store,
    workspaceId,
    { id: '', baseline: new Date(0) },
    conversationId,
  )
  if (!row) return null
  const messages =
    afterSeq > 0
      ? await listMessages(flow.store, workspaceId, conversationId, { after: afterSeq, limit })
      : await listMessages(flow.store, workspaceId, conversationId, { limit })
  const read = messages.filter((m) => m.direction === 'out' && m.read_at !== null).at(-1)?.seq ?? 0
  return {
    conversationId,
    contactId: row.contact_id,
    handler: row.handler,
    handlerName: row.handled_by_name,
    messages,
    lastSeq: row.last_seq,
    readSeq: read,
  }
}

/** May the visitor see this message? Their own, and what was really sent to them here; never drafts or failures. */
export function visibleToVisitor(m: MessageRecord, inboxId: string): boolean {
  if (m.inbox_id !== inboxId) return false
  return m.direction === 'in' || m.status === 'sent' || m.status === 'delivered' || m.status === 'read'
}

/** Stores what a visitor wrote; the client's own id makes a repeated post harmless. */
export async function receiveFromVisitor(
  flow: Flow,
  ingest: Ingest,
  connected: Connected,
  visitor: string,
  post: { clientId: string; text: string; name?: string; email?: string; page?: string },
): Promise<{ messageId: string; stored: boolean }> {
  const [result] = await ingest.store(
    connected.account,
    connected.channel,
    [
      {
        kind: 'message',
        externalId: `${visitor}:${post.clientId}`,
        from: visitor,
        fromName: post.name ?? null,
        to: null,
        text: post.text,
        subject: null,
        html: null,
        files: [],
        email: null,
        automatic: false,
        sentAt: null,
        meta: post.page ? { page: post.page } : {},
      },
    ],
    { clientId: post.clientId },
  )
  if (!result) throw new Error('the message was not stored')
  if (result.stored && (post.name || post.email))
    await introduce(flow, connected.account.workspaceId, visitor, post)
  return { messageId: result.messageId, stored: result.stored }
}

/**
 * What an anonymous visitor says about themselves. An unproven mail address is never joined with a contact that is
 * known by it: it is added only where nobody has it, and otherwise a person is asked whether they are the same.
 */
async function introduce(
  flow: Flow,
  workspaceId: string,
  visitor: string,
  who: { name?: string; email?: string },
): Promise<void> {
  await flow.store.transaction(async (tx) => {
    const address = await findAddress(tx, workspaceId, 'visitor', visitor)
    if (!address) return
    if (who.name) await nameIfUnknown(tx, workspaceId, address.contact_id, who.name)
    const email = who.email ? normaliseAddress('email', who.email) : null
    if (!email) return
    const added = await insertAddress(tx, workspaceId, {
      id: flow.ids.next('adr'),
      contactId: address.contact_id,
      kind: 'email',
      value: email,
      at: flow.clock.now(),
    })
    if (!added) await tellSamePerson(tx, workspaceId, address.contact_id, email)
    await enqueueMatchContact(tx, workspaceId, address.contact_id)
  })
}

async function tellSamePerson(tx: Tx, workspaceId: string, visitor: string, email: string): Promise<void> {
  const known = await findAddress(tx, workspaceId, 'email', email)
  if (known)
    await suggest(tx, workspaceId, visitor, known.contact_id, [
      { code: 'told', by: visitor, words: email, clue: `email:${mailboxKey(email)}` },
    ])
}

/** The visitor has seen our messages up to a place: they are `read`. */
export async function readByVisitor(
  flow: Flow,
  connected: Connected,
  visitor: string,
  seq: number,
): Promise<void> {
  const thread = await readVisitorThread(flow, connected, visitor, 0, 50)
  const unread = (thread?.messages ?? []).filter(
    (m) =>
      m.direction === 'out' &&
      m.seq <= seq &&
      m.external_id !== null &&
      (m.status === 'sent' || m.status === 'delivered'),
  )
  for (const m of unread)
    await track(flow, connected.account, {
      kind: 'receipt',
      externalId: m.external_id ?? '',
      messageId: m.id,
      status: 'read',
      error: null,
      at: flow.clock.now(),
    })
}
