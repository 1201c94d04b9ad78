// Rows to what leaves the server. Explicit, field by field: nothing undeclared can slip out.
import type { ConversationRecord } from '#db/conversation-list.ts'
import { decideTemperature } from '#domain/contact.ts'
import { requiresAction } from '#domain/conversation.ts'
import type { ConversationRow } from '#wire/api/conversations.ts'
import { presentAddress } from './address.ts'

export function presentConversation(r: ConversationRecord, now: Date): ConversationRow {
  return {
    id: r.id,
    contact: {
      id: r.contact_id,
      name: r.contact_name,
      display: presentAddress(r.address_kind, r.address_value),
      optedOut: r.opted_out,
    },
    channel: r.channel,
    inboxId: r.inbox_id,
    status: r.status,
    handler: r.handler,
    handledBy: r.handled_by_name,
    escalation:
      r.status === 'escalated' && r.escalation_reason && r.escalated_at
        ? {
            reason: r.escalation_reason,
            note: r.escalation_note,
            at: r.escalated_at.toISOString(),
            acknowledged:
              r.acknowledged_at && r.acknowledged_by
                ? { by: r.acknowledged_by, at: r.acknowledged_at.toISOString() }
                : null,
          }
        : null,
    resume: r.resume_at && r.resume_why ? { at: r.resume_at.toISOString(), why: r.resume_why } : null,
    subject: r.subject,
    preview: r.preview,
    lastMessageAt: r.last_message_at.toISOString(),
    lastDirection: r.last_direction,
    lastAuthor: r.last_author,
    lastStatus: r.last_status,
    lastSeq: r.last_seq,
    readSeq: r.read_seq,
    unread: r.unread,
    requiresAction: requiresAction({
      status: r.status,
      handler: r.handler,
      lastDirection: r.last_direction,
      missedCall: r.missed_call,
      draft: r.draft_waits,
    }),
    lastCall: r.last_call,
    missedCall: r.missed_call,
    draft: r.draft_waits,
    leadStatus: r.lead_status,
    temperature:
      r.temperature_by_hand ??
      decideTemperature({
        now,
        lastInboundAt: r.last_inbound_at,
        upcomingAppointments: r.upcoming,
        leadStatus: r.lead_status,
        escalated: r.status === 'escalated',
      }).temperature,
    review: {
      score: r.score,
      provisional: r.reviewed_at === null || r.review_seq < r.last_seq,
      everFinal: r.reviewed_at !== null,
    },
    stage: r.stage,
    intent: r.intent,
    mood: r.mood,
    urgency: r.urgency,
    sample: r.sample,
  }
}
