// The tables as Kysely sees them; the truth is in migrations/. A test compares the two.
import type { ColumnType, Generated } from 'kysely'
import type { CallFacts, CallState, Segment } from '#domain/call.ts'
import type { CallQuality } from '#domain/call-quality.ts'
import type { AddressKind, ChannelKind } from '#domain/channel.ts'
import type { ConsentSource } from '#domain/consent.ts'
import type { LeadStatus, Temperature } from '#domain/contact.ts'
import type { ConversationKind, ConversationStatus, EscalationReason, Handler } from '#domain/conversation.ts'
import type { TurnTrace } from '#domain/desk.ts'
import type { EventType } from '#domain/events.ts'
import type { Hours } from '#domain/hours.ts'
import type { Clue, Evidence } from '#domain/identity.ts'
import type { Profile } from '#domain/knowledge.ts'
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
import type { Template, TemplateCategory, TemplateState } from '#domain/template.ts'

type Json<T> = ColumnType<T, string, string>
type Time = ColumnType<Date, Date | string, Date | string>
type TimeOrNull = ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
type Made = ColumnType<Date, Date | string | undefined, Date | string>

/** Settings of a workspace as stored; wire/api/settings.ts is what leaves. */
export type StoredSettings = {
  aiEnabled: boolean
  aiChannels: Partial<Record<ChannelKind, boolean>>
  disclosure: { enabled: boolean; text: string }
  smsAllowance: number | null
  alerts: { phone: string | null; email: string | null }
}

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

