// Files that the product uploads before it sends them. They are kept in memory until a message takes them.
import type { FastifyRequest } from 'fastify'
import { newNumber } from '#simulator/numbers.ts'
import { formOf } from '#simulator/world.ts'

export type Uploaded = { name: string; type: string; content: Uint8Array }
export type Uploads = {
  /** Reads an upload; its id, or null where there is no file in it. */
  take(request: FastifyRequest): Promise<string | null>
  find(id: string): Uploaded | null
}

/** More than are ever on their way at once. */
const MAX_KEPT = 20

export function createUploads(): Uploads {
  const kept = new Map<string, Uploaded>()
  return {
    async take(request) {
      const form = await formOf(request)
      const file = form?.get('file')
      if (!(file instanceof File)) return null
      const id = newNumber(16)
      kept.set(id, { name: file.name, type: file.type, content: new Uint8Array(await file.arrayBuffer()) })
      for (const oldest of kept.keys()) if (kept.size > MAX_KEPT) kept.delete(oldest)
      return id
    },
    find: (id) => kept.get(id) ?? null,
  }
}
