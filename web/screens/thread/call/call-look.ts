// How a call looks in the thread and in the list: its sign, its words, its tint. Pure data.
import {
  type LucideIcon,
  PhoneCall,
  PhoneIncoming,
  PhoneMissed,
  PhoneOff,
  PhoneOutgoing,
  Voicemail,
} from 'lucide-react'
import type { CallState } from '#domain/call.ts'

export type CallLook = { Icon: LucideIcon; tone: 'danger' | 'warn' | 'accent' | 'quiet' }

export function callLook(state: CallState, direction: 'in' | 'out' | null): CallLook {
  switch (state) {
    case 'ringing':
    case 'in_progress':
      return { Icon: PhoneCall, tone: 'accent' }
    case 'missed':
      return { Icon: PhoneMissed, tone: 'danger' }
    case 'voicemail':
      return { Icon: Voicemail, tone: 'warn' }
    case 'failed':
      return { Icon: PhoneOff, tone: 'danger' }
    case 'no_answer':
    case 'busy':
      return { Icon: PhoneOff, tone: 'quiet' }
    case 'completed':
      return { Icon: direction === 'out' ? PhoneOutgoing : PhoneIncoming, tone: 'quiet' }
  }
}
