// Retell's events of a call. Each carries the call as it is known then: the analysis comes last, in `call_analyzed`.
import { z } from 'zod'
import type { InboxAccount, ParseOutcome, RawRequest } from '#channels/channel.ts'
import { ignored, jsonOf, momentOf, taken, toItem } from '#channels/protocols/voice-agent/report.ts'
import type { CallEnd, Segment } from '#domain/call.ts'

const Text = z.string().nullish().catch(null)
const Ms = z.number().nullish().catch(null)
const Line = z.looseObject({
  role: z.string(),
  content: z.string(),
  words: z
    .array(z.looseObject({ start: z.number().nullish().catch(null) }))
    .nullish()
    .catch(null),
})
const Call = z.looseObject({
  call_id: z.string().min(1).max(120),
  call_type: Text,
  direction: Text,
  from_number: Text,
  to_number: Text,
  start_timestamp: Ms,
  end_timestamp: Ms,
  duration_ms: Ms,
  transcript_object: z.array(z.unknown()).nullish().catch(null),
  recording_url: Text,
  disconnection_reason: Text,
  call_analysis: z
    .looseObject({
      call_summary: Text,
      user_sentiment: Text,
      call_successful: z.boolean().nullish().catch(null),
      in_voicemail: z.boolean().nullish().catch(null),
    })
    .nullish()
    .catch(null),
})
const Envelope = z.looseObject({ event: z.string(), call: z.looseObject({}).nullish() })

const known = new Set(['call_started', 'call_ended', 'call_analyzed'])

export function parse(raw: RawRequest, account: InboxAccount): ParseOutcome {
  const envelope = Envelope.safeParse(jsonOf(raw))
  if (!envelope.success) return { ok: false, reason: 'This is no event of Retell: there is no event in it.' }
  const { event } = envelope.data
  if (!known.has(event)) return ignored(`Retell’s “${event.slice(0, 40)}” tells nothing that is kept.`)
  const read = Call.safeParse(envelope.data.call)
  if (!read.success) return { ok: false, reason: 'The event names no call.' }
  const call = read.data
  if (call.call_type === 'web_call') return ignored('A call in the browser has no telephone number.')
  const out = call.direction === 'outbound'
  const reason = call.disconnection_reason ?? null
  const over = event !== 'call_started'
  const end = over ? endOf(reason) : null
  const duration = call.duration_ms ?? null
  const [started, ended] = [momentOf(call.start_timestamp), momentOf(call.end_timestamp)]
  return taken(
    toItem(
      {
        id: call.call_id,
        direction: out ? 'out' : 'in',
        customer: (out ? call.to_number : call.from_number) ?? '',
        ours: (out ? call.from_number : call.to_number) ?? account.address,
        startedAt: started,
        endedAt: ended,
        seconds:
          duration === null
            ? started && ended
              ? (ended.getTime() - started.getTime()) / 1000
              : null
            : duration / 1000,
        // An event of a call that began means that the agent is on the line.
        answered: call.call_analysis?.in_voicemail === true ? false : over ? end === 'completed' : !out,
        end,
        transcript: linesOf(call.transcript_object ?? []),
        recordingUrl: call.recording_url ?? null,
        summary: call.call_analysis?.call_summary ?? null,
        outcome: event === 'call_analyzed' ? outcomeOf(call.call_analysis ?? null, reason) : null,
      },
      account,
    ),
  )
}

const speakers: Record<string, Segment['speaker']> = {
  agent: 'agent',
  user: 'customer',
  transfer_target: 'business',
}

function linesOf(lines: unknown[]): Segment[] {
  return lines.flatMap((one): Segment[] => {
    const line = Line.safeParse(one)
    const speaker = line.success ? speakers[line.data.role] : undefined
    if (!line.success || !speaker || line.data.content.trim() === '') return []
    return [{ speaker, text: line.data.content.trim(), at: line.data.words?.[0]?.start ?? null }]
  })
}

function endOf(reason: string | null): CallEnd {
  switch (reason) {
    case 'dial_busy':
      return 'busy'
    case 'dial_no_answer':
    case 'voicemail_reached':
      return 'no_answer'
    default:
      return reason &&
        /^(dial_failed|invalid_destination|telephony_provider|sip_|error_|no_valid_payment|concurrency)/.test(
          reason,
        )
        ? 'failed'
        : 'completed'
  }
}

const reasons: Record<string, string> = {
  user_hangup: 'The customer hung up',
  agent_hangup: 'The agent hung up',
  call_transfer: 'The agent transferred the call',
  voicemail_reached: 'The customer’s voicemail answered',
  inactivity: 'Nobody spoke any more',
  max_duration_reached: 'The call reached its longest time',
  dial_busy: 'The customer’s line was busy',
  dial_no_answer: 'The customer did not answer',
}

function outcomeOf(
  analysis: { call_successful?: boolean | null; user_sentiment?: string | null } | null,
  reason: string | null,
): string | null {
  const judged =
    analysis?.call_successful === true
      ? 'Successful'
      : analysis?.call_successful === false
        ? 'Not successful'
        : null
  const mood =
    analysis?.user_sentiment && analysis.user_sentiment !== 'Unknown'
      ? `${analysis.user_sentiment} mood`
      : null
  const words =
    reason === null ? null : (reasons[reason] ?? `Ended: ${reason.replaceAll('_', ' ').slice(0, 120)}`)
  return [judged, mood, words].filter(Boolean).join(' · ') || null
}
