// What an inbox of a Google Business Profile must know: whose location it is, and the application that may see it.
import { z } from 'zod'
import type { Channel, InboxAccount } from '#channels/channel.ts'
import type { SignedIn } from '#channels/protocols/oauth/tokens.ts'
import {
  apiBase,
  apiBaseField,
  checkWith,
  filled,
  optional,
  textSetting,
} from '#channels/protocols/rest/settings.ts'
import type { SettingField } from '#domain/channel.ts'

export const REVIEWS_API = 'https://mybusiness.googleapis.com'
export const NOTIFICATIONS_API = 'https://mybusinessnotifications.googleapis.com'

const NO_LOCATION = 'Write it as Google does: accounts/123456/locations/987654.'
const NO_ACCOUNT =
  'Write the mail address of the service account (…@….iam.gserviceaccount.com), or leave it empty.'
const NO_TOPIC = 'Write it as Google does: projects/my-project/topics/reviews.'

const Schema = z.object({
  location: z
    .string(NO_LOCATION)
    .trim()
    .regex(/^accounts\/[\w-]{1,60}\/locations\/[\w-]{1,60}$/, NO_LOCATION),
  clientId: filled('Fill in the client ID of your OAuth application (Google Cloud, Credentials).', 300),
  clientSecret: filled('Fill in the client secret of your OAuth application.', 300),
  refreshToken: filled('Fill in the refresh token, with the scope business.manage.', 1000),
  pushAccount: optional(z.email(NO_ACCOUNT).max(300)),
  pushAudience: optional(z.string('Write the audience as text.').trim().max(500)),
  pubsubTopic: optional(
    z
      .string(NO_TOPIC)
      .trim()
      .regex(/^projects\/[\w:.-]{1,100}\/topics\/[\w.~+%-]{3,255}$/, NO_TOPIC),
  ),
  apiBase,
})

export const settingFields: SettingField[] = [
  {
    name: 'location',
    label: 'Location',
    type: 'text',
    required: true,
    placeholder: 'accounts/123456/locations/987654',
    help: 'The verified location whose reviews come here.',
  },
  { name: 'clientId', label: 'OAuth client ID', type: 'text', required: true },
  { name: 'clientSecret', label: 'OAuth client secret', type: 'secret', required: true },
  {
    name: 'refreshToken',
    label: 'Refresh token',
    type: 'secret',
    required: true,
    help: 'From the consent of somebody who manages the location, with the scope business.manage.',
  },
  {
    name: 'pushAccount',
    label: 'Service account of the push subscription',
    type: 'text',
    required: false,
    help: 'Only for push. Without it, Google is asked every five minutes.',
  },
  {
    name: 'pushAudience',
    label: 'Audience of the push subscription',
    type: 'text',
    required: false,
    help: 'Only where the subscription names another one than its address.',
  },
  {
    name: 'pubsubTopic',
    label: 'Pub/Sub topic',
    type: 'text',
    required: false,
    placeholder: 'projects/my-project/topics/reviews',
    help: 'Only for push: where Google shall publish that there is a review.',
  },
  apiBaseField(REVIEWS_API, 'Leave empty for Google, or write the address of an emulator.'),
]

export const checkSettings: Channel['checkSettings'] = (given) => checkWith(Schema, given)

export function googleSettings(account: InboxAccount): {
  location: string
  pushAccount: string
  pushAudience: string
  pubsubTopic: string
} {
  const read = (name: string) => textSetting(account, name)
  return {
    location: read('location'),
    pushAccount: read('pushAccount'),
    pushAudience: read('pushAudience'),
    pubsubTopic: read('pubsubTopic'),
  }
}

/** The consent that this inbox was given; `base` is an emulator that stands for all of Google. */
export function signedInOf(account: InboxAccount, base: string | null): SignedIn {
  return {
    service: 'google',
    access: 'reviews',
    tenant: '',
    base: base?.replace(/\/+$/, '') || null,
    clientId: textSetting(account, 'clientId'),
    clientSecret: textSetting(account, 'clientSecret'),
    refreshToken: textSetting(account, 'refreshToken'),
  }
}
