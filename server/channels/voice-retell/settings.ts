import { commonFields, makeCheck, Secret } from '#channels/protocols/voice-agent/settings.ts'
import type { SettingField } from '#domain/channel.ts'

export const RETELL_API = 'https://api.retellai.com'

export const settingFields: SettingField[] = [
  {
    name: 'apiKey',
    label: 'API key',
    type: 'secret',
    required: true,
    help: 'The one with the webhook badge: Retell signs its calls to us with it.',
  },
  ...commonFields(RETELL_API),
]

export const checkSettings = makeCheck({ apiKey: Secret })
