// Vapi's server messages. One of them, the report at the end of a call, has everything; the states before it show a call
// while it is going on.
import { z } from 'zod'
import type { InboxAccount, ParseOutcome, RawRequest } from '#channels/channel.ts'
import { ignored, jsonOf, momentOf, taken, toItem } from '#channels/protocols/voice-agent/report.ts'
import type { CallEnd, Segment } from '#domain/call.ts'

const Text = z.string().nullish().catch(null)
const Moment = z.union([z.string(), z.number()]).nullish().catch(null)
const Customer = z.looseObject({ number: Text, name: Text }).nullish().catch(null)
const Phone = z.looseObject({ number: Text }).nullish().catch(null)
const Line = z.looseObject({
  role: z.string(),
  message: Text,
  secondsFromStart: z.number().nullish().catch(null),
})
const Message = z.looseObject({
  type: z.string(),
  status: Text,
  endedReason: Text,
  startedAt: Moment,
  endedAt: Moment,
  durationSeconds: z.number().nullish().catch(null),
  customer: Customer,
  phoneNumber: Phone,
  call: z.looseObject({
    id: z.string().min(1).max(120),
    type: Text,
    customer: Customer,
    phoneNumber: Phone,
    createdAt: Moment,
  }),
  artifact: z
    .looseObject({
      transcript: Text,
      messages: z.array(z.unknown()).nullish().catch(null),
      recordingUrl: Text,
      stereoRecordingUrl: Text,
    })
    .nullish()
    .catch(null),
  analysis: z
    .looseObject({
      summary: Text,
      successEvaluation: z.union([z.string(), z.boolean(), z.number()]).nullish().catch(null),
    })
    .nullish()
    .catch(null),
})
type Message = z.infer<typeof Message>
const Envelope = z.looseObject({ message: z.looseObject({ type: z.string() }) })

const REPORT = 'end-of-call-report'

export function parse(raw: RawRequest, account: InboxAccount): ParseOutcome {
  const envelope = Envelope.safeParse(jsonOf(raw))
  if (!envelope.success)
    return { ok: false, reason: 'This is no message of Vapi: there is no message with a type.' }
  const { type } = envelope.data.message
  if (type !== REPORT && type !== 'status-update')
    return ignored(`Vapi’s “${type.slice(0, 40)}” tells nothing that is kept.`)
  const read = Message.safeParse(envelope.data.message)
  if (!read.success) return { ok: false, reason: 'The message names no call.' }
  const message = read.data
  const { call } = message
  if (call.type === 'webCall') return ignored('A call in the browser has no telephone number.')
  const customer = message.customer ?? call.customer
  const reason = message.endedReason ?? null
  const over = type === REPORT || message.status === 'ended'
  const transcript = linesOf(message)
  const started = momentOf(message.startedAt) ?? momentOf(call.createdAt)
  const end = over ? endOf(reason) : null
  const endedAt = momentOf(message.endedAt)
  return taken(
    toItem(
      {
        id: call.id,
        direction: call.type === 'outboundPhoneCall' ? 'out' : 'in',
        customer: customer?.number ?? '',
        customerName: customer?.name ?? null,
        ours: message.phoneNumber?.number ?? call.phoneNumber?.number ?? account.address,
        startedAt: started,
        endedAt,
        seconds:
          message.durationSeconds ??
          (started && endedAt ? (endedAt.getTime() - started.getTime()) / 1000 : null),
        answered:
          message.status === 'in-progress' ||
          transcript.length > 0 ||
          (type === REPORT && end === 'completed'),
        end,
        transcript,
        recordingUrl: message.artifact?.recordingUrl ?? message.artifact?.stereoRecordingUrl ?? null,
        summary: message.analysis?.summary ?? null,
        outcome: type === REPORT ? outcomeOf(message, reason) : null,
      },
      account,
    ),
  )
}

const speakers: Record<string, Segment['speaker']> = { bot: 'agent', assistant: 'agent', user: 'customer' }

function linesOf(message: Message): Segment[] {
  const lines = (message.artifact?.messages ?? []).flatMap((one): Segment[] => {
    const line = Line.safeParse(one)
    const speaker = line.success ? speakers[line.data.role] : undefined
    const text = line.success ? (line.data.message?.trim() ?? '') : ''
    return speaker && text && line.success ? [{ speaker, text, at: line.data.secondsFromStart ?? null }] : []
  })
  if (lines.length > 0) return lines
  return (message.artifact?.transcript ?? '').split('\n').flatMap((row): Segment[] => {
    const parts = /^\s*(AI|Assistant|User)\s*:\s*(.+)$/i.exec(row)
    const text = parts?.[2]?.trim()
    return text
      ? [{ speaker: parts?.[1]?.toLowerCase() === 'user' ? 'customer' : 'agent', text, at: null }]
      : []
  })
}

function endOf(reason: string | null): CallEnd {
  if (reason === 'customer-busy') return 'busy'
  if (reason === 'customer-did-not-answer' || reason === 'voicemail') return 'no_answer'
  return reason && /error|failed|not-found/.test(reason) ? 'failed' : 'completed'
}

const reasons: Record<string, string> = {
  'customer-ended-call': 'The customer ended the call',
  'assistant-ended-call': 'The agent ended the call',
  'assistant-forwarded-call': 'The agent forwarded the call',
  'silence-timed-out': 'Nobody spoke any more',
  'exceeded-max-duration': 'The call reached its longest time',
  'customer-did-not-answer': 'The customer did not answer',
  'customer-busy': 'The customer’s line was busy',
  voicemail: 'The customer’s voicemail answered',
}

function outcomeOf(message: Message, reason: string | null): string | null {
  const success = message.analysis?.successEvaluation
  const judged =
    success === true || success === 'true'
      ? 'Successful'
      : success === false || success === 'false'
        ? 'Not successful'
        : success === null || success === undefined || success === ''
          ? null
          : `Rated ${success}`
  const words =
    reason === null ? null : (reasons[reason] ?? `Ended: ${reason.replaceAll(/[-_.]/g, ' ').slice(0, 120)}`)
  return [judged, words].filter(Boolean).join(' · ') || null
}
