import { Badge } from '#web/ui/badge.tsx'
import { cx } from '#web/ui/cx.ts'
import { Stars } from '#web/ui/stars.tsx'
import type { Message } from '#wire/api/messages.ts'

/** Above the words of a public review. */
export function ReviewHead({ review, alone }: { review: NonNullable<Message['review']>; alone: boolean }) {
  return (
    <p className={cx('flex flex-wrap items-center gap-2', !alone && 'mb-1')}>
      {review.rating !== null && <Stars value={review.rating} size={18} />}
      {review.edited && <Badge tone="info">Edited review</Badge>}
      {alone && <span className="text-sm text-ink-3">No words</span>}
    </p>
  )
}
