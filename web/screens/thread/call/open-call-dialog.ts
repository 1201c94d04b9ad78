// Which conversation's call dialog is open: cards of missed calls open the one in the head of the thread.
import { listenable } from '#web/store/listenable.ts'

export const callDialog = listenable<string | null>(null)

export function openCallDialog(conversationId: string): void {
  callDialog.set(conversationId)
}
