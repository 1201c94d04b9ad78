// What the front desk knows, and what the house keeps for itself.
import type { ColumnType, Generated } from 'kysely'
import type { DayOff } from '#domain/calendar.ts'
import type { ChannelKind } from '#domain/channel.ts'
import type { EventType } from '#domain/events.ts'
import type { Hours } from '#domain/hours.ts'
import type { ConflictAbout, KnowledgeKind, KnowledgeState, Passage, SiteFields } from '#domain/knowledge.ts'
import type { Json, Made, TimeOrNull } from './columns.ts'

export type HouseTables = {
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
    buffer_before_minutes: Generated<number>
    buffer_after_minutes: Generated<number>
    notice_minutes: number | null
    horizon_days: number | null
  }
  staff: {
    workspace_id: string
    id: string
    name: string
    kind: Generated<'person' | 'resource'>
    week: ColumnType<Hours['week'] | null, string | null, string | null>
    days_off: ColumnType<DayOff[], string, string>
    active: Generated<boolean>
    position: Generated<number>
    sample: Generated<boolean>
    created_at: Made
  }
  staff_services: { workspace_id: string; staff_id: string; service_id: string }
  knowledge: {
    workspace_id: string
    id: string
    kind: KnowledgeKind
    title: string
    body: string
    sample: Generated<boolean>
    state: Generated<KnowledgeState>
    problem: string | null
    remedy: string | null
    audiences: Generated<string[]>
    channels: Generated<ChannelKind[]>
    expires_at: TimeOrNull
    read_at: TimeOrNull
    file_id: string | null
    file_name: string | null
    file_size: number | null
    site: ColumnType<SiteFields | null, string | null | undefined, string | null>
    round: Generated<number>
    next_read_at: TimeOrNull
    created_at: Made
    updated_at: Made
  }
  knowledge_pages: {
    workspace_id: string
    id: string
    knowledge_id: string
    position: number
    url: string | null
    depth: Generated<number>
    title: Generated<string>
    text: Generated<string>
    read_text: string | null
    hash: string | null
    round: Generated<number>
    state: 'waiting' | 'read' | 'skipped' | 'failed'
    problem: string | null
    read_at: TimeOrNull
  }
  passages: {
    workspace_id: string
    id: string
    knowledge_id: string
    page_id: string | null
    kind: KnowledgeKind
    position: number
    title: string
    text: string
    language: Generated<string>
    size: ColumnType<number, never, never>
  }
  passage_vectors: {
    workspace_id: string
    passage_id: string
    model: string
    vector: Buffer
    made_at: Made
  }
  knowledge_conflicts: {
    workspace_id: string
    id: string
    about: ConflictAbout
    topic: string
    winner_source_id: string
    winner_kind: Passage['kind']
    winner_title: string
    winner_quote: string
    loser_source_id: string
    loser_kind: Passage['kind']
    loser_title: string
    loser_quote: string
    reason: string
    dismissed_at: TimeOrNull
    found_at: Made
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
