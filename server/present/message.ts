import type { MessageRecord } from '#db/messages.ts'
import { aiWordsOf } from '#domain/draft.ts'
import { MailAuth } from '#domain/message.ts'
import { partsOf } from '#domain/parts.ts'
import { standing } from '#domain/reactions.ts'
import { Logged } from '#wire/api/log.ts'
import type { Message } from '#wire/api/messages.ts'
import { presentAddress } from './address.ts'
import { presentBrief } from './call.ts'

/** Signs the address of a file, short-lived; the presenters only know that it can be done. */
export type FileUrls = {
  file(workspaceId: string, fileId: string): string
  mail(workspaceId: string, messageId: string): string
}

/** Only mails have it, and only those that came through a server whose word counts. */
function authOf(meta: MessageRecord['meta']): MailAuth | null {
  const parsed = MailAuth.safeParse(meta?.['auth'])
  return parsed.success ? parsed.data : null
}

const when = (at: Date | null): string | null => at?.toISOString() ?? null

export function presentMessage(m: MessageRecord, workspaceId: string, urls: FileUrls): Message {
  const { template, choices } = partsOf(m.meta)
  return {
    id: m.id,
    conversationId: m.conversation_id,
    seq: m.seq,
    direction: m.direction,
    channel: m.channel,
    inboxId: m.inbox_id,
    address: presentAddress(m.address_kind, m.address_value),
    author: { kind: m.author, id: m.author_id, name: m.author_name },
    purpose: m.purpose,
    // A call's text goes on with its transcript, for search; a thread shows the first line.
    text: m.purpose === 'call' ? (m.body.split('\n', 1)[0] ?? '') : m.body,
    subject: m.subject,
    htmlUrl: m.has_html ? `${urls.mail(workspaceId, m.id)}&part=html` : null,
    rawUrl: m.has_raw ? `${urls.mail(workspaceId, m.id)}&part=raw` : null,
    attachments: (m.attachments ?? []).map((a) => ({
      id: a.id,
      name: a.name,
      type: a.type,
      size: a.size,
      url: a.id ? urls.file(workspaceId, a.id) : null,
      problem: a.problem ?? null,
      transcript: a.transcript ?? null,
    })),
    email: m.email,
    auth: authOf(m.meta),
    status: m.status,
    error: m.error,
    verdict: m.verdict,
    template: template
      ? {
          name: template.template.name,
          category: template.template.category,
          buttons: template.template.buttons,
        }
      : null,
    choices: choices ?? [],
    quoted: m.quoted
      ? {
          messageId: m.quoted.id,
          seq: m.quoted.seq,
          direction: m.quoted.direction,
          author: m.quoted.author_name,
          text: m.quoted.body,
        }
      : null,
    understanding: m.understanding ?? null,
    turnId: m.turn_id,
    approved: presentApproval(m.meta),
    automatic: m.automatic,
    call: presentBrief(m.meta),
    review: presentReview(m.meta),
    logged: presentLogged(m.meta),
    later: m.send_at
      ? { sendAt: m.send_at.toISOString(), unlessTheyWrite: m.sending?.unlessTheyWrite ?? false }
      : null,
    waitsUntil: m.status === 'queued' ? when(m.next_attempt_at) : null,
    clientId: m.client_id,
    createdAt: m.created_at.toISOString(),
    sentAt: when(m.sent_at),
    deliveredAt: when(m.delivered_at),
    readAt: when(m.read_at),
    reactions: standing(m.reactions ?? []),
    edited: m.unsent_at ? null : when(m.edited_at),
    unsent: when(m.unsent_at),
  }
}

function presentApproval(meta: MessageRecord['meta']): Message['approved'] {
  const approved = aiWordsOf(meta)?.approved
  return approved ? { by: approved.name, edited: approved.edited } : null
}

function presentReview(meta: MessageRecord['meta']): Message['review'] {
  const rating = meta?.['rating']
  if (typeof rating !== 'number') return null
  return { rating, edited: meta?.['edited'] === true }
}

function presentLogged(meta: MessageRecord['meta']): Message['logged'] {
  const logged = meta?.['logged']
  if (typeof logged !== 'object' || logged === null) return null
  const by =
    'by' in logged && typeof logged.by === 'object' && logged.by && 'name' in logged.by ? logged.by.name : ''
  const parsed = Logged.safeParse({ ...logged, by })
  return parsed.success ? parsed.data : null
}
