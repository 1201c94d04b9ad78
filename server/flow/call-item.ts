// What a call looks like from outside, computed from its facts: the row, the item in the thread, the words of the list.
import type { CallBrief } from '#db/call-messages.ts'
import type { CallRecord, updateCall } from '#db/calls.ts'
import type { StoredRecording } from '#db/schema.ts'
import {
  type CallFacts,
  callHeadline,
  decideCallState,
  firstAnswer,
  MIN_VOICEMAIL_SECONDS,
  type Segment,
  talkSeconds,
  transcriptOf,
  voicemailSeconds,
} from '#domain/call.ts'
import { CallQuality } from '#domain/call-quality.ts'
import type { Direction } from '#domain/message.ts'

export type CallView = Omit<Parameters<typeof updateCall>[3], 'externalId'>

/** The columns of a call as its facts say. Pure. */
export function viewCall(direction: Direction, facts: CallFacts, before: StoredRecording[]): CallView {
  const state = decideCallState(direction, facts)
  const answer = firstAnswer(facts)
  const quality = CallQuality.safeParse(facts.quality)
  return {
    state,
    facts,
    answeredBy: answer?.by ?? null,
    answeredAt: answer?.at ?? null,
    endedAt: facts.endedAt ?? null,
    seconds: state === 'voicemail' ? voicemailSeconds(facts) : talkSeconds(facts),
    recordings: keepRecordings(facts, before, answer !== null),
    transcript: transcriptOf(facts),
    quality: quality.success ? quality.data : null,
  }
}

/**
 * The recordings worth keeping: nothing of a second or two (somebody who hung up after the tone), and of a call only
 * where people spoke. Until its length is told, a recording may still be one of those.
 */
function keepRecordings(facts: CallFacts, before: StoredRecording[], spoken: boolean): StoredRecording[] {
  const kept = [...before]
  for (const [id, { kind, url, seconds }] of Object.entries(facts.recordings ?? {})) {
    const known = kept.findIndex((r) => r.id === id)
    const held = kept[known]
    if (held) {
      kept[known] = { ...held, kind, url, seconds }
      continue
    }
    if (seconds !== null && seconds < MIN_VOICEMAIL_SECONDS) continue
    if (kind === 'call' && !spoken) continue
    kept.push({ id, kind, url, seconds, fileId: null, problem: null, removed: false })
  }
  return kept.sort((a, b) => a.id.localeCompare(b.id))
}

export function briefOf(id: string, view: CallView, settled: boolean): CallBrief {
  return {
    id,
    state: view.state,
    seconds: view.seconds,
    answeredBy: view.answeredBy,
    recorded: view.facts.recorded ?? false,
    hasRecording: view.recordings.length > 0,
    hasTranscript: view.transcript.length > 0,
    problem: view.facts.problem?.reason ?? null,
    settled,
  }
}

export function previewOf(direction: Direction, view: Pick<CallView, 'state' | 'seconds'>): string {
  return callHeadline({ direction, state: view.state, seconds: view.seconds })
}

const speakers: Record<Segment['speaker'], string> = { customer: 'Customer', business: 'Us', agent: 'AI' }

/** The headline first, alone on its line; then all that search should find. */
export function searchText(direction: Direction, view: CallView): string {
  return [
    previewOf(direction, view),
    ...(view.facts.summary ? ['', view.facts.summary] : []),
    ...(view.transcript.length > 0
      ? ['', ...view.transcript.map((s) => `${speakers[s.speaker]}: ${s.text}`)]
      : []),
  ].join('\n')
}

/** A view of a call as it is stored, for changes that are no facts. */
export function storedView(call: CallRecord): CallView {
  return viewCall(call.direction, call.facts, call.recordings)
}
