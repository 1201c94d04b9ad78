import { useId } from 'react'
import { type AutonomyMode, autonomyModes } from '#domain/autonomy.ts'
import { nameMode } from '#domain/autonomy-words.ts'
import { cx } from '#web/ui/cx.ts'

const help: Record<AutonomyMode, string> = {
  full: 'Everything it may do at all, without asking. You read along and can take over at any time.',
  controlled:
    'What it knows from your knowledge it answers at once. Bookings, leads, changes, money and complaints wait for you.',
  assisted: 'It writes, you decide: every answer waits until somebody approves it.',
  shadow:
    'You answer everything. It writes its own answer in secret and compares it with yours, until it is good enough.',
  off: 'It does nothing. Customers wait for a person.',
}

export function ModePicker({
  value,
  onChange,
}: {
  value: AutonomyMode
  onChange: (mode: AutonomyMode) => void
}) {
  const name = useId()
  return (
    <div role="radiogroup" aria-label="In general" className="space-y-1.5">
      {autonomyModes.map((mode) => (
        <label
          key={mode}
          className={cx(
            'flex cursor-pointer gap-3 rounded-lg border px-3.5 py-2.5 transition-colors has-focus-visible:outline-2 has-focus-visible:outline-accent',
            value === mode ? 'border-accent bg-accent-soft' : 'border-line hover:bg-hover',
          )}
        >
          <input
            type="radio"
            name={name}
            className="mt-1 size-4 shrink-0 accent-(--accent)"
            checked={value === mode}
            onChange={() => onChange(mode)}
          />
          <span className="font-medium">
            {nameMode(mode)}
            <span className="block text-sm font-normal text-ink-3">{help[mode]}</span>
          </span>
        </label>
      ))}
    </div>
  )
}
