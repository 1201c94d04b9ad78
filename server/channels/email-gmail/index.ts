// Email by Gmail: pushed by Google Pub/Sub, read and sent over the Gmail API. See README.md.
import type { Channel } from '#channels/channel.ts'
import { mailCapabilities } from '#channels/protocols/mail/capabilities.ts'
import { answerHeaders, answerRecipients, threadHints } from '#channels/protocols/mail/threading.ts'
import { probe } from './probe.ts'
import { confirm, parse, verify } from './push.ts'
import { reconcile } from './reconcile.ts'
import { send } from './send.ts'
import { checkSettings, settingFields } from './settings.ts'
import { signIn } from './sign-in.ts'
import { mailChore } from './sync.ts'
import { watchChore } from './watch.ts'

export const emailGmail: Channel = {
  id: 'email-gmail',
  provider: 'gmail',
  providerName: 'Gmail',
  capabilities: mailCapabilities,
  settings: settingFields,
  checkSettings,
  verify,
  confirm,
  parse,
  send,
  reconcile,
  probe,
  signIn,
  chores: [mailChore, watchChore],
  threadHints,
  answerHeaders: (parent, account) => ({ ...answerHeaders(parent), ...answerRecipients(parent, account) }),
}
