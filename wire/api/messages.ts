import { z } from 'zod'
import { ChannelKind } from '#domain/channel.ts'
import { TurnTrace } from '#domain/desk.ts'
import { Understanding } from '#domain/intent.ts'
import {
  AuthorKind,
  Choice,
  DeliveryError,
  Direction,
  EmailHeaders,
  MailAuth,
  MessageStatus,
  Purpose,
} from '#domain/message.ts'
import { Verdict } from '#domain/send-gate.ts'
import { TemplateButton, TemplateCategory } from '#domain/template.ts'
import { CallBriefWire } from './calls.ts'
import { Id, page, Timestamp } from './common.ts'
import { Logged } from './log.ts'
import { MessagePurpose, OverrideBody } from './sending.ts'

export const AttachmentWire = z
  .object({
    id: Id.nullable(),
    name: z.string(),
    type: z.string(),
    size: z.number().int(),
    url: z.string().nullable().describe('Signed, short-lived; null while the file could not be fetched'),
    problem: z.string().nullable(),
    transcript: z
      .string()
      .nullable()
      .optional()
      .describe('Of a voice note: what was said, as a machine wrote it down'),
  })
  .meta({ id: 'Attachment' })

export const Message = z
  .object({
    id: Id,
    conversationId: Id,
    seq: z.number().int().describe('Order within the conversation'),
    direction: Direction,
    channel: ChannelKind,
    inboxId: Id,
    address: z.string().describe('The customer’s address, for reading'),
    author: z.object({ kind: AuthorKind, id: Id.nullable(), name: z.string().nullable() }),
    purpose: Purpose,
    text: z.string(),
    subject: z.string().nullable(),
    htmlUrl: z.string().nullable().describe('The sanitised mail, for a sandboxed frame'),
    rawUrl: z.string().nullable().describe('The mail as it came'),
    attachments: z.array(AttachmentWire),
    email: EmailHeaders.nullable(),
    auth: MailAuth.nullable().describe('Who sent a mail, as far as our own mail server found out'),
    status: MessageStatus,
    error: DeliveryError.nullable(),
    verdict: Verdict.nullable().describe('What the send gate said'),
    template: z
      .object({ name: z.string(), category: TemplateCategory, buttons: z.array(TemplateButton) })
      .nullable()
      .describe('The approved template that it was sent as'),
    choices: z.array(Choice).describe('Answers that the customer could tap'),
    quoted: z
      .object({
        messageId: Id,
        seq: z.number().int(),
        direction: Direction,
        author: z.string().nullable(),
        text: z.string(),
      })
      .nullable()
      .describe('The message that this one answers'),
    understanding: Understanding.nullable().describe(
      'What a customer’s message is about and how it is meant, with the words on which that rests',
    ),
    turnId: Id.nullable().describe(
      'The AI turn that wrote this or, on a customer’s message, that answered it',
    ),
    review: z
      .object({ rating: z.number().int().nullable(), edited: z.boolean() })
      .nullable()
      .describe('Stars of a public review, 1 to 5, and whether its author has changed it'),
    logged: Logged.nullable().describe('Written down by hand: it went or came elsewhere'),
    approved: z
      .object({ by: z.string(), edited: z.boolean() })
      .nullable()
      .describe('Words of the AI that a person approved before they left, and whether they changed them'),
    automatic: z.boolean().describe('A machine wrote it; it is never answered automatically'),
    call: CallBriefWire.nullable().describe('Set where the item is a telephone call'),
    later: z
      .object({ sendAt: Timestamp, unlessTheyWrite: z.boolean() })
      .nullable()
      .describe('Written to leave at a time'),
    waitsUntil: Timestamp.nullable().describe('When it is tried next, while it waits'),
    clientId: z.string().nullable(),
    createdAt: Timestamp,
    sentAt: Timestamp.nullable(),
    deliveredAt: Timestamp.nullable(),
    readAt: Timestamp.nullable(),
    reactions: z
      .array(z.object({ emoji: z.string(), at: Timestamp }))
      .describe('The customer’s reactions to it that stand'),
    edited: Timestamp.nullable().describe('When its text was last changed by whoever wrote it'),
    unsent: Timestamp.nullable().describe('When it was taken back: text and files are gone'),
  })
  .meta({ id: 'Message' })
