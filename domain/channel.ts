// What kinds of channel there are and what each can do. Capabilities are data: the gate, the composer and the
// AI ask them; nothing outside a channel's own folder asks which channel it is.
import { z } from 'zod'
import { addressKinds, channelKinds } from './channel-kinds.ts'

export const ChannelKind = z.enum(channelKinds)
export type ChannelKind = z.infer<typeof ChannelKind>

export const AddressKind = z.enum(addressKinds)
export type AddressKind = z.infer<typeof AddressKind>

/** A speed that a provider allows: `burst` messages at once, then so many a second, by whom it counts. */
export const Pace = z.object({
  perSecond: z.number().positive(),
  burst: z.number().int().positive().optional(),
  per: z.enum(['sender', 'recipient']),
  /** What the provider counts: whole messages, or the parts that a long text is cut into. */
  unit: z.enum(['messages', 'segments']).optional(),
})
export type Pace = z.infer<typeof Pace>

/** Can anybody be written to at such an address? The others are ids that one network or site gave. */
export function isPublicAddress(kind: AddressKind): boolean {
  return kind === 'phone' || kind === 'email'
}
/** What a log by hand asks for. */
export const LogRules = z.object({
  /** `wordless`: it often says nothing. */
  kinds: z.array(z.object({ value: z.string(), label: z.string(), wordless: z.boolean().optional() })).min(1),
  /** Links to the place where it happened lie here; subdomains count. */
  linkHost: z.string(),
  /** How the address of a person is asked for. */
  person: z.object({ label: z.string(), placeholder: z.string() }),
})
export type LogRules = z.infer<typeof LogRules>

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
  /** Other identities of a contact that it writes to as well (people who hide their number). */
  moreAddressKinds: z.array(AddressKind).optional(),
  /** How the composer counts and limits text. */
  text: z.object({ maxLength: z.number(), counter: z.enum(['characters', 'segments']) }),
  /** `rich`: subject, CC and HTML; `plain`: text only. */
  formatting: z.enum(['plain', 'rich']),
  subject: z.boolean(),
  attachments: z.object({
    maxCount: z.number(),
    maxBytes: z.number(),
    types: z.array(z.string()),
    /** Kinds of files with a limit of their own in place of `maxBytes`; the first that fits counts. */
    byType: z.array(z.object({ types: z.array(z.string()), maxBytes: z.number() })).optional(),
  }),
  /** Hours after the customer's last message during which we may write freely; null where there is no window. */
  replyWindowHours: z.number().nullable(),
  /** The same for what a person wrote, where the provider has a rule for human agents; an inbox must be allowed to use it. */
  humanAgentHours: z.number().optional(),
  /** May the business write to a contact who never wrote? */
  mayStart: z.boolean(),
  /** There are approved templates: they alone leave outside of the window, and may start a conversation. */
  templates: z.boolean().optional(),
  /** A message may say which one it answers. */
  quotes: z.boolean().optional(),
  /** Answers to tap: up to so many as buttons, beyond that as rows of a list. Lengths of an id, of titles, of a row's text. */
  choices: z
    .object({
      buttons: z.number(),
      rows: z.number(),
      idLength: z.number(),
      buttonTitle: z.number(),
      rowTitle: z.number(),
      rowDescription: z.number(),
      /** The longest text that may stand above them. */
      textLength: z.number(),
    })
    .optional(),
  /** The provider tells the customer that their message was read, where we say so. */
  readMarks: z.boolean().optional(),
  /** How fast the provider takes messages where the settings of an inbox say nothing else. */
  pace: z.array(Pace).optional(),
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
  /** So many texts of the AI to one address within 24 hours; beyond, a machine may be answering. Absent: no such limit. */
  aiTextsPerDay: z.number().optional(),
  /** So many messages of ours may follow one of the customer's; each of theirs begins the count anew. */
  replyWindowMessages: z.number().optional(),
  /**
   * So much text may stand beside a file; 0 where none may. A longer one leaves as a message of its own after the file.
   */
  captionLength: z.number().optional(),
  /** False where what we write is public: the front desk writes nothing there by itself. */
  automaticReplies: z.literal(false).optional(),
  /** What a person should know before sending here, said beside the field. */
  composerNote: z.string().optional(),
  /** What the business should know before connecting, said in the dialog. */
  connectNote: z.string().optional(),
  /** What people look for when they connect it, where `label`, which stands for one item, is another word. */
  connectAs: z.string().optional(),
  /** Nothing comes in or goes out by itself: people write down here what happened elsewhere. */
  loggedByHand: LogRules.optional(),
  /** A link with which a customer begins: `{address}`, `{digits}` (a number without its plus) and `{text}`. */
  startLink: z.string().optional(),
  /** What we wrote can be taken back. */
  withdraw: z.boolean().optional(),
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
  /** A secret that whoever connects the channel makes up, so the form can do it for them. */
  invented: z.boolean().optional(),
  /** What a switch stands on while nobody has touched it. */
  initially: z.boolean().optional(),
  /** Shown only while another field has one of these values (empty text: not filled in). */
  when: z.object({ field: z.string(), is: z.array(z.string()) }).optional(),
})
export type SettingField = z.infer<typeof SettingField>

/** All identities of a contact that a channel writes to. */
export function reaches(
  capabilities: Pick<Capabilities, 'addressKind' | 'moreAddressKinds'>,
  kind: AddressKind,
): boolean {
  return capabilities.addressKind === kind || (capabilities.moreAddressKinds?.includes(kind) ?? false)
}
