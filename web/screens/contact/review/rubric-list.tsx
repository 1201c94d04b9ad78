// The rubric of a score: each item with its points, why, and the messages that show it.
import { ChevronDown, CornerDownRight } from 'lucide-react'
import { Link } from '#web/router/link.tsx'
import { useInboxSearch } from '#web/router/location.ts'
import { inboxPath } from '#web/router/routes.ts'
import { cx } from '#web/ui/cx.ts'
import type { ReviewWire } from '#wire/api/reviews.ts'
import { barTones, toneOf } from './score-ring.tsx'

type Item = ReviewWire['items'][number]

export function RubricList({ review }: { review: ReviewWire }) {
  const counted = review.items.filter((item) => item.points !== null)
  const left = review.items.filter((item) => item.points === null)
  return (
    <div className="mt-3">
      <ul className="space-y-2.5">
        {counted.map((item) => (
          <li key={item.key}>
            <Judged item={item} conversationId={review.conversationId} />
          </li>
        ))}
      </ul>
      {left.length > 0 && (
        <details className="group mt-3">
          <summary className="flex min-h-6 list-none items-center gap-1 text-xs text-ink-3 hover:text-ink [&::-webkit-details-marker]:hidden">
            {left.length} that do not count here
            <ChevronDown
              size={13}
              aria-hidden="true"
              className="transition-transform group-open:rotate-180"
            />
          </summary>
          <ul className="mt-1 space-y-1 text-xs text-ink-3">
            {left.map((item) => (
              <li key={item.key}>
                <span className="font-medium text-ink-2">{item.title}:</span> {item.why}
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  )
}

function Judged({ item, conversationId }: { item: Item; conversationId: string }) {
  const points = item.points ?? 0
  const share = item.weight === 0 ? 0 : (100 * points) / item.weight
  return (
    <>
      <p className="flex items-baseline justify-between gap-2 text-sm">
        <span className="font-medium text-ink">{item.title}</span>
        <span className="tabular shrink-0 text-xs text-ink-3">
          {points} of {item.weight}
        </span>
      </p>
      <span className="mt-1 block h-1 overflow-hidden rounded-full bg-sunken" aria-hidden="true">
        <span
          className={cx('block h-full rounded-full', barTones[toneOf(share)])}
          style={{ width: `${share}%` }}
        />
      </span>
      <p className="mt-1 text-xs text-ink-3">{item.why}</p>
      {item.evidence.length > 0 && (
        <ul className="mt-0.5">
          {item.evidence.slice(0, points === item.weight ? 2 : 4).map((line) => (
            <li key={`${line.seq}-${line.quote}`}>
              <EvidenceLine conversationId={conversationId} seq={line.seq} quote={line.quote} />
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

/** The words of a message, and the way to it in the thread. */
export function EvidenceLine({
  conversationId,
  seq,
  quote,
}: {
  conversationId: string
  seq: number
  quote: string
}) {
  const search = useInboxSearch()
  return (
    <Link
      href={inboxPath(conversationId, { ...search, at: seq })}
      title={quote}
      className="flex min-h-6 items-center gap-1 rounded-xs text-xs text-ink-2 hover:bg-hover hover:text-ink"
    >
      <CornerDownRight size={12} aria-hidden="true" className="shrink-0 text-ink-3 rtl:-scale-x-100" />
      <span className="sr-only">Go to the message: </span>
      <span dir="auto" className="min-w-0 truncate">
        “{quote}”
      </span>
    </Link>
  )
}
