// Escalations to what leaves the server.
import type { ConversationRecord } from '#db/conversation-list.ts'
import type { AlertRecord } from '#db/escalation-alerts.ts'
import type { EscalationListRow, EscalationRecord } from '#db/escalations.ts'
import type { ResumeRow } from '#db/resume.ts'
import type { Brief } from '#domain/brief.ts'
import { severityOf } from '#domain/escalation.ts'
import type { Handover, OpenEscalation } from '#wire/api/handover.ts'
import { presentConversation } from './conversation.ts'

export function presentHandover(of: {
  escalation: EscalationRecord | null
  alerts: AlertRecord[]
  brief: Brief
  resume: ResumeRow | null
}): Handover {
  const { escalation: e, alerts, brief, resume } = of
  return {
    escalation: e && {
      id: e.id,
      reason: e.reason,
      severity: severityOf(e.reason),
      note: e.note,
      by: e.by_name,
      at: e.at.toISOString(),
      open: e.ended_at === null,
      acknowledged:
        e.acknowledged_at && e.acknowledged_by
          ? {
              by: e.acknowledged_by,
              at: e.acknowledged_at.toISOString(),
              how: e.acknowledged_how ?? 'app',
            }
          : null,
      told: { at: e.told_at?.toISOString() ?? null, whyNot: e.told_why_not },
      nextAlertAt: e.due_at?.toISOString() ?? null,
      alerts: alerts.map((a) => ({
        person: a.person_name,
        kind: a.kind,
        at: a.at.toISOString(),
        status: a.status,
        problem:
          a.message_id === null ? (a.kind === 'phone' ? 'No inbox can text' : 'No inbox can mail') : a.error,
      })),
    },
    brief: e?.ended_at === null && e.brief ? e.brief : brief,
    resume:
      resume?.resume_at && resume.resume_why
        ? { at: resume.resume_at.toISOString(), why: resume.resume_why }
        : null,
    resumeOff: resume?.resume_off ?? false,
  }
}

export function presentEscalation(
  e: EscalationListRow,
  conversation: ConversationRecord,
  now: Date,
): OpenEscalation {
  return {
    id: e.id,
    conversation: presentConversation(conversation, now),
    reason: e.reason,
    severity: severityOf(e.reason),
    note: e.note,
    at: e.at.toISOString(),
    acknowledged:
      e.acknowledged_at && e.acknowledged_by
        ? { by: e.acknowledged_by, at: e.acknowledged_at.toISOString() }
        : null,
    alerted: e.alerted,
    nextAlertAt: e.due_at?.toISOString() ?? null,
  }
}
