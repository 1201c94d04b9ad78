// Who may see what: the first visitor makes the owner's account, everybody else signs in, members get the app. The
// address stays, so that a pasted link still leads there after the sign-in.
import { lazy, Suspense } from 'react'
import { Screens } from '#web/screens/screens.tsx'
import { useMe } from '#web/store/session.ts'
import { Trouble } from '#web/ui/states.tsx'
import { Shell } from './shell.tsx'

const Entry = lazy(() => import('#web/screens/entry/entry-screen.tsx'))

export function Gate() {
  const me = useMe()
  if (me.data?.member && me.data.workspace)
    return (
      <Shell>
        <Screens />
      </Shell>
    )
  if (me.error)
    return (
      <main className="flex h-full items-center">
        <Trouble error={me.error} onRetry={() => void me.refetch()} />
      </main>
    )
  if (!me.data) return null
  return (
    <Suspense fallback={null}>
      <Entry first={!me.data.setup.ownerExists} />
    </Suspense>
  )
}
