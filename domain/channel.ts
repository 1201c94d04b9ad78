// What kinds of channel there are and what each can do. Capabilities are data: the gate, the composer and the
// AI ask them; nothing outside a channel's own folder asks which channel it is.
import { z } from 'zod'

export const channelKinds = [
  'sms',
  'whatsapp',
  'email',
  'webchat',
  'voice',
  'instagram',
  'messenger',
  'google_business',
  'tiktok',
  'telegram',
  'linkedin',
] as const
export const ChannelKind = z.enum(channelKinds)
export type ChannelKind = z.infer<typeof ChannelKind>

/** The kinds of identity that a contact can have. A phone number is one of them, never a requirement. */
export const addressKinds = ['phone', 'email', 'visitor', 'whatsapp_user', 'page_scoped'] as const
export const AddressKind = z.enum(addressKinds)
export type AddressKind = z.infer<typeof AddressKind>

/**
 * What a channel can do, as data that the server, the app and the AI read alike.
 * Lengths are in UTF-16 code units, sizes in bytes, times in milliseconds unless the name says otherwise.
 */
export const Capabilities = z.object({
  channel: ChannelKind,
  /** Name in the app, e.g. "SMS". */
  label: z.string(),
  /** Which identity of a contact this channel writes to. */
  addressKind: AddressKind,
  /** How the composer counts and limits text. */
  text: z.object({ maxLength: z.number(), counter: z.enum(['characters', 'segments']) }),
  /** `rich`: subject, CC and HTML; `plain`: text only. */
  formatting: z.enum(['plain', 'rich']),
  subject: z.boolean(),
  attachments: z.object({ maxCount: z.number(), maxBytes: z.number(), types: z.array(z.string()) }),
  /** Hours after the customer's last message during which we may write freely; null where there is no window. */
  replyWindowHours: z.number().nullable(),
  /** May the business write to a contact who never wrote? */
  mayStart: z.boolean(),
  /** Which states the provider reports after `sent`. */
  receipts: z.object({ delivered: z.boolean(), read: z.boolean() }),
  typing: z.object({ fromCustomer: z.boolean(), toCustomer: z.boolean() }),
  /** STOP, START and HELP are obeyed here. */
  keywords: z.boolean(),
  /** Outgoing messages count against the monthly SMS allowance. */
  metered: z.boolean(),
  /** False where nothing can be written (telephone calls): the composer and the AI offer no such way. */
  writes: z.boolean().optional(),
  /** Calls are items of the thread here. `place`: a person may call a customer out of it. */
  calls: z.object({ place: z.boolean() }).optional(),
  /** A pause this long after the last message of a burst before the front desk answers, and its hard maximum. */
  burst: z.object({ quietMs: z.number(), maxMs: z.number() }),
})
export type Capabilities = z.infer<typeof Capabilities>

/** One field of an inbox's settings, rendered by the app as a form without knowing the channel. */
export const SettingField = z.object({
  name: z.string(),
  label: z.string(),
  help: z.string().optional(),
  type: z.enum(['text', 'secret', 'number', 'boolean', 'select', 'url', 'list', 'color', 'multiline']),
  options: z.array(z.object({ value: z.string(), label: z.string() })).optional(),
  required: z.boolean().default(false),
  placeholder: z.string().optional(),
})
export type SettingField = z.infer<typeof SettingField>
