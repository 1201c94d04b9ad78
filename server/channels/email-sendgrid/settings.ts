// What an inbox at SendGrid must know.
import { createPublicKey } from 'node:crypto'
import { z } from 'zod'
import type { Channel, InboxAccount } from '#channels/channel.ts'
import { mailFields, mailShape } from '#channels/protocols/mail-webhook/settings.ts'
import { apiBaseField, checkWith, filled, optional, textSetting } from '#channels/protocols/rest/settings.ts'
import type { SettingField } from '#domain/channel.ts'

export const SENDGRID_API = 'https://api.sendgrid.com'

const NO_KEY = 'Fill in the API key: mail is sent with it.'
const NO_PUBLIC_KEY =
  'Copy the whole public key: it begins with MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE and ends with ==.'

const PublicKey = z.string(NO_PUBLIC_KEY).trim().refine(isPublicKey, NO_PUBLIC_KEY)

const Schema = z.object({
  apiKey: filled(NO_KEY),
  publicKey: PublicKey,
  eventPublicKey: optional(PublicKey),
  ...mailShape,
})

export const settingFields: SettingField[] = [
  {
    name: 'apiKey',
    label: 'API key',
    type: 'secret',
    required: true,
    placeholder: 'SG.…',
    help: 'In SendGrid: Settings, API Keys. It needs the right Mail Send.',
  },
  {
    name: 'publicKey',
    label: 'Public key of Inbound Parse',
    type: 'text',
    required: true,
    help: 'Of the security policy that the Parse setting uses: with it we know that a mail comes from SendGrid.',
  },
  {
    name: 'eventPublicKey',
    label: 'Verification key of the event webhook',
    type: 'text',
    required: false,
    help: 'In SendGrid: Settings, Mail Settings, Event Webhooks, Signed Event Webhook. Without it, bounces and complaints are not told.',
  },
  ...mailFields,
  apiBaseField(SENDGRID_API, 'Leave empty for SendGrid; https://api.eu.sendgrid.com for accounts in the EU.'),
]

export const checkSettings: Channel['checkSettings'] = (given) => checkWith(Schema, given)

/** The settings of a stored inbox as typed values. */
export function sendgridSettings(account: InboxAccount) {
  return {
    apiKey: textSetting(account, 'apiKey'),
    publicKeys: [textSetting(account, 'publicKey'), textSetting(account, 'eventPublicKey')].filter(
      isPublicKey,
    ),
  }
}

/** P-256 as SendGrid shows it: SPKI in base64, in its one spelling. */
export function isPublicKey(text: string): boolean {
  const der = Buffer.from(text, 'base64')
  if (der.length !== 91 || der.toString('base64') !== text) return false
  try {
    return (
      createPublicKey({ key: der, format: 'der', type: 'spki' }).asymmetricKeyDetails?.namedCurve ===
      'prime256v1'
    )
  } catch {
    return false
  }
}
