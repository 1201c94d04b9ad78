import type { AppointmentRecord } from '#db/appointments.ts'
import type { AddressRecord, ConsentRecord, ContactRecord } from '#db/contacts.ts'
import { displayAddress } from '#domain/address.ts'
import { decideTemperature } from '#domain/contact.ts'
import type { AppointmentWire, Contact } from '#wire/api/contacts.ts'

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
    at: c.at.toISOString(),
    message:
      c.message_id && c.message_conversation_id && c.message_seq !== null
        ? { id: c.message_id, conversationId: c.message_conversation_id, seq: c.message_seq }
        : null,
  }
}
