// ElevenLabs' post-call webhooks: the transcript with its analysis, the audio, and calls that never came about.
import { z } from 'zod'
import type { InboxAccount, IncomingCall, ParseOutcome, RawRequest } from '#channels/channel.ts'
import { apiBaseOf } from '#channels/protocols/http-call/call.ts'
import { ignored, jsonOf, momentOf, taken, toItem } from '#channels/protocols/voice-agent/report.ts'
import { textSetting } from '#channels/protocols/voice-agent/settings.ts'
import type { Segment } from '#domain/call.ts'
import { ELEVENLABS_API } from './settings.ts'

const Text = z.string().nullish().catch(null)
const Seconds = z.number().nullish().catch(null)
const Id = z.string().regex(/^[\w.-]{1,120}$/)
const Envelope = z.looseObject({
  type: z.string(),
  event_timestamp: Seconds,
  data: z.looseObject({}).nullish(),
})
const Line = z.looseObject({ role: z.string(), message: Text, time_in_call_secs: Seconds })
const Conversation = z.looseObject({
  conversation_id: Id,
  status: Text,
  has_audio: z.boolean().nullish().catch(null),
  transcript: z.array(z.unknown()).nullish().catch(null),
  metadata: z
    .looseObject({
      start_time_unix_secs: Seconds,
      call_duration_secs: Seconds,
      termination_reason: Text,
      phone_call: z
        .looseObject({ direction: Text, agent_number: Text, external_number: Text })
        .nullish()
        .catch(null),
    })
    .nullish()
    .catch(null),
  analysis: z.looseObject({ call_successful: Text, transcript_summary: Text }).nullish().catch(null),
})
const Audio = z.looseObject({ conversation_id: Id, full_audio: z.string() })
const Failure = z.looseObject({
  conversation_id: Id,
  failure_reason: Text,
  metadata: z
    .looseObject({
      body: z.looseObject({ To: Text, From: Text, to_number: Text, from_number: Text }).nullish().catch(null),
    })
    .nullish()
    .catch(null),
})

export function parse(raw: RawRequest, account: InboxAccount): ParseOutcome {
  const envelope = Envelope.safeParse(jsonOf(raw))
  if (!envelope.success)
    return { ok: false, reason: 'This is no event of ElevenLabs: there is no type in it.' }
  const { type, data, event_timestamp } = envelope.data
  switch (type) {
    case 'post_call_transcription':
      return readConversation(data, account)
    case 'post_call_audio':
      return readAudio(data, account)
    case 'call_initiation_failure':
      return readFailure(data, account, momentOf(event_timestamp, 's'))
    default:
      return ignored(`ElevenLabs’ “${type.slice(0, 40)}” tells nothing that is kept.`)
  }
}

function readConversation(data: unknown, account: InboxAccount): ParseOutcome {
  const read = Conversation.safeParse(data)
  if (!read.success) return { ok: false, reason: 'The event names no conversation.' }
  const { conversation_id: id, metadata, analysis, transcript } = read.data
  const phone = metadata?.phone_call
  if (!phone) return ignored('A conversation in the browser has no telephone number.')
  const seconds = metadata.call_duration_secs ?? null
  const started = momentOf(metadata.start_time_unix_secs, 's')
  // The recording is fetched with the key; without one it comes by the audio webhook, or not at all.
  const keyed = textSetting(account, 'apiKey') !== null && read.data.has_audio !== false
  return taken(
    toItem(
      {
        id,
        direction: phone.direction === 'outbound' ? 'out' : 'in',
        customer: phone.external_number ?? '',
        ours: phone.agent_number ?? account.address,
        startedAt: started,
        endedAt: started && seconds !== null ? new Date(started.getTime() + seconds * 1000) : null,
        seconds,
        answered: read.data.status !== 'failed',
        end: read.data.status === 'failed' ? 'failed' : 'completed',
        transcript: linesOf(transcript ?? []),
        recordingUrl: keyed ? audioUrl(account, id) : null,
        summary: analysis?.transcript_summary ?? null,
        outcome: outcomeOf(analysis?.call_successful ?? null, metadata.termination_reason ?? null),
      },
      account,
    ),
  )
}

function audioUrl(account: InboxAccount, id: string): string {
  return `${baseOf(account)}/v1/convai/conversations/${encodeURIComponent(id)}/audio`
}
function baseOf(account: InboxAccount): string {
  const own = textSetting(account, 'apiBase')
  return apiBaseOf(own && /^https?:/.test(own) ? own : null, ELEVENLABS_API)
}

function linesOf(lines: unknown[]): Segment[] {
  return lines.flatMap((one): Segment[] => {
    const line = Line.safeParse(one)
    const text = line.success ? (line.data.message?.trim() ?? '') : ''
    if (!line.success || text === '') return []
    return [
      {
        speaker: line.data.role === 'agent' ? 'agent' : 'customer',
        text,
        at: line.data.time_in_call_secs ?? null,
      },
    ]
  })
}

function outcomeOf(success: string | null, reason: string | null): string | null {
  const judged = success === 'success' ? 'Successful' : success === 'failure' ? 'Not successful' : null
  return [judged, reason?.slice(0, 160)].filter(Boolean).join(' · ') || null
}

/** The audio names only its conversation: it joins the call that the transcript has told. */
function readAudio(data: unknown, account: InboxAccount): ParseOutcome {
  const read = Audio.safeParse(data)
  if (!read.success) return { ok: false, reason: 'The event has no audio of a conversation.' }
  if (textSetting(account, 'apiKey') !== null) return ignored('The recording is fetched with the API key.')
  const { conversation_id: id, full_audio } = read.data
  const content = Buffer.from(full_audio, 'base64')
  if (content.byteLength === 0) return { ok: false, reason: 'The audio is empty.' }
  const item: IncomingCall = {
    kind: 'call',
    externalId: id,
    callId: null,
    direction: null,
    customer: null,
    customerName: null,
    ours: null,
    facts: {
      recorded: true,
      recordings: { [id]: { kind: 'call', url: audioUrl(account, id), seconds: null, startedAt: null } },
    },
    audio: { id, type: 'audio/mpeg', content },
  }
  return taken(item)
}

function readFailure(data: unknown, account: InboxAccount, at: Date | null): ParseOutcome {
  const read = Failure.safeParse(data)
  if (!read.success) return { ok: false, reason: 'The event names no conversation.' }
  const { conversation_id: id, failure_reason: reason, metadata } = read.data
  const body = metadata?.body
  const to = body?.To ?? body?.to_number
  if (!to) return ignored('A call that never came about, to nobody that it names.')
  return taken(
    toItem(
      {
        id,
        direction: 'out',
        customer: to,
        ours: body?.From ?? body?.from_number ?? account.address,
        startedAt: at,
        endedAt: at,
        seconds: null,
        answered: false,
        end: reason === 'busy' ? 'busy' : reason === 'no-answer' ? 'no_answer' : 'failed',
        transcript: [],
        recordingUrl: null,
        summary: null,
        outcome: null,
      },
      account,
    ),
  )
}
