// Who is simulated: one line for each provider.
import type { ChannelKind } from '#domain/channel.ts'
import type { SimulatorApp } from '#wire/simulator.ts'
import { bird } from './bird/index.ts'
import { bot } from './bot/index.ts'
import { elevenlabs } from './elevenlabs/index.ts'
import { gmail } from './gmail/index.ts'
import { google } from './google/index.ts'
import { graph } from './graph/index.ts'
import { mailgun } from './mailgun/index.ts'
import { meta } from './meta/index.ts'
import { plivo } from './plivo/index.ts'
import { postmark } from './postmark/index.ts'
import type { SimulatedChannel, SimulatedProvider } from './provider.ts'
import { retell } from './retell/index.ts'
import { sendgrid } from './sendgrid/index.ts'
import { telnyx } from './telnyx/index.ts'
import { tiktok } from './tiktok/index.ts'
import { twilio } from './twilio/index.ts'
import { vapi } from './vapi/index.ts'
import { vonage } from './vonage/index.ts'

export const providers: readonly SimulatedProvider[] = [
  twilio,
  telnyx,
  vonage,
  plivo,
  bird,
  meta,
  bot,
  tiktok,
  google,
  vapi,
  retell,
  elevenlabs,
  postmark,
  sendgrid,
  mailgun,
  gmail,
  graph,
]

/** Channels without a provider's API: mail over SMTP, and the chat on the demo web site. */
const ownDoors: readonly { channel: ChannelKind; provider: string; app: SimulatorApp }[] = [
  { channel: 'email', provider: 'smtp', app: 'mail' },
  { channel: 'webchat', provider: 'widget', app: 'site' },
]

type Kind = { channel: ChannelKind; provider: string }

/** How this channel of this provider is simulated; null where it has no API here. */
export function findSimulated(kind: Kind): SimulatedChannel | null {
  const provider = providers.find((one) => one.provider === kind.provider)
  return provider?.channels.find((one) => one.channel === kind.channel) ?? null
}

/** The program in which customers meet this channel; null where it has no place in the simulator. */
export function findApp(kind: Kind): SimulatorApp | null {
  const own = ownDoors.find((one) => one.channel === kind.channel && one.provider === kind.provider)
  return own?.app ?? findSimulated(kind)?.app ?? null
}
