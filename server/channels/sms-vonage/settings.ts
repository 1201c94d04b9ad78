// What an inbox at Vonage must know; the number itself is the address of the inbox.
import { z } from 'zod'
import type { Channel, InboxAccount } from '#channels/channel.ts'
import { PaceSetting, paceField } from '#channels/protocols/pace/sender-pace.ts'
import { apiBase, apiBaseField, checkWith, filled, textSetting } from '#channels/protocols/rest/settings.ts'
import type { SettingField } from '#domain/channel.ts'

export const VONAGE_API = 'https://api.nexmo.com'

const NO_KEY = 'An API key is 8 letters and figures: copy it from the first page of the Vonage dashboard.'

const Schema = z.object({
  apiKey: z
    .string(NO_KEY)
    .trim()
    .regex(/^[0-9A-Za-z]{4,32}$/, NO_KEY),
  apiSecret: filled('Fill in the API secret: messages are sent with it.', 200),
  signatureSecret: filled(
    'Fill in the signature secret: it proves that webhooks come from Vonage. It is not the API secret.',
    500,
  ),
  messagesPerSecond: PaceSetting,
  apiBase,
})

export const settingFields: SettingField[] = [
  {
    name: 'apiKey',
    label: 'API key',
    type: 'text',
    required: true,
    help: 'On the first page of the Vonage dashboard.',
  },
  { name: 'apiSecret', label: 'API secret', type: 'secret', required: true, help: 'Beside the API key.' },
  {
    name: 'signatureSecret',
    label: 'Signature secret',
    type: 'secret',
    required: true,
    help: 'In the dashboard under API settings: Vonage signs its calls to us with it.',
  },
  paceField,
  apiBaseField(
    VONAGE_API,
    'Leave empty for Vonage. Its regional addresses work too, and any emulator of its Messages API.',
  ),
]

export const checkSettings: Channel['checkSettings'] = (given) => checkWith(Schema, given)

/** The settings of a stored inbox as typed values. */
export function vonageSettings(account: InboxAccount) {
  return {
    apiKey: textSetting(account, 'apiKey'),
    apiSecret: textSetting(account, 'apiSecret'),
    signatureSecret: textSetting(account, 'signatureSecret'),
  }
}