export type Message = z.infer<typeof Message>

export const MessageVersions = z
  .object({ items: z.array(z.object({ text: z.string(), until: Timestamp })) })
  .meta({ id: 'MessageVersions', description: 'What a message said before it was edited, oldest first' })

export const MessagePage = page(Message).meta({ id: 'MessagePage' })
export const MessageQuery = z.object({
  limit: z.coerce.number().int().min(1).max(200).default(100),
  /** Messages before this place, newest page first; items are always oldest first. */
  before: z.coerce.number().int().optional(),
  /** Messages from this place on, for catching up and for opening at a hit. */
  after: z.coerce.number().int().optional(),
  around: z.coerce.number().int().optional(),
})

export const TemplateBody = z
  .object({
    id: Id,
    variables: z.record(z.string().max(100), z.string().max(2_000)).default({}).describe('By their keys'),
  })
  .describe('An approved template in place of a text; every gap must be filled')

const Recipients = z.array(z.string().trim().min(3).max(320)).max(50)
export const MailRecipients = z.object({ to: Recipients, cc: Recipients, bcc: Recipients }).partial().meta({
  id: 'MailRecipients',
  description: 'A list that is given replaces the one of an answer to everybody',
})
export type MailRecipients = z.infer<typeof MailRecipients>

export const ReplyRecipients = z
  .object({ to: z.array(z.string()), cc: z.array(z.string()), subject: z.string() })
  .meta({ id: 'ReplyRecipients', description: 'Who gets an answer to everybody' })
export type ReplyRecipients = z.infer<typeof ReplyRecipients>

export const ForwardBody = z.object({
  to: Recipients.min(1, 'write at least one address'),
  cc: Recipients.optional(),
  bcc: Recipients.optional(),
  text: z.string().max(20_000).default(''),
  files: z.boolean().default(true).describe('With the files of the mail'),
  clientId: z.string().max(64).optional(),
})
export type ForwardBody = z.input<typeof ForwardBody>

export const SendBody = z
  .object({
    text: z.string().max(20_000).default(''),
    inboxId: Id.optional().describe('Another inbox than the conversation’s current one'),
    addressId: Id.optional(),
    subject: z.string().max(300).optional(),
    recipients: MailRecipients.optional().describe('Mails only'),
    html: z
      .string()
      .max(500_000)
      .optional()
      .describe('Mails only; cleaned. Pictures: `<img src="cid:…">` with the id of an attachment'),
    bulk: z
      .boolean()
      .default(false)
      .describe('One of many alike: mails carry a link to unsubscribe, and the AI stays where it is'),
    attachments: z.array(Id).max(10).default([]).describe('Ids of uploaded files'),
    template: TemplateBody.optional(),
    choices: z.array(Choice).max(25).default([]).describe('Answers to tap, within the limits of the channel'),
    quotes: Id.optional().describe('The message that this one answers'),
    purpose: MessagePurpose.optional().describe(
      'What it is for, where it is no reply: bound by quiet hours, caps and consent',
    ),
    sendAt: Timestamp.optional().describe('Leave then; the gate is asked again at that time'),
    unlessTheyWrite: z
      .boolean()
      .default(true)
      .describe('With `sendAt`: dropped if the customer writes before'),
    override: OverrideBody.optional().describe(
      'Send in spite of what the gate says, where that is left to people (`overridable`)',
    ),
    clientId: z.string().max(64).optional().describe('The sender’s own id; sent back in events'),
  })
  .refine(
    (b) => b.text.trim() !== '' || Boolean(b.html) || b.attachments.length > 0 || b.template !== undefined,
    'write a text, attach a file or choose a template',
  )
export type SendBody = z.infer<typeof SendBody>

export const Turn = z
  .object({
    id: Id,
    conversationId: Id,
    fromSeq: z.number().int(),
    toSeq: z.number().int(),
    outcome: z.enum(['answered', 'silent', 'stale', 'failed', 'drafted']),
    reasons: z.array(z.object({ code: z.string(), text: z.string(), fix: z.string().nullable() })),
    trace: TurnTrace.nullable(),
    createdAt: Timestamp,
  })
  .meta({ id: 'Turn', description: 'What the AI did about a burst of messages, and why' })
export type Turn = z.infer<typeof Turn>
