// Email: in over the built-in SMTP receiver or IMAP, out over SMTP. See README.md.
import type { Channel } from '#channels/channel.ts'
import { mailCapabilities } from '#channels/protocols/mail/capabilities.ts'
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
  capabilities: { ...mailCapabilities, aiTextsPerDay: 5 },
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
