// A call as it leaves the server.
import type { CallBrief } from '#db/call-messages.ts'
import type { CallRecord } from '#db/calls.ts'
import { ANONYMOUS } from '#domain/call.ts'
import { describeQuality } from '#domain/call-quality.ts'
import type { Call, CallBriefWire } from '#wire/api/calls.ts'
import { presentAddress } from './address.ts'
import type { FileUrls } from './message.ts'

const number = (value: string): string =>
  value === ANONYMOUS ? 'Hidden number' : presentAddress('phone', value)

export function presentCall(
  c: CallRecord,
  workspaceId: string,
  urls: FileUrls,
  more: { inboxName: string; textBack: Call['textBack'] },
): Call {
  return {
    id: c.id,
    conversationId: c.conversation_id,
    messageId: c.message_id,
    contactId: c.contact_id,
    inboxId: c.inbox_id,
    inboxName: more.inboxName,
    provider: c.provider,
    direction: c.direction,
    from: number(c.from_address),
    to: number(c.to_address),
    state: c.state,
    answeredBy: c.answered_by || null,
    startedAt: c.started_at.toISOString(),
    answeredAt: c.answered_at?.toISOString() ?? null,
    endedAt: c.ended_at?.toISOString() ?? null,
    seconds: c.seconds,
    recordings: c.recordings.map((r) => ({
      id: r.id,
      kind: r.kind,
      seconds: r.seconds,
      url: r.fileId ? urls.file(workspaceId, r.fileId) : null,
      problem: r.problem,
    })),
    transcript: c.transcript,
    summary: c.summary,
    outcome: c.outcome,
    disclosure: c.recorded ? c.disclosure : null,
    recorded: c.recorded,
    problem: c.facts.problem ? { reason: c.facts.problem.reason, action: c.facts.problem.action } : null,
    quality: c.quality ? describeQuality(c.quality) : null,
    textBack: more.textBack,
  }
}

/** The brief that a call's message carries; null on every other message. */
export function presentBrief(meta: Record<string, unknown> | null): CallBriefWire | null {
  const brief = meta?.['call'] as CallBrief | undefined
  if (!brief) return null
  return {
    id: brief.id,
    state: brief.state,
    seconds: brief.seconds,
    answeredBy: brief.answeredBy || null,
    recorded: brief.recorded,
    hasRecording: brief.hasRecording,
    hasTranscript: brief.hasTranscript,
    problem: brief.problem,
    settled: brief.settled,
  }
}
