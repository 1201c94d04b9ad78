// Telephone calls over a number at Twilio: the business rings, voicemail, recording, and calls out of the thread. See
// README.md. A call is many requests; steps.ts tells them apart, domain/call.ts puts together what they say.

import type { Channel } from '#channels/channel.ts'
import { callCapabilities } from '#channels/protocols/calls/capabilities.ts'
import { accessMedia } from '#channels/protocols/twilio/media.ts'
import { disclosureOf, isRecorded } from './answers.ts'
import { follow, removeRecording } from './follow.ts'
import { parse } from './parse.ts'
import { find, place } from './place.ts'
import { probe } from './probe.ts'
import { reconcile, send } from './send.ts'
import { checkSettings, settingFields, voiceSettings } from './settings.ts'
import { verify } from './verify.ts'

export const voiceTwilio: Channel = {
  id: 'voice-twilio',
  provider: 'twilio',
  providerName: 'Twilio',
  capabilities: callCapabilities(true),
  settings: settingFields,
  checkSettings,
  verify,
  parse,
  send,
  reconcile,
  media: accessMedia,
  probe,
  calls: {
    place,
    find,
    follow,
    removeRecording,
    textBack(account) {
      const { textBack, textBackText, textBackHours } = voiceSettings(account)
      return textBack ? { text: textBackText ?? null, everyHours: textBackHours } : null
    },
    fallbackPhone: (account) => voiceSettings(account).ring[0]?.number ?? null,
    announces(account) {
      const settings = voiceSettings(account)
      return { recorded: isRecorded(settings, 'out'), text: disclosureOf(settings, 'out') }
    },
  },
}
