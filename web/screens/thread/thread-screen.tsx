// One conversation: head, thread, composer; beside it the contact where there is room.
import { SearchX } from 'lucide-react'
import { lazy, Suspense, useEffect, useState } from 'react'
import { close, reopen, toggleClosed, toggleHandler } from '#web/actions/conversation.ts'
import { useAction } from '#web/actions/registry.ts'
import { Link } from '#web/router/link.tsx'
import { inboxSearchNow, navigate } from '#web/router/location.ts'
import { inboxPath } from '#web/router/routes.ts'
import { Composer } from '#web/screens/composer/composer.tsx'
import { ApiError } from '#web/store/api.ts'
import { cachedRow, useConversation } from '#web/store/conversations.ts'
import { useListenable } from '#web/store/listenable.ts'
import { useMember } from '#web/store/session.ts'
import { buttonClass } from '#web/ui/button.tsx'
import { extra } from '#web/ui/extra.ts'
import { Dialog } from '#web/ui/overlay/dialog.tsx'
import { Empty, Trouble } from '#web/ui/states.tsx'
import { useMedia } from '#web/ui/use-media.ts'
import { panelShown } from './panel-shown.ts'
import { ThreadHead } from './thread-head.tsx'
import { ThreadPane } from './thread-pane.tsx'

const HandoverCard = extra(() => import('./handover-card.tsx'))
const ContactPanel = lazy(() => import('#web/screens/contact/contact-panel.tsx'))

export default function ThreadScreen({ id }: { id: string }) {
  const conversation = useConversation(id)
  const member = useMember()
  const row = conversation.data ?? cachedRow(id)
  // Room for a third pane: the same width at which the rail grows its labels (--breakpoint-wide).
  const wide = useMedia('(min-width: 75rem)')
  const beside = useListenable(panelShown)
  const [sheet, setSheet] = useState(false)
  // A panel over the thread belongs to the conversation it was opened for.
  useEffect(() => setSheet(false), [id])

  useAction('thread.leave', () => navigate(inboxPath(null, { ...inboxSearchNow(), at: undefined })))
  useAction('thread.close', () => row && void toggleClosed(row, member.name), row !== undefined)
  useAction('thread.handler', () => row && void toggleHandler(row, member.name), row !== undefined)

  if (conversation.error instanceof ApiError && conversation.error.status === 404) return <Missing />
  // What the list knows is enough to go on reading and writing while the server is away.
  if (conversation.error && !row)
    return <Trouble error={conversation.error} onRetry={() => void conversation.refetch()} />
  const togglePanel = (): void => (wide ? panelShown.set(!beside) : setSheet(true))
  return (
    <div className="flex h-full">
      <div className="flex min-w-0 flex-1 flex-col">
        <ThreadHead
          row={row}
          onTogglePanel={togglePanel}
          panelOpen={wide && beside}
          onClose={() => row && void close(row, member.name)}
          onReopen={() => row && void reopen(row, member.name)}
        />
        {conversation.data && conversation.data.handler === 'human' && conversation.data.requiresAction && (
          <Suspense fallback={null}>
            <HandoverCard key={`handover-${id}`} conversation={conversation.data} />
          </Suspense>
        )}
        <ThreadPane
          key={id}
          id={id}
          conversation={conversation.data}
          onShowContact={() => !(wide && beside) && togglePanel()}
        />
        <Composer
          key={`composer-${id}`}
          id={id}
          conversation={conversation.data}
          onShowContact={() => !(wide && beside) && togglePanel()}
        />
      </div>
      {wide && beside && row && (
        <aside aria-label="Contact" className="w-76 shrink-0 border-s border-line bg-canvas">
          <Suspense fallback={null}>
            <ContactPanel key={row.contact.id} contactId={row.contact.id} conversationId={id} />
          </Suspense>
        </aside>
      )}
      {!wide && row && (
        <Dialog open={sheet} onClose={() => setSheet(false)} title="Contact" place="side">
          <Suspense fallback={null}>
            <ContactPanel contactId={row.contact.id} conversationId={id} onWrite={() => setSheet(false)} />
          </Suspense>
        </Dialog>
      )}
    </div>
  )
}

function Missing() {
  return (
    <div className="flex h-full items-center">
      <Empty
        Icon={SearchX}
        title="This conversation is not here"
        action={
          <Link href="/inbox" className={buttonClass('primary')}>
            Go to the inbox
          </Link>
        }
      >
        It was deleted, or it belongs to another business.
      </Empty>
    </div>
  )
}
