// A mail that somebody at the business wrote with their own mail program becomes a message of theirs in its thread, and
// the AI stays out of it. Only mails that answer a known one, or that go to a contact, are taken: whatever else people
// write from that account is none of our business.
import type { Channel, InboxAccount, IncomingSentMail } from '#channels/channel.ts'
import { findAddress } from '#db/contacts.ts'
import { type ConversationFacts, insertConversation, settleBurst } from '#db/conversations.ts'
import { claimExternalId } from '#db/echoes.ts'
import { appendEvents } from '#db/events.ts'
import { insertMailBody } from '#db/mail.ts'
import { insertOutbound, pointThread } from '#db/messages.ts'
import type { Tx } from '#db/pool.ts'
import { attach, storeRaw } from './2-ingest.ts'
import { mustLock, takeConversation } from './axes.ts'
import type { Flow } from './deps.ts'
import { findNamedThread } from './named-threads.ts'

const SOMEBODY = { id: 'mail', name: 'Somebody by mail' }

/** `stored` once; `known` for what was stored before; `stranger` where it concerns no conversation and no contact. */
export async function recordSentMail(
  flow: Flow,
  account: InboxAccount,
  channel: Channel,
  item: IncomingSentMail,
): Promise<'stored' | 'known' | 'stranger'> {
  const { workspaceId } = account
  const { mail } = item
  const thread = await findThreadOf(flow, account, channel, item)
  if (thread === 'stranger') return 'stranger'
  const attachments = (await attach(flow, workspaceId, mail.files)) ?? []
  const rawFileId = await storeRaw(flow, workspaceId, mail.raw)
  return flow.store.transaction(async (tx) => {
    if (!(await claimExternalId(tx, workspaceId, account.id, mail.externalId))) return 'known'
    const conversationId = thread === 'new' ? await openConversation(flow, tx, account, item) : thread
    if (conversationId === null) return 'stranger'
    const conversation = await mustLock(tx, workspaceId, conversationId)
    if (conversation.kind !== 'customer') return 'stranger'
    await takeConversation(flow, tx, workspaceId, conversation, SOMEBODY, 'takeover')
    const now = flow.clock.now()
    const messageId = flow.ids.next('msg', now)
    await insertOutbound(tx, workspaceId, {
      id: messageId,
      conversationId: conversation.id,
      seq: conversation.last_seq + 1,
      channel: account.channel,
      inboxId: account.id,
      addressId: await addressOf(tx, workspaceId, conversation, item.recipients),
      externalId: mail.externalId,
      author: 'phone',
      authorId: null,
      authorName: mail.fromName ?? 'Sent by mail',
      purpose: 'reply',
      body: mail.text,
      subject: mail.subject,
      attachments,
      email: mail.email,
      turn: conversation.turn,
      turnId: null,
      status: 'sent',
      // It has left already, and not through us: there was nothing to ask the gate.
      verdict: null,
      error: null,
      clientId: null,
      at: now,
      nextAttemptAt: null,
    })
    const { fullText } = mail.meta
    await insertMailBody(tx, workspaceId, {
      messageId,
      html: mail.html,
      fullText: typeof fullText === 'string' ? fullText : null,
      rawFileId,
    })
    await settleBurst(tx, workspaceId, conversation.id)
    await appendEvents(tx, workspaceId, [
      {
        type: 'message.status',
        conversationId: conversation.id,
        contactId: conversation.contact_id,
        messageId,
        actor: SOMEBODY.id,
        data: { status: 'sent', echo: true },
      },
    ])
    return 'stored'
  })
}

/** The conversation that the mail belongs to, `new` where it begins one with a contact, else `stranger`. */
async function findThreadOf(
  flow: Flow,
  account: InboxAccount,
  channel: Channel,
  { mail, recipients }: IncomingSentMail,
): Promise<string> {
  const hints = channel.threadHints?.(mail, account, flow.secret)
  if (!hints) return 'stranger'
  const keyOf = (subject: string) =>
    channel.threadHints?.({ ...mail, subject }, account, flow.secret).subjectKey ?? null
  // By its ids alone: an answer to a known mail belongs there, whoever it goes to.
  const named = await findNamedThread(flow, account, { from: '' }, { ...hints, subjectKey: null }, keyOf)
  if (named !== 'new') return named
  for (const recipient of recipients) {
    if (!(await findAddress(flow.store.db, account.workspaceId, 'email', recipient))) continue
    return findNamedThread(flow, account, { from: recipient }, hints, keyOf)
  }
  return 'stranger'
}

/** A conversation that a person at the business began, with the first recipient who is a contact. */
async function openConversation(
  flow: Flow,
  tx: Tx,
  account: InboxAccount,
  { mail, recipients }: IncomingSentMail,
): Promise<string | null> {
  const { workspaceId } = account
  for (const recipient of recipients) {
    const address = await findAddress(tx, workspaceId, 'email', recipient)
    if (!address) continue
    const at = flow.clock.now()
    const id = flow.ids.next('conv', at)
    await insertConversation(tx, workspaceId, {
      id,
      contactId: address.contact_id,
      inboxId: account.id,
      addressId: address.id,
      channel: account.channel,
      kind: 'customer',
      handler: 'human',
      subject: mail.subject,
      at,
    })
    await pointThread(tx, workspaceId, account.id, address.id, id)
    await appendEvents(tx, workspaceId, [
      { type: 'conversation.created', conversationId: id, contactId: address.contact_id, actor: SOMEBODY.id },
    ])
    return id
  }
  return null
}

/** The recipient's address where it is one of this contact's, else the conversation's own. */
async function addressOf(
  tx: Tx,
  workspaceId: string,
  conversation: ConversationFacts,
  recipients: string[],
): Promise<string> {
  for (const recipient of recipients) {
    const address = await findAddress(tx, workspaceId, 'email', recipient)
    if (address?.contact_id === conversation.contact_id) return address.id
  }
  return conversation.address_id
}
