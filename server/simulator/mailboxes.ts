// The customers' mailboxes: what lands in them, by whichever way it came.
import type { Email } from 'postal-mime'
import type { Store } from '#db/pool.ts'
import { insertSimulatorRow, type SimulatedInbox } from '#db/simulator.ts'
import { newId } from '#lib/ids.ts'
import type { SimulatorFile } from '#wire/simulator.ts'
import { deviceOf } from './devices.ts'
import { keepFile } from './files.ts'
import type { StoredMail } from './items.ts'

/** Larger attachments are listed, not kept. */
const MAX_KEPT_FILE = 5_000_000

/** Puts a mail of the business into the mailbox that it is for. */
export async function putMail(
  store: Store,
  sender: Pick<SimulatedInbox, 'workspace_id' | 'id'>,
  recipient: string,
  mail: Email,
  envelopeFrom: string,
): Promise<void> {
  const at = new Date()
  const place = { device: deviceOf(recipient), direction: 'to_customer' as const, at }
  const id = newId('sim', at)
  const files: SimulatorFile[] = []
  for (const [n, attachment] of mail.attachments.entries()) {
    const content = bytesOf(attachment.content)
    const file = { name: attachment.filename ?? `attachment ${n + 1}`, type: attachment.mimeType, content }
    if (content.byteLength > MAX_KEPT_FILE)
      files.push({ id: '', name: file.name, type: file.type, size: content.byteLength })
    else files.push(await keepFile(store, sender.workspace_id, { ...place, id: `${id}-${n}` }, file))
  }
  const body: StoredMail = {
    kind: 'mail',
    inboxId: sender.id,
    envelopeFrom,
    fromName: mail.from?.name || null,
    fromAddress: mail.from?.address?.toLowerCase() ?? '',
    replyTo: mail.replyTo?.[0]?.address?.toLowerCase() ?? null,
    to: recipient,
    subject: mail.subject ?? '',
    text: mail.text ?? '',
    html: mail.html ?? null,
    messageId: mail.messageId ?? '',
    inReplyTo: mail.inReplyTo ?? null,
    references: mail.references?.match(/<[^<>]+>/g) ?? [],
    automatic: headerOf(mail, 'auto-submitted'),
    files,
    answers: [],
  }
  // A mail that comes twice lies in the mailbox twice: so a double send can be seen.
  await insertSimulatorRow(store.db, sender.workspace_id, {
    ...place,
    id,
    external_id: `message ${id}`,
    body,
  })
}

function headerOf(mail: Email, name: string): string | null {
  const value = mail.headers.find((header) => header.key === name)?.value.trim()
  return value && value !== 'no' ? value : null
}

function bytesOf(content: string | ArrayBuffer | Uint8Array): Uint8Array {
  if (typeof content === 'string') return Buffer.from(content)
  return content instanceof Uint8Array ? content : new Uint8Array(content)
}
