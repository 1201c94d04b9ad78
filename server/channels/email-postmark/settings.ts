// What an inbox at Postmark must know.
import { z } from 'zod'
import type { Channel, InboxAccount } from '#channels/channel.ts'
import { mailFields, mailShape } from '#channels/protocols/mail-webhook/settings.ts'
import { apiBaseField, checkWith, filled, optional, textSetting } from '#channels/protocols/rest/settings.ts'
import type { SettingField } from '#domain/channel.ts'

export const POSTMARK_API = 'https://api.postmarkapp.com'

const NO_TOKEN = 'Fill in the server API token: mail is sent with it.'
const NO_USER = 'Make up a user name for the webhook address: letters and digits.'
const NO_PASSWORD = 'Make up a password for the webhook address: at least 16 letters and digits.'
const NO_STREAM = 'Write the ID of a message stream, such as outbound.'

const Schema = z.object({
  serverToken: filled(NO_TOKEN),
  webhookUser: z
    .string(NO_USER)
    .trim()
    .regex(/^[\w-]{1,100}$/, NO_USER),
  // It stands in an address: nothing in it needs escaping.
  webhookPassword: z
    .string(NO_PASSWORD)
    .trim()
    .regex(/^[\w-]{16,200}$/, NO_PASSWORD),
  messageStream: optional(
    z
      .string(NO_STREAM)
      .trim()
      .regex(/^[\w-]{1,30}$/, NO_STREAM),
  ),
  ...mailShape,
})

export const settingFields: SettingField[] = [
  {
    name: 'serverToken',
    label: 'Server API token',
    type: 'secret',
    required: true,
    help: 'In Postmark: your server, API Tokens.',
  },
  {
    name: 'webhookUser',
    label: 'User name of the webhook',
    type: 'text',
    required: true,
    placeholder: 'frontdesk',
    help: 'Yours to choose. Postmark shows it with every call, because it stands in the webhook address: https://user:password@…',
  },
  {
    name: 'webhookPassword',
    label: 'Password of the webhook',
    type: 'secret',
    required: true,
    invented: true,
    help: 'Yours to choose: letters and digits, at least 16.',
  },
  {
    name: 'messageStream',
    label: 'Message stream',
    type: 'text',
    required: false,
    placeholder: 'outbound',
    help: 'The stream that mail is sent through. Empty for the usual one.',
  },
  ...mailFields,
  apiBaseField(POSTMARK_API, 'Leave empty for Postmark. Any emulator of its API works too.'),
]

export const checkSettings: Channel['checkSettings'] = (given) => checkWith(Schema, given)

/** The settings of a stored inbox as typed values. */
export function postmarkSettings(account: InboxAccount) {
  return {
    serverToken: textSetting(account, 'serverToken'),
    webhookUser: textSetting(account, 'webhookUser'),
    webhookPassword: textSetting(account, 'webhookPassword'),
    messageStream: textSetting(account, 'messageStream') || 'outbound',
  }
}
