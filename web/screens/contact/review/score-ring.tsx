import { cx } from '#web/ui/cx.ts'

const RADIUS = 20
const AROUND = 2 * Math.PI * RADIUS

/** From a look: green is fine, amber is worth a look, red needs one. */
export function toneOf(score: number): 'good' | 'fair' | 'poor' {
  return score >= 75 ? 'good' : score >= 50 ? 'fair' : 'poor'
}
const strokes = { good: 'stroke-accent', fair: 'stroke-warn', poor: 'stroke-danger' }
export const barTones = { good: 'bg-accent', fair: 'bg-warn', poor: 'bg-danger' }

/** The score as a ring that fills. A provisional one is drawn in dashes. */
export function ScoreRing({ score, provisional }: { score: number | null; provisional: boolean }) {
  const filled = score === null ? 0 : (AROUND * score) / 100
  return (
    <span className="relative flex size-13 shrink-0 items-center justify-center">
      <svg viewBox="0 0 48 48" className="absolute inset-0 -rotate-90" aria-hidden="true">
        <circle cx="24" cy="24" r={RADIUS} fill="none" strokeWidth="4" className="stroke-line" />
        {score !== null && (
          <circle
            cx="24"
            cy="24"
            r={RADIUS}
            fill="none"
            strokeWidth="4"
            strokeLinecap={provisional ? 'butt' : 'round'}
            strokeDasharray={provisional ? dashes(filled) : `${filled} ${AROUND}`}
            className={cx('transition-[stroke-dasharray] duration-300', strokes[toneOf(score)])}
          />
        )}
      </svg>
      <span className="tabular text-md font-semibold text-ink">{score ?? '–'}</span>
    </span>
  )
}

/** Dashes over the filled part only. */
function dashes(filled: number): string {
  const parts: number[] = []
  for (let at = 0; at < filled; at += 5) parts.push(Math.min(3.5, filled - at), 1.5)
  return `${parts.join(' ')} 0 ${AROUND}`
}
