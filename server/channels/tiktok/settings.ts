// What an inbox of a TikTok business account must know: the developer app, and what the account gave it.
import { z } from 'zod'
import type { Channel, InboxAccount } from '#channels/channel.ts'
import { apiBase, apiBaseField, checkWith, filled, textSetting } from '#channels/protocols/rest/settings.ts'
import type { SettingField } from '#domain/channel.ts'

export const TIKTOK_API = 'https://business-api.tiktok.com'

const Schema = z.object({
  appId: filled('Fill in the app ID of your developer app (My Apps at TikTok API for Business).', 100),
  appSecret: filled('Fill in the secret of your developer app. TikTok signs with it.', 200),
  businessId: filled('Fill in the open_id that TikTok gave with the tokens.', 200),
  refreshToken: filled(
    'Fill in the refresh token that TikTok gave when the account authorised your app.',
    1000,
  ),
  apiBase,
})

export const settingFields: SettingField[] = [
  {
    name: 'appId',
    label: 'App ID',
    type: 'text',
    required: true,
    help: 'My Apps → your app, at TikTok API for Business.',
  },
  {
    name: 'appSecret',
    label: 'App secret',
    type: 'secret',
    required: true,
    help: 'TikTok signs what it tells us with it.',
  },
  {
    name: 'businessId',
    label: 'Business ID',
    type: 'text',
    required: true,
    help: 'The open_id that came with the tokens.',
  },
  {
    name: 'refreshToken',
    label: 'Refresh token',
    type: 'secret',
    required: true,
    help: 'Good for a year. TikTok gives a new one with every use, and the newest is kept here.',
  },
  apiBaseField(TIKTOK_API, 'Leave empty for TikTok, or write the address of an emulator.'),
]

export const checkSettings: Channel['checkSettings'] = (given) => checkWith(Schema, given)

export function tiktokSettings(account: InboxAccount) {
  const read = (name: string) => textSetting(account, name)
  return {
    appId: read('appId'),
    appSecret: read('appSecret'),
    businessId: read('businessId'),
    refreshToken: read('refreshToken'),
    /** Not asked for: kept by token.ts. */
    accessToken: read('accessToken'),
    accessTokenUntil: read('accessTokenUntil'),
  }
}
