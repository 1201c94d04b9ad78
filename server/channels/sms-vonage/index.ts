// Text and picture messages over a number at Vonage. See README.md.
import type { Channel } from '#channels/channel.ts'
import { senderPace } from '#channels/protocols/pace/sender-pace.ts'
import { smsCapabilities } from '#channels/protocols/sms/capabilities.ts'
import { MAX_FILE_BYTES, MAX_FILE_COUNT, MAX_TEXT } from './limits.ts'
import { parse } from './parse.ts'
import { probe } from './probe.ts'
import { reconcile, send } from './send.ts'
import { checkSettings, settingFields } from './settings.ts'
import { verify } from './verify.ts'

export const smsVonage: Channel = {
  id: 'sms-vonage',
  provider: 'vonage',
  providerName: 'Vonage',
  capabilities: smsCapabilities(MAX_TEXT, {
    maxCount: MAX_FILE_COUNT,
    maxBytes: MAX_FILE_BYTES,
    types: ['image/*', 'audio/*', 'video/*', 'text/vcard', 'application/pdf'],
  }),
  settings: settingFields,
  checkSettings,
  verify,
  parse,
  send,
  reconcile,
  probe,
  // The addresses of incoming files carry their own key, so nobody gets ours.
  media: () => ({ allowed: true, headers: {} }),
  pace: senderPace,
}
