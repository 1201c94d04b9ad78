// What the gate would say before anything is written, messages that wait, and the month's use.
import { useQuery } from '@tanstack/react-query'
import type { Message } from '#wire/api/messages.ts'
import type { QuietRuleWire, UsageReport, VerdictPreview } from '#wire/api/sending.ts'
import { get, patch, post, request } from './api.ts'
import { client } from './client.ts'
import { keys } from './keys.ts'
import { type Thread, takeMessage } from './thread-cache.ts'

/** Kept for half a minute: clocks move slowly, and the gate is asked again when it is sent. */
export function useVerdict(conversationId: string, route: { inboxId: string; addressId: string }) {
  const { inboxId, addressId } = route
  return useQuery({
    queryKey: [...keys.conversation(conversationId), 'verdict', inboxId, addressId],
    queryFn: () => post<VerdictPreview>(`/conversations/${conversationId}/verdict`, { inboxId, addressId }),
    staleTime: 30_000,
    refetchInterval: 60_000,
  })
}

function put(message: Message): void {
  client.setQueryData<Thread>(
    keys.thread(message.conversationId),
    (thread) => thread && takeMessage(thread, message),
  )
}

export async function changeLater(
  message: Message,
  change: { text?: string; sendAt?: string; unlessTheyWrite?: boolean },
): Promise<void> {
  put(await patch<Message>(`/messages/${message.id}/later`, change))
}
export async function cancelWaiting(message: Message): Promise<void> {
  put(await request<Message>('DELETE', `/messages/${message.id}/later`))
}
/** With a reason: in spite of what is left to people. */
export async function sendNow(message: Message, reason: string | null): Promise<void> {
  put(await post<Message>(`/messages/${message.id}/send-now`, reason ? { override: { reason } } : {}))
}

export function useUsage() {
  return useQuery({
    queryKey: [...keys.workspace, 'usage'],
    queryFn: ({ signal }) => get<UsageReport>('/usage', undefined, signal),
    staleTime: 15_000,
  })
}

export function useQuietTable() {
  return useQuery({
    queryKey: [...keys.workspace, 'quiet-hours'],
    queryFn: ({ signal }) => get<{ items: QuietRuleWire[] }>('/settings/quiet-hours', undefined, signal),
    select: (data) => data.items,
  })
}
export function refreshQuietTable(): Promise<void> {
  return client.invalidateQueries({ queryKey: [...keys.workspace, 'quiet-hours'] })
}
