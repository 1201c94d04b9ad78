// Recordings and voicemails: fetched with the account's credentials, kept with us, and removed at the provider only
// where the inbox asks for it.
import { updateCallMessage } from '#db/call-messages.ts'
import { findCall, lockCall, setRecordings } from '#db/calls.ts'
import { appendEvents } from '#db/events.ts'
import type { StoredRecording } from '#db/schema.ts'
import { safeFetch } from '#lib/safe-fetch.ts'
import type { Connected } from './accounts.ts'
import { mustLock } from './axes.ts'
import { briefOf, previewOf, searchText, storedView } from './call-item.ts'
import { ioOf, trustedOrigins } from './channel-io.ts'
import type { Flow } from './deps.ts'
import { MAX_FILE_BYTES, storeFile } from './files.ts'

type Fetched = { fileId: string | null; problem: string | null; later: string | null }

/** Job `fetch_recordings`: fetches what is still only named. Throws where it is worth another try. */
export async function fetchRecordings(
  flow: Flow,
  payload: { workspaceId: string; callId: string },
): Promise<void> {
  const { workspaceId, callId } = payload
  const call = await findCall(flow.store, workspaceId, callId)
  const connected = call && (await flow.accounts.byId(workspaceId, call.inbox_id))
  if (!call || !connected) return
  const later: string[] = []
  for (const recording of call.recordings) {
    if (recording.removed || (recording.problem && !recording.fileId)) continue
    const got: Fetched = recording.fileId
      ? { fileId: recording.fileId, problem: null, later: null }
      : await fetchOne(flow, connected, workspaceId, recording)
    if (got.later) later.push(got.later)
    const removed = got.fileId ? await removeThere(flow, connected, recording) : 'kept'
    if (removed === 'later') later.push('the recording could not be removed at the provider yet')
    if (got.fileId !== recording.fileId || got.problem !== recording.problem || removed === 'removed')
      await keep(flow, workspaceId, callId, { ...recording, ...pick(got), removed: removed === 'removed' })
  }
  if (later.length > 0) throw new Error(`a recording is not settled yet: ${later.join('; ')}`)
}

const pick = ({ fileId, problem }: Fetched) => ({ fileId, problem })

async function fetchOne(
  flow: Flow,
  { account, channel }: Connected,
  workspaceId: string,
  recording: StoredRecording,
): Promise<Fetched> {
  const nothing = { fileId: null, problem: null, later: null }
  const named = URL.parse(recording.url)
  if (!named) return { ...nothing, problem: 'The provider named no address of the recording' }
  const located = (await channel.locateMedia?.(named, account, ioOf(flow, account))) ?? {
    outcome: 'at',
    url: named.href,
  }
  if (located.outcome === 'later') return { ...nothing, later: located.reason }
  if (located.outcome === 'gone') return { ...nothing, problem: located.reason }
  const url = new URL(located.url)
  const apiBase = flow.apiBase(account)
  const access = channel.media?.(url, account, apiBase) ?? { allowed: true, headers: {} }
  if (!access.allowed)
    return { ...nothing, problem: 'The recording lies on a host that we do not fetch from' }
  const result = await safeFetch(url.href, {
    headers: access.headers,
    maxBytes: MAX_FILE_BYTES,
    timeoutMs: 30_000,
    allowOrigins: trustedOrigins(flow, account),
  })
  if (!result.ok)
    return result.retryable ? { ...nothing, later: result.reason } : { ...nothing, problem: result.reason }
  const fileId = await storeFile(flow, workspaceId, {
    name: recording.kind === 'voicemail' ? 'Voicemail' : 'Call recording',
    type: result.contentType ?? 'audio/mpeg',
    content: result.body,
  })
  return { ...nothing, fileId }
}

async function removeThere(
  flow: Flow,
  connected: Connected,
  recording: StoredRecording,
): Promise<'removed' | 'kept' | 'later'> {
  const remove = connected.channel.calls?.removeRecording
  return remove ? remove(recording.id, connected.account, ioOf(flow, connected.account)) : 'kept'
}

/** Writes what became of one recording, beside whatever else was told of the call meanwhile. */
async function keep(flow: Flow, workspaceId: string, callId: string, now: StoredRecording): Promise<void> {
  const found = await findCall(flow.store, workspaceId, callId)
  if (!found) return
  await flow.store.transaction(async (tx) => {
    await mustLock(tx, workspaceId, found.conversation_id)
    const call = await lockCall(tx, workspaceId, callId)
    if (!call) return
    const recordings = call.recordings.map((r) =>
      r.id === now.id
        ? { ...r, fileId: r.fileId ?? now.fileId, problem: now.problem, removed: now.removed }
        : r,
    )
    await setRecordings(tx, workspaceId, callId, recordings)
    const view = storedView({ ...call, recordings })
    await updateCallMessage(tx, workspaceId, {
      id: call.message_id,
      conversationId: call.conversation_id,
      externalId: null,
      direction: call.direction,
      authorName: null,
      preview: previewOf(call.direction, view),
      body: searchText(call.direction, view),
      brief: briefOf(call.id, view, call.settled_at !== null),
      missedAt: null,
    })
    await appendEvents(tx, workspaceId, [
      {
        type: 'call.updated',
        conversationId: call.conversation_id,
        contactId: call.contact_id,
        messageId: call.message_id,
        actor: 'system',
        data: { callId, recording: now.id },
      },
    ])
  })
}
