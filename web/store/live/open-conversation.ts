import { listenable } from '#web/store/listenable.ts'

/** The conversation on the screen, as the address bar says it: its rows stay in lists that they no longer match. */
export const openConversation = listenable<string | null>(null)
