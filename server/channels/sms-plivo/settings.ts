// What an inbox at Plivo must know; the number itself is the address of the inbox.
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

export const PLIVO_API = 'https://api.plivo.com'

const NO_ID =
  'An auth ID begins with MA or SA and has 20 capital letters and figures: copy it from the Plivo console.'
const NO_POWERPACK = 'The UUID of a powerpack has 36 characters: copy the UUID, not the name.'

const Schema = z.object({
  authId: z
    .string(NO_ID)
    .trim()
    .regex(/^[MS]A[0-9A-Z]{18}$/, NO_ID),
  authToken: filled(
    'Fill in the auth token: messages are sent with it, and webhooks are signed with it.',
    200,
  ),
  powerpackUuid: optional(uuid(NO_POWERPACK)),
  messagesPerSecond: PaceSetting,
  apiBase,
})

export const settingFields: SettingField[] = [
  {
    name: 'authId',
    label: 'Auth ID',
    type: 'text',
    required: true,
    placeholder: 'MA…',
    help: 'On the first page of the Plivo console.',
  },
  {
    name: 'authToken',
    label: 'Auth token',
    type: 'secret',
    required: true,
    help: 'Beside the auth ID: messages are sent with it, and Plivo signs its calls to us with it.',
  },
  {
    name: 'powerpackUuid',
    label: 'Powerpack UUID',
    type: 'text',
    required: false,
    help: 'Optional. Messages are then sent from the numbers of this powerpack, in place of the inbox’s own.',
  },
  paceField,
  apiBaseField(PLIVO_API, 'Leave empty for Plivo. Any emulator of its API works too.'),
]

export const checkSettings: Channel['checkSettings'] = (given) => checkWith(Schema, given)

/** The settings of a stored inbox as typed values. */
export function plivoSettings(account: InboxAccount) {
  return {
    authId: textSetting(account, 'authId'),
    authToken: textSetting(account, 'authToken'),
    powerpackUuid: textSetting(account, 'powerpackUuid') || null,
  }
}

/** The Basic credentials for Plivo's API. */
export function authorizationOf(account: InboxAccount): string {
  const { authId, authToken } = plivoSettings(account)
  return `Basic ${Buffer.from(`${authId}:${authToken}`).toString('base64')}`
}
