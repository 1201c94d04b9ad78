// Texts as numbers by a model's endpoint (OpenAI-compatible `/embeddings`: OpenAI, Ollama, vLLM), and which are near. The
// endpoint may be slow or down: then a search goes on without it, and it is left alone for a while.
import { loadVectors, type StoredVector, type Vectors } from './vectors.ts'

export type MeaningSettings = { baseUrl: string; model: string; apiKey: string | null }

/** Of texts in one request: what small servers take, and none of them slow. */
export const EMBED_AT_ONCE = 32
/** Longer texts are cut: the models read no further. */
const MAX_LETTERS = 6_000
/** A customer is waiting; words alone find most of it. */
const QUESTION_MS = 1_500
const PASSAGES_MS = 30_000
const FIRST_REST_MS = 15_000
const LONGEST_REST_MS = 300_000
/** All workspaces together; those asked last stay. */
const MAX_CACHE_BYTES = 64_000_000

export type Meaning = {
  model: string
  /** The question's vector; null where the endpoint does not answer in time, or was down a moment ago. */
  embedQuestion(text: string): Promise<Float32Array | null>
  /** Vectors of passages, in order. Throws in words where the endpoint does not give them. */
  embedPassages(texts: string[]): Promise<Float32Array[]>
  /** The vectors of a workspace, from memory while `stamp` is the same; null where they are too many to keep. */
  vectorsOf(
    workspaceId: string,
    of: { stamp: string; count: number; read(): Promise<StoredVector[]> },
  ): Promise<Vectors | null>
  /** Why the endpoint is left alone at this moment, in words; null where it is not. */
  problem(): string | null
}

export function createMeaning(
  settings: MeaningSettings,
  ask: typeof fetch,
  now: () => number = Date.now,
): Meaning {
  let failures = 0
  let restUntil = 0
  let why: string | null = null
  const kept = new Map<string, { stamp: string; vectors: Vectors }>()

  const embed = async (texts: string[], milliseconds: number): Promise<Float32Array[]> => {
    const [{ embedMany }, { createOpenAICompatible }] = await Promise.all([
      import('ai'),
      import('@ai-sdk/openai-compatible'),
    ])
    const { apiKey, baseUrl } = settings
    const provider = createOpenAICompatible({
      name: 'embeddings',
      baseURL: baseUrl,
      fetch: ask,
      ...(apiKey ? { apiKey } : {}),
    })
    try {
      const { embeddings } = await embedMany({
        model: provider.embeddingModel(settings.model),
        values: texts.map((text) => text.slice(0, MAX_LETTERS)),
        maxRetries: 0,
        abortSignal: AbortSignal.timeout(milliseconds),
      })
      if (embeddings.length !== texts.length) throw new Error('the endpoint gave fewer vectors than texts')
      failures = 0
      restUntil = 0
      why = null
      return embeddings.map(normalise)
    } catch (error) {
      failures++
      restUntil = now() + Math.min(LONGEST_REST_MS, FIRST_REST_MS * 2 ** (failures - 1))
      why = error instanceof Error ? error.message.slice(0, 200) : 'The endpoint did not answer.'
      throw error
    }
  }
  return {
    model: settings.model,
    async embedQuestion(text) {
      if (now() < restUntil) return null
      try {
        return (await embed([text], QUESTION_MS))[0] ?? null
      } catch {
        // Kept as `problem`, which the settings show.
        return null
      }
    },
    embedPassages: (texts) => embed(texts, PASSAGES_MS),
    async vectorsOf(workspaceId, { stamp, count, read }) {
      const known = kept.get(workspaceId)
      if (known?.stamp === stamp) {
        kept.delete(workspaceId)
        kept.set(workspaceId, known)
        return known.vectors
      }
      kept.delete(workspaceId)
      if (count > MAX_VECTORS) return null
      const vectors = loadVectors(await read())
      if (vectors.bytes > MAX_CACHE_BYTES) return null
      kept.set(workspaceId, { stamp, vectors })
      let bytes = [...kept.values()].reduce((sum, one) => sum + one.vectors.bytes, 0)
      for (const [id, one] of kept) {
        if (bytes <= MAX_CACHE_BYTES) break
        kept.delete(id)
        bytes -= one.vectors.bytes
      }
      return vectors
    },
    problem: () => (now() < restUntil ? why : null),
  }
}

/** Beyond this a workspace is searched by words alone; it would be a library, not a front desk. */
export const MAX_VECTORS = 20_000

function normalise(values: number[]): Float32Array {
  const length = Math.hypot(...values) || 1
  return Float32Array.from(values, (v) => v / length)
}
