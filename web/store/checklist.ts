// The first steps. The server ticks them from what is really there; putting the card away is this browser's choice.
import { useQuery } from '@tanstack/react-query'
import { get } from './api.ts'
import { keys } from './keys.ts'
import { stored, useListenable } from './listenable.ts'

export type Step = { id: string; title: string; help: string; done: boolean; link: string }

export const checklistDismissed = stored<boolean>('frontdesk.checklist', (raw) => raw === true)

export function useChecklist() {
  const dismissed = useListenable(checklistDismissed)
  const { data } = useQuery({
    queryKey: keys.checklist,
    queryFn: ({ signal }) => get<{ items: Step[] }>('/checklist', undefined, signal),
    enabled: !dismissed,
  })
  const steps = data?.items ?? []
  return { steps, next: steps.find((step) => !step.done) ?? null, dismissed }
}
