// Text and picture messages over a number at Telnyx. See README.md.
import type { Channel } from '#channels/channel.ts'
import { senderPace } from '#channels/protocols/pace/sender-pace.ts'
import { smsCapabilities } from '#channels/protocols/sms/capabilities.ts'
import { MAX_FILE_BYTES, MAX_FILE_COUNT, MAX_TEXT } from './limits.ts'
import { parse } from './parse.ts'
import { probe } from './probe.ts'
import { reconcile, send } from './send.ts'
import { checkSettings, settingFields } from './settings.ts'
import { verify } from './verify.ts'

export const smsTelnyx: Channel = {
  id: 'sms-telnyx',
  provider: 'telnyx',
  providerName: 'Telnyx',
  capabilities: smsCapabilities(MAX_TEXT, {
    maxCount: MAX_FILE_COUNT,
    maxBytes: MAX_FILE_BYTES,
    types: ['image/*', 'audio/*', 'video/*', 'text/vcard', 'text/calendar', 'application/pdf'],
  }),
  settings: settingFields,
  checkSettings,
  verify,
  parse,
  send,
  reconcile,
  probe,
  // Telnyx's addresses of pictures open without credentials, so nobody gets them.
  media: () => ({ allowed: true, headers: {} }),
  pace: senderPace,
}
