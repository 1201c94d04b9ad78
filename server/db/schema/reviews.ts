// Reviews of conversations, and tasks.
import type { ColumnType, Generated } from 'kysely'
import type { Review } from '#domain/review.ts'
import type { Time, TimeOrNull } from './columns.ts'

export type ReviewTables = {
  reviews: {
    workspace_id: string
    conversation_id: string
    upto_seq: number
    provisional: boolean
    review: ColumnType<Review, string, string>
    tokens: ColumnType<{ input: number; output: number } | null, string | null, string | null>
    cost_micros: string | null
    at: Time
  }
  tasks: {
    workspace_id: string
    id: string
    contact_id: string
    conversation_id: string | null
    text: string
    due_at: TimeOrNull
    due_assumed: Generated<boolean>
    promised_by: 'us' | 'them' | null
    quote: string | null
    message_id: string | null
    message_seq: number | null
    assigned_to: string | null
    assigned_name: string | null
    created_by: string | null
    created_by_name: string | null
    created_at: Time
    edited_at: TimeOrNull
    done_at: TimeOrNull
    done_by: string | null
    done_by_name: string | null
    seems_done_seq: number | null
    deleted_at: TimeOrNull
    notified_at: TimeOrNull
  }
}
