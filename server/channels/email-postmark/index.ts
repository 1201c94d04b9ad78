// Email carried by Postmark, in and out. See README.md.
import type { Channel } from '#channels/channel.ts'
import { answerHeaders, answerRecipients, threadHints } from '#channels/protocols/mail/threading.ts'
import { carriedMailCapabilities } from '#channels/protocols/mail-webhook/capabilities.ts'
import { parse } from './parse.ts'
import { probe } from './probe.ts'
import { reconcile, send } from './send.ts'
import { checkSettings, settingFields } from './settings.ts'
import { verify } from './verify.ts'

export const emailPostmark: Channel = {
  id: 'email-postmark',
  provider: 'postmark',
  providerName: 'Postmark',
  // 35 MB of mail, its files in base64 inside JSON.
  maxRequestBytes: 50 * 1024 * 1024,
  // 10 MB with everything, where files grow by a third.
  capabilities: carriedMailCapabilities(7 * 1024 * 1024),
  settings: settingFields,
  checkSettings,
  verify,
  parse,
  send,
  reconcile,
  probe,
  threadHints,
  answerHeaders: (parent, account) => ({ ...answerHeaders(parent), ...answerRecipients(parent, account) }),
}
