// What an inbox at Bird must know; the number itself is the address of the inbox.
import { z } from 'zod'
import type { Channel, ChannelIo, InboxAccount } from '#channels/channel.ts'
import { PaceSetting, paceField } from '#channels/protocols/pace/sender-pace.ts'
import { apiBaseOf } from '#channels/protocols/rest/call.ts'
import {
  apiBase,
  apiBaseField,
  checkWith,
  filled,
  textSetting,
  uuid,
} from '#channels/protocols/rest/settings.ts'
import type { SettingField } from '#domain/channel.ts'

export const BIRD_API = 'https://api.bird.com'

const Schema = z.object({
  accessKey: filled('Fill in the access key: messages are sent with it.', 500),
  workspaceId: uuid('A workspace ID is a UUID: it stands in the address of every page of your workspace.'),
  channelId: uuid('A channel ID is a UUID: copy it from the settings of the SMS channel at Bird.'),
  signingKey: filled(
    'Fill in the signing key of the webhook subscription: it proves that webhooks come from Bird.',
  ),
  messagesPerSecond: PaceSetting,
  apiBase,
})

export const settingFields: SettingField[] = [
  {
    name: 'accessKey',
    label: 'Access key',
    type: 'secret',
    required: true,
    help: 'At Bird under Settings, Security, Access keys; with the role Application Developer.',
  },
  {
    name: 'workspaceId',
    label: 'Workspace ID',
    type: 'text',
    required: true,
    help: 'A UUID: it stands in the address of every page of your workspace.',
  },
  {
    name: 'channelId',
    label: 'Channel ID',
    type: 'text',
    required: true,
    help: 'A UUID, in the settings of the SMS channel. Messages of other channels are left alone.',
  },
  {
    name: 'signingKey',
    label: 'Signing key',
    type: 'secret',
    required: true,
    help: 'The one that you choose when you subscribe to the webhook: Bird signs its calls to us with it.',
  },
  paceField,
  apiBaseField(BIRD_API, 'Leave empty for Bird. Any emulator of its Channels API works too.'),
]

export const checkSettings: Channel['checkSettings'] = (given) => checkWith(Schema, given)

/** The settings of a stored inbox as typed values. */
export function birdSettings(account: InboxAccount) {
  return {
    accessKey: textSetting(account, 'accessKey'),
    workspaceId: textSetting(account, 'workspaceId'),
    channelId: textSetting(account, 'channelId'),
    signingKey: textSetting(account, 'signingKey'),
  }
}

/** Where messages of this inbox's channel are made and listed. */
export function messagesUrl(io: Pick<ChannelIo, 'apiBase'>, account: InboxAccount): string {
  const { workspaceId, channelId } = birdSettings(account)
  return `${apiBaseOf(io, BIRD_API)}/workspaces/${encodeURIComponent(workspaceId)}/channels/${encodeURIComponent(channelId)}/messages`
}

export function authorizationOf(account: InboxAccount): string {
  return `AccessKey ${birdSettings(account).accessKey}`
}
