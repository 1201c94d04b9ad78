// What Twilio makes after a call: how it sounded (Voice Insights), and transcripts of recordings (Voice Intelligence).
import { z } from 'zod'
import type {
  CallAbilities,
  ChannelIo,
  FinishedCall,
  FollowResult,
  InboxAccount,
  IncomingCall,
} from '#channels/channel.ts'
import type { CallFacts, Segment } from '#domain/call.ts'
import type { CallQuality } from '#domain/call-quality.ts'
import { accountPath, ask } from './api.ts'
import { voiceSettings } from './settings.ts'

/** Figures are final half an hour after the call; transcripts take about as long as the call. */
const AGAIN_MS = 5 * 60_000
const SOON_MS = 60_000

export const follow: NonNullable<CallAbilities['follow']> = async (
  call,
  account,
  io,
): Promise<FollowResult> => {
  const items: IncomingCall[] = []
  const waits: number[] = []
  for (const part of [readQuality, readTranscript]) {
    const result = await part(call, account, io)
    if (result.facts) items.push(toItem(call, result.facts))
    if (result.again) waits.push(result.again)
  }
  return waits.length > 0
    ? { outcome: 'later', items, afterMs: Math.min(...waits) }
    : { outcome: 'done', items }
}

type Part = { facts?: CallFacts; again?: number }

function toItem(call: FinishedCall, facts: CallFacts): IncomingCall {
  return {
    kind: 'call',
    externalId: call.externalId,
    callId: call.id,
    direction: null,
    customer: null,
    customerName: null,
    ours: null,
    facts,
  }
}

const Figure = z.union([z.number(), z.string()]).nullish()
const Stream = z
  .looseObject({
    codec_name: z.string().nullish(),
    packets_loss_percentage: Figure,
    jitter: z.looseObject({ avg: Figure, max: Figure }).nullish(),
    mos: z.looseObject({ avg: Figure }).nullish(),
  })
  .nullish()
const Edge = z
  .looseObject({ metrics: z.looseObject({ inbound: Stream, outbound: Stream }).nullish() })
  .nullish()
const Summary = z.looseObject({
  processing_state: z.string().nullish(),
  carrier_edge: Edge,
  client_edge: Edge,
  sip_edge: Edge,
  sdk_edge: Edge,
})

async function readQuality(call: FinishedCall, account: InboxAccount, io: ChannelIo): Promise<Part> {
  if (call.facts.quality) return {}
  const answer = await ask(io, account, {
    host: 'insights',
    path: `/v1/Voice/${encodeURIComponent(call.externalId)}/Summary`,
  })
  if (answer.outcome !== 'answered' || answer.status >= 500 || answer.status === 429)
    return { again: AGAIN_MS }
  // Advanced features are paid for apart: most accounts have none, and nobody needs to hear of it more than once.
  if (answer.status === 401 || answer.status === 403)
    return { facts: { quality: unavailable('This Twilio account has no Voice Insights') } }
  if (answer.status === 404) return { again: AGAIN_MS }
  const summary = Summary.safeParse(answer.json)
  if (!summary.success || answer.status !== 200)
    return { facts: { quality: unavailable('Twilio gave no figures of this call') } }
  const { sdk_edge, client_edge, sip_edge, carrier_edge } = summary.data
  const streams = [sdk_edge, client_edge, sip_edge, carrier_edge]
    .flatMap((edge) => (edge?.metrics ? [edge.metrics.inbound, edge.metrics.outbound] : []))
    .filter((stream) => stream !== null && stream !== undefined)
  const figures = (pick: (stream: NonNullable<z.infer<typeof Stream>>) => z.infer<typeof Figure>): number[] =>
    streams.flatMap((stream) => {
      const value = pick(stream)
      return value === null || value === undefined || Number.isNaN(Number(value)) ? [] : [Number(value)]
    })
  const mos = figures((s) => s.mos?.avg)
  const jitter = figures((s) => s.jitter?.avg ?? s.jitter?.max)
  const loss = figures((s) => s.packets_loss_percentage)
  if (mos.length + jitter.length + loss.length === 0 && summary.data.processing_state === 'partial')
    return { again: AGAIN_MS }
  // The worse side is what was heard.
  const quality: CallQuality = {
    mos: mos.length > 0 ? Math.min(...mos) : null,
    jitterMs: jitter.length > 0 ? Math.max(...jitter) : null,
    lossPercent: loss.length > 0 ? Math.max(...loss) : null,
    codec: streams.find((s) => s.codec_name)?.codec_name ?? null,
    unavailable: null,
  }
  return { facts: { quality } }
}

