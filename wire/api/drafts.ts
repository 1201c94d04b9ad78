import { z } from 'zod'
import { ChannelKind } from '#domain/channel.ts'
import { DraftState } from '#domain/draft.ts'
import { Intent } from '#domain/intent.ts'
import { SourceRef } from '#domain/knowledge.ts'
import { AuthorKind } from '#domain/message.ts'
import { Risk } from '#domain/risk.ts'
import { Id, Timestamp } from './common.ts'
import { ConversationRow } from './conversations.ts'

export const Draft = z
  .object({
    id: Id,
    conversationId: Id,
    channel: ChannelKind,
    text: z.string(),
    does: z.array(z.string()).describe('What else happens with the approval: a booking, a lead'),
    intent: Intent.nullable(),
    risk: Risk,
    reasons: z.array(z.string()).describe('Why it waits'),
    sources: z.array(SourceRef),
    engine: z.string(),
    state: DraftState,
    why: z.string().nullable().describe('What overtook it, or why it was rejected'),
    closedBy: z.string().nullable(),
    createdAt: Timestamp,
    expiresAt: Timestamp,
  })
  .meta({ id: 'Draft', description: 'A reply of the AI that waits for a person' })
export type Draft = z.infer<typeof Draft>

export const QueuedDraft = Draft.extend({
  conversation: ConversationRow,
  thread: z
    .array(
      z.object({
        seq: z.number().int(),
        author: AuthorKind,
        name: z.string().nullable(),
        text: z.string(),
        at: Timestamp,
      }),
    )
    .describe('The last lines, oldest first'),
}).meta({ id: 'QueuedDraft' })
export type QueuedDraft = z.infer<typeof QueuedDraft>

export const ApproveBody = z
  .object({ text: z.string().trim().min(1).max(20_000).optional().describe('Other words than the draft’s') })
  .default({})
export const RejectBody = z.object({ reason: z.string().trim().max(500).optional() }).default({})
export const Approved = z.object({ messageId: Id, conversationId: Id, edited: z.boolean() })
