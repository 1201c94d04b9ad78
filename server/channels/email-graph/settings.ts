// What an inbox of a Microsoft 365 account must know: the app that signs in, and the secret by which Microsoft's calls are
// known.
import { z } from 'zod'
import type { Channel, InboxAccount } from '#channels/channel.ts'
import { laterFields, senderFields, serviceShape } from '#channels/protocols/mail/service-settings.ts'
import type { SignedIn } from '#channels/protocols/oauth/tokens.ts'
import { apiBase, apiBaseField, checkWith, textSetting } from '#channels/protocols/rest/settings.ts'
import type { SettingField } from '#domain/channel.ts'
import { randomText } from '#lib/ids.ts'

export const GRAPH_API = 'https://graph.microsoft.com'

const NO_TENANT = 'Write the directory (tenant) ID or its domain, such as contoso.onmicrosoft.com.'
const NO_SECRET = 'At least 16 letters and figures, or leave it empty: then one is made up.'

const Schema = z.object({
  ...serviceShape,
  tenant: z
    .string()
    .trim()
    .max(200)
    .regex(/^[\w.-]*$/, NO_TENANT)
    .default(''),
  notificationSecret: z
    .string(NO_SECRET)
    .trim()
    .regex(/^(?:[\w-]{16,128})?$/, NO_SECRET)
    .default('')
    .transform((secret) => secret || randomText(32)),
  apiBase,
})

export const settingFields: SettingField[] = [
  ...senderFields,
  {
    name: 'clientId',
    label: 'Application (client) ID',
    type: 'text',
    required: true,
    help: 'Of the app that you register in Microsoft Entra; the guide of this channel goes through it step by step.',
  },
  { name: 'clientSecret', label: 'Client secret', type: 'secret', required: true },
  {
    name: 'tenant',
    label: 'Directory (tenant) ID',
    type: 'text',
    required: false,
    help: 'Empty for work accounts of any company.',
  },
  ...laterFields,
  {
    name: 'notificationSecret',
    label: 'Secret of the notifications',
    type: 'secret',
    required: false,
    help: 'Leave empty: it is made up. Microsoft shows it with every call.',
  },
  apiBaseField(GRAPH_API, 'Leave empty for Microsoft. Any emulator of its API works too.'),
]

export const checkSettings: Channel['checkSettings'] = (given) => checkWith(Schema, given)

export const graphSettings = (account: InboxAccount) => ({
  notificationSecret: textSetting(account, 'notificationSecret'),
  fromName: textSetting(account, 'fromName'),
  watchSent: account.settings['watchSent'] !== false,
})

/** The sign-in of this inbox; `base` is an emulator that stands for all of Microsoft. */
export function signedInOf(account: InboxAccount, base: string | null): SignedIn {
  return {
    service: 'microsoft',
    access: 'api',
    tenant: textSetting(account, 'tenant'),
    base: base?.replace(/\/+$/, '') || null,
    clientId: textSetting(account, 'clientId'),
    clientSecret: textSetting(account, 'clientSecret'),
    refreshToken: textSetting(account, 'refreshToken'),
  }
}
