// Which component stands for which screen. Whatever is not the list comes in its own chunk.
import { type ComponentType, lazy, type ReactNode, Suspense } from 'react'
import { useRoute } from '#web/router/location.ts'
import { InboxScreen } from './inbox/inbox-screen.tsx'
import { ErrorEdge } from './shell/error-edge.tsx'
import { NotFound } from './shell/not-found.tsx'
import { simulatorScreen } from './shell/simulator-seam.ts'

const Contacts = lazy(() => import('./contacts/contacts-screen.tsx'))
const Approvals = lazy(() => import('./approvals/approvals-screen.tsx'))
const Appointments = lazy(() => import('./appointments/appointments-screen.tsx'))
const NeedsPerson = lazy(() => import('./needs-person/needs-person-screen.tsx'))
const Tasks = lazy(() => import('./tasks/tasks-screen.tsx'))
const Settings = lazy(() => import('./settings/settings-screen.tsx'))
const Simulator: ComponentType = simulatorScreen ? lazy(simulatorScreen) : NotFound

export function Screens() {
  const route = useRoute()
  return (
    <ErrorEdge key={route.screen}>
      <Suspense fallback={null}>{choose()}</Suspense>
    </ErrorEdge>
  )

  function choose(): ReactNode {
    switch (route.screen) {
      case 'inbox':
        return <InboxScreen openId={route.conversationId} />
      case 'contacts':
        return <Contacts openId={route.contactId} />
      case 'approvals':
        return <Approvals />
      case 'appointments':
        return <Appointments />
      case 'needs-a-person':
        return <NeedsPerson />
      case 'tasks':
        return <Tasks />
      case 'settings':
        return <Settings section={route.section} />
      case 'simulator':
        return <Simulator />
      case 'unknown':
        return <NotFound />
    }
  }
}
