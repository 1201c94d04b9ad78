// Text and picture messages over a number at Plivo. See README.md.
import type { Channel } from '#channels/channel.ts'
import { senderPace } from '#channels/protocols/pace/sender-pace.ts'
import { smsCapabilities } from '#channels/protocols/sms/capabilities.ts'
import { MAX_FILE_BYTES, MAX_FILE_COUNT, MAX_TEXT } from './limits.ts'
import { media } from './media.ts'
import { parse } from './parse.ts'
import { probe } from './probe.ts'
import { reconcile } from './reconcile.ts'
import { send } from './send.ts'
import { checkSettings, settingFields } from './settings.ts'
import { verify } from './verify.ts'

export const smsPlivo: Channel = {
  id: 'sms-plivo',
  provider: 'plivo',
  providerName: 'Plivo',
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
  media,
  pace: senderPace,
}
