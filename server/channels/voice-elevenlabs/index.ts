// Calls that an AI agent at ElevenLabs took or made: reported after the fact. See README.md.
import type { Channel } from '#channels/channel.ts'
import { apiBaseOf } from '#channels/protocols/http-call/call.ts'
import { agentCapabilities, reconcile, send } from '#channels/protocols/voice-agent/capabilities.ts'
import { probeAgent } from '#channels/protocols/voice-agent/probe.ts'
import { textSetting } from '#channels/protocols/voice-agent/settings.ts'
import { parse } from './parse.ts'
import { checkSettings, ELEVENLABS_API, settingFields } from './settings.ts'
import { verify } from './verify.ts'

export const voiceElevenlabs: Channel = {
  id: 'voice-elevenlabs',
  provider: 'elevenlabs',
  providerName: 'ElevenLabs',
  // Without an API key recordings come inside the webhook, in base64.
  maxRequestBytes: 33_554_432,
  capabilities: agentCapabilities,
  settings: settingFields,
  checkSettings,
  verify,
  parse,
  send,
  reconcile,
  // What is told names no address: the recording lies at the API, wherever that is for this inbox.
  locateMedia(url, _account, io) {
    const own = url.origin === ELEVENLABS_API
    const at = own ? apiBaseOf(io.apiBase, ELEVENLABS_API) + url.pathname : url.href
    return Promise.resolve({ outcome: 'at', url: at })
  },
  media(url, account, apiBase) {
    const key = textSetting(account, 'apiKey')
    const own = url.origin === new URL(apiBaseOf(apiBase, ELEVENLABS_API)).origin
    const headers: Record<string, string> = own && key ? { 'xi-api-key': key } : {}
    return { allowed: true, headers }
  },
  probe(account, io) {
    const key = textSetting(account, 'apiKey')
    return probeAgent(account, io, key, {
      provider: 'ElevenLabs',
      api: ELEVENLABS_API,
      path: '/v1/convai/phone-numbers',
      headers: { 'xi-api-key': key ?? '' },
      field: 'phone_number',
    })
  },
  calls: {},
}
