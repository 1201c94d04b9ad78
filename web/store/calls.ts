// Calls: the details behind an item, the ways to call a contact, and the call itself.
import { useQuery } from '@tanstack/react-query'
import type { Call, CallWay } from '#wire/api/calls.ts'
import type { Message } from '#wire/api/messages.ts'
import { get, post } from './api.ts'
import { client } from './client.ts'
import { keys } from './keys.ts'
import { type Thread, takeMessage } from './thread-cache.ts'

export function useCall(id: string, enabled: boolean) {
  return useQuery({
    queryKey: keys.call(id),
    queryFn: ({ signal }) => get<Call>(`/calls/${id}`, undefined, signal),
    // Addresses of recordings are signed for hours; the feed tells of changes.
    staleTime: 30 * 60_000,
    enabled,
  })
}

export function fetchCall(id: string): Promise<Call> {
  return client.fetchQuery({
    queryKey: keys.call(id),
    queryFn: () => get<Call>(`/calls/${id}`),
    staleTime: 60_000,
  })
}

export function useCallWays(conversationId: string) {
  return useQuery({
    queryKey: keys.callWays(conversationId),
    queryFn: ({ signal }) =>
      get<{ items: CallWay[] }>(`/conversations/${conversationId}/call-ways`, undefined, signal),
    select: (data) => data.items,
    // Which telephone rings, and whether somebody opted out, may have changed since the dialog was last open.
    staleTime: 0,
  })
}

/** Asks the server to ring the member and then the customer. The same `clientId` again is the same call. */
export async function placeCall(conversationId: string, way: CallWay, clientId: string): Promise<void> {
  const message = await post<Message>(`/conversations/${conversationId}/call`, {
    clientId,
    addressId: way.addressId,
    ...(way.inboxId ? { inboxId: way.inboxId } : {}),
  })
  client.setQueryData<Thread>(keys.thread(conversationId), (thread) => thread && takeMessage(thread, message))
}
