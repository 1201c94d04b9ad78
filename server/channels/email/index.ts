// Email: in over the built-in SMTP receiver or IMAP, out over SMTP. See README.md.
import type { Channel } from '#channels/channel.ts'
import { MAX_MAIL_SIZE } from '#channels/protocols/mail/compose.ts'
import { parse } from '#channels/protocols/mail/parse.ts'
import { answerHeaders, answerRecipients, threadHints } from '#channels/protocols/mail/threading.ts'
import { probe } from './probe.ts'
import { reconcile, send } from './send.ts'
import { checkSettings, settingFields } from './settings.ts'
import { signIn } from './sign-in.ts'
import { verify } from './verify.ts'

export const email: Channel = {
  id: 'email',
  provider: 'smtp',
  providerName: 'your own mail server',
  capabilities: {
    channel: 'email',
    label: 'Email',
    addressKind: 'email',
    text: { maxLength: 100_000, counter: 'characters' },
    formatting: 'rich',
    subject: true,
    attachments: { maxCount: 20, maxBytes: MAX_MAIL_SIZE, types: ['*/*'] },
    replyWindowHours: null,
    mayStart: true,
    receipts: { delivered: false, read: false },
    typing: { fromCustomer: false, toCustomer: false },
    keywords: false,
    metered: false,
    // People write mails whole; the pause is for the second one that corrects the first.
    burst: { quietMs: 4_000, maxMs: 20_000 },
    aiTextsPerDay: 5,
  },
  ownDoor: 'Mails come in through the built-in mail receiver or your IMAP mailbox.',
  settings: settingFields,
  checkSettings,
  verify,
  parse,
  send,
  reconcile,
  probe,
  signIn,
  threadHints,
  answerHeaders: (parent, account) => ({ ...answerHeaders(parent), ...answerRecipients(parent, account) }),
}