function unavailable(why: string): CallQuality {
  return { mos: null, jitterMs: null, lossPercent: null, codec: null, unavailable: why }
}

const Transcript = z.looseObject({ sid: z.string().regex(/^GT/), status: z.string() })
const Transcripts = z.looseObject({ transcripts: z.array(z.unknown()) })
const Sentences = z.looseObject({
  sentences: z.array(
    z.looseObject({
      media_channel: z.number().nullish(),
      sentence_index: z.number().nullish(),
      start_time: Figure,
      transcript: z.string(),
    }),
  ),
})

/** Asks for a transcript of the recording, once: a list by the recording tells whether there is one already. */
async function readTranscript(call: FinishedCall, account: InboxAccount, io: ChannelIo): Promise<Part> {
  const service = voiceSettings(account).intelligenceServiceSid
  const recording = call.recordingIds[0]
  if (!service || !recording || call.facts.transcript) return {}
  const base = '/v2/Transcripts'
  const list = await ask(io, account, {
    host: 'intelligence',
    path: `${base}?${new URLSearchParams({ SourceSid: recording, PageSize: '20' })}`,
  })
  if (list.outcome !== 'answered' || list.status >= 500) return { again: SOON_MS }
  const page = Transcripts.safeParse(list.json)
  if (list.status !== 200 || !page.success) return {}
  const made = page.data.transcripts.flatMap((one) => {
    const parsed = Transcript.safeParse(one)
    return parsed.success ? [parsed.data] : []
  })[0]
  if (!made) {
    const answer = await ask(io, account, {
      host: 'intelligence',
      path: base,
      form: [
        ['ServiceSid', service],
        ['Channel', JSON.stringify({ media_properties: { source_sid: recording } })],
        ['CustomerKey', call.id],
      ],
    })
    // Refused for good: there will be none, and the recording is there all the same.
    return answer.outcome === 'answered' && answer.status >= 400 && answer.status < 500
      ? {}
      : { again: SOON_MS }
  }
  if (made.status === 'failed' || made.status === 'canceled') return {}
  if (made.status !== 'completed') return { again: SOON_MS }
  const answer = await ask(io, account, {
    host: 'intelligence',
    path: `${base}/${encodeURIComponent(made.sid)}/Sentences?PageSize=1000`,
  })
  if (answer.outcome !== 'answered' || answer.status >= 500) return { again: SOON_MS }
  const read = Sentences.safeParse(answer.json)
  if (!read.success) return {}
  const outgoing = call.direction === 'out'
  const transcript = read.data.sentences
    .toSorted((a, b) => (a.sentence_index ?? 0) - (b.sentence_index ?? 0))
    .map((one): Segment => {
      // Channel 1 is whoever is on the call as a whole: the caller, or the member who placed it.
      const first = (one.media_channel ?? 1) === 1
      const at = Number(one.start_time ?? Number.NaN)
      return {
        speaker: first === outgoing ? 'business' : 'customer',
        text: one.transcript,
        at: Number.isNaN(at) ? null : at,
      }
    })
  return transcript.length > 0 ? { facts: { transcript, transcriptId: made.sid } } : {}
}

/** Deletes a recording at Twilio, where the inbox asks for it: ours is then the only copy. */
export const removeRecording: NonNullable<CallAbilities['removeRecording']> = async (id, account, io) => {
  if (!voiceSettings(account).removeRecordings) return 'kept'
  const answer = await ask(io, account, {
    path: accountPath(account, `/Recordings/${encodeURIComponent(id)}.json`),
    method: 'DELETE',
  })
  if (answer.outcome !== 'answered' || answer.status >= 500 || answer.status === 429) return 'later'
  // What is gone already is gone; a refusal (an API key that may not delete) leaves it there.
  return answer.status < 300 || answer.status === 404 ? 'removed' : 'kept'
}
