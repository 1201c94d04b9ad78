// Writing one message of ours into a conversation: gate, row, events and delivery job, in the caller's transaction.
// Only 4-act calls this.
import type { ConversationFacts } from '#db/conversations.ts'
import { appendEvents } from '#db/events.ts'
import { findWay } from '#db/inboxes.ts'
import { insertMailBody } from '#db/mail.ts'
import { insertOutbound, pointThread } from '#db/messages.ts'
import type { Tx } from '#db/pool.ts'
import { endsAs } from '#domain/delivery.ts'
import type { AiWords } from '#domain/draft.ts'
import type { Attachment, AuthorKind, MessageStatus, Purpose } from '#domain/message.ts'
import type { Parts } from '#domain/parts.ts'
import type { Verdict } from '#domain/send-gate.ts'
import type { Sending } from '#domain/send-later.ts'
import { enqueueDeliver } from '#jobs/queue.ts'
import type { Flow } from './deps.ts'
import { askGate } from './gate.ts'
import { composeMail, type MailWish } from './mail-out.ts'
import { planReview } from './plan-review.ts'

export type Draft = {
  author: AuthorKind
  authorId: string | null
  authorName: string | null
  purpose: Purpose
  text: string
  /** Recipients, subject and HTML, where the channel writes mails. */
  mail?: MailWish
  /** It concerns somebody else than the customer: the conversation's last words and its list stay as they are. */
  aside?: boolean
  attachments?: Attachment[]
  inboxId?: string
  addressId?: string
  turnId?: string | null
  clientId?: string | null
  /** Checked by whoever wrote it (flow/parts.ts). */
  parts?: Parts
  /** Of AI text: what it is about, and who approved it. */
  words?: AiWords | null
  /** To leave at this time; and what a person said about sending it. */
  sendAt?: Date | null
  sending?: Sending | null
}
export type Written = { messageId: string; seq: number; status: MessageStatus; verdict: Verdict }

/**
 * Writes a message. The conversation must be locked by the caller. What the gate blocks is stored too, with its
 * verdict: `failed` where a person waits for it, `canceled` where only a machine does. Null where inbox or address
 * are gone.
 */
export async function writeOutgoing(
  flow: Flow,
  tx: Tx,
  workspaceId: string,
  conversation: ConversationFacts,
  draft: Draft,
): Promise<Written | null> {
  const now = flow.clock.now()
  const inboxId = draft.inboxId ?? conversation.inbox_id
  const addressId = draft.addressId ?? conversation.address_id
  const byPerson = draft.author === 'member' || draft.author === 'api'
  // Known for a moment, so that what is no mail costs no question here: the gate finds what is gone.
  const connected = await flow.accounts.byId(workspaceId, inboxId, tx)
  const way = connected?.channel.capabilities.subject
    ? await findWay(tx, workspaceId, inboxId, addressId)
    : null
  const mail = way
    ? await composeMail(flow, tx, workspaceId, conversation, {
        inboxId,
        to: way.address,
        byPerson,
        wish: draft.mail ?? {},
      })
    : null
  const asked = await askGate(
    tx,
    workspaceId,
    { conversationId: conversation.id, inboxId, addressId, now },
    {
      author: draft.author,
      purpose: draft.purpose,
      turn: conversation.turn,
      counted: false,
      template: draft.parts?.template?.template ?? null,
      email: mail?.email ?? null,
      words: draft.words ?? null,
      text: draft.text,
      files: draft.attachments?.length ?? 0,
      sendAt: draft.sendAt ?? null,
      sending: draft.sending ?? null,
    },
  )
  if (!asked) return null
  const { verdict, row } = asked
  const blocked = verdict.decision === 'block'
  const status: MessageStatus = blocked ? endsAs(draft.author) : 'queued'
  const messageId = flow.ids.next('msg', now)
  const seq = conversation.last_seq + 1
  const later = !blocked && draft.sendAt !== undefined && draft.sendAt !== null && draft.sendAt > now
  await insertOutbound(tx, workspaceId, {
    id: messageId,
    conversationId: conversation.id,
    seq,
    channel: row.inbox_channel,
    inboxId,
    addressId,
    externalId: null,
    author: draft.author,
    authorId: draft.authorId,
    authorName: draft.authorName,
    purpose: draft.purpose,
    body: draft.text,
    subject: mail?.subject ?? null,
    attachments: draft.attachments ?? [],
    email: mail?.email ?? null,
    turn: conversation.turn,
    turnId: draft.turnId ?? null,
    status,
    verdict,
    error:
      blocked && verdict.reasons[0]
        ? {
            code: verdict.reasons[0].code,
            reason: verdict.reasons[0].text,
            action: verdict.reasons[0].action,
          }
        : null,
    clientId: draft.clientId ?? null,
    meta: metaOf(draft),
    at: now,
    nextAttemptAt: verdict.decision === 'defer' && verdict.until ? new Date(verdict.until) : null,
    sendAt: later ? draft.sendAt : null,
    sending: draft.sending ?? null,
    // What is to leave later is not the conversation's last word yet.
    aside: (draft.aside ?? false) || later,
  })
  if (mail?.html) await insertMailBody(tx, workspaceId, { messageId, html: mail.html })
  conversation.last_seq = seq
  // An alert must not draw a customer's later answers into an internal thread.
  if (!blocked && conversation.kind === 'customer' && !draft.aside)
    await pointThread(tx, workspaceId, inboxId, addressId, conversation.id)
  await appendEvents(tx, workspaceId, [
    {
      type: blocked
        ? 'message.canceled'
        : verdict.decision === 'defer'
          ? 'message.deferred'
          : 'message.queued',
      conversationId: conversation.id,
      contactId: conversation.contact_id,
      messageId,
      actor: draft.authorId ?? draft.author,
      data: blocked ? { reasons: verdict.reasons.map((r) => r.code) } : {},
    },
  ])
  // Also what waits: whoever delivers looks when the first of all that waits is due.
  if (!blocked) await enqueueDeliver(tx, workspaceId, conversation.id)
  if (conversation.kind === 'customer' && (draft.purpose === 'reply' || draft.purpose === 'handover'))
    await planReview(flow, tx, workspaceId, conversation.id)
  return { messageId, seq, status, verdict }
}

function metaOf({ parts, words }: Draft): Record<string, unknown> | null {
  const meta = { ...parts, ...(words ? { ai: words } : {}) }
  return Object.keys(meta).length > 0 ? meta : null
}
