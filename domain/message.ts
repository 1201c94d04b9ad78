// What a message is made of. The order in which its states may move is in message-status.ts.
import { z } from 'zod'
import { messageStatuses } from './message-status.ts'

export const Direction = z.enum(['in', 'out'])
export type Direction = z.infer<typeof Direction>

/** Who wrote it. Never guessed: each door states its own. `phone` is an echo from the business's own handset. */
export const authorKinds = ['contact', 'member', 'ai', 'automation', 'api', 'phone', 'system'] as const
export const AuthorKind = z.enum(authorKinds)
export type AuthorKind = z.infer<typeof AuthorKind>

export const MessageStatus = z.enum(messageStatuses)
export type MessageStatus = z.infer<typeof MessageStatus>

/** A stored file that came or goes with a message. `id` is null while the file could not be fetched (see `problem`). */
export const Attachment = z.object({
  id: z.string().nullable(),
  name: z.string(),
  type: z.string(),
  size: z.number(),
  /** Content-ID of an inline image of a mail, without angle brackets. */
  contentId: z.string().optional(),
  /** Where it can still be fetched from while `id` is null. */
  sourceUrl: z.string().optional(),
  problem: z.string().optional(),
  /** Of a voice note: what was said, as a machine wrote it down. */
  transcript: z.string().optional(),
})
export type Attachment = z.infer<typeof Attachment>

/** Why a message failed: the provider's code, the reason in plain words, and what a person can do. */
export const DeliveryError = z.object({ code: z.string(), reason: z.string(), action: z.string() })
export type DeliveryError = z.infer<typeof DeliveryError>

/** What the server that received a mail found out about its sender. */
export const authVerdicts = ['pass', 'fail', 'softfail', 'neutral', 'none', 'error'] as const
export const AuthVerdict = z.enum(authVerdicts)
export type AuthVerdict = z.infer<typeof AuthVerdict>
/** SPF: the server may send for the domain. DKIM: the mail is signed. DMARC: both or one of them fit the From line. */
export const MailAuth = z.object({ spf: AuthVerdict, dkim: AuthVerdict, dmarc: AuthVerdict })
export type MailAuth = z.infer<typeof MailAuth>

/** The mail headers that threading and reply-all need. Ids carry their angle brackets. */
export const EmailHeaders = z.object({
  messageId: z.string().optional(),
  inReplyTo: z.string().optional(),
  references: z.array(z.string()).default([]),
  from: z.string().optional(),
  replyTo: z.string().optional(),
  to: z.array(z.string()).default([]),
  cc: z.array(z.string()).default([]),
  /** The mail service's own id of the thread, where it has one (Gmail, Microsoft 365). */
  thread: z.string().optional(),
  /** Of our own mails only: who gets it without the others knowing. */
  bcc: z.array(z.string()).optional(),
})
export type EmailHeaders = z.infer<typeof EmailHeaders>

/**
 * Why an outbound message exists; the gate treats them differently. `handover` is the sentence with which the AI hands
 * the conversation to people: the one AI text that may leave a conversation which people already own. `automated` is
 * what goes to many alike or by a rule; `transactional` (what they need: an appointment, a code) and `marketing` are the
 * same, told apart because people allow and forbid them apart; `forward` goes to somebody else than the customer.
 */
export const purposes = [
  'reply',
  'handover',
  'opt_out_confirmation',
  'opt_in_confirmation',
  'help',
  'alert',
  'automated',
  'transactional',
  'marketing',
  // A telephone call, in or out: an item of the thread that is never sent.
  'call',
  'forward',
] as const
export const Purpose = z.enum(purposes)
export type Purpose = z.infer<typeof Purpose>

/** An answer that the customer can tap; its id comes back with it. */
export const Choice = z.object({
  id: z.string().trim().min(1).max(256),
  title: z.string().trim().min(1).max(100),
  description: z.string().trim().max(200).optional(),
})
export type Choice = z.infer<typeof Choice>
