// What an inbox at the WhatsApp Cloud API must know; the number itself is the address of the inbox.
import { z } from 'zod'
import type { Channel, InboxAccount } from '#channels/channel.ts'
import { checkWith, isBase, optional, textSetting } from '#channels/protocols/rest/settings.ts'
import type { SettingField } from '#domain/channel.ts'

export const GRAPH_API = 'https://graph.facebook.com'
const GRAPH_VERSION = 'v23.0'

const NO_ID =
  'The phone number ID is a long row of figures: copy it from WhatsApp → API setup in the Meta app. It is not the number itself.'
const NO_TOKEN = 'Fill in the access token of a system user, with the permission whatsapp_business_messaging.'
const NO_SECRET = 'Fill in the app secret: it proves that webhooks come from Meta.'
const NO_VERIFY =
  'Choose a verify token (any words without spaces) and enter the same in the Meta app beside the webhook address.'

const NO_BUSINESS =
  'The WhatsApp Business account ID is a long row of figures: it stands beside the phone number ID.'
const NO_SPEED =
  'Write how many messages a second WhatsApp takes from this number: 80, or 20 beside the phone app.'

const secret = (message: string) =>
  z
    .string(message)
    .trim()
    .regex(/^[\x21-\x7e]{1,1000}$/, message)

const Schema = z.object({
  phoneNumberId: z
    .string(NO_ID)
    .trim()
    .regex(/^\d{5,30}$/, NO_ID),
  accessToken: secret(NO_TOKEN),
  appSecret: secret(NO_SECRET),
  verifyToken: secret(NO_VERIFY),
  businessAccountId: optional(
    z
      .string()
      .trim()
      .regex(/^\d{5,30}$/, NO_BUSINESS),
  ),
  messagesPerSecond: optional(z.coerce.number(NO_SPEED).min(1, NO_SPEED).max(1_000, NO_SPEED)),
  apiVersion: optional(
    z
      .string()
      .trim()
      .regex(/^v\d{1,3}\.\d{1,2}$/, `Write a version such as ${GRAPH_VERSION}.`),
  ),
  apiBase: optional(
    z.string().trim().max(500).refine(isBase, 'Write an address such as https://graph.example.com.'),
  ),
})

export type CloudSettings = {
  phoneNumberId: string
  accessToken: string
  appSecret: string
  verifyToken: string
  businessAccountId: string
  apiVersion: string
}

export const settingFields: SettingField[] = [
  {
    name: 'phoneNumberId',
    label: 'Phone number ID',
    type: 'text',
    required: true,
    help: 'In the Meta app under WhatsApp → API setup, below the number. It is not the number itself.',
  },
  {
    name: 'accessToken',
    label: 'Access token',
    type: 'secret',
    required: true,
    help: 'Of a system user, without an end date. The temporary token of the API setup page stops after a day.',
  },
  {
    name: 'appSecret',
    label: 'App secret',
    type: 'secret',
    required: true,
    help: 'In the Meta app under App settings → Basic: Meta signs its calls to us with it.',
  },
  {
    name: 'verifyToken',
    label: 'Verify token',
    type: 'secret',
    required: true,
    invented: true,
    help: 'Choose one, and enter the same in the Meta app beside the webhook address.',
  },
  {
    name: 'businessAccountId',
    label: 'WhatsApp Business account ID',
    type: 'text',
    required: false,
    help: 'Beside the phone number ID. Templates belong to it; needed where the access token manages several accounts.',
  },
  {
    name: 'messagesPerSecond',
    label: 'Messages a second',
    type: 'number',
    required: false,
    placeholder: '80',
    help: 'Leave empty for 80. Enter 20 where the number is also in the WhatsApp Business app, or what Meta has granted.',
  },
  {
    name: 'apiVersion',
    label: 'Graph API version',
    type: 'text',
    required: false,
    placeholder: GRAPH_VERSION,
    help: 'Leave empty, unless Meta has retired the version that this installation uses.',
  },
  {
    name: 'apiBase',
    label: 'API address',
    type: 'url',
    required: false,
    placeholder: GRAPH_API,
    help: 'Leave empty for Meta. An emulator of its API works too: write its address.',
  },
]

export const checkSettings: Channel['checkSettings'] = (given) => checkWith(Schema, given)

/** The settings of a stored inbox as typed values; what is missing is empty, and the call that needs it is refused. */
export function cloudSettings(account: InboxAccount): CloudSettings {
  const read = (name: keyof CloudSettings) => textSetting(account, name)
  return {
    phoneNumberId: read('phoneNumberId'),
    accessToken: read('accessToken'),
    appSecret: read('appSecret'),
    verifyToken: read('verifyToken'),
    businessAccountId: read('businessAccountId'),
    apiVersion: read('apiVersion') || GRAPH_VERSION,
  }
}
