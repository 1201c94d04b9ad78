// Many networks take little text beside a file, or none. Then one message of a person becomes two of ours, each with its
// own place in the outbox, its own gate and its own receipts: what is sent once stays sent once. The file goes first.
import type { Tx } from '#db/pool.ts'
import type { Capabilities } from '#domain/channel.ts'
import type { Attachment } from '#domain/message.ts'
import type { Flow } from './deps.ts'

export type Part = { text: string; attachments: Attachment[]; clientId: string | null }
type Wanted = { text: string; attachments?: Attachment[]; inboxId?: string; clientId?: string | null }

/** The messages that this one becomes: itself, or its files and then its text. The sender's own id goes with the last. */
export function splitCaption(
  { text, attachments = [], clientId = null }: Wanted,
  { captionLength }: Pick<Capabilities, 'captionLength'>,
): Part[] {
  if (captionLength === undefined || attachments.length === 0 || text.length <= captionLength)
    return [{ text, attachments, clientId }]
  return [
    { text: '', attachments, clientId: null },
    { text, attachments: [], clientId },
  ]
}

/** The same by the capabilities of the inbox that carries it. */
export async function readCaption(
  flow: Flow,
  tx: Tx,
  workspaceId: string,
  inboxId: string,
  wanted: Wanted,
): Promise<Part[]> {
  const connected = await flow.accounts.byId(workspaceId, wanted.inboxId ?? inboxId, tx)
  return splitCaption(wanted, connected?.channel.capabilities ?? {})
}
