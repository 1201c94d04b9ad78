// How an inbox fares, from its row and from what was counted beside it.
import type { DeliveryRecord, NoticeRecord } from '#db/inbox-health.ts'
import type { InboxRecord } from '#db/inboxes.ts'
import type { Inbox } from '#wire/api/settings.ts'

/** Read once for all inboxes of a workspace. */
export type Health = {
  quarantined: Map<string, number>
  notices: NoticeRecord[]
  deliveries: DeliveryRecord[]
}

export function presentHealth(row: InboxRecord, health: Health): Inbox['health'] {
  const week = health.deliveries.find((d) => d.inbox_id === row.id)
  return {
    lastReceivedAt: row.last_received_at?.toISOString() ?? null,
    lastSentAt: row.last_sent_at?.toISOString() ?? null,
    signatureFailures: row.signature_failures,
    lastSignatureFailureAt: row.last_signature_failure_at?.toISOString() ?? null,
    quarantined: health.quarantined.get(row.id) ?? 0,
    lastError: row.last_error,
    notices: health.notices
      .filter((notice) => notice.inbox_id === row.id)
      .map(({ code, level, text, at }) => ({ code, level, text, at: at.toISOString() })),
    week: {
      sent: week?.sent ?? 0,
      signatureFailures: week?.signature_failures ?? 0,
      failed: (week?.failed ?? []).map(({ reason, action, count }) => ({
        reason,
        action: action ?? '',
        count,
      })),
    },
  }
}
