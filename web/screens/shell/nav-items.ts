// The places of the app, once for the rail and once for the phone's bar.
import {
  CalendarDays,
  ClipboardCheck,
  FlaskConical,
  Inbox,
  ListChecks,
  type LucideIcon,
  Mail,
  OctagonAlert,
  Settings,
  UserRoundCheck,
  Users,
} from 'lucide-react'
import type { Screen } from '#web/router/routes.ts'
import type { Counts } from '#web/store/conversations.ts'
import type { View } from '#web/store/filters.ts'
import { simulatorScreen } from './simulator-seam.ts'

export const viewItems: { view: View; label: string; Icon: LucideIcon; count: (c: Counts) => number }[] = [
  { view: 'all', label: 'All', Icon: Inbox, count: () => 0 },
  { view: 'unread', label: 'Unread', Icon: Mail, count: (c) => c.unread },
  { view: 'action', label: 'Requires action', Icon: UserRoundCheck, count: (c) => c.requiresAction },
  { view: 'escalated', label: 'Escalated', Icon: OctagonAlert, count: (c) => c.escalated },
]

type Place = {
  screen: Screen
  label: string
  Icon: LucideIcon
  count?: (c: Counts) => number
  /** On a phone only while there is something: its bar has no room for more. */
  whenCounted?: boolean
}
export const places: Place[] = [
  {
    screen: 'approvals',
    label: 'Approvals',
    Icon: ClipboardCheck,
    count: (c) => c.drafts,
    whenCounted: true,
  },
  { screen: 'tasks', label: 'Tasks', Icon: ListChecks, count: (c) => c.tasksDue, whenCounted: true },
  { screen: 'contacts', label: 'Contacts', Icon: Users },
  { screen: 'appointments', label: 'Appointments', Icon: CalendarDays },
  ...(simulatorScreen ? [{ screen: 'simulator' as const, label: 'Simulator', Icon: FlaskConical }] : []),
  { screen: 'settings', label: 'Settings', Icon: Settings },
]
