// Calls that an AI agent at Retell took or made: reported while they run and after the fact. See README.md.
import type { Channel } from '#channels/channel.ts'
import { agentCapabilities, reconcile, send } from '#channels/protocols/voice-agent/capabilities.ts'
import { probeAgent } from '#channels/protocols/voice-agent/probe.ts'
import { textSetting } from '#channels/protocols/voice-agent/settings.ts'
import { parse } from './parse.ts'
import { checkSettings, RETELL_API, settingFields } from './settings.ts'
import { verify } from './verify.ts'

export const voiceRetell: Channel = {
  id: 'voice-retell',
  provider: 'retell',
  providerName: 'Retell',
  capabilities: agentCapabilities,
  settings: settingFields,
  checkSettings,
  verify,
  parse,
  send,
  reconcile,
  // Recordings lie under addresses that need no key; none of ours goes there.
  media: () => ({ allowed: true, headers: {} }),
  probe(account, io) {
    const key = textSetting(account, 'apiKey')
    return probeAgent(account, io, key, {
      provider: 'Retell',
      api: RETELL_API,
      path: '/list-phone-numbers',
      headers: { authorization: `Bearer ${key}` },
      field: 'phone_number',
    })
  },
  calls: {},
}
