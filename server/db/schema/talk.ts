// What was said: conversations, messages, calls and what became of them.
import type { ColumnType, Generated } from 'kysely'
import type { Brief } from '#domain/brief.ts'
import type { CallFacts, CallState, Segment } from '#domain/call.ts'
import type { CallQuality } from '#domain/call-quality.ts'
import type { ChannelKind } from '#domain/channel.ts'
import type { ConversationKind, ConversationStatus, EscalationReason, Handler } from '#domain/conversation.ts'
import type { TurnTrace } from '#domain/desk.ts'
import type { Intent, Mood, Urgency } from '#domain/intent.ts'
import type {
  Attachment,
  AuthorKind,
  DeliveryError,
  Direction,
  EmailHeaders,
  MessageStatus,
  Purpose,
} from '#domain/message.ts'
import type { StoredReaction } from '#domain/reactions.ts'
import type { Verdict } from '#domain/send-gate.ts'
import type { Sending } from '#domain/send-later.ts'
import type { Json, Made, Time, TimeOrNull } from './columns.ts'

/** A recording and where it lies with us: `fileId` once it is fetched, `problem` where it never will be. */
export type StoredRecording = {
  id: string
  kind: 'call' | 'voicemail'
  url: string
  seconds: number | null
  fileId: string | null
  problem: string | null
  /** Removed at the provider, because the inbox's settings ask for it. */
  removed: boolean
}
/** What became of the automatic text after a missed call. */
export type StoredTextBack = { messageId: string | null; why: string | null }

