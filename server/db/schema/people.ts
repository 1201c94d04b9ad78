// Customers: who they are, what they allowed, who may be the same person.
import type { ColumnType, Generated } from 'kysely'
import type { AddressKind, ChannelKind } from '#domain/channel.ts'
import type { ConsentSource } from '#domain/consent.ts'
import type { FactSource, LeadStatus, Temperature } from '#domain/contact.ts'
import type { Reach } from '#domain/do-not-disturb.ts'
import type { Clue, Evidence } from '#domain/identity.ts'
import type { PurposeClass } from '#domain/purpose-class.ts'
import type { Json, Made, Time, TimeOrNull } from './columns.ts'

export type PeopleTables = {
  contacts: {
    workspace_id: string
    id: string
    name: string | null
    company: string | null
    name_source: Generated<'channel' | 'ai' | 'member' | 'api'>
    lead_status: Generated<LeadStatus>
    temperature_by_hand: Temperature | null
    need: string | null
    time_zone: string | null
    ai_paused_at: TimeOrNull
    ai_paused_reason: string | null
    ai_paused_until: TimeOrNull
    internal: Generated<boolean>
    sample: Generated<boolean>
    created_at: Made
    reach: ColumnType<Reach | null, string | null | undefined, string | null>
  }
  address_purposes: {
    workspace_id: string
    address_id: string
    purpose: PurposeClass
    state: 'in' | 'out'
    at: Time
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
    /** Null: everything. */
    purpose: ColumnType<PurposeClass | null, PurposeClass | null | undefined, never>
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
    staff_id: string | null
    staff_name: string | null
    service_ids: Generated<string[]>
    blocked_from: TimeOrNull
    blocked_to: TimeOrNull
    moves: string | null
    claim: Generated<string>
    customer_zone: string | null
    moved_from: TimeOrNull
    times_moved: Generated<number>
    canceled_at: TimeOrNull
    canceled_by: string | null
    cancel_reason: string | null
  }
  contact_facts: {
    workspace_id: string
    contact_id: string
    field: string
    value: string
    source: FactSource
    message_id: string | null
    confidence: number | null
    at: Time
  }
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
}
