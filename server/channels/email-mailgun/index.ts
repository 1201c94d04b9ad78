// Email carried by Mailgun, in and out. See README.md.
import type { Channel } from '#channels/channel.ts'
import { answerHeaders, answerRecipients, threadHints } from '#channels/protocols/mail/threading.ts'
import { carriedMailCapabilities } from '#channels/protocols/mail-webhook/capabilities.ts'
import { parse } from './parse.ts'
import { probe } from './probe.ts'
import { reconcile, send } from './send.ts'
import { checkSettings, settingFields } from './settings.ts'
import { verify } from './verify.ts'

export const emailMailgun: Channel = {
  id: 'email-mailgun',
  provider: 'mailgun',
  providerName: 'Mailgun',
  // 25 MB of mail, and what the form adds; body and files may come twice.
  maxRequestBytes: 50 * 1024 * 1024,
  // 25 MB with everything, where files grow by a third.
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
