// The AI's words that wait for people, and what the AI has earned by them.
import type { ColumnType, Generated } from 'kysely'
import type { ChannelKind } from '#domain/channel.ts'
import type { TurnCommand } from '#domain/commands.ts'
import type { TurnTrace } from '#domain/desk.ts'
import type { DraftState } from '#domain/draft.ts'
import type { DraftFate } from '#domain/earned.ts'
import type { Json, Time, TimeOrNull } from './columns.ts'

export type DraftTables = {
  drafts: {
    workspace_id: string
    id: string
    conversation_id: string
    agent_id: string
    inbox_id: string
    channel: ChannelKind
    commands: Json<TurnCommand[]>
    text: string
    trace: Json<TurnTrace>
    turn_id: string
    intent: string | null
    risk: string
    reasons: ColumnType<string[], string | undefined, string>
    turn: number
    changes: number
    from_seq: number
    to_seq: number
    state: DraftState
    expires_at: Time
    created_at: Time
    closed_at: TimeOrNull
    closed_by: string | null
    closed_by_name: string | null
    why: string | null
    final_text: string | null
    message_id: string | null
    answered_seq: number | null
  }
  comparisons: {
    workspace_id: string
    draft_id: string
    agent_id: string
    intent: string
    conversation_id: string
    fate: DraftFate
    agreed: boolean
    score: number
    reasons: ColumnType<string[], string | undefined, string>
    judged_by: 'builtin' | 'model' | 'person'
    question: string
    ai_text: string
    person_text: string
    at: Time
  }
  autonomy_log: {
    workspace_id: string
    position: Generated<number>
    agent_id: string
    intent: string | null
    what: 'promoted' | 'fell_back' | 'changed' | 'stopped' | 'started'
    from_mode: string | null
    to_mode: string | null
    why: string
    by_id: string | null
    by_name: string | null
    at: Time
  }
}
