import { TrendingUp, TriangleAlert } from 'lucide-react'
import { Card } from '#web/screens/settings/parts.tsx'
import { cx } from '#web/ui/cx.ts'
import { mediumDate } from '#web/ui/time.ts'
import type { UsageReport } from '#wire/api/sending.ts'

type Meter = UsageReport['messages']

/** The month so far, and where it is heading. */
export function UsageMeters({ report }: { report: UsageReport }) {
  const { currency } = report.budget
  const count = (n: number) => n.toLocaleString()
  const cash = (n: number) => money(n, currency)
  const month = new Date(`${report.month}-15`).toLocaleDateString(undefined, {
    month: 'long',
    year: 'numeric',
  })
  return (
    <Card title={month} help={`Counted until ${mediumDate(report.endsAt)}, then from nothing again.`}>
      <div className="grid gap-5 rail:grid-cols-3">
        <Bar title="Messages" unit="messages" meter={report.messages} say={count} />
        <Bar title="Segments" unit="segments" meter={report.segments} say={count} />
        <Bar title="Money" unit="" meter={report.budget} say={cash} />
      </div>
      {report.warnings.length > 0 && (
        <ul className="mt-4 space-y-1 border-t border-line pt-3">
          {report.warnings.map((warning) => (
            <li
              key={`${warning.meter} ${warning.percent}`}
              className={cx(
                'flex items-center gap-2 text-sm',
                warning.percent >= 100 ? 'text-danger-ink' : 'text-warn-ink',
              )}
            >
              <TriangleAlert size={14} className="shrink-0" aria-hidden="true" />
              {warning.percent} % of the {warning.meter === 'budget' ? 'budget' : warning.meter} reached on{' '}
              {mediumDate(warning.at)}; the owner was told.
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}

function Bar({
  title,
  unit,
  meter,
  say,
}: {
  title: string
  unit: string
  meter: Meter
  say: (n: number) => string
}) {
  const { limit, used, atEnd, fullAt } = meter
  const share = limit ? used / limit : 0
  const ahead = limit && atEnd !== null ? atEnd / limit : 0
  return (
    <div className="min-w-0">
      <p className="text-sm font-medium text-ink-3">{title}</p>
      <p className="tabular mt-0.5 text-xl font-semibold tracking-tight">
        {say(used)}
        <span className="text-base font-normal text-ink-3">
          {limit === null ? (unit ? ', no limit' : '') : ` of ${say(limit)}`}
        </span>
      </p>
      <div
        role="meter"
        aria-label={`${title} this month`}
        aria-valuemin={0}
        aria-valuemax={limit ?? Math.max(1, used)}
        aria-valuenow={limit === null ? used : Math.min(used, limit)}
        className="relative mt-2 h-2 overflow-hidden rounded-full bg-sunken"
      >
        {limit !== null && (
          <>
            <div
              className="absolute inset-y-0 start-0 rounded-full bg-line-strong"
              style={{ width: `${Math.min(1, ahead) * 100}%` }}
            />
            <div
              className={cx(
                'absolute inset-y-0 start-0 rounded-full',
                share >= 1 ? 'bg-danger' : share >= 0.8 ? 'bg-warn' : 'bg-accent',
              )}
              style={{ width: `${Math.min(1, share) * 100}%` }}
            />
          </>
        )}
      </div>
      <p className="mt-1.5 flex items-start gap-1.5 text-sm text-ink-3">
        <TrendingUp size={14} className="mt-0.75 shrink-0" aria-hidden="true" />
        {atEnd === null
          ? 'Too early to say where the month is heading.'
          : share >= 1
            ? 'Used up.'
            : fullAt
              ? `At this pace used up on ${mediumDate(fullAt)}.`
              : `At this pace ${say(atEnd)} at the end.`}
      </p>
    </div>
  )
}

export function money(micros: number, currency: string): string {
  const amount = micros / 1_000_000
  return amount.toLocaleString(undefined, {
    style: 'currency',
    currency,
    minimumFractionDigits: 2,
    maximumFractionDigits: Math.abs(amount) < 1 ? 4 : 2,
  })
}
