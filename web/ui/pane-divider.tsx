// The line between two panes, to be moved by pointer or by arrow keys; a double click puts it back.
import { type KeyboardEvent, type PointerEvent, useRef } from 'react'
import { type Listenable, stored, useListenable } from '#web/store/listenable.ts'

type Range = { min: number; max: number; usual: number }

/** A width that this browser remembers. */
export function storedWidth(key: string, { min, max, usual }: Range): Listenable<number> {
  return stored<number>(key, (raw) => (typeof raw === 'number' ? Math.min(max, Math.max(min, raw)) : usual))
}

const STEP = 16

export function PaneDivider({
  label,
  width,
  range,
}: {
  label: string
  width: Listenable<number>
  range: Range
}) {
  const value = useListenable(width)
  const grip = useRef<{ x: number; from: number } | null>(null)
  const set = (next: number): void => width.set(Math.round(Math.min(range.max, Math.max(range.min, next))))
  const rtl = (): number => (document.dir === 'rtl' ? -1 : 1)

  const onPointerDown = (event: PointerEvent<HTMLDivElement>): void => {
    event.currentTarget.setPointerCapture(event.pointerId)
    grip.current = { x: event.clientX, from: value }
  }
  const onPointerMove = (event: PointerEvent): void => {
    if (grip.current) set(grip.current.from + (event.clientX - grip.current.x) * rtl())
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    const moves: Record<string, number> = {
      ArrowLeft: value - STEP * rtl(),
      ArrowRight: value + STEP * rtl(),
      Home: range.min,
      End: range.max,
    }
    const next = moves[event.key]
    if (next === undefined) return
    event.preventDefault()
    set(next)
  }
  return (
    <div
      role="separator"
      tabIndex={0}
      aria-label={label}
      aria-orientation="vertical"
      aria-valuemin={range.min}
      aria-valuemax={range.max}
      aria-valuenow={value}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={() => {
        grip.current = null
      }}
      onDoubleClick={() => set(range.usual)}
      onKeyDown={onKeyDown}
      className="relative z-10 -mx-[3px] hidden w-[7px] shrink-0 cursor-col-resize touch-none outline-none after:absolute after:inset-y-0 after:start-[3px] after:w-px after:bg-line after:transition-colors hover:after:w-0.5 hover:after:bg-accent focus-visible:after:w-0.5 focus-visible:after:bg-accent rail:block"
    />
  )
}
