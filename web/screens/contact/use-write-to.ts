// "Text", "Email": the way to write to an address. Beside a thread it is a way out of that thread; elsewhere, or where the
// thread has none, a dialog of its own.
import { runAction } from '#web/actions/registry.ts'
import { useConversation } from '#web/store/conversations.ts'
import { chooseRoute } from '#web/store/writing/drafts.ts'
import type { ReplyRoute } from '#wire/api/conversations.ts'

/** The sheet is gone, and has given the focus back, a moment after it was closed. */
const AFTER_THE_PANEL_MS = 250

/** Turns the composer of the thread to an address. False where this thread cannot write there now. */
export function useWriteTo(
  conversationId: string | null,
  onWrite?: () => void,
): (addressIds: string[]) => boolean {
  const conversation = useConversation(conversationId ?? '', conversationId !== null).data
  return (addressIds) => {
    if (!conversation) return false
    const route = findRoute(conversation.routes, addressIds)
    if (!route) return false
    chooseRoute(conversation.id, route, conversation.routes.find((r) => r.current) ?? null)
    // On a narrow screen the panel lies over the composer: it goes first, and takes the focus back when it does.
    onWrite?.()
    setTimeout(() => runAction('thread.reply'), onWrite ? AFTER_THE_PANEL_MS : 0)
    return true
  }
}

/** The first way to one of these addresses that may be used; the routes come in the server's order. */
export function findRoute(routes: ReplyRoute[], addressIds: string[]): ReplyRoute | null {
  return routes.find((r) => r.usable && addressIds.includes(r.addressId)) ?? null
}