export type TalkTables = {
  conversations: {
    workspace_id: string
    id: string
    contact_id: string
    kind: Generated<ConversationKind>
    inbox_id: string
    address_id: string
    channel: ChannelKind
    status: Generated<ConversationStatus>
    handler: Generated<Handler>
    handled_by: string | null
    handled_by_name: string | null
    turn: Generated<number>
    escalation_reason: EscalationReason | null
    escalation_note: string | null
    escalated_at: TimeOrNull
    subject: string | null
    last_seq: Generated<number>
    last_message_at: Time
    last_message_id: string | null
    last_direction: Direction | null
    last_author: AuthorKind | null
    preview: Generated<string>
    last_inbound_seq: Generated<number>
    inbound_count: Generated<number>
    last_inbound_at: TimeOrNull
    answered_seq: Generated<number>
    burst_started_at: TimeOrNull
    ai_spoke: Generated<boolean>
    desk_state: ColumnType<Record<string, unknown>, string | undefined, string>
    changes: Generated<number>
    sample: Generated<boolean>
    last_call_id: string | null
    last_call_state: CallState | null
    missed_call_at: TimeOrNull
    created_at: Made
    draft_id: string | null
    shadow_id: string | null
    acknowledged_at: TimeOrNull
    acknowledged_by: string | null
    resume_at: TimeOrNull
    resume_why: string | null
    resume_off: Generated<boolean>
    unanswered_seq: Generated<number>
    review_seq: Generated<number>
    reviewed_at: TimeOrNull
    score: number | null
    stage: string | null
    stage_by: string | null
    intent: Intent | null
    mood: Mood | null
    urgency: Urgency | null
  }
  escalations: {
    workspace_id: string
    id: string
    conversation_id: string
    reason: EscalationReason
    note: string | null
    by_id: string | null
    by_name: string | null
    at: Time
    series: Generated<number>
    rung: Generated<number>
    due_at: TimeOrNull
    acknowledged_at: TimeOrNull
    acknowledged_by: string | null
    acknowledged_how: string | null
    ended_at: TimeOrNull
    told_at: TimeOrNull
    told_case: string | null
    told_why_not: string | null
    brief: ColumnType<Brief | null, string | null | undefined, string | null>
  }
  escalation_alerts: {
    workspace_id: string
    escalation_id: string
    series: number
    rung: number
    person_id: string
    kind: 'phone' | 'email'
    person_name: string
    key: string
    conversation_id: string
    message_id: string | null
    at: Time
  }
  understandings: {
    workspace_id: string
    message_id: string
    conversation_id: string
    seq: number
    intent: Intent
    confidence: number
    out_of_scope: boolean
    language: string | null
    mood: Mood
    urgency: Urgency
    by: 'builtin' | 'model'
    evidence: Json<string[]>
    why: string
    repeated: string | null
    corrected_by: string | null
    corrected_from: Intent | null
    at: Time
  }
  intent_examples: {
    workspace_id: string
    id: string
    intent: Intent
    text: string
    message_id: string | null
    created_by: string
    created_at: Time
  }
  threads: { workspace_id: string; inbox_id: string; address_id: string; conversation_id: string }
  messages: {
    workspace_id: string
    id: string
    conversation_id: string
    seq: number
    direction: Direction
    channel: ChannelKind
    inbox_id: string
    address_id: string
    external_id: string | null
    author: AuthorKind
    author_id: string | null
    author_name: string | null
    purpose: Generated<Purpose>
    body: string
    subject: string | null
    attachments: ColumnType<Attachment[] | null, string | null | undefined, string | null>
    email: ColumnType<EmailHeaders | null, string | null | undefined, string | null>
    meta: ColumnType<Record<string, unknown> | null, string | null | undefined, string | null>
    automatic: Generated<boolean>
    keyword: 'opt_out' | 'opt_in' | 'help' | null
    status: MessageStatus
    turn: Generated<number>
    turn_id: string | null
    attempts: Generated<number>
    next_attempt_at: TimeOrNull
    claimed_at: TimeOrNull
    error: ColumnType<DeliveryError | null, string | null | undefined, string | null>
    verdict: ColumnType<Verdict | null, string | null | undefined, string | null>
    segments: number | null
    client_id: string | null
    created_at: Time
    sent_at: TimeOrNull
    delivered_at: TimeOrNull
    read_at: TimeOrNull
    reactions: ColumnType<StoredReaction[] | null, string | null | undefined, string | null>
    edited_at: TimeOrNull
    unsent_at: TimeOrNull
    cost_micros: string | null
    send_at: TimeOrNull
    sending: ColumnType<Sending | null, string | null | undefined, string | null>
  }
  message_versions: {
    workspace_id: string
    message_id: string
    version: number
    body: string
    until: Time
  }
  pending_marks: {
    workspace_id: string
    inbox_id: string
    target_id: string
    digest: string
    mark: Json<unknown>
    received_at: Time
    expires_at: Time
  }
  watermarks: {
    workspace_id: string
    inbox_id: string
    address_id: string
    delivered_to: TimeOrNull
    read_to: TimeOrNull
  }
  mail_bodies: {
    workspace_id: string
    message_id: string
    html: string | null
    full_text: string | null
    raw_file_id: string | null
  }
  files: {
    workspace_id: string
    id: string
    name: string
    type: string
    size: number
    sha256: string
    created_at: Made
  }
  calls: {
    workspace_id: string
    id: string
    conversation_id: string
    message_id: string
    contact_id: string
    inbox_id: string
    address_id: string
    provider: string
    external_id: string | null
    direction: Direction
    from_address: string
    to_address: string
    state: CallState
    facts: ColumnType<CallFacts, string | undefined, string>
    answered_by: string | null
    started_at: Time
    answered_at: TimeOrNull
    ended_at: TimeOrNull
    seconds: number | null
    recordings: ColumnType<StoredRecording[], string | undefined, string>
    transcript: ColumnType<Segment[], string | undefined, string>
    summary: string | null
    outcome: string | null
    disclosure: string | null
    recorded: Generated<boolean>
    quality: ColumnType<CallQuality | null, string | null | undefined, string | null>
    settled_at: TimeOrNull
    text_back: ColumnType<StoredTextBack | null, string | null | undefined, string | null>
    text_back_at: TimeOrNull
    place_state: 'waiting' | 'claimed' | 'done' | null
    claimed_at: TimeOrNull
    member_id: string | null
    member_phone: string | null
    client_id: string | null
    created_at: Made
  }
  reads: {
    workspace_id: string
    reader_id: string
    conversation_id: string
    seq: number
    inbound_seen: number
  }
  turns: {
    workspace_id: string
    id: string
    conversation_id: string
    from_seq: number
    to_seq: number
    outcome: 'answered' | 'silent' | 'stale' | 'failed' | 'drafted'
    reasons: ColumnType<{ code: string; text: string; fix: string | null }[], string | undefined, string>
    trace: ColumnType<TurnTrace | null, string | null | undefined, string | null>
    changes: Generated<number>
    created_at: Made
  }
}
