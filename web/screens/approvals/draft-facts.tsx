// What is said of a draft in a word: its risk, its age, how long it may still wait, why it waits.
import { ChevronDown, Clock3 } from 'lucide-react'
import type { Risk } from '#domain/risk.ts'
import { Badge, type Tone } from '#web/ui/badge.tsx'
import { cx } from '#web/ui/cx.ts'
import { agoLong, fullTime } from '#web/ui/time.ts'
import { useNow } from '#web/ui/use-now.ts'
import type { Draft } from '#wire/api/drafts.ts'
import { timeLeft } from './time-left.ts'

const risks: Record<Risk, { tone: Tone; text: string }> = {
  low: { tone: 'neutral', text: 'Low risk' },
  medium: { tone: 'warn', text: 'Medium risk' },
  high: { tone: 'danger', text: 'High risk' },
}

export function RiskBadge({ risk }: { risk: Risk }) {
  return <Badge tone={risks[risk].tone}>{risks[risk].text}</Badge>
}

export function ExpiryLine({ expiresAt, className }: { expiresAt: string; className?: string }) {
  const left = timeLeft(expiresAt, useNow())
  return (
    <span
      title={fullTime(expiresAt)}
      className={cx(
        'flex items-center gap-1 text-xs',
        left.soon ? 'font-semibold text-warn-ink' : 'text-ink-3',
        className,
      )}
    >
      <Clock3 size={12} aria-hidden="true" />
      {left.text}
    </span>
  )
}

export function Age({ at }: { at: string }) {
  return (
    <time dateTime={at} title={fullTime(at)} className="text-xs text-ink-3">
      written {agoLong(at, useNow())}
    </time>
  )
}

/** Why it waits and what it rests on: shut at first, because most drafts are judged by their words. */
export function Why({ draft }: { draft: Draft }) {
  return (
    <details className="group mt-2 text-sm">
      <summary className="inline-flex cursor-pointer list-none items-center gap-1 rounded-xs py-0.5 font-medium text-ink-2 hover:text-ink [&::-webkit-details-marker]:hidden">
        <ChevronDown size={14} className="transition-transform group-open:rotate-180" aria-hidden="true" />
        Why it waits, and what it rests on
      </summary>
      <ul className="mt-1.5 list-disc space-y-0.5 ps-5 text-ink-2">
        {draft.reasons.map((reason) => (
          <li key={reason}>{reason}.</li>
        ))}
      </ul>
      {draft.sources.length === 0 ? (
        <p className="mt-2 text-ink-3">It quotes nothing from your knowledge.</p>
      ) : (
        <ul className="mt-2 space-y-1.5">
          {draft.sources.map((source) => (
            <li
              key={`${source.kind} ${source.id} ${source.quote}`}
              className="border-s-2 border-accent-line ps-3"
            >
              <span className="font-medium">{source.title}</span>
              <span dir="auto" className="line-clamp-2 block text-ink-3">
                {source.quote}
              </span>
            </li>
          ))}
        </ul>
      )}
    </details>
  )
}
