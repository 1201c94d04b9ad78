// What an inbox at Mailgun must know.
import { z } from 'zod'
import type { Channel, InboxAccount } from '#channels/channel.ts'
import { domainOf } from '#channels/protocols/mail/message-id.ts'
import { mailFields, mailShape } from '#channels/protocols/mail-webhook/settings.ts'
import { apiBaseField, checkWith, filled, optional, textSetting } from '#channels/protocols/rest/settings.ts'
import type { SettingField } from '#domain/channel.ts'

export const MAILGUN_API = 'https://api.mailgun.net'

const NO_KEY = 'Fill in the API key, or a sending key of the domain: mail is sent with it.'
const NO_SIGNING_KEY =
  'Fill in the HTTP webhook signing key: without it nothing that comes in can be believed.'
const NO_DOMAIN = 'Write the sending domain as Mailgun shows it, such as mg.example.com.'

const Schema = z.object({
  apiKey: filled(NO_KEY),
  signingKey: filled(NO_SIGNING_KEY),
  domain: optional(
    z
      .string(NO_DOMAIN)
      .trim()
      .toLowerCase()
      .regex(/^[a-z0-9.-]+\.[a-z0-9-]+$/, NO_DOMAIN),
  ),
  ...mailShape,
})

export const settingFields: SettingField[] = [
  {
    name: 'apiKey',
    label: 'API key',
    type: 'secret',
    required: true,
    help: 'In Mailgun: a sending key of the domain (Sending, Domain settings), or an API key of the account.',
  },
  {
    name: 'signingKey',
    label: 'HTTP webhook signing key',
    type: 'secret',
    required: true,
    help: 'In Mailgun: Sending, Webhooks. With it we know that a mail comes from Mailgun.',
  },
  {
    name: 'domain',
    label: 'Sending domain',
    type: 'text',
    required: false,
    placeholder: 'mg.example.com',
    help: 'Empty where it is the part of the inbox address after the @.',
  },
  ...mailFields,
  apiBaseField(
    MAILGUN_API,
    'Leave empty for Mailgun in the US; https://api.eu.mailgun.net for domains in the EU.',
  ),
]

export const checkSettings: Channel['checkSettings'] = (given) => checkWith(Schema, given)

/** The settings of a stored inbox as typed values. */
export function mailgunSettings(account: InboxAccount) {
  return {
    apiKey: textSetting(account, 'apiKey'),
    signingKey: textSetting(account, 'signingKey'),
    domain: textSetting(account, 'domain') || domainOf(account.address),
  }
}

/** As Mailgun takes its keys: Basic, with the user name `api`. */
export function authorization(apiKey: string): string {
  return `Basic ${Buffer.from(`api:${apiKey}`).toString('base64')}`
}
