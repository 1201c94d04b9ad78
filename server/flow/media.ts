// Pictures and voice notes of a burst: waited for while they are on their way, written down where somebody is set to do
// it, and read for a model that can take them in.
import { type Transcriber, transcribe } from '#ai/transcribe.ts'
import { appendEvents } from '#db/events.ts'
import { saveTranscript } from '#db/transcripts.ts'
import type { WorkspaceRecord } from '#db/workspaces.ts'
import { placeOfKey } from '#domain/agent.ts'
import type { DeskMedia } from '#domain/desk.ts'
import type { Attachment } from '#domain/message.ts'
import type { Abilities } from '#domain/model-abilities.ts'
import { openKey } from './agents.ts'
import type { Flow } from './deps.ts'
import { readFile } from './files.ts'

type Line = { id: string; seq: number; created_at: Date; attachments: Attachment[] | null }

const LOOK_AGAIN_MS = 500
/** What all of the makers take in: the smallest of their limits. */
const MAX_IMAGES = 4
const MAX_IMAGE_BYTES = 4_000_000
const IMAGES = /^image\/(?:png|jpeg|webp|gif)$/
const MAX_NOTES = 3
const MAX_NOTE_BYTES = 15_000_000
const NOTES = /^audio\/(?:ogg|opus|mpeg|mp3|mp4|x-m4a|aac|wav|x-wav|flac|webm|amr)/

/** When to look again, while a picture or a voice note of the burst is still being fetched; null: nothing to wait for. */
export function mediaAwaited(flow: Flow, pending: Line[]): Date | null {
  const now = flow.clock.now().getTime()
  const awaited = pending.some(
    (line) =>
      line.created_at.getTime() + flow.timing.mediaWaitMs > now &&
      (line.attachments ?? []).some(
        (a) => a.id === null && a.sourceUrl && !a.problem && /^(?:image|audio)\//.test(a.type),
      ),
  )
  return awaited ? new Date(now + LOOK_AGAIN_MS) : null
}

/**
 * Writes down the voice notes of the burst that nobody has written down yet, where a transcriber is set. Gives the lines
 * with the words beside their files. A note that could not be written down stays as it is.
 */
export async function writeDownNotes<L extends Line>(
  flow: Flow,
  workspace: WorkspaceRecord,
  lines: L[],
): Promise<L[]> {
  const { transcription } = workspace.settings
  const notes = lines.flatMap((line) =>
    (line.attachments ?? [])
      .filter((a) => isNote(a) && a.transcript === undefined)
      .map((file) => ({ line, file })),
  )
  if (!transcription || notes.length === 0) return lines
  const apiKey = await openKey(
    flow,
    flow.store.db,
    workspace.id,
    transcription.provider,
    placeOfKey(transcription),
  )
  const transcriber: Transcriber = {
    baseUrl:
      transcription.provider === 'openai' ? 'https://api.openai.com/v1' : (transcription.baseUrl ?? ''),
    model: transcription.model,
    apiKey,
    fetch: flow.fetch,
  }
  const words = new Map<string, string>()
  for (const { line, file } of notes.slice(0, MAX_NOTES)) {
    if (!file.id) continue
    const bytes = await readFile(flow, workspace.id, file.id)
    const heard = await transcribe(transcriber, { ...file, bytes })
    if (!heard.ok) {
      flow.log.info(
        { workspaceId: workspace.id, messageId: line.id, why: heard.why },
        'a voice note was not written down',
      )
      continue
    }
    words.set(file.id, heard.text)
    await keep(flow, workspace.id, line.id, file.id, heard.text)
  }
  return lines.map((line) => ({
    ...line,
    attachments: line.attachments?.map((a) => withWords(a, words)) ?? null,
  }))
}

function withWords(file: Attachment, words: Map<string, string>): Attachment {
  const transcript = file.id ? words.get(file.id) : undefined
  return transcript === undefined ? file : { ...file, transcript }
}

async function keep(
  flow: Flow,
  workspaceId: string,
  messageId: string,
  fileId: string,
  text: string,
): Promise<void> {
  await flow.store.transaction(async (tx) => {
    if (!(await saveTranscript(tx, workspaceId, messageId, fileId, text))) return
    await appendEvents(tx, workspaceId, [
      { type: 'message.status', messageId, actor: 'system', data: { files: true } },
    ])
  })
}

/** The bytes of what the model can take in, the newest first to be kept where there is too much. */
export async function readMedia(
  flow: Flow,
  workspaceId: string,
  pending: Line[],
  abilities: Abilities,
): Promise<DeskMedia[]> {
  const files = pending.flatMap((line) => (line.attachments ?? []).map((file) => ({ seq: line.seq, file })))
  const images = files.filter(({ file }) => abilities.images && isImage(file)).slice(-MAX_IMAGES)
  const notes = files
    .filter(({ file }) => abilities.audio && isNote(file) && file.transcript === undefined)
    .slice(-MAX_NOTES)
  const chosen = new Set([...images, ...notes])
  return Promise.all(
    files
      .filter((one) => chosen.has(one))
      .map(async ({ seq, file }) => ({
        seq,
        kind: isImage(file) ? ('image' as const) : ('audio' as const),
        name: file.name,
        type: file.type.split(';', 1)[0] ?? file.type,
        bytes: await readFile(flow, workspaceId, file.id ?? ''),
      })),
  )
}

const isImage = (file: Attachment) =>
  file.id !== null && IMAGES.test(file.type) && file.size <= MAX_IMAGE_BYTES
const isNote = (file: Attachment) => file.id !== null && NOTES.test(file.type) && file.size <= MAX_NOTE_BYTES
