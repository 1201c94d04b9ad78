import { commonFields, makeCheck, optional, Secret } from '#channels/protocols/voice-agent/settings.ts'
import type { SettingField } from '#domain/channel.ts'

export const ELEVENLABS_API = 'https://api.elevenlabs.io'

export const settingFields: SettingField[] = [
  {
    name: 'webhookSecret',
    label: 'Webhook secret',
    type: 'secret',
    required: true,
    help: 'Shown once when you make the post-call webhook at ElevenLabs: it signs with it.',
  },
  {
    name: 'apiKey',
    label: 'API key',
    type: 'secret',
    required: false,
    help: 'Needed for recordings: they are fetched with it. Give it the right to read conversations only.',
  },
  ...commonFields(ELEVENLABS_API),
]

export const checkSettings = makeCheck({ webhookSecret: Secret, apiKey: optional(Secret) })
