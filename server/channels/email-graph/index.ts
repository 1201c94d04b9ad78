// Email by Microsoft 365: announced, read and sent over Microsoft Graph. See README.md.
import type { Channel } from '#channels/channel.ts'
import { mailCapabilities } from '#channels/protocols/mail/capabilities.ts'
import { answerHeaders, answerRecipients, threadHints } from '#channels/protocols/mail/threading.ts'
import { probe } from './probe.ts'
import { parse, verify } from './push.ts'
import { reconcile } from './reconcile.ts'
import { send } from './send.ts'
import { checkSettings, settingFields } from './settings.ts'
import { signIn } from './sign-in.ts'
import { subscriptionChore } from './subscription.ts'
import { mailChore } from './sync.ts'

export const emailGraph: Channel = {
  id: 'email-graph',
  provider: 'graph',
  providerName: 'Microsoft 365',
  capabilities: mailCapabilities,
  settings: settingFields,
  checkSettings,
  verify,
  parse,
  send,
  reconcile,
  probe,
  signIn,
  chores: [mailChore, subscriptionChore],
  threadHints,
  answerHeaders: (parent, account) => ({ ...answerHeaders(parent), ...answerRecipients(parent, account) }),
}
