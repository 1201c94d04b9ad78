// How each channel looks, as data. The only place in the app that knows channels by name; what they can do is said by
// their capabilities.
import {
  BriefcaseBusiness,
  Camera,
  Globe,
  type LucideIcon,
  Mail,
  MapPin,
  MessageCircle,
  MessageSquareText,
  Music2,
  Phone,
  Send,
  Zap,
} from 'lucide-react'
import type { ChannelKind } from '#domain/channel.ts'

type Look = { label: string; Icon: LucideIcon; hue: number }

const channelLooks: Record<ChannelKind, Look> = {
  sms: { label: 'SMS', Icon: MessageSquareText, hue: 250 },
  whatsapp: { label: 'WhatsApp', Icon: MessageCircle, hue: 150 },
  email: { label: 'Email', Icon: Mail, hue: 50 },
  webchat: { label: 'Web chat', Icon: Globe, hue: 300 },
  voice: { label: 'Call', Icon: Phone, hue: 200 },
  instagram: { label: 'Instagram', Icon: Camera, hue: 350 },
  messenger: { label: 'Messenger', Icon: Zap, hue: 265 },
  google_business: { label: 'Google', Icon: MapPin, hue: 95 },
  tiktok: { label: 'TikTok', Icon: Music2, hue: 10 },
  telegram: { label: 'Telegram', Icon: Send, hue: 230 },
  linkedin: { label: 'LinkedIn', Icon: BriefcaseBusiness, hue: 240 },
}

export function channelLabel(kind: ChannelKind): string {
  return channelLooks[kind].label
}

/** The channel as a small coloured disc. Decoration: its name stands beside it. */
export function ChannelMark({ kind, size = 16 }: { kind: ChannelKind; size?: number }) {
  const { Icon, hue } = channelLooks[kind]
  return (
    <span
      className="inline-flex shrink-0 items-center justify-center rounded-full"
      style={{
        width: size,
        height: size,
        background: `light-dark(oklch(0.52 0.11 ${hue}), oklch(0.74 0.09 ${hue}))`,
        color: 'light-dark(#fff, oklch(0.2 0.02 160))',
      }}
    >
      <Icon size={Math.round(size * 0.62)} strokeWidth={2.4} aria-hidden="true" />
    </span>
  )
}
