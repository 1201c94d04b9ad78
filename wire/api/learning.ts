// What the front desk learns: what nobody could answer, what people answered, and what is right and must stay so.
import { z } from 'zod'
import { ChannelKind } from '#domain/channel.ts'
import { KnowledgeAudience, KnowledgeFields, ServiceFields, SourceRef } from '#domain/knowledge.ts'
import { Against, CheckOrigin, CheckVerdict, ClusterState, PairState } from '#domain/learning.ts'
import { Id, Timestamp } from './common.ts'
import { HoursWire, ProfileWire } from './settings.ts'

const Question = z.string().trim().min(1).max(300)
const Answer = z.string().trim().min(1).max(20_000)

export const LearningCounts = z
  .object({
    unanswered: z.number().int().describe('Questions that nobody could answer'),
    suggestions: z.number().int().describe('Pairs that wait for approval'),
    checks: z.number().int().describe('Questions with approved answers'),
    differing: z.number().int().describe('Of them: answered differently now, and nobody has looked at it'),
  })
  .meta({ id: 'LearningCounts' })
export type LearningCounts = z.infer<typeof LearningCounts>

export const UnansweredQuery = z.object({ state: ClusterState.default('open') })
export const UnansweredCluster = z
  .object({
    id: Id,
    title: z.string().describe('As it was first asked, without what names the customer'),
    language: z.string(),
    state: ClusterState,
    asked: z.number().int().describe('How often'),
    firstAskedAt: Timestamp,
    lastAskedAt: Timestamp,
    knowledgeId: Id.nullable(),
    answer: z.string().describe('What a person answered last; empty where nobody did'),
    answeredBy: z.string().nullable(),
    questions: z
      .array(
        z.object({
          conversationId: Id,
          text: z.string(),
          askedAt: Timestamp,
          channel: ChannelKind,
          who: z.string().nullable(),
          answer: z.string().nullable(),
          answeredBy: z.string().nullable(),
        }),
      )
      .describe('The newest'),
  })
  .meta({ id: 'UnansweredCluster', description: 'A question that nobody could answer, in all its wordings' })
export type UnansweredCluster = z.infer<typeof UnansweredCluster>

export const LearnedEntryBody = z.object({
  question: Question,
  answer: Answer,
  audiences: KnowledgeAudience.shape.audiences.removeDefault().optional(),
  channels: KnowledgeAudience.shape.channels.removeDefault().optional(),
})
export const SuggestionsQuery = z.object({ state: PairState.default('open') })
export const LearnedPair = z
  .object({
    id: Id,
    question: z.string(),
    answer: z.string(),
    language: z.string(),
    state: PairState,
    edited: z.boolean(),
    conversationId: Id,
    channel: ChannelKind,
    who: z.string().nullable(),
    answeredBy: z.string().nullable(),
    against: z.array(Against).describe('What the knowledge says instead'),
    knowledgeId: Id.nullable(),
    createdAt: Timestamp,
    decidedAt: Timestamp.nullable(),
  })
  .meta({
    id: 'LearnedPair',
    description: 'A question and what a person answered; used only once it is approved',
  })
export type LearnedPair = z.infer<typeof LearnedPair>

export const CheckQuestion = z
  .object({
    id: Id,
    question: z.string(),
    answer: z.string().describe('The approved one'),
    origin: CheckOrigin,
    conversationId: Id.nullable(),
    messageId: Id.nullable(),
    knowledgeId: Id.nullable(),
    channel: ChannelKind.nullable(),
    nowAnswer: z.string().nullable().describe('What would be answered now; null until it was asked'),
    nowSources: z.array(SourceRef),
    verdict: CheckVerdict.nullable(),
    reasons: z.array(z.string()),
    seen: z.boolean().describe('Somebody has looked at this answer and left it as it is'),
    checkedAt: Timestamp.nullable(),
    createdAt: Timestamp,
  })
  .meta({ id: 'CheckQuestion' })
export type CheckQuestion = z.infer<typeof CheckQuestion>

export const CheckBody = z.union([
  z.object({ question: Question, answer: Answer }),
  z.object({ messageId: Id }),
  z.object({ knowledgeId: Id }),
])
export const CheckPatch = z.object({ question: Question.optional(), answer: Answer.optional() })

const Audience = {
  audiences: KnowledgeAudience.shape.audiences.removeDefault().optional(),
  channels: KnowledgeAudience.shape.channels.removeDefault().optional(),
  expiresAt: KnowledgeAudience.shape.expiresAt.removeDefault().optional(),
}
export const KnowledgeChange = z
  .discriminatedUnion('what', [
    z.object({ what: z.literal('entry'), id: Id.nullable(), entry: KnowledgeFields.extend(Audience) }),
    z.object({ what: z.literal('source_removed'), id: Id }),
    z.object({ what: z.literal('source_audience'), id: Id, audience: KnowledgeAudience }),
    z.object({ what: z.literal('service'), id: Id.nullable(), service: ServiceFields }),
    z.object({ what: z.literal('service_removed'), id: Id }),
    z.object({ what: z.literal('hours'), hours: HoursWire }),
    z.object({ what: z.literal('profile'), profile: ProfileWire }),
  ])
  .meta({ id: 'KnowledgeChange', description: 'A change as it would be saved' })
export type KnowledgeChange = z.input<typeof KnowledgeChange>

export const CheckDifference = z
  .object({
    id: Id,
    question: z.string(),
    approved: z.string(),
    before: z.string(),
    after: z.string(),
    reasons: z.array(z.string()),
    unanswered: z.boolean(),
  })
  .meta({ id: 'CheckDifference' })
export type CheckDifference = z.infer<typeof CheckDifference>
export const TriedChange = z
  .object({
    checked: z.number().int(),
    differences: z.array(CheckDifference),
    mended: z.number().int().describe('Answered wrongly until now, and as approved then'),
  })
  .meta({ id: 'TriedChange', description: 'What a change would do to the answers, before it is live' })
export type TriedChange = z.infer<typeof TriedChange>
