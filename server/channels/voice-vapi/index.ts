// Calls that an AI agent at Vapi took or made: reported after the fact. See README.md.
import type { Channel } from '#channels/channel.ts'
import { agentCapabilities, reconcile, send } from '#channels/protocols/voice-agent/capabilities.ts'
import { probeAgent } from '#channels/protocols/voice-agent/probe.ts'
import { textSetting } from '#channels/protocols/voice-agent/settings.ts'
import { parse } from './parse.ts'
import { checkSettings, settingFields, VAPI_API } from './settings.ts'
import { verify } from './verify.ts'

export const voiceVapi: Channel = {
  id: 'voice-vapi',
  provider: 'vapi',
  providerName: 'Vapi',
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
      provider: 'Vapi',
      api: VAPI_API,
      path: '/phone-number',
      headers: { authorization: `Bearer ${key}` },
      field: 'number',
    })
  },
  calls: {},
}
