// List beside thread. On a phone one of the two at a time, with the address deciding which, so that Back is real.
import { type CSSProperties, lazy, Suspense, useEffect } from 'react'
import { useListenable } from '#web/store/listenable.ts'
import { openConversation } from '#web/store/live/open-conversation.ts'
import { cx } from '#web/ui/cx.ts'
import { PaneDivider, storedWidth } from '#web/ui/pane-divider.tsx'
import { ListPane } from './list-pane.tsx'

const NothingOpen = lazy(() => import('./nothing-open.tsx'))
const ThreadScreen = lazy(() => import('#web/screens/thread/thread-screen.tsx'))

const LIST = { min: 280, max: 560, usual: 352 }
const listWidth = storedWidth('frontdesk.list-width', LIST)

export function InboxScreen({ openId }: { openId: string | null }) {
  useEffect(() => {
    openConversation.set(openId)
    return () => openConversation.set(null)
  }, [openId])
  const width = useListenable(listWidth)
  return (
    <main className="flex h-full" style={{ '--list-width': `${width}px` } as CSSProperties}>
      <h1 className="sr-only">Inbox</h1>
      <ListPane
        openId={openId}
        className={cx(
          'w-full border-line pane:w-80 pane:border-e rail:w-(--list-width) rail:border-e-0',
          openId ? 'hidden pane:flex' : 'flex',
        )}
      />
      <PaneDivider label="Width of the list" width={listWidth} range={LIST} />
      <section
        id="thread"
        tabIndex={-1}
        className={cx('min-w-0 flex-1 bg-surface outline-none', !openId && 'hidden pane:block')}
        aria-label="Conversation"
      >
        <Suspense fallback={null}>{openId ? <ThreadScreen id={openId} /> : <NothingOpen />}</Suspense>
      </section>
    </main>
  )
}
