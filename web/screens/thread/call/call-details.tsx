// Behind a call: the recording, what was said, a summary, and on demand how it was announced and how it sounded.
import { ChevronDown, FileAudio, ScrollText } from 'lucide-react'
import { useRef, useState } from 'react'
import { useCall } from '#web/store/calls.ts'
import { Badge } from '#web/ui/badge.tsx'
import { buttonClass } from '#web/ui/button.tsx'
import { cx } from '#web/ui/cx.ts'
import { Bone, Trouble } from '#web/ui/states.tsx'
import type { Call } from '#wire/api/calls.ts'
import { Player, type PlayerHandle } from './player.tsx'
import { Transcript } from './transcript.tsx'

export default function CallDetails({ id }: { id: string }) {
  const { data: call, error, refetch } = useCall(id, true)
  const player = useRef<PlayerHandle>(null)
  const [at, setAt] = useState(0)
  const [shown, setShown] = useState(false)
  if (error) return <Trouble error={error} onRetry={() => void refetch()} />
  if (!call)
    return (
      <div className="border-t border-line px-3.5 py-3">
        <Bone className="h-9 w-full" />
      </div>
    )
  const recording = call.recordings.find((r) => r.url) ?? call.recordings[0]
  return (
    <div className="space-y-2.5 border-t border-line px-3.5 py-3">
      {recording &&
        (recording.url ? (
          <Player
            ref={player}
            url={recording.url}
            seconds={recording.seconds}
            label={recording.kind === 'voicemail' ? 'Voicemail' : 'Recording'}
            onTime={setAt}
          />
        ) : (
          <p className="flex items-center gap-2 text-sm text-ink-3">
            <FileAudio size={16} aria-hidden="true" />
            {recording.problem ?? 'The recording is on its way.'}
          </p>
        ))}
      {call.summary && (
        <p dir="auto" className="text-base whitespace-pre-line text-ink">
          {call.summary}
        </p>
      )}
      {call.outcome && (
        <p dir="auto" className="text-sm text-ink-2">
          {call.outcome}
        </p>
      )}
      {call.transcript.length > 0 && (
        <>
          <button
            type="button"
            aria-expanded={shown}
            onClick={() => setShown(!shown)}
            className={buttonClass('ghost', 'sm', '-ms-2 text-accent-ink!')}
          >
            <ScrollText size={15} aria-hidden="true" />
            {shown ? 'Hide the transcript' : `Transcript · ${call.transcript.length} lines`}
            <ChevronDown
              size={14}
              aria-hidden="true"
              className={cx('transition-transform', shown && 'rotate-180')}
            />
          </button>
          {shown && (
            <Transcript
              lines={call.transcript}
              at={recording?.url ? at : null}
              onSeek={recording?.url ? (seconds) => player.current?.seek(seconds) : null}
            />
          )}
        </>
      )}
      <About call={call} />
    </div>
  )
}

/** Announcement, numbers and quality: for whoever asks. */
function About({ call }: { call: Call }) {
  const rows: [string, string][] = [
    ['From', call.from],
    ['To', call.to],
    ['Line', call.inboxName],
  ]
  if (call.recorded)
    rows.push(['Announced', call.disclosure ? `“${call.disclosure}”` : 'Nothing: the announcement is off'])
  if (call.quality) rows.push(['Quality', [call.quality.text, ...call.quality.details].join(' · ')])
  return (
    <details className="group text-sm">
      <summary className="flex w-fit cursor-default list-none items-center gap-1.5 rounded-sm text-ink-3 hover:text-ink">
        About this call
        {call.recorded && <Badge tone="neutral">Recorded</Badge>}
        {call.quality?.level === 'poor' && <Badge tone="warn">Poor line</Badge>}
        <ChevronDown size={13} aria-hidden="true" className="transition-transform group-open:rotate-180" />
      </summary>
      <dl className="mt-2 grid grid-cols-[auto_1fr] gap-x-3 gap-y-1">
        {rows.map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="text-ink-3">{name}</dt>
            <dd dir="auto" className="min-w-0 break-words text-ink-2">
              {value}
            </dd>
          </div>
        ))}
      </dl>
    </details>
  )
}
