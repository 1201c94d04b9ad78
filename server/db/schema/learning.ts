// What the front desk learns from its own conversations.
import type { ColumnType, Generated } from 'kysely'
import type { SourceRef } from '#domain/knowledge.ts'
import type { Against, CheckOrigin, CheckVerdict, ClusterState, PairState } from '#domain/learning.ts'
import type { Time, TimeOrNull } from './columns.ts'

export type LearningTables = {
  question_clusters: {
    workspace_id: string
    id: string
    title: string
    language: Generated<string>
    state: Generated<ClusterState>
    asked: Generated<number>
    first_asked_at: Time
    last_asked_at: Time
    knowledge_id: string | null
    state_at: Time
  }
  unanswered_questions: {
    workspace_id: string
    conversation_id: string
    seq: number
    number: number
    cluster_id: string
    text: string
    asked_at: Time
    answer: string | null
    answered_by: string | null
  }
  learned_pairs: {
    workspace_id: string
    id: string
    conversation_id: string
    question_seq: number
    question: string
    answer: string
    language: Generated<string>
    answered_by: string | null
    against: ColumnType<Against[], string | undefined, string>
    state: Generated<PairState>
    edited: Generated<boolean>
    knowledge_id: string | null
    decided_by: string | null
    decided_at: TimeOrNull
    created_at: Time
  }
  check_questions: {
    workspace_id: string
    id: string
    question: string
    answer: string
    origin: CheckOrigin
    conversation_id: string | null
    message_id: string | null
    knowledge_id: string | null
    channel: string | null
    audiences: Generated<string[]>
    at: Time
    now_answer: string | null
    now_sources: ColumnType<SourceRef[], string | undefined, string>
    verdict: CheckVerdict | null
    reasons: ColumnType<string[], string | undefined, string>
    checked_at: TimeOrNull
    seen_answer: string | null
    created_by: string | null
    created_at: Time
  }
}
