import type { AppointmentRecord } from '#db/appointments.ts'
import type { AddressRecord, ConsentRecord, ContactRecord } from '#db/contacts.ts'
import type { FactWithPlace } from '#db/facts.ts'
import { displayAddress } from '#domain/address.ts'
import { decideTemperature } from '#domain/contact.ts'
import type { AppointmentWire, Contact, ContactFact } from '#wire/api/contacts.ts'

function presentAddress(a: AddressRecord) {
  return {
    id: a.id,
    kind: a.kind,
    value: a.value,
    display: displayAddress(a.kind, a.value),
    optedOutAt: a.opted_out_at?.toISOString() ?? null,
    unusable:
      a.unusable_reason && a.unusable_at
        ? { reason: a.unusable_reason, since: a.unusable_at.toISOString() }
        : null,
  }
}

export function presentContact(c: ContactRecord, now: Date): Contact {
  const by = decideTemperature({
    now,
    lastInboundAt: c.last_inbound_at,
    upcomingAppointments: c.upcoming,
    leadStatus: c.lead_status,
    escalated: c.escalated,
  })
  return {
    id: c.id,
    name: c.name,
    company: c.company,
    leadStatus: c.lead_status,
    temperature: c.temperature_by_hand ?? by.temperature,
    temperatureReasons: c.temperature_by_hand ? ['Set by hand'] : by.reasons,
    temperatureByHand: c.temperature_by_hand !== null,
    need: c.need,
    aiPaused: c.ai_paused_at !== null,
    aiPausedReason: c.ai_paused_reason,
    aiPausedUntil: c.ai_paused_until?.toISOString() ?? null,
    addresses: c.addresses.map(presentAddress),
    sample: c.sample,
    createdAt: c.created_at.toISOString(),
  }
}

export function presentAppointment(a: AppointmentRecord): AppointmentWire {
  return {
    id: a.id,
    contactId: a.contact_id,
    conversationId: a.conversation_id,
    service: { id: a.service_id, name: a.service_name },
    startsAt: a.starts_at.toISOString(),
    endsAt: a.ends_at.toISOString(),
    timeZone: a.time_zone,
    status: a.status,
    name: a.name,
    note: a.note,
    createdBy: a.created_by,
    createdAt: a.created_at.toISOString(),
    serviceIds: a.service_ids.length > 0 ? a.service_ids : a.service_id ? [a.service_id] : [],
    staff: a.staff_id && a.staff_name ? { id: a.staff_id, name: a.staff_name } : null,
    buffer: {
      beforeMinutes: minutesBetween(a.blocked_from ?? a.starts_at, a.starts_at),
      afterMinutes: minutesBetween(a.ends_at, a.blocked_to ?? a.ends_at),
    },
    customerTimeZone: a.customer_zone,
    movedFrom: a.moved_from?.toISOString() ?? null,
    canceled: a.canceled_at
      ? { at: a.canceled_at.toISOString(), by: a.canceled_by, reason: a.cancel_reason }
      : null,
  }
}

const minutesBetween = (from: Date, to: Date): number => Math.round((to.getTime() - from.getTime()) / 60_000)

export function presentFact(f: FactWithPlace): ContactFact {
  return {
    field: f.field,
    value: f.value,
    source: f.source,
    confidence: f.confidence,
    message:
      f.message_id && f.conversation_id && f.seq !== null
        ? { id: f.message_id, conversationId: f.conversation_id, seq: f.seq }
        : null,
    at: f.at.toISOString(),
  }
}

export function presentConsent(c: ConsentRecord) {
  return {
    id: c.id,
    action: c.action,
    channel: c.channel,
    address: displayAddress(c.address_kind, c.address_value),
    source: c.source,
    text: c.text,
    purpose: c.purpose,
    at: c.at.toISOString(),
    message:
      c.message_id && c.message_conversation_id && c.message_seq !== null
        ? { id: c.message_id, conversationId: c.message_conversation_id, seq: c.message_seq }
        : null,
  }
}
