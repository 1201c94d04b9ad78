// A recording to listen to: the browser's own audio, with controls that fit the thread and that a keyboard works.
import { Download, Pause, Play } from 'lucide-react'
import { type Ref, useImperativeHandle, useRef, useState } from 'react'
import { clockLength } from '#domain/call-words.ts'
import { IconButton } from '#web/ui/button.tsx'

export type PlayerHandle = { seek(seconds: number): void }
type Props = {
  url: string
  /** As the provider told it, until the file says so itself. */
  seconds: number | null
  label: string
  onTime: (seconds: number) => void
  ref: Ref<PlayerHandle>
}

const SPEEDS = [1, 1.5, 2] as const

export function Player({ url, seconds, label, onTime, ref }: Props) {
  const audio = useRef<HTMLAudioElement>(null)
  const [playing, setPlaying] = useState(false)
  const [at, setAt] = useState(0)
  const [length, setLength] = useState<number | null>(null)
  const [speed, setSpeed] = useState<number>(1)
  const [broken, setBroken] = useState(false)
  const total = length ?? seconds ?? 0

  const go = (to: number): void => {
    if (audio.current) audio.current.currentTime = to
    setAt(to)
    onTime(to)
  }
  const play = (): void => {
    audio.current?.play().catch((error: unknown) => {
      // A pause that comes before the sound does is no fault of the file.
      if (error instanceof DOMException && error.name === 'NotSupportedError') setBroken(true)
    })
  }
  useImperativeHandle(ref, () => ({
    seek(to) {
      go(to)
      play()
    },
  }))

  return (
    <div className="flex items-center gap-2 rounded-lg bg-sunken py-1.5 ps-1.5 pe-2.5">
      {/* The transcript stands below, line by line. */}
      {/* oxlint-disable-next-line jsx-a11y/media-has-caption */}
      <audio
        ref={audio}
        src={url}
        preload="metadata"
        onPlay={() => setPlaying(true)}
        onPause={() => setPlaying(false)}
        onTimeUpdate={(event) => {
          setAt(event.currentTarget.currentTime)
          onTime(event.currentTarget.currentTime)
        }}
        onLoadedMetadata={(event) => {
          const { duration } = event.currentTarget
          if (Number.isFinite(duration)) setLength(duration)
        }}
        onError={() => setBroken(true)}
      />
      <IconButton
        label={playing ? `Pause the ${label.toLowerCase()}` : `Play the ${label.toLowerCase()}`}
        look="primary"
        className="rounded-full!"
        disabled={broken}
        onClick={() => (playing ? audio.current?.pause() : play())}
      >
        {playing ? (
          <Pause size={16} aria-hidden="true" fill="currentColor" />
        ) : (
          <Play size={16} aria-hidden="true" fill="currentColor" className="ms-0.5" />
        )}
      </IconButton>
      {broken ? (
        <span role="status" className="flex-1 text-sm text-ink-3">
          This recording cannot be played here.
        </span>
      ) : (
        <>
          <input
            type="range"
            aria-label={`Position in the ${label.toLowerCase()}`}
            aria-valuetext={`${clockLength(at)} of ${clockLength(total)}`}
            min={0}
            max={Math.max(total, 0.1)}
            step={0.1}
            value={Math.min(at, total)}
            onChange={(event) => go(Number(event.target.value))}
            className="h-6 min-w-0 flex-1 accent-accent"
          />
          <span className="tabular shrink-0 text-xs text-ink-2">
            {clockLength(at)} / {clockLength(total)}
          </span>
          <button
            type="button"
            aria-label={`Speed: ${speed} times`}
            title="Speed"
            className="tabular h-6 min-w-8 shrink-0 rounded-sm px-1 text-xs font-semibold text-ink-2 hover:bg-pressed"
            onClick={() => {
              const next = SPEEDS[(SPEEDS.indexOf(speed as (typeof SPEEDS)[number]) + 1) % SPEEDS.length] ?? 1
              setSpeed(next)
              if (audio.current) audio.current.playbackRate = next
            }}
          >
            {speed}×
          </button>
        </>
      )}
      <a
        href={url}
        download
        aria-label={`Download the ${label.toLowerCase()}`}
        title="Download"
        className="inline-flex size-6 shrink-0 items-center justify-center rounded-sm text-ink-3 hover:bg-pressed hover:text-ink"
      >
        <Download size={15} aria-hidden="true" />
      </a>
    </div>
  )
}
