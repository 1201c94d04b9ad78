// Text and picture messages over a number at Twilio. See README.md; the protocol is in protocols/twilio.
import type { Channel } from '#channels/channel.ts'
import { senderPace } from '#channels/protocols/pace/sender-pace.ts'
import { smsCapabilities } from '#channels/protocols/sms/capabilities.ts'
import { accessMedia } from '#channels/protocols/twilio/media.ts'
import { probeTwilio } from '#channels/protocols/twilio/probe.ts'
import { twilioSettings } from '#channels/protocols/twilio/settings.ts'
import { dialect } from './dialect.ts'
import { parse } from './parse.ts'
import { reconcile, send } from './send.ts'
import { checkSettings, settingFields } from './settings.ts'
import { verify } from './verify.ts'

export const smsTwilio: Channel = {
  id: 'sms-twilio',
  provider: 'twilio',
  providerName: 'Twilio',
  // Twilio fits these pictures to what carriers take; other files it passes on as they are, and only small ones.
  capabilities: smsCapabilities(1_600, {
    maxCount: dialect.maxFiles,
    maxBytes: 500_000,
    byType: [{ types: ['image/jpeg', 'image/png', 'image/gif'], maxBytes: 5_242_880 }],
    types: ['image/*', 'audio/*', 'video/*', 'text/vcard', 'text/calendar', 'application/pdf'],
  }),
  settings: settingFields,
  checkSettings,
  verify,
  parse,
  send,
  reconcile,
  probe: (account, io) => probeTwilio(dialect, account, io),
  media: accessMedia,
  // A messaging service paces the numbers of its pool by itself.
  pace: (account) => (twilioSettings(account).messagingServiceSid ? [] : senderPace(account)),
}
