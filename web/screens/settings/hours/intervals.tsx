import { Plus, X } from 'lucide-react'
import type { Interval } from '#domain/hours.ts'
import { IconButton } from '#web/ui/button.tsx'
import { cx } from '#web/ui/cx.ts'
import { controlClass } from '#web/ui/field.tsx'
import { addInterval, checkDay } from './week-model.ts'

/** The open spans of one day. 24:00 is a time that no browser's field knows: it is shown as 23:59 and kept as 24:00. */
export function Intervals({
  day,
  intervals,
  onChange,
}: {
  day: string
  intervals: Interval[]
  onChange: (next: Interval[]) => void
}) {
  const problem = checkDay(intervals)
  const set = (index: number, change: Partial<Interval>): void =>
    onChange(intervals.map((each, i) => (i === index ? { ...each, ...change } : each)))
  return (
    <div className="min-w-0">
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1.5">
        {intervals.map((interval, index) => (
          <span key={index} className="inline-flex items-center gap-1.5">
            <Time
              label={`${day}, opens`}
              value={interval.opens}
              onChange={(opens) => set(index, { opens })}
            />
            <span className="text-ink-3">to</span>
            <Time
              label={`${day}, closes`}
              value={interval.closes === '24:00' ? '23:59' : interval.closes}
              onChange={(closes) => set(index, { closes: closes === '23:59' ? '24:00' : closes })}
            />
            {intervals.length > 1 && (
              <IconButton
                label={`Remove ${interval.opens} to ${interval.closes} on ${day}`}
                size="sm"
                onClick={() => onChange(intervals.filter((_, i) => i !== index))}
              >
                <X size={14} aria-hidden="true" />
              </IconButton>
            )}
          </span>
        ))}
        {intervals.length > 0 && intervals.length < 4 && (
          <IconButton
            label={`Add a span to ${day}`}
            size="sm"
            onClick={() => onChange(addInterval(intervals))}
          >
            <Plus size={15} aria-hidden="true" />
          </IconButton>
        )}
      </div>
      {problem && <p className="mt-1 text-sm text-danger-ink">{problem}</p>}
    </div>
  )
}

function Time({
  label,
  value,
  onChange,
}: {
  label: string
  value: string
  onChange: (next: string) => void
}) {
  return (
    <input
      type="time"
      aria-label={label}
      required
      value={value}
      onChange={(event) => onChange(event.target.value)}
      className={cx(controlClass, 'tabular h-8.5 w-29! px-2!')}
    />
  )
}
