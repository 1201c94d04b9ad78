// The parts of the settings: one list for the menu, the addresses and the lazy code.
import {
  Bell,
  BookOpenText,
  Bot,
  CalendarClock,
  Clock3,
  Code,
  Coins,
  Gauge,
  Inbox,
  KeyRound,
  Link2,
  type LucideIcon,
  Medal,
  Moon,
  PackageOpen,
  ScanText,
  ShieldCheck,
  Sparkle,
  Store,
  Tag,
  UserRound,
  Users,
  UsersRound,
} from 'lucide-react'
import { type ComponentType, lazy } from 'react'

type Section = { id: string; title: string; lead: string; Icon: LucideIcon; Screen: ComponentType }
type Group = { title: string; sections: Section[] }

export const groups: Group[] = [
  {
    title: 'Your business',
    sections: [
      {
        id: 'profile',
        title: 'Business profile',
        lead: 'What the AI tells customers about you, and how numbers and prices are read.',
        Icon: Store,
        Screen: lazy(() => import('./profile/profile-section.tsx')),
      },
      {
        id: 'hours',
        title: 'Opening hours',
        lead: 'When you are open. Bookings are offered inside these hours; after them the AI says when you are back.',
        Icon: Clock3,
        Screen: lazy(() => import('./hours/hours-section.tsx')),
      },
      {
        id: 'services',
        title: 'Services and prices',
        lead: 'What you offer. Bookable ones can be booked by the AI.',
        Icon: Tag,
        Screen: lazy(() => import('./services/services-section.tsx')),
      },
      {
        id: 'staff',
        title: 'Staff and rooms',
        lead: 'Who performs what, and when. Each has a calendar of their own.',
        Icon: UsersRound,
        Screen: lazy(() => import('./staff/staff-section.tsx')),
      },
      {
        id: 'booking',
        title: 'Booking rules',
        lead: 'How times are offered, and until when customers may change an appointment by themselves.',
        Icon: CalendarClock,
        Screen: lazy(() => import('./booking/booking-section.tsx')),
      },
      {
        id: 'knowledge',
        title: 'Knowledge',
        lead: 'Your answers, files and web site: what the AI may quote. Beyond your profile, hours and services it knows nothing else.',
        Icon: BookOpenText,
        Screen: lazy(() => import('./knowledge/knowledge-section.tsx')),
      },
    ],
  },
  {
    title: 'Channels',
    sections: [
      {
        id: 'inboxes',
        title: 'Inboxes',
        lead: 'The phone numbers, mailboxes and chats by which customers reach you.',
        Icon: Inbox,
        Screen: lazy(() => import('./inboxes/inboxes-section.tsx')),
      },
      {
        id: 'widget',
        title: 'Chat on your web site',
        lead: 'One line of code puts the chat on any page.',
        Icon: Code,
        Screen: lazy(() => import('./widget/widget-section.tsx')),
      },
      {
        id: 'links',
        title: 'Start links',
        lead: 'Links with which customers start a chat with you: for your Google profile, your site, your cards.',
        Icon: Link2,
        Screen: lazy(() => import('./start-links/start-links-section.tsx')),
      },
      {
        id: 'sms',
        title: 'Limits and budget',
        lead: 'What may go out in a month: messages, segments, money. And where this month is heading.',
        Icon: Gauge,
        Screen: lazy(() => import('./sending/limits-section.tsx')),
      },
      {
        id: 'quiet',
        title: 'Quiet hours and consent',
        lead: 'When nobody is disturbed, how often machines may write, and what people must have agreed to.',
        Icon: Moon,
        Screen: lazy(() => import('./sending/quiet-section.tsx')),
      },
    ],
  },
  {
    title: 'Front desk',
    sections: [
      {
        id: 'ai',
        title: 'AI and replies',
        lead: 'Where the AI answers, and how it introduces itself.',
        Icon: Sparkle,
        Screen: lazy(() => import('./workspace/ai-section.tsx')),
      },
      {
        id: 'agents',
        title: 'AI agents',
        lead: 'Who answers where: its manner, what it may do and know, and which model thinks for it.',
        Icon: Bot,
        Screen: lazy(() => import('./agents/agents-section.tsx')),
      },
      {
        id: 'reviews',
        title: 'Reviews and stages',
        lead: 'How conversations are judged, the stages they go through, and what the list shows.',
        Icon: Medal,
        Screen: lazy(() => import('./reviews/reviews-section.tsx')),
      },
      {
        id: 'models',
        title: 'Models and cost',
        lead: 'Keys of language models, what they may cost a day, and what they did cost.',
        Icon: Coins,
        Screen: lazy(() => import('./models/models-section.tsx')),
      },
      {
        id: 'autonomy',
        title: 'How far the AI goes',
        lead: 'What it sends by itself, what waits for you, and what it has earned by answering as you do.',
        Icon: ShieldCheck,
        Screen: lazy(() => import('./autonomy/autonomy-section.tsx')),
      },
      {
        id: 'understanding',
        title: 'What customers mean',
        lead: 'How messages are read, who gets a person at once, and your own examples.',
        Icon: ScanText,
        Screen: lazy(() => import('./understanding/understanding-section.tsx')),
      },
      {
        id: 'alerts',
        title: 'Alerts and handing over',
        lead: 'Who is called when a customer needs a person, what the customer is told, and when the AI answers again.',
        Icon: Bell,
        Screen: lazy(() => import('./handover/alerts-section.tsx')),
      },
    ],
  },
  {
    title: 'People and access',
    sections: [
      {
        id: 'members',
        title: 'Members',
        lead: 'Who works in this inbox.',
        Icon: Users,
        Screen: lazy(() => import('./people/members-section.tsx')),
      },
      {
        id: 'tokens',
        title: 'API tokens',
        lead: 'Keys for programs of yours. Each can do everything in this business.',
        Icon: KeyRound,
        Screen: lazy(() => import('./people/tokens-section.tsx')),
      },
      {
        id: 'you',
        title: 'You',
        lead: 'Your account, and how this app looks and listens on this device.',
        Icon: UserRound,
        Screen: lazy(() => import('./people/you-section.tsx')),
      },
      {
        id: 'sample',
        title: 'Sample data',
        lead: 'The example business that came with the installation.',
        Icon: PackageOpen,
        Screen: lazy(() => import('./workspace/sample-section.tsx')),
      },
    ],
  },
]

export function findSection(id: string): Section | undefined {
  return groups.flatMap((group) => group.sections).find((section) => section.id === id)
}
