// What an inbox at Telnyx must know; the number itself is the address of the inbox.
import { z } from 'zod'
import type { Channel, InboxAccount } from '#channels/channel.ts'
import { PaceSetting, paceField } from '#channels/protocols/pace/sender-pace.ts'
import {
  apiBase,
  apiBaseField,
  checkWith,
  filled,
  optional,
  textSetting,
  uuid,
} from '#channels/protocols/rest/settings.ts'
import type { SettingField } from '#domain/channel.ts'

export const TELNYX_API = 'https://api.telnyx.com'

const NO_KEY = 'Fill in the API key: messages are sent with it.'
const NO_PUBLIC_KEY =
  'Copy the public key from the portal (Account, Keys & Credentials, Public key): 44 characters that end with an equals sign.'
const NO_PROFILE = 'The ID of a messaging profile is a UUID: copy the ID, not the name.'

const Schema = z.object({
  apiKey: filled(NO_KEY),
  publicKey: z.string(NO_PUBLIC_KEY).trim().refine(isPublicKey, NO_PUBLIC_KEY),
  messagingProfileId: optional(uuid(NO_PROFILE)),
  messagesPerSecond: PaceSetting,
  apiBase,
})

export const settingFields: SettingField[] = [
  {
    name: 'apiKey',
    label: 'API key',
    type: 'secret',
    required: true,
    placeholder: 'KEY…',
    help: 'In the Telnyx portal under Account, Keys & Credentials, API keys.',
  },
  {
    name: 'publicKey',
    label: 'Public key',
    type: 'text',
    required: true,
    help: 'Beside the API keys, under Public key: with it we know that a webhook comes from Telnyx.',
  },
  {
    name: 'messagingProfileId',
    label: 'Messaging profile ID',
    type: 'text',
    required: false,
    help: 'Optional. Without a number of its own, the inbox sends from the number pool of this profile.',
  },
  paceField,
  apiBaseField(TELNYX_API, 'Leave empty for Telnyx. Any emulator of its API works too.'),
]

export const checkSettings: Channel['checkSettings'] = (given) => checkWith(Schema, given)

/** The settings of a stored inbox as typed values. */
export function telnyxSettings(account: InboxAccount) {
  return {
    apiKey: textSetting(account, 'apiKey'),
    publicKey: textSetting(account, 'publicKey'),
    messagingProfileId: textSetting(account, 'messagingProfileId') || null,
  }
}

/** Ed25519 as Telnyx shows it: 32 bytes in base64, in its one spelling. */
export function isPublicKey(text: string): boolean {
  const bytes = Buffer.from(text, 'base64')
  return bytes.length === 32 && bytes.toString('base64') === text
}
