// Voice notes written down by an endpoint that speaks OpenAI's `/audio/transcriptions` (OpenAI, whisper servers, vLLM).
// https://platform.openai.com/docs/api-reference/audio/createTranscription
import { z } from 'zod'

export type Transcriber = { baseUrl: string; model: string; apiKey: string | null; fetch: typeof fetch }
export type Transcribed = { ok: true; text: string } | { ok: false; why: string }

const TIMEOUT_MS = 30_000
/** Longer than any voice note; what an endpoint sends beyond it is not read on. */
const MAX_TEXT = 8_000
const Answer = z.object({ text: z.string() })

/** The words of a recording. Never throws: what went wrong is said without the key or the server's own words. */
export async function transcribe(
  { baseUrl, model, apiKey, fetch }: Transcriber,
  file: { name: string; type: string; bytes: Uint8Array },
): Promise<Transcribed> {
  const form = new FormData()
  form.set('model', model)
  form.set('response_format', 'json')
  // The endpoint knows the format by the name.
  form.set('file', new Blob([new Uint8Array(file.bytes)], { type: file.type }), nameFor(file))
  try {
    const response = await fetch(`${baseUrl.replace(/\/+$/, '')}/audio/transcriptions`, {
      method: 'POST',
      body: form,
      headers: apiKey ? { authorization: `Bearer ${apiKey}` } : {},
      signal: AbortSignal.timeout(TIMEOUT_MS),
    })
    if (!response.ok) return { ok: false, why: `the transcriber refused it (HTTP ${response.status})` }
    const answer = Answer.safeParse(await response.json())
    if (!answer.success)
      return { ok: false, why: 'the transcriber answered in a form that is not understood' }
    return { ok: true, text: answer.data.text.replace(/\s+/g, ' ').trim().slice(0, MAX_TEXT) }
  } catch (error) {
    const late = error instanceof Error && error.name === 'TimeoutError'
    return { ok: false, why: late ? 'the transcriber took too long' : 'the transcriber could not be reached' }
  }
}

const endings: Record<string, string> = {
  'audio/ogg': 'ogg',
  'audio/opus': 'ogg',
  'audio/mpeg': 'mp3',
  'audio/mp4': 'm4a',
  'audio/x-m4a': 'm4a',
  'audio/aac': 'm4a',
  'audio/wav': 'wav',
  'audio/x-wav': 'wav',
  'audio/webm': 'webm',
  'audio/flac': 'flac',
  'audio/amr': 'amr',
}

function nameFor({ type }: { type: string }): string {
  return `voice.${endings[type.split(';', 1)[0] ?? ''] ?? 'ogg'}`
}