export type Database = {
  workspaces: {
    id: string
    name: string
    profile: Json<Profile>
    hours: Json<Hours>
    settings: Json<StoredSettings>
    has_sample: Generated<boolean>
    created_at: Made
  }
  members: {
    workspace_id: string
    id: string
    user_id: string
    name: string
    email: string
    role: 'owner' | 'admin' | 'agent'
    phone: string | null
    read_baseline: ColumnType<Date, Date | string | undefined, Date | string>
    created_at: Made
  }
  api_tokens: {
    workspace_id: string
    id: string
    name: string
    hash: string
    hint: string
    created_at: Made
    last_used_at: TimeOrNull
  }
  inboxes: {
    workspace_id: string
    id: string
    key: string
    channel: ChannelKind
    provider: string
    name: string
    address: Generated<string>
    settings: ColumnType<Record<string, unknown>, string | undefined, string>
    secrets: Buffer | null
    status: Generated<'active' | 'paused'>
    ai_enabled: Generated<boolean>
    sample: Generated<boolean>
    last_received_at: TimeOrNull
    last_sent_at: TimeOrNull
    signature_failures: Generated<number>
    last_signature_failure_at: TimeOrNull
    last_error: string | null
    created_at: Made
    deleted_at: TimeOrNull
  }
  contacts: {
    workspace_id: string
    id: string
    name: string | null
    company: string | null
    name_source: Generated<'channel' | 'ai' | 'member' | 'api'>
    lead_status: Generated<LeadStatus>
    temperature_by_hand: Temperature | null
    need: string | null
    ai_paused_at: TimeOrNull
    ai_paused_reason: string | null
    internal: Generated<boolean>
    sample: Generated<boolean>
    created_at: Made
  }
  addresses: {
    workspace_id: string
    id: string
    contact_id: string
    kind: AddressKind
    value: string
    opted_out_at: TimeOrNull
    unusable_reason: string | null
    unusable_at: TimeOrNull
    created_at: Made
    profile_at: TimeOrNull
  }
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
    outcome: 'answered' | 'silent' | 'stale' | 'failed'
    reasons: ColumnType<{ code: string; text: string; fix: string | null }[], string | undefined, string>
    trace: ColumnType<TurnTrace | null, string | null | undefined, string | null>
    changes: Generated<number>
    created_at: Made
  }
  consents: {
    workspace_id: string
    id: string
    address_id: string
    contact_id: string
    channel: ChannelKind | null
    action: 'opt_out' | 'opt_in'
    source: ConsentSource
    actor: string | null
    text: string | null
    message_id: string | null
    at: Made
    // Written by the database at the commit.
    position: Generated<number | null>
    address_kind: Generated<string | null>
    address_value: Generated<string | null>
    previous: Generated<string | null>
    hash: Generated<string | null>
  }
  consent_heads: { workspace_id: string; position: number; hash: string }
  notes: {
    workspace_id: string
    id: string
    contact_id: string
    body: string
    author: string | null
    created_at: Made
  }
  services: {
    workspace_id: string
    id: string
    name: string
    description: Generated<string>
    price_minor: number | null
    price_kind: Generated<'fixed' | 'from' | 'on_request'>
    duration_minutes: Generated<number>
    bookable: Generated<boolean>
    position: Generated<number>
    sample: Generated<boolean>
  }
  knowledge: {
    workspace_id: string
    id: string
    kind: 'faq' | 'document'
    title: string
    body: string
    sample: Generated<boolean>
    updated_at: Made
  }
  passages: {
    workspace_id: string
    id: string
    knowledge_id: string
    kind: 'faq' | 'document'
    position: number
    title: string
    text: string
  }
  appointments: {
    workspace_id: string
    id: string
    contact_id: string
    conversation_id: string | null
    service_id: string | null
    service_name: string
    resource: Generated<string>
    starts_at: Time
    ends_at: Time
    time_zone: string
    status: 'held' | 'booked' | 'canceled' | 'expired'
    held_until: TimeOrNull
    name: Generated<string>
    note: Generated<string>
    created_by: 'ai' | 'member' | 'api' | 'sample'
    sample: Generated<boolean>
    created_at: Made
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
  quarantine: {
    workspace_id: string
    id: string
    inbox_id: string
    reason: string
    method: string
    url: string
    headers: ColumnType<Record<string, string>, string, string>
    body: Buffer
    digest: string
    received_at: Made
    replayed_at: TimeOrNull
  }
  inbox_chores: {
    workspace_id: string
    inbox_id: string
    name: string
    state: ColumnType<Record<string, unknown> | null, string | null, string | null>
    next_at: Time
    ran_at: TimeOrNull
    failures: Generated<number>
  }
  inbox_notices: {
    workspace_id: string
    inbox_id: string
    code: string
    level: 'info' | 'warning' | 'error'
    text: string
    data: Json<Record<string, unknown>>
    at: Time
  }
  inbox_days: {
    workspace_id: string
    inbox_id: string
    day: string
    sent: Generated<number>
    signature_failures: Generated<number>
  }
  usage: { workspace_id: string; month: string; sms: Generated<number>; segments: Generated<number> }
  idempotency_keys: {
    workspace_id: string
    route: string
    key: string
    fingerprint: string
    status: number | null
    body: ColumnType<unknown, string | null | undefined, string | null>
    created_at: Made
  }
  mailbox_cursors: {
    workspace_id: string
    inbox_id: string
    mailbox: string
    state: ColumnType<Record<string, unknown>, string, string>
  }
  events: {
    workspace_id: string
    xact: ColumnType<string, string | undefined, never>
    position: Generated<number>
    type: EventType
    conversation_id: string | null
    contact_id: string | null
    message_id: string | null
    actor: string | null
    data: ColumnType<Record<string, unknown> | null, string | null | undefined, never>
    at: Made
  }
  templates: {
    workspace_id: string
    id: string
    inbox_id: string
    external_id: string
    name: string
    language: string
    category: TemplateCategory
    state: TemplateState
    content: Json<Template>
    synced_at: Time
  }
  pace: { workspace_id: string; inbox_id: string; key: string; free_at: Time }
  contact_clues: {
    workspace_id: string
    contact_id: string
    clue: string
    how: Clue['how']
    words: string
  }
  contact_match_progress: { workspace_id: string; upto: string }
  contact_suggestions: {
    workspace_id: string
    contact_a: string
    contact_b: string
    evidence: Json<Evidence[]>
    score: number
    state: Generated<'open' | 'dismissed'>
    created_at: Made
    updated_at: Made
  }
  contact_merges: {
    workspace_id: string
    id: string
    position: Generated<number>
    into_id: string
    from_id: string
    from_row: Json<Record<string, unknown>>
    suggestions: Json<unknown[]>
    former: Json<Record<string, unknown>>
    made: Json<Record<string, unknown>>
    moved: Json<Record<string, string[]>>
    places: Json<Record<string, unknown>>
    threads: Json<unknown[]>
    by_name: string
    created_at: Made
    undone_at: TimeOrNull
    undone_by: string | null
  }
  processes: { id: string; worker_id: string | null; seen_at: Made }
  simulator_items: {
    workspace_id: string
    id: string
    device: string
    direction: 'to_business' | 'to_customer'
    external_id: string
    body: Json<Record<string, unknown>>
    at: Made
  }
}
