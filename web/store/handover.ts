// Conversations in the hands of people: what needs one now, the brief, who has it; and the acts of taking care.
import { useQuery } from '@tanstack/react-query'
import { explainBriefly } from '#web/store/explain.ts'
import { toast } from '#web/ui/toast.ts'
import type { ConversationRow } from '#wire/api/conversations.ts'
import type { Handover, OpenEscalation } from '#wire/api/handover.ts'
import { get, post } from './api.ts'
import { client } from './client.ts'
import { keys } from './keys.ts'
import { stored } from './listenable.ts'
import { patchRow } from './live/feed.ts'

/** Everything that needs a person, the most urgent first. Asked again when a conversation changes hands. */
export function useEscalations(enabled = true) {
  return useQuery({
    queryKey: keys.escalations,
    queryFn: ({ signal }) => get<{ items: OpenEscalation[] }>('/escalations', undefined, signal),
    select: (data) => data.items,
    enabled,
    staleTime: 10_000,
  })
}

export function useHandover(conversationId: string) {
  return useQuery({
    queryKey: keys.handover(conversationId),
    queryFn: ({ signal }) => get<Handover>(`/conversations/${conversationId}/handover`, undefined, signal),
    staleTime: 10_000,
  })
}

/** "I take care of it": shown at once, taken back where the server refuses. */
export async function acknowledge(
  row: Pick<ConversationRow, 'id' | 'escalation'>,
  member: string,
): Promise<void> {
  const { escalation } = row
  if (!escalation || escalation.acknowledged) return
  const show = (acknowledged: { by: string; at: string } | null): void =>
    patchRow(client, row.id, (held) =>
      held.escalation ? { ...held, escalation: { ...held.escalation, acknowledged } } : held,
    )
  show({ by: member, at: new Date().toISOString() })
  try {
    const fresh = await post<Handover>(`/conversations/${row.id}/acknowledge`)
    client.setQueryData(keys.handover(row.id), fresh)
    const by = fresh.escalation?.acknowledged
    if (by) show({ by: by.by, at: by.at })
    if (by && by.by !== member) toast.say(`${by.by} was faster`)
    else toast.ok('You take care of it. Nobody else is alerted.')
  } catch (error) {
    show(null)
    toast.fail(explainBriefly(error))
  }
  void client.invalidateQueries({ queryKey: keys.escalations })
  void client.invalidateQueries({ queryKey: keys.counts })
}

/** No rule hands this conversation back to the AI. */
export async function keepWithPeople(row: ConversationRow): Promise<void> {
  const before = row.resume ?? null
  patchRow(client, row.id, (held) => ({ ...held, resume: null }))
  try {
    client.setQueryData(
      keys.handover(row.id),
      await post<Handover>(`/conversations/${row.id}/keep-with-people`),
    )
    toast.ok('The AI stays silent here until you resume it')
  } catch (error) {
    patchRow(client, row.id, (held) => ({ ...held, resume: before }))
    toast.fail(explainBriefly(error))
  }
}

/** Does this browser ring when somebody is needed? Off until somebody switches it on. */
export const alertSound = stored<boolean>('frontdesk.alert-sound', (raw) => raw === true)
