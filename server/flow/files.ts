// Files of messages: bytes into storage, a row beside them, and the job that fetches what a provider only named.
import type { MediaLocation } from '#channels/channel.ts'
import { appendEvents } from '#db/events.ts'
import { deleteFileRows, findFile, insertFile } from '#db/files.ts'
import { findMessage, setAttachments } from '#db/messages.ts'
import type { Attachment } from '#domain/message.ts'
import { enqueueDeleteFiles } from '#jobs/queue.ts'
import { sha256 } from '#lib/crypto.ts'
import { safeFetch } from '#lib/safe-fetch.ts'
import type { Connected } from './accounts.ts'
import { trustedOrigins } from './channel-io.ts'
import type { Flow } from './deps.ts'
import { keepSettings } from './keep-settings.ts'

/** Larger files are named, not fetched: no channel of ours carries more. */
export const MAX_FILE_BYTES = 26_214_400

const key = (workspaceId: string, id: string) => `${workspaceId}/${id}`

/** Stores bytes and returns the file's id. The type is what the content says; a name is only shown. */
export async function storeFile(
  flow: Flow,
  workspaceId: string,
  file: { name: string; type: string; content: Uint8Array },
): Promise<string> {
  const { fileTypeFromBuffer } = await import('file-type')
  const id = flow.ids.next('file')
  const sniffed = await fileTypeFromBuffer(file.content)
  await flow.storage.put(key(workspaceId, id), file.content)
  await insertFile(flow.store.db, workspaceId, {
    id,
    name: file.name.slice(0, 200).toWellFormed() || 'file',
    type: sniffed?.mime ?? (/^[\w.+-]+\/[\w.+-]+$/.test(file.type) ? file.type : 'application/octet-stream'),
    size: file.content.byteLength,
    sha256: sha256(file.content),
  })
  return id
}

export function readFile(flow: Flow, workspaceId: string, id: string): Promise<Uint8Array> {
  return flow.storage.get(key(workspaceId, id))
}

/** Where a file lies at this moment: most providers say so in the message, others only when they are asked. */
async function locate(
  flow: Flow,
  { channel, account }: Connected,
  apiBase: string | null,
  sourceUrl: string,
): Promise<MediaLocation> {
  if (!channel.locateMedia) return { outcome: 'at', url: sourceUrl }
  const io = {
    fetch: flow.fetch,
    now: () => flow.clock.now(),
    apiBase,
    keep: (settings: Record<string, unknown>) => keepSettings(flow, account, settings),
  }
  return channel.locateMedia(new URL(sourceUrl), account, io)
}

/** Job `fetch_media`: fetches what is still only named. Throws where it is worth another try. */
export async function fetchMedia(
  flow: Flow,
  payload: { workspaceId: string; messageId: string },
): Promise<void> {
  const { workspaceId, messageId } = payload
  const message = await findMessage(flow.store, workspaceId, messageId)
  const pending = message?.attachments?.some((a) => a.id === null && a.sourceUrl && !a.problem)
  if (!message?.attachments || !pending) return
  const connected = await flow.accounts.byId(workspaceId, message.inbox_id)
  if (!connected) return
  const later: string[] = []
  const attachments = await Promise.all(
    message.attachments.map(async (attachment): Promise<Attachment> => {
      if (attachment.id !== null || !attachment.sourceUrl || attachment.problem) return attachment
      const apiBase = flow.apiBase(connected.account)
      const place = await locate(flow, connected, apiBase, attachment.sourceUrl)
      if (place.outcome === 'gone') return { ...attachment, problem: place.reason }
      if (place.outcome === 'later') {
        later.push(place.reason)
        return attachment
      }
      const url = new URL(place.url)
      const access = connected.channel.media?.(url, connected.account, apiBase) ?? {
        allowed: true,
        headers: {},
      }
      if (!access.allowed)
        return { ...attachment, problem: 'The file lies on a host that we do not fetch from' }
      const result = await safeFetch(place.url, {
        headers: access.headers,
        maxBytes: MAX_FILE_BYTES,
        timeoutMs: 20_000,
        allowOrigins: trustedOrigins(flow, connected.account),
      })
      if (!result.ok) {
        if (result.retryable) later.push(result.reason)
        return result.retryable ? attachment : { ...attachment, problem: result.reason }
      }
      const type = result.contentType ?? attachment.type
      const id = await storeFile(flow, workspaceId, { name: attachment.name, type, content: result.body })
      const file = await findFile(flow.store, workspaceId, id)
      return { ...attachment, id, type: file?.type ?? type, size: result.body.byteLength }
    }),
  )
  await flow.store.transaction(async (tx) => {
    if (!(await setAttachments(tx, workspaceId, messageId, attachments))) {
      // Taken back while they were fetched.
      const held = new Set(message.attachments?.map((one) => one.id))
      const fresh = attachments.flatMap((one) => (one.id && !held.has(one.id) ? [one.id] : []))
      await deleteFileRows(tx, workspaceId, fresh)
      if (fresh.length > 0) await enqueueDeleteFiles(tx, workspaceId, fresh)
      return
    }
    await appendEvents(tx, workspaceId, [
      {
        type: 'message.status',
        conversationId: message.conversation_id,
        messageId,
        actor: 'system',
        data: { files: true },
      },
    ])
  })
  if (later.length > 0) throw new Error(`a file could not be fetched yet: ${later.join('; ')}`)
}

/** Job `delete_files`: the bytes of files that nothing names any more. Harmless to repeat. */
export async function deleteFiles(
  flow: Flow,
  { workspaceId, fileIds }: { workspaceId: string; fileIds: string[] },
): Promise<void> {
  for (const id of fileIds) await flow.storage.delete(key(workspaceId, id))
}
