import type { DayTime } from '#domain/handover-settings.ts'
import { cx } from '#web/ui/cx.ts'
import { controlClass, TextField } from '#web/ui/field.tsx'

/** Two times of the day. Where the first is later, it goes over midnight. */
export function Span({
  label,
  value,
  onChange,
}: {
  label: string
  value: DayTime
  onChange: (next: DayTime) => void
}) {
  return (
    <div className="flex items-center gap-2">
      <input
        type="time"
        required
        aria-label={`${label}, from`}
        value={value.from}
        onChange={(event) => event.target.value && onChange({ ...value, from: event.target.value })}
        className={cx(controlClass, 'h-9 w-30!')}
      />
      <span className="text-ink-3">to</span>
      <input
        type="time"
        required
        aria-label={`${label}, to`}
        value={value.to}
        onChange={(event) => event.target.value && onChange({ ...value, to: event.target.value })}
        className={cx(controlClass, 'h-9 w-30!')}
      />
      {value.from > value.to && <span className="text-sm text-ink-3">of the next day</span>}
    </div>
  )
}

export function NumberBox({
  label,
  value,
  min,
  max,
  step = 1,
  onChange,
}: {
  label: string
  value: number
  min: number
  max: number
  step?: number
  onChange: (next: number) => void
}) {
  return (
    <TextField
      label={label}
      type="number"
      required
      min={min}
      max={max}
      step={step}
      className="mt-3 max-w-44"
      value={Number.isNaN(value) ? '' : value}
      onChange={(event) => onChange(event.target.valueAsNumber)}
    />
  )
}
