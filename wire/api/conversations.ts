import { z } from 'zod'
import { CallState } from '#domain/call.ts'
import { ChannelKind } from '#domain/channel.ts'
import { LeadStatus, Temperature } from '#domain/contact.ts'
import { ConversationStatus, EscalationReason, Handler } from '#domain/conversation.ts'
import { Intent, Mood, Urgency } from '#domain/intent.ts'
import { AuthorKind, MessageStatus } from '#domain/message.ts'
import { Id, PageQuery, page, Timestamp } from './common.ts'

export const ConversationRow = z
  .object({
    id: Id,
    contact: z.object({ id: Id, name: z.string().nullable(), display: z.string(), optedOut: z.boolean() }),
    channel: ChannelKind,
    inboxId: Id,
    status: ConversationStatus,
    handler: Handler,
    handledBy: z.string().nullable(),
    escalation: z
      .object({
        reason: EscalationReason,
        note: z.string().nullable(),
        at: Timestamp,
        acknowledged: z
          .object({ by: z.string(), at: Timestamp })
          .nullable()
          .optional()
          .describe('Who takes care of it; null while people are alerted'),
      })
      .nullable(),
    resume: z
      .object({ at: Timestamp, why: z.string() })
      .nullable()
      .optional()
      .describe('When the AI answers again by rule'),
    subject: z.string().nullable(),
    preview: z.string(),
    lastMessageAt: Timestamp,
    lastDirection: z.enum(['in', 'out']).nullable(),
    lastAuthor: AuthorKind.nullable(),
    lastStatus: MessageStatus.nullable(),
    lastSeq: z.number().int(),
    readSeq: z.number().int().describe('How far the asking member has read'),
    unread: z.number().int().describe('Customer messages the asking member has not read'),
    requiresAction: z.boolean(),
    lastCall: CallState.nullable().describe('Set where the last item is a telephone call'),
    missedCall: z.boolean().describe('A call that nobody took, and nobody has dealt with since'),
    draft: z.boolean().describe('A reply of the AI waits for approval'),
    leadStatus: LeadStatus,
    temperature: Temperature,
    review: z
      .object({ score: z.number().int().nullable(), provisional: z.boolean(), everFinal: z.boolean() })
      .optional()
      .describe('The score of its review; provisional until the conversation is quiet'),
    stage: z.string().nullable().optional().describe('How far it has come, in the workspace’s own stages'),
    intent: Intent.nullable().describe('What the customer’s newest burst is about; null before it was read'),
    mood: Mood.nullable(),
    urgency: Urgency.nullable(),
    sample: z.boolean(),
  })
  .meta({ id: 'ConversationRow' })
export type ConversationRow = z.infer<typeof ConversationRow>

export const AiStateWire = z
  .object({
    on: z.boolean(),
    reasons: z.array(z.object({ code: z.string(), text: z.string(), fix: z.string().nullable() })),
  })
  .meta({ id: 'AiState', description: 'Whether the AI answers here, with every reason that keeps it silent' })

/** One way to write to the contact from this conversation; `usable` false says why not. */
export const ReplyRoute = z
  .object({
    inboxId: Id,
    inboxName: z.string(),
    channel: ChannelKind,
    provider: z.string(),
    label: z.string(),
    addressId: Id,
    address: z.string(),
    usable: z.boolean().describe('May anything be written this way now, be it only a template?'),
    why: z.string().nullable(),
    windowClosesAt: Timestamp.nullable().describe(
      'Until then words of one’s own may be sent; null where there is no such limit, or the customer never wrote',
    ),
    templatesOnly: z.boolean().describe('Only an approved template may be sent: the window is closed'),
    current: z.boolean(),
  })
  .meta({ id: 'ReplyRoute' })
export type ReplyRoute = z.infer<typeof ReplyRoute>

export const Conversation = ConversationRow.extend({
  ai: AiStateWire,
  routes: z.array(ReplyRoute),
  hasPhone: z.boolean().describe('The contact can be called'),
  createdAt: Timestamp,
}).meta({ id: 'Conversation' })
export type Conversation = z.infer<typeof Conversation>

export const ConversationFilter = z.enum(['all', 'unread', 'requires_action'])
export const ConversationQuery = PageQuery.extend({
  limit: z.coerce.number().int().min(1).max(100).default(20),
  channel: ChannelKind.optional(),
  status: ConversationStatus.optional(),
  handler: Handler.optional(),
  filter: ConversationFilter.default('all'),
  contactId: Id.optional(),
  stage: z.string().max(40).optional(),
  temperature: Temperature.optional(),
  minScore: z.coerce.number().int().min(0).max(100).optional(),
  maxScore: z.coerce.number().int().min(0).max(100).optional(),
  reviewed: z
    .literal('only')
    .optional()
    .describe(
      'Leave out what was never reviewed and is not quiet for ten minutes yet, except what needs a person. How many that are: counts.unreviewed',
    ),
  sort: z.enum(['recent', 'score_low', 'score_high']).default('recent'),
  intent: Intent.optional().describe('What the customer’s newest burst is about'),
  mood: Mood.optional(),
  urgency: Urgency.optional(),
})
export type ConversationQuery = z.infer<typeof ConversationQuery>
export const ConversationPage = page(ConversationRow).meta({ id: 'ConversationPage' })

export const ConversationSearchQuery = z.object({
  q: z.string().trim().min(1).max(200),
  limit: z.coerce.number().int().min(1).max(50).default(20),
})
export const SearchHit = z
  .object({
    conversation: ConversationRow,
    /** Set where a message's text matched: the thread opens there. */
    message: z
      .object({
        id: Id,
        seq: z.number().int(),
        snippet: z.string().describe('Matches stand between ⟦ and ⟧'),
        at: Timestamp,
      })
      .nullable(),
    matched: z.enum(['name', 'address', 'text']),
  })
  .meta({ id: 'SearchHit' })
export type SearchHit = z.infer<typeof SearchHit>
export const SearchResults = z.object({ items: z.array(SearchHit) }).meta({ id: 'SearchResults' })

export const EscalateBody = z
  .object({
    note: z.string().max(1000).optional(),
    tell: z.boolean().optional().describe('Tell the customer what happens next; true unless said otherwise'),
  })
  .default({})
export const ReadBody = z.object({ seq: z.number().int().min(0) })
export const ConversationCounts = z
  .object({
    all: z.number().int(),
    unread: z.number().int(),
    requiresAction: z.number().int(),
    escalated: z.number().int(),
    drafts: z.number().int().describe('Replies of the AI that wait for approval'),
    needsPerson: z.number().int().describe('Escalated, and nobody takes care of them yet'),
    unreviewed: z.number().int().describe('What the rule “only reviewed conversations” hides at this moment'),
    tasksDue: z.number().int().describe('Tasks that are due or overdue'),
  })
  .meta({ id: 'ConversationCounts' })
