// Forwarding a mail of the thread to somebody else: through the same gate and outbox, beside the conversation with the
// customer. It answers nobody, so it neither takes the conversation over nor changes what stands last in the list.

import { findMailBody } from '#db/mail.ts'
import { findMessage, type MessageRecord } from '#db/messages.ts'
import { Refusal } from '#domain/errors.ts'
import { textToHtml } from '#lib/html.ts'
import { type Actor, mustLock } from './axes.ts'
import type { Flow } from './deps.ts'
import { type Idempotency, once } from './once.ts'
import { type Written, writeOutgoing } from './outgoing.ts'

export type Forward = {
  to: string[]
  cc?: string[]
  bcc?: string[]
  text: string
  files: boolean
  clientId?: string
}

/** Refuses what is no mail. The gate judges those who are to get it. */
export async function forwardMail(
  flow: Flow,
  workspaceId: string,
  actor: Actor,
  messageId: string,
  forward: Forward,
  idempotency: Idempotency = null,
): Promise<Written> {
  const original = await findMessage(flow.store, workspaceId, messageId)
  if (!original) throw new Refusal('not_found', 'There is no such message.')
  if (!original.email)
    throw new Refusal('invalid_input', 'Only mails can be forwarded. Copy the text instead.')
  const body = await findMailBody(flow.store, workspaceId, messageId)
  const head = headOf(original)
  const lines = head.map(([name, value]) => `${name}: ${value}`).join('\n')
  const intro = forward.text.trim()
  const quoted = `---------- Forwarded message ----------\n${lines}\n\n${body?.full_text ?? original.body}`
  const files = (original.attachments ?? []).filter(
    (file) => file.id !== null && (forward.files || file.contentId),
  )
  const html = body?.html
    ? `${intro ? `${textToHtml(intro)}<br>` : ''}<hr><p>${head.map(([name, value]) => `<b>${name}:</b> ${textToHtml(value)}`).join('<br>')}</p>${body.html}`
    : null
  return flow.store.transaction((tx) =>
    once(tx, workspaceId, `forward ${messageId}`, idempotency, async () => {
      const conversation = await mustLock(tx, workspaceId, original.conversation_id)
      const written = await writeOutgoing(flow, tx, workspaceId, conversation, {
        author: actor.kind,
        authorId: actor.id,
        authorName: actor.name,
        purpose: 'forward',
        text: intro ? `${intro}\n\n${quoted}` : quoted,
        mail: {
          subject: forwardedSubject(original.subject),
          to: forward.to,
          cc: forward.cc ?? [],
          bcc: forward.bcc,
          html,
          fresh: true,
        },
        attachments: files,
        inboxId: original.inbox_id,
        addressId: original.address_id,
        clientId: forward.clientId ?? null,
        aside: true,
      })
      if (!written)
        throw new Refusal(
          'no_address',
          'The inbox of this mail no longer exists, so nothing can leave from it.',
        )
      return written
    }),
  )
}

function headOf(original: MessageRecord): [string, string][] {
  const { email } = original
  const from =
    original.direction === 'in' ? (email?.from ?? original.address_value) : (original.author_name ?? '')
  const all: [string, string][] = [
    ['From', from],
    ['Date', original.created_at.toUTCString()],
    ['Subject', original.subject ?? ''],
    ['To', (email?.to ?? []).join(', ')],
    ['Cc', (email?.cc ?? []).join(', ')],
  ]
  return all.filter(([, value]) => value !== '')
}

function forwardedSubject(subject: string | null): string {
  return /^(fwd?|wg|tr|rv):/i.test(subject ?? '') ? (subject ?? '') : `Fwd: ${subject ?? ''}`.trim()
}
