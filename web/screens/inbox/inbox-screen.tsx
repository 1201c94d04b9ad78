// List beside thread. On a phone one of the two at a time, with the address deciding which, so that Back is real.
import { lazy, Suspense, useEffect } from 'react'
import { openConversation } from '#web/store/open-conversation.ts'
import { cx } from '#web/ui/cx.ts'
import { ListPane } from './list-pane.tsx'

const NothingOpen = lazy(() => import('./nothing-open.tsx'))
const ThreadScreen = lazy(() => import('#web/screens/thread/thread-screen.tsx'))

export function InboxScreen({ openId }: { openId: string | null }) {
  useEffect(() => {
    openConversation.set(openId)
    return () => openConversation.set(null)
  }, [openId])
  return (
    <main className="flex h-full">
      <h1 className="sr-only">Inbox</h1>
      <ListPane
        openId={openId}
        className={cx(
          'w-full border-line pane:w-80 pane:border-e wide:w-90',
          openId ? 'hidden pane:flex' : 'flex',
        )}
      />
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
