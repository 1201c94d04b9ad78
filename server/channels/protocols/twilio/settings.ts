// What an inbox at Twilio must know: the same for text messages, WhatsApp and calls.
import { z } from 'zod'
import type { Channel, InboxAccount } from '#channels/channel.ts'
import { PaceSetting, paceField } from '#channels/protocols/pace/sender-pace.ts'
import { apiBase, apiBaseField, checkWith, optional, textSetting } from '#channels/protocols/rest/settings.ts'
import type { SettingField } from '#domain/channel.ts'

export const TWILIO_API = 'https://api.twilio.com'

const sid = (prefix: string, message: string) =>
  z
    .string(message)
    .trim()
    .regex(new RegExp(`^${prefix}[0-9a-zA-Z_-]{1,62}$`), message)

const NO_TOKEN = 'Fill in the auth token: it proves that webhooks come from Twilio.'
const NO_ACCOUNT = 'An account SID begins with AC: copy it from the first page of the Twilio console.'

const Schema = z
  .object({
    accountSid: sid('AC', NO_ACCOUNT),
    authToken: z.string(NO_TOKEN).trim().min(1, NO_TOKEN).max(200),
    apiKeySid: optional(sid('SK', 'The SID of an API key begins with SK.')),
    apiKeySecret: optional(z.string().trim().max(200)),
    messagingServiceSid: optional(
      sid('MG', 'The SID of a messaging service begins with MG: copy the SID, not the name.'),
    ),
    messagesPerSecond: PaceSetting,
    apiBase,
  })
  .superRefine((given, context) => {
    const problem = (path: string, message: string) =>
      context.addIssue({ code: 'custom', path: [path], message })
    if (given.apiKeySid && !given.apiKeySecret)
      problem('apiKeySecret', 'Fill in the secret that belongs to the API key.')
    if (given.apiKeySecret && !given.apiKeySid)
      problem('apiKeySid', 'Fill in the SID of the key that the secret belongs to.')
    // Emulators may have shorter ones; at Twilio itself a wrong one is better found here than by a customer.
    if (!given.apiBase && !/^AC[0-9a-f]{32}$/i.test(given.accountSid))
      problem('accountSid', 'An account SID is AC and 32 figures and letters from a to f.')
  })
export type TwilioSettings = Omit<z.infer<typeof Schema>, 'messagesPerSecond'>

export const twilioFields: SettingField[] = [
  {
    name: 'accountSid',
    label: 'Account SID',
    type: 'text',
    required: true,
    placeholder: 'AC…',
    help: 'On the first page of the Twilio console.',
  },
  {
    name: 'authToken',
    label: 'Auth token',
    type: 'secret',
    required: true,
    help: 'The primary one, beside the account SID: Twilio signs its calls to us with it.',
  },
  {
    name: 'apiKeySid',
    label: 'API key SID',
    type: 'text',
    required: false,
    placeholder: 'SK…',
    help: 'Optional. Messages are then sent with this key, which can be withdrawn alone, in place of the auth token.',
  },
  { name: 'apiKeySecret', label: 'API key secret', type: 'secret', required: false },
  {
    name: 'messagingServiceSid',
    label: 'Messaging service SID',
    type: 'text',
    required: false,
    placeholder: 'MG…',
    help: 'Optional. Numbers in the US send through the service that owns their campaign (10DLC).',
  },
  paceField,
  apiBaseField(
    TWILIO_API,
    'Leave empty for Twilio. Any emulator of its API works too: write its address, or the word simulator for the phone in this app.',
  ),
]

export const checkTwilioSettings: Channel['checkSettings'] = (given) => checkWith(Schema, given)

/** The settings of a stored inbox as typed values; what is missing is empty, and the call that needs it is refused. */
export function twilioSettings(account: InboxAccount): TwilioSettings {
  const read = (name: string) => textSetting(account, name)
  return {
    accountSid: read('accountSid'),
    authToken: read('authToken'),
    apiKeySid: read('apiKeySid') || undefined,
    apiKeySecret: read('apiKeySecret') || undefined,
    messagingServiceSid: read('messagingServiceSid') || undefined,
    apiBase: read('apiBase') || undefined,
  }
}

/** The Basic credentials for Twilio's API: the API key where there is one. */
export function authorizationOf(settings: TwilioSettings): string {
  const { accountSid, authToken, apiKeySid, apiKeySecret } = settings
  const [user, password] = apiKeySid && apiKeySecret ? [apiKeySid, apiKeySecret] : [accountSid, authToken]
  return `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`
}
