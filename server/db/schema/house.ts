// What the front desk knows, and what the house keeps for itself.
import type { ColumnType, Generated } from 'kysely'
import type { DayOff } from '#domain/calendar.ts'
import type { EventType } from '#domain/events.ts'
import type { Hours } from '#domain/hours.ts'
import type { Json, Made } from './columns.ts'

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
