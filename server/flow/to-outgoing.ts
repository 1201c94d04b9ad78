// A stored message as its channel gets it: with its files, and the parts that every attempt must carry alike.
import type { OutgoingMessage } from '#channels/channel.ts'
import { findFiles } from '#db/files.ts'
import { findMailBody } from '#db/mail.ts'
import type { OutboxHead } from '#db/outbox.ts'
import { partsOf } from '#domain/parts.ts'
import type { Flow } from './deps.ts'
import { readFile } from './files.ts'
import { unsubscribeUrl } from './unsubscribe.ts'

export async function toOutgoing(
  flow: Flow,
  workspaceId: string,
  message: OutboxHead,
): Promise<OutgoingMessage> {
  const ids = (message.attachments ?? []).flatMap((a) => (a.id ? [a.id] : []))
  const files = await findFiles(flow.store, workspaceId, ids)
  return {
    id: message.id,
    conversationId: message.conversation_id,
    // An answer by mail goes where the writer asked for it (Reply-To).
    to: message.email?.to[0] ?? message.address_value,
    text: message.body,
    subject: message.subject,
    files: files.map((file) => ({
      contentId: message.attachments?.find((a) => a.id === file.id)?.contentId ?? null,
      name: file.name,
      type: file.type,
      size: file.size,
      read: () => readFile(flow, workspaceId, file.id),
      publicUrl: flow.fileUrl(workspaceId, file.id),
    })),
    email: message.email,
    html: message.email ? ((await findMailBody(flow.store, workspaceId, message.id))?.html ?? null) : null,
    unsubscribeUrl:
      message.email && message.purpose === 'automated' ? unsubscribeUrl(flow, workspaceId, message) : null,
    automatic: message.author === 'ai' || message.author === 'automation',
    attempt: message.attempts,
    ...partsOf(message.meta),
  }
}
