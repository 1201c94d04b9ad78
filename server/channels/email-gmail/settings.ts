// What an inbox of a Google account must know: the app that signs in, and where Google announces new mail.
import { z } from 'zod'
import type { Channel, InboxAccount } from '#channels/channel.ts'
import { laterFields, senderFields, serviceShape } from '#channels/protocols/mail/service-settings.ts'
import type { SignedIn } from '#channels/protocols/oauth/tokens.ts'
import { apiBase, apiBaseField, checkWith, optional, textSetting } from '#channels/protocols/rest/settings.ts'
import type { SettingField } from '#domain/channel.ts'

export const GMAIL_API = 'https://gmail.googleapis.com'

const NO_TOPIC = 'Copy the full name of the Pub/Sub topic: projects/my-project/topics/my-topic.'
const NO_CALLER =
  'Fill in the service account of the push subscription: a mail address that ends with gserviceaccount.com.'

const Schema = z
  .object({
    ...serviceShape,
    topic: optional(
      z
        .string(NO_TOPIC)
        .trim()
        .regex(/^projects\/[\w.:-]+\/topics\/[\w.~+%-]+$/, NO_TOPIC),
    ),
    pushServiceAccount: optional(
      z
        .string(NO_CALLER)
        .trim()
        .toLowerCase()
        .regex(/^[^\s@]+@[^\s@]+\.gserviceaccount\.com$/, NO_CALLER),
    ),
    apiBase,
  })
  .refine((settings) => !settings.topic || settings.pushServiceAccount, {
    path: ['pushServiceAccount'],
    message: NO_CALLER,
  })

export const settingFields: SettingField[] = [
  ...senderFields,
  {
    name: 'clientId',
    label: 'Client ID',
    type: 'text',
    required: true,
    placeholder: '….apps.googleusercontent.com',
    help: 'Of the app that you make in the Google Cloud console; the guide of this channel goes through it step by step.',
  },
  { name: 'clientSecret', label: 'Client secret', type: 'secret', required: true },
  {
    name: 'topic',
    label: 'Pub/Sub topic',
    type: 'text',
    required: false,
    placeholder: 'projects/my-project/topics/frontdesk',
    help: 'With it new mail is here at once. Without it the mailbox is looked at every minute.',
  },
  {
    name: 'pushServiceAccount',
    label: 'Service account of the push subscription',
    type: 'text',
    required: false,
    placeholder: 'frontdesk-push@my-project.iam.gserviceaccount.com',
    help: 'Only calls that this account signed are believed.',
  },
  ...laterFields,
  apiBaseField(GMAIL_API, 'Leave empty for Google. Any emulator of its API works too.'),
]

export const checkSettings: Channel['checkSettings'] = (given) => checkWith(Schema, given)

export const gmailSettings = (account: InboxAccount) => ({
  topic: textSetting(account, 'topic'),
  pushServiceAccount: textSetting(account, 'pushServiceAccount'),
  fromName: textSetting(account, 'fromName'),
  watchSent: account.settings['watchSent'] !== false,
})

/** The sign-in of this inbox; `base` is an emulator that stands for all of Google. */
export function signedInOf(account: InboxAccount, base: string | null): SignedIn {
  return {
    service: 'google',
    access: 'api',
    tenant: '',
    base: base?.replace(/\/+$/, '') || null,
    clientId: textSetting(account, 'clientId'),
    clientSecret: textSetting(account, 'clientSecret'),
    refreshToken: textSetting(account, 'refreshToken'),
  }
}
