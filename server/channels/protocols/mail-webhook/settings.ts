// What every inbox needs whose mail a provider carries both ways.
import { z } from 'zod'
import type { InboxAccount } from '#channels/channel.ts'
import { linesToList } from '#channels/protocols/mail/own-addresses.ts'
import { apiBase, optional } from '#channels/protocols/rest/settings.ts'
import { normaliseAddress } from '#domain/address.ts'
import type { SettingField } from '#domain/channel.ts'

const NO_NAME = 'Write the name that customers see, at most 100 characters.'
const NO_ALIASES = 'Write mail addresses, one a line.'

export const mailShape = {
  fromName: optional(z.string(NO_NAME).trim().max(100, NO_NAME)),
  aliases: z.preprocess(
    (value) => linesToList(value) ?? [],
    z
      .array(z.string(NO_ALIASES).trim(), NO_ALIASES)
      .max(50, 'At most 50 addresses.')
      .refine((all) => all.every((one) => normaliseAddress('email', one) !== null), NO_ALIASES),
  ),
  plusAddressing: z.boolean('Say yes or no.').default(true),
  apiBase,
}

export const mailFields: SettingField[] = [
  {
    name: 'fromName',
    label: 'Sender name',
    type: 'text',
    required: false,
    help: 'What customers see as the sender.',
    placeholder: 'Sunrise Salon',
  },
  {
    name: 'aliases',
    label: 'Other addresses of this inbox',
    type: 'list',
    required: false,
    help: 'Addresses that forward here, the inbound address at the provider among them. The front desk answers only mail that is addressed to this inbox or to one of these.',
  },
  {
    name: 'plusAddressing',
    label: 'Mark the reply address of each conversation',
    type: 'boolean',
    required: false,
    help: 'Answers then find their conversation in every mail program. Switch it off where your mail server does not know addresses such as hello+anything@example.com.',
  },
]

/** The name that customers see. */
export function senderSettings(account: InboxAccount): { fromName: string; answerSender: 'address' } {
  const name = account.settings['fromName']
  return { fromName: typeof name === 'string' ? name : '', answerSender: 'address' }
}
