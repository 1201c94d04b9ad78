// The settings that inboxes of a mail service share: how the business appears, and the app that signs in.
import { z } from 'zod'
import { filled, optional } from '#channels/protocols/rest/settings.ts'
import { normaliseAddress } from '#domain/address.ts'
import type { SettingField } from '#domain/channel.ts'
import { linesToList } from './own-addresses.ts'

const NO_CLIENT = 'Fill in the client ID of your app; the guide of this channel shows how it is made.'
const blank = (max: number) => z.string().trim().max(max).default('')

export const serviceShape = {
  fromName: blank(100),
  aliases: z
    .preprocess(linesToList, z.array(z.string().trim()).max(50))
    .default([])
    .refine((list) => list.every((alias) => normaliseAddress('email', alias) !== null), {
      message: 'One of these is not an email address.',
    }),
  clientId: filled(NO_CLIENT),
  clientSecret: filled('Fill in the client secret of your app.'),
  refreshToken: blank(4_000),
  answerSender: z.enum(['empty', 'address']).default('address'),
  plusAddressing: z.boolean().default(true),
  watchSent: z.boolean().default(true),
  /** Who signed in, as the service said. */
  signedInAs: optional(z.string().trim().max(320)),
}

export const senderFields: SettingField[] = [
  {
    name: 'fromName',
    label: 'Sender name',
    type: 'text',
    required: false,
    placeholder: 'Sunrise Salon',
    help: 'What customers see as the sender.',
  },
  {
    name: 'aliases',
    label: 'Other addresses of this inbox',
    type: 'list',
    required: false,
    help: 'Addresses that forward here. The front desk answers only mail that is addressed to this inbox or to one of these.',
  },
]

export const laterFields: SettingField[] = [
  {
    name: 'refreshToken',
    label: 'Refresh token',
    type: 'secret',
    required: false,
    help: 'Comes by itself when you sign in at the inbox. Fill it in only where you got one another way.',
  },
  {
    name: 'plusAddressing',
    label: 'Mark the reply address of each conversation',
    type: 'boolean',
    required: false,
    initially: true,
    help: 'Answers then find their conversation in every mail program, by addresses such as hello+anything@example.com.',
  },
  {
    name: 'watchSent',
    label: 'Take in what is sent with other mail programs',
    type: 'boolean',
    required: false,
    initially: true,
    help: 'Answers that your team writes elsewhere appear in their conversation, and the AI stays out of it.',
  },
]
