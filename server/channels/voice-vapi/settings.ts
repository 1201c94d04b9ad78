import { z } from 'zod'
import { commonFields, makeCheck, optional, Secret } from '#channels/protocols/voice-agent/settings.ts'
import type { SettingField } from '#domain/channel.ts'

export const VAPI_API = 'https://api.vapi.ai'
export const DEFAULT_HEADER = 'x-vapi-signature'

export const settingFields: SettingField[] = [
  {
    name: 'proof',
    label: 'How Vapi proves itself',
    type: 'select',
    required: true,
    options: [
      { value: 'bearer', label: 'Bearer token' },
      { value: 'secret', label: 'X-Vapi-Secret (older)' },
      { value: 'hmac', label: 'HMAC-SHA256 of the body' },
    ],
    help: 'The kind of the credential at your server URL in Vapi. Of the three, only HMAC proves that nothing was changed.',
  },
  {
    name: 'secret',
    label: 'Token or secret',
    type: 'secret',
    required: true,
    invented: true,
    help: 'The same as in Vapi’s credential: make up a long one.',
  },
  {
    name: 'header',
    label: 'Header of the signature',
    type: 'text',
    required: false,
    placeholder: DEFAULT_HEADER,
    help: 'Only with HMAC: as you named it in Vapi.',
  },
  {
    name: 'apiKey',
    label: 'API key',
    type: 'secret',
    required: false,
    help: 'Optional, for the test of this inbox. The private key of your organisation.',
  },
  ...commonFields(VAPI_API),
]

export const checkSettings = makeCheck({
  proof: z.enum(['bearer', 'secret', 'hmac'], 'Choose one of the list.'),
  secret: Secret,
  header: optional(
    z
      .string('Write the name of a header.')
      .trim()
      .toLowerCase()
      .regex(/^[a-z0-9-]{2,60}$/, 'A header’s name has letters, figures and dashes.'),
  ),
  apiKey: optional(Secret),
})
