// Every channel that an inbox can be made of. A new channel is one folder and one line here.
import type { Capabilities, ChannelKind } from '#domain/channel.ts'
import type { Channel } from './channel.ts'
import { email } from './email/index.ts'
import { emailGmail } from './email-gmail/index.ts'
import { emailGraph } from './email-graph/index.ts'
import { emailMailgun } from './email-mailgun/index.ts'
import { emailPostmark } from './email-postmark/index.ts'
import { emailSendgrid } from './email-sendgrid/index.ts'
import { googleBusiness } from './google-business/index.ts'
import { instagram } from './instagram/index.ts'
import { linkedin } from './linkedin/index.ts'
import { messenger } from './messenger/index.ts'
import { smsBird } from './sms-bird/index.ts'
import { smsPlivo } from './sms-plivo/index.ts'
import { smsTelnyx } from './sms-telnyx/index.ts'
import { smsTwilio } from './sms-twilio/index.ts'
import { smsVonage } from './sms-vonage/index.ts'
import { telegram } from './telegram/index.ts'
import { tiktok } from './tiktok/index.ts'
import { voiceElevenlabs } from './voice-elevenlabs/index.ts'
import { voiceRetell } from './voice-retell/index.ts'
import { voiceTwilio } from './voice-twilio/index.ts'
import { voiceVapi } from './voice-vapi/index.ts'
import { webchat } from './webchat/index.ts'
import { whatsappCloud } from './whatsapp-cloud/index.ts'
import { whatsappTwilio } from './whatsapp-twilio/index.ts'

export const channels: readonly Channel[] = [
  smsTwilio,
  smsTelnyx,
  smsVonage,
  smsPlivo,
  smsBird,
  whatsappTwilio,
  whatsappCloud,
  webchat,
  email,
  emailGmail,
  emailGraph,
  emailPostmark,
  emailSendgrid,
  emailMailgun,
  messenger,
  instagram,
  telegram,
  voiceTwilio,
  voiceVapi,
  voiceRetell,
  voiceElevenlabs,
  tiktok,
  googleBusiness,
  linkedin,
]

/** The channel of this kind by this provider, or null where there is none. */
export function findChannel(kind: ChannelKind, provider: string): Channel | null {
  return channels.find((c) => c.capabilities.channel === kind && c.provider === provider) ?? null
}

export function findCapabilities(kind: ChannelKind, provider: string): Capabilities | null {
  return findChannel(kind, provider)?.capabilities ?? null
}
