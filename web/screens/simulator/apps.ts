// The programs on a customer's side. What each is called and looks like is data.
import {
  Camera,
  Clapperboard,
  Globe,
  type LucideIcon,
  Mail,
  MessageCircle,
  MessageSquareText,
  MessagesSquare,
  Phone,
  SendHorizontal,
  Star,
} from 'lucide-react'
import type { SimulatorApp, SimulatorDevice, SimulatorInbox } from '#wire/simulator.ts'

type Look = {
  label: string
  Icon: LucideIcon
  /** Which of a customer's addresses it takes; a handle is a name among those who need no number. */
  needs: 'phone' | 'email' | 'handle' | null
  kind: 'phone' | 'reviews' | 'dialer' | 'mailbox' | 'browser'
  /** What stands in the empty field. */
  hint: string
  /** The time, and whether it arrived, stand within the bubble. */
  timeInside?: boolean
}

export const apps: Record<SimulatorApp, Look> = {
  texts: { label: 'Texts', Icon: MessageSquareText, needs: 'phone', kind: 'phone', hint: 'Text message' },
  whatsapp: {
    label: 'WhatsApp',
    Icon: MessageCircle,
    needs: 'phone',
    kind: 'phone',
    hint: 'Message',
    timeInside: true,
  },
  messenger: { label: 'Messenger', Icon: MessagesSquare, needs: 'handle', kind: 'phone', hint: 'Aa' },
  instagram: { label: 'Instagram', Icon: Camera, needs: 'handle', kind: 'phone', hint: 'Message…' },
  telegram: {
    label: 'Telegram',
    Icon: SendHorizontal,
    needs: 'handle',
    kind: 'phone',
    hint: 'Message',
    timeInside: true,
  },
  tiktok: { label: 'TikTok', Icon: Clapperboard, needs: 'handle', kind: 'phone', hint: 'Message…' },
  reviews: { label: 'Google reviews', Icon: Star, needs: 'handle', kind: 'reviews', hint: '' },
  calls: { label: 'Call', Icon: Phone, needs: 'phone', kind: 'dialer', hint: '' },
  mail: { label: 'Mail', Icon: Mail, needs: 'email', kind: 'mailbox', hint: '' },
  site: { label: 'Web site', Icon: Globe, needs: null, kind: 'browser', hint: '' },
}
export const appNames = Object.keys(apps) as SimulatorApp[]

/** The programs in which this customer can meet the business: there is an inbox, and an address to write from. */
export function appsOf(device: SimulatorDevice, inboxes: SimulatorInbox[]): SimulatorApp[] {
  return appNames.filter((app) => {
    const { needs } = apps[app]
    return inboxes.some((inbox) => inbox.app === app) && (needs === null || device[needs] !== null)
  })
}

export type Place = { device: string; app: SimulatorApp }

/** Under which name or address a customer is met in this program. */
export function addressIn({ phone, email, handle }: SimulatorDevice, app: SimulatorApp): string {
  const own = { phone: phone?.display, email, handle: handle && `@${handle}` }
  const { needs } = apps[app]
  return (needs && own[needs]) ?? phone?.display ?? email ?? ''
}

/** What the words of the address bar mean, with the first customer and their first program where they mean nothing. */
export function choosePlace(
  words: Record<string, string>,
  devices: SimulatorDevice[],
  inboxes: SimulatorInbox[],
): { device: SimulatorDevice; app: SimulatorApp; available: SimulatorApp[] } | null {
  const device = devices.find((one) => one.id === words.device) ?? devices[0]
  if (!device) return null
  const available = appsOf(device, inboxes)
  const app = available.find((one) => one === words.app) ?? available[0]
  return app ? { device, app, available } : null
}

export function placePath({ device, app }: Place): string {
  return `/simulator?${new URLSearchParams({ device, app }).toString()}`
}
