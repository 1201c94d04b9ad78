// The business and the accounts that it has with providers.
import type { ColumnType, Generated } from 'kysely'
import type { BookingSettings } from '#domain/calendar.ts'
import type { ChannelKind } from '#domain/channel.ts'
import type { EscalationRules } from '#domain/decide-escalation.ts'
import type { EarnedSettings } from '#domain/earned.ts'
import type { GateSettings } from '#domain/gate-settings.ts'
import type { HandoverSettings } from '#domain/handover-settings.ts'
import type { Hours } from '#domain/hours.ts'
import type { Profile } from '#domain/knowledge.ts'
import type { ModelPrices } from '#domain/model-price.ts'
import type { ReviewSettings } from '#domain/review.ts'
import type { Template, TemplateCategory, TemplateState } from '#domain/template.ts'
import type { Transcription } from '#domain/transcription.ts'
import type { Json, Made, Time, TimeOrNull } from './columns.ts'

/** Settings of a workspace as stored; wire/api/settings.ts is what leaves. */
export type StoredSettings = {
  aiEnabled: boolean
  aiChannels: Partial<Record<ChannelKind, boolean>>
  disclosure: { enabled: boolean; text: string }
  smsAllowance: number | null
  alerts: { phone: string | null; email: string | null }
  /** What models may cost a day, over all agents, in millionths of a US dollar. */
  aiBudgetPerDayMicros?: number | null
  /** Prices that people corrected or that are on no list. */
  modelPrices?: ModelPrices
  /** Who writes down voice notes: an endpoint that speaks OpenAI's `/audio/transcriptions`. */
  transcription?: Transcription | null
  /** Set while somebody has stopped the AI with the one button; its absence says no more than `aiEnabled` does. */
  aiStopped?: { by: string; byName: string; at: string; why: string | null } | null
  /** How long a draft may wait for approval. */
  draftHours?: number
  earned?: EarnedSettings
  /** How appointments are made and changed; missing: the usual rules (domain/calendar.ts). */
  booking?: BookingSettings
  /** Quiet hours, caps, budget, consent; what is missing is as in domain/gate-settings.ts. */
  gate?: GateSettings
  /** Stages, and whether only what has been reviewed is listed; missing: as in domain/review.ts. */
  review?: ReviewSettings
  /** Whom to call and how; what is missing is as domain/handover-settings.ts says. */
  handover?: HandoverSettings
  /** What goes to a person, where it differs from what holds for everybody (domain/decide-escalation.ts). */
  escalation?: EscalationRules
}

export type AccountTables = {
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
  usage: {
    workspace_id: string
    month: string
    sms: Generated<number>
    segments: Generated<number>
    cost_micros: Generated<string>
  }
  usage_warnings: {
    workspace_id: string
    month: string
    meter: 'messages' | 'segments' | 'budget'
    percent: number
    at: Time
  }
  unasked_sends: {
    workspace_id: string
    message_id: string
    address_id: string
    channel: ChannelKind
    marketing: boolean
    at: Time
  }
  idempotency_keys: {
    workspace_id: string
    route: string
    key: string
    fingerprint: string
    status: number | null
    body: ColumnType<unknown, string | null | undefined, string | null>
    created_at: Made
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
    agent_id: string | null
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
  mailbox_cursors: {
    workspace_id: string
    inbox_id: string
    mailbox: string
    state: ColumnType<Record<string, unknown>, string, string>
  }
}
