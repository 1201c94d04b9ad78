import { MAX_STARS } from '#domain/stars.ts'
import { cx } from './cx.ts'

const POINTS = '12,2.6 14.9,8.8 21.6,9.6 16.6,14.2 18,20.9 12,17.5 6,20.9 7.4,14.2 2.4,9.6 9.1,8.8'

/** How many of five. Said in words for who does not see them. */
export function Stars({ value, size = 16, className }: { value: number; size?: number; className?: string }) {
  return (
    <span
      role="img"
      aria-label={`${value} of ${MAX_STARS} stars`}
      className={cx('inline-flex gap-px', className)}
    >
      {Array.from({ length: MAX_STARS }, (_, n) => (
        <svg key={n} width={size} height={size} viewBox="0 0 24 24" aria-hidden="true">
          <polygon
            points={POINTS}
            strokeLinejoin="round"
            strokeWidth="1.8"
            className={n < value ? 'fill-star stroke-star' : 'fill-transparent stroke-ink-3'}
          />
        </svg>
      ))}
    </span>
  )
}
