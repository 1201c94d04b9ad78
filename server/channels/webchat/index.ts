// Web chat: the one channel without a provider. A message "is sent" when it is stored, because the visitor's browser
// reads it from here (http/widget.ts); so sending cannot fail and has nothing to reconcile.
import type { Channel } from '#channels/channel.ts'
import { capabilities } from './capabilities.ts'
import { checkSettings, settings } from './settings.ts'

export const webchat: Channel = {
  id: 'webchat',
  provider: 'widget',
  providerName: 'a line of HTML on your site',
  capabilities,
  ownDoor: 'Visitors write through the chat on your web site.',
  settings,
  checkSettings,
  verify: () => ({ ok: false, reason: 'Web chat takes no webhooks; visitors use the widget.' }),
  parse: () => ({ ok: false, reason: 'Web chat takes no webhooks; visitors use the widget.' }),
  send: async (message) => ({ outcome: 'sent', externalId: message.id, status: 'sent' }),
  reconcile: async (message) => ({ outcome: 'found', externalId: message.id, status: 'sent' }),
}
