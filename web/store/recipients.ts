// Who gets an answer to everybody: the server knows, from the last mail that came in.
import { useQuery } from '@tanstack/react-query'
import type { ReplyRoute } from '#wire/api/conversations.ts'
import type { ReplyRecipients } from '#wire/api/messages.ts'
import { get } from './api.ts'
import { keys } from './keys.ts'

export function useRecipients(conversationId: string, { inboxId, addressId }: ReplyRoute) {
  return useQuery({
    // Beside the thread, so that whatever renews the conversation renews it too.
    queryKey: [...keys.conversation(conversationId), 'recipients', inboxId, addressId],
    queryFn: ({ signal }) =>
      get<ReplyRecipients>(`/conversations/${conversationId}/recipients`, { inboxId, addressId }, signal),
  })
}
