// The share that agrees, and within it the part that is certain: few answers give a long pale end.
import type { IntentRecord } from '#wire/api/autonomy.ts'

const percent = (share: number) => `${Math.round(share * 1000) / 10}%`

export function AgreementBar({ record }: { record: IntentRecord }) {
  const { agreed, total, low, high } = record
  const share = total === 0 ? 0 : agreed / total
  return (
    <div
      role="meter"
      aria-label="Agreement"
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(share * 100)}
      aria-valuetext={`${agreed} of ${total}`}
      className="relative my-2 h-2.5 overflow-hidden rounded-full bg-sunken"
    >
      <span className="absolute inset-y-0 start-0 bg-accent-line" style={{ width: percent(high) }} />
      <span className="absolute inset-y-0 start-0 bg-accent" style={{ width: percent(low) }} />
      <span
        className="absolute inset-y-0 w-0.5 -translate-x-1/2 bg-ink rtl:translate-x-1/2"
        style={{ insetInlineStart: percent(share) }}
      />
    </div>
  )
}
