// Uploading: one file after the other, each a source of its own.
import { request } from '#web/store/api.ts'
import { explainBriefly } from '#web/store/explain.ts'
import { refreshKnowledge } from '#web/store/knowledge.ts'
import { toast } from '#web/ui/toast.ts'
import type { KnowledgeItem } from '#wire/api/knowledge.ts'

export const ACCEPTED = '.pdf,.docx,.md,.markdown,.txt,.html,.htm,application/pdf,text/plain,text/markdown'
const MOST = 20

function formOf(file: File): FormData {
  const form = new FormData()
  form.append('file', file)
  return form
}

/** Uploads files; says which were refused and why. Resolves with how many were taken. */
export async function uploadFiles(files: readonly File[]): Promise<number> {
  let taken = 0
  for (const file of files.slice(0, MOST)) {
    try {
      await request<KnowledgeItem>('POST', '/knowledge/files', { body: formOf(file) })
      taken++
    } catch (error) {
      toast.fail(`${file.name}: ${explainBriefly(error)}`)
    }
  }
  if (files.length > MOST) toast.fail(`Only the first ${MOST} files were taken.`)
  if (taken > 0) {
    toast.ok(taken === 1 ? 'Uploaded. It is being read.' : `${taken} files uploaded. They are being read.`)
    await refreshKnowledge()
  }
  return taken
}

export async function replaceFile(item: KnowledgeItem, file: File): Promise<void> {
  try {
    await request<KnowledgeItem>('PUT', `/knowledge/${item.id}/file`, { body: formOf(file) })
    toast.ok('The newer version is being read.')
    await refreshKnowledge()
  } catch (error) {
    toast.fail(explainBriefly(error))
  }
}
