// The approved templates of an inbox.
import { useQuery } from '@tanstack/react-query'
import type { TemplateList } from '#wire/api/templates.ts'
import { get, post } from './api.ts'
import { client } from './client.ts'
import { keys } from './keys.ts'

export function useTemplates(inboxId: string) {
  return useQuery({
    queryKey: keys.templates(inboxId),
    queryFn: ({ signal }) => get<TemplateList>(`/inboxes/${inboxId}/templates`, undefined, signal),
    staleTime: 60_000,
  })
}

/** Asks the provider now. Rejects with its reason. */
export async function syncTemplates(inboxId: string): Promise<void> {
  const list = await post<TemplateList>(`/inboxes/${inboxId}/templates/sync`)
  client.setQueryData(keys.templates(inboxId), list)
}
