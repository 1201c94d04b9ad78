// "Call" in the head of a thread: through the business's number where an inbox places calls, by the telephone itself
// where none does.
import { Phone } from 'lucide-react'
import { lazy, Suspense } from 'react'
import { useConversation } from '#web/store/conversations.ts'
import { useListenable } from '#web/store/listenable.ts'
import { Button } from '#web/ui/button.tsx'
import { callDialog, openCallDialog } from './open-call-dialog.ts'

const CallDialog = lazy(() => import('./call-dialog.tsx'))

export function CallButton({ conversationId }: { conversationId: string }) {
  const conversation = useConversation(conversationId).data
  const open = useListenable(callDialog) === conversationId
  if (!conversation?.hasPhone) return null
  return (
    <>
      <Button
        size="sm"
        className="max-pane:px-2!"
        icon={<Phone size={15} aria-hidden="true" />}
        onClick={() => openCallDialog(conversationId)}
      >
        <span className="max-pane:sr-only">Call</span>
      </Button>
      {open && (
        <Suspense fallback={null}>
          <CallDialog conversationId={conversationId} onClose={() => callDialog.set(null)} />
        </Suspense>
      )}
    </>
  )
}
