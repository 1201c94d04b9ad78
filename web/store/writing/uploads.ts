// Files on their way up, by conversation: they outlive a look at another thread.

import { apiUrl, workspaceHeaders } from '#web/store/api.ts'
import { listenable } from '#web/store/listenable.ts'
import type { SentFile } from './outgoing.ts'

export type Upload = {
  key: string
  name: string
  type: string
  size: number
  /** 0 to 1. */
  progress: number
  /** Set when the server has it. */
  file: SentFile | null
  problem: string | null
}

export const uploads = listenable<ReadonlyMap<string, readonly Upload[]>>(new Map())
const running = new Map<string, XMLHttpRequest>()

export function uploadsOf(
  all: ReadonlyMap<string, readonly Upload[]>,
  conversationId: string,
): readonly Upload[] {
  return all.get(conversationId) ?? NONE
}
const NONE: readonly Upload[] = []

function change(conversationId: string, next: (held: readonly Upload[]) => readonly Upload[]): void {
  const all = new Map(uploads.get())
  const files = next(all.get(conversationId) ?? [])
  if (files.length > 0) all.set(conversationId, files)
  else all.delete(conversationId)
  uploads.set(all)
}

/** Begins to upload a file. `problem`: why it may not even start; it then only shows as refused. */
export function startUpload(conversationId: string, file: File, problem: string | null): void {
  const key = crypto.randomUUID()
  change(conversationId, (held) => [
    ...held,
    { key, name: file.name, type: file.type, size: file.size, progress: 0, file: null, problem },
  ])
  if (problem) return
  const set = (next: Partial<Upload>): void =>
    change(conversationId, (held) => held.map((u) => (u.key === key ? { ...u, ...next } : u)))
  const body = new FormData()
  body.append('file', file, file.name)
  // fetch cannot tell how much has gone up yet.
  const request = new XMLHttpRequest()
  running.set(key, request)
  request.open('POST', apiUrl('/files'))
  for (const [name, value] of Object.entries(workspaceHeaders())) request.setRequestHeader(name, value)
  request.upload.onprogress = (event) =>
    event.lengthComputable && set({ progress: event.loaded / event.total })
  request.onload = () => {
    running.delete(key)
    if (request.status >= 200 && request.status < 300)
      set({ progress: 1, file: JSON.parse(request.responseText) as SentFile })
    else set({ problem: refusal(request.responseText) })
  }
  request.onerror = () => {
    running.delete(key)
    set({ problem: 'The server could not be reached' })
  }
  request.send(body)
}

function refusal(text: string): string {
  try {
    const body = JSON.parse(text) as { detail?: string; title?: string }
    return body.detail || body.title || 'The server refused this file'
  } catch {
    return 'The server refused this file'
  }
}

export function dropUpload(conversationId: string, key: string): void {
  running.get(key)?.abort()
  running.delete(key)
  change(conversationId, (held) => held.filter((u) => u.key !== key))
}
export function clearUploads(conversationId: string): void {
  change(conversationId, () => [])
}
