// The frame of the app: rail, the screen, and the things that may speak up from anywhere.
import { lazy, type ReactNode, Suspense, useEffect, useState } from 'react'
import { useAction } from '#web/actions/registry.ts'
import { useRoute } from '#web/router/location.ts'
import { fetchCursor, takeBootCursor } from '#web/store/boot.ts'
import { client } from '#web/store/client.ts'
import { useCounts } from '#web/store/conversations.ts'
import { keys } from '#web/store/keys.ts'
import { useListenable } from '#web/store/listenable.ts'
import { useMember, useWorkspace } from '#web/store/session.ts'
import { Announcer } from '#web/ui/announcer.tsx'
import { cx } from '#web/ui/cx.ts'
import { extra } from '#web/ui/extra.ts'
import { toastsWanted } from '#web/ui/toast.ts'
import { ConnectionBanner } from './connection-banner.tsx'
import { Rail } from './rail.tsx'
import { TabBar } from './tab-bar.tsx'
import { UsageNotice } from './usage-notice.tsx'
import { useTitle } from './use-title.ts'

const Toaster = extra(() => import('#web/ui/toaster.tsx'))
const StopAi = lazy(() => import('./stop-ai.tsx'))
const StoppedBanner = extra(() => import('./stopped-banner.tsx'))
const NeedsPersonBar = extra(() => import('./needs-person-bar.tsx'))
const KeySheet = lazy(() => import('./key-sheet.tsx'))

export function Shell({ children }: { children: ReactNode }) {
  const member = useMember()
  const { aiStopped } = useWorkspace().settings
  const [stopping, setStopping] = useState(false)
  const [keysShown, setKeysShown] = useState(false)
  const route = useRoute()
  const conversationOpen = route.screen === 'inbox' && route.conversationId !== null
  useAction('help.keys', () => setKeysShown((shown) => !shown))
  useLive(member.id)
  useTitle()
  const needed = useCounts().data?.needsPerson ?? 0

  return (
    <div className="flex h-full flex-col pane:flex-row">
      <a
        href="#main"
        className="sr-only rounded-md bg-accent px-3 py-2 text-on-solid focus:not-sr-only focus:fixed focus:start-3 focus:top-3 focus:z-50"
      >
        Skip to the content
      </a>
      <Rail onShowKeys={() => setKeysShown(true)} onStop={() => setStopping(true)} />
      <div className="flex min-h-0 min-w-0 flex-1 flex-col">
        {aiStopped && (
          <Suspense fallback={null}>
            <StoppedBanner />
          </Suspense>
        )}
        <UsageNotice />
        <div id="main" className="min-h-0 min-w-0 flex-1">
          {children}
        </div>
      </div>
      <TabBar className={cx('pane:hidden', conversationOpen && 'hidden')} />
      <ConnectionBanner />
      <Announcer />
      <Suspense fallback={null}>
        {useListenable(toastsWanted) && <Toaster />}
        {stopping && <StopAi onClose={() => setStopping(false)} />}
        {needed > 0 && route.screen !== 'needs-a-person' && (
          <NeedsPersonBar openId={route.screen === 'inbox' ? route.conversationId : null} />
        )}
        {keysShown && <KeySheet onClose={() => setKeysShown(false)} />}
      </Suspense>
    </div>
  )
}

const RETRY_MS = 3_000

/** Hears the server while the app is on the screen. */
function useLive(memberId: string): void {
  useEffect(() => {
    let stop: (() => void) | undefined
    let retry: ReturnType<typeof setTimeout> | undefined
    let gone = false
    const begin = async (): Promise<void> => {
      let cursor = await takeBootCursor()
      if (cursor === null) {
        // Signed in within this page: lists may have been read before this place in the log.
        cursor = await fetchCursor()
        void client.invalidateQueries({ queryKey: keys.lists })
      }
      const { startLive } = await import('#web/store/live/live.ts')
      if (!gone) stop = startLive(cursor, memberId)
    }
    const attempt = (): void => {
      begin().catch(() => {
        if (!gone) retry = setTimeout(attempt, RETRY_MS)
      })
    }
    attempt()
    return () => {
      gone = true
      clearTimeout(retry)
      stop?.()
    }
  }, [memberId])
}
