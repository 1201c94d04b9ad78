// What was said, line by line: a line that is pressed is heard, and the line that is heard is marked.
import { useEffect, useRef } from 'react'
import type { Segment } from '#domain/call.ts'
import { clockLength } from '#domain/call-words.ts'
import { cx } from '#web/ui/cx.ts'
import { currentLine } from './current-line.ts'

const names: Record<Segment['speaker'], string> = { customer: 'Customer', business: 'Us', agent: 'AI' }

type Props = {
  lines: Segment[]
  /** Where the player is; null where there is nothing to play. */
  at: number | null
  onSeek: ((seconds: number) => void) | null
}

export function Transcript({ lines, at, onSeek }: Props) {
  const list = useRef<HTMLOListElement>(null)
  const current = at === null ? -1 : currentLine(lines, at)
  useEffect(() => {
    const box = list.current
    const line = box?.children[current]
    // Only the list scrolls, never the thread around it.
    if (box && line instanceof HTMLElement) {
      const [top, bottom] = [
        line.offsetTop - box.offsetTop,
        line.offsetTop - box.offsetTop + line.offsetHeight,
      ]
      if (top < box.scrollTop || bottom > box.scrollTop + box.clientHeight) box.scrollTop = top - 40
    }
  }, [current])
  return (
    <ol
      ref={list}
      aria-label="Transcript"
      className="scroll-quiet relative max-h-80 space-y-0.5 overflow-y-auto rounded-lg border border-line p-1"
    >
      {lines.map((line, index) => (
        // A transcript only grows at its end, or is replaced whole.
        <li key={index}>
          <Line line={line} current={index === current} onSeek={onSeek} />
        </li>
      ))}
    </ol>
  )
}

function Line({ line, current, onSeek }: { line: Segment; current: boolean; onSeek: Props['onSeek'] }) {
  const { at } = line
  const inside = (
    <>
      <span className="tabular w-9 shrink-0 pt-0.5 text-xs text-ink-3">
        {at === null ? '' : clockLength(at)}
      </span>
      <span className="min-w-0">
        <span
          className={cx(
            'me-1.5 text-xs font-semibold',
            line.speaker === 'customer' ? 'text-ink-2' : 'text-accent-ink',
          )}
        >
          {names[line.speaker]}
        </span>
        <span dir="auto" className="break-words">
          {line.text}
        </span>
      </span>
    </>
  )
  const look = cx(
    'flex w-full gap-2 rounded-md px-2 py-1.5 text-start text-base',
    current ? 'bg-selected' : '',
  )
  if (!onSeek || at === null) return <div className={look}>{inside}</div>
  return (
    <button
      type="button"
      aria-current={current ? 'true' : undefined}
      onClick={() => onSeek(at)}
      className={cx(look, !current && 'hover:bg-hover')}
    >
      {inside}
    </button>
  )
}
