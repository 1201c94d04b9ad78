// Email carried by SendGrid, in and out. See README.md.
import type { Channel } from '#channels/channel.ts'
import { answerHeaders, answerRecipients, threadHints } from '#channels/protocols/mail/threading.ts'
import { carriedMailCapabilities } from '#channels/protocols/mail-webhook/capabilities.ts'
import { parse } from './parse.ts'
import { probe } from './probe.ts'
import { reconcile, send } from './send.ts'
import { checkSettings, settingFields } from './settings.ts'
import { verify } from './verify.ts'

export const emailSendgrid: Channel = {
  id: 'email-sendgrid',
  provider: 'sendgrid',
  providerName: 'SendGrid',
  // 30 MB of mail, and what the form adds.
  maxRequestBytes: 40 * 1024 * 1024,
  // 30 MB with everything, where files grow by a third; large mail servers refuse such mails.
  capabilities: carriedMailCapabilities(18 * 1024 * 1024),
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
