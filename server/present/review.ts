// Reviews and tasks as they leave the server.
import type { TaskRecord } from '#db/tasks.ts'
import type { AddressKind } from '#domain/channel.ts'
import { REVIEW_AFTER_MS, type Review } from '#domain/review.ts'
import type { ReviewWire, TaskWire } from '#wire/api/reviews.ts'
import { presentAddress } from './address.ts'

export function presentReview(r: {
  conversationId: string
  review: Review
  provisional: boolean
  uptoSeq: number
  at: Date
  stage: string | null
  stageByHand: boolean
  lastMessageAt: Date
}): ReviewWire {
  const { review } = r
  return {
    conversationId: r.conversationId,
    provisional: r.provisional,
    dueAt: r.provisional ? new Date(r.lastMessageAt.getTime() + REVIEW_AFTER_MS).toISOString() : null,
    at: r.at.toISOString(),
    uptoSeq: r.uptoSeq,
    summary: review.summary,
    score: review.score,
    items: review.items.map(({ key, title, weight, points, why, evidence }) => ({
      key,
      title,
      weight,
      points,
      why,
      evidence,
    })),
    stage: {
      value: r.stageByHand && r.stage ? r.stage : review.stage.value,
      byHand: r.stageByHand,
      suggested: review.stage,
    },
    lead: review.lead,
    temperature: review.temperature,
    by: review.by,
    fallback: review.fallback,
  }
}

export function presentTask(t: TaskRecord): TaskWire {
  return {
    id: t.id,
    contact: {
      id: t.contact_id,
      name: t.contact_name,
      display: t.contact_address
        ? presentAddress(t.contact_address_kind as AddressKind, t.contact_address)
        : (t.contact_name ?? ''),
    },
    conversationId: t.conversation_id,
    text: t.text,
    dueAt: t.due_at?.toISOString() ?? null,
    dueAssumed: t.due_assumed,
    promise:
      t.promised_by && t.quote !== null && t.message_seq !== null
        ? { by: t.promised_by, quote: t.quote, seq: t.message_seq }
        : null,
    assignedTo: t.assigned_to ? { id: t.assigned_to, name: t.assigned_name } : null,
    createdBy: t.created_by_name,
    createdAt: t.created_at.toISOString(),
    done: t.done_at ? { at: t.done_at.toISOString(), by: t.done_by_name } : null,
    seemsDone: t.done_at ? null : t.seems_done_seq,
  }
}
