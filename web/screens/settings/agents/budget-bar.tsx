// How much of a day's money is gone. Colour never says it alone.
import { sayMicros } from '#domain/model-price.ts'
import { cx } from '#web/ui/cx.ts'

export function BudgetBar({ label, spent, limit }: { label: string; spent: number; limit: number | null }) {
  if (limit === null)
    return (
      <p className="text-sm text-ink-3">
        <span className="tabular text-ink-2">{sayMicros(spent)}</span> today, no limit
      </p>
    )
  const percent = limit === 0 ? 100 : Math.min(100, Math.round((spent / limit) * 100))
  return (
    <div>
      <p className="flex flex-wrap justify-between gap-x-3 text-sm text-ink-3">
        <span>
          <span className="tabular text-ink-2">{sayMicros(spent)}</span> of {sayMicros(limit)} today
        </span>
        <span className={cx(percent >= 100 ? 'text-danger-ink' : percent >= 80 && 'text-warn-ink')}>
          {percent >= 100
            ? 'Spent: the built-in answerer speaks'
            : percent >= 80
              ? `${percent} %: nearly spent`
              : `${percent} %`}
        </span>
      </p>
      <div
        role="progressbar"
        aria-label={label}
        aria-valuenow={percent}
        aria-valuemin={0}
        aria-valuemax={100}
        className="mt-1.5 h-1.5 overflow-hidden rounded-full bg-sunken"
      >
        <div
          className={cx(
            'h-full rounded-full',
            percent >= 100 ? 'bg-danger' : percent >= 80 ? 'bg-warn-ink' : 'bg-accent',
          )}
          style={{ width: `${percent}%` }}
        />
      </div>
    </div>
  )
}
