// The review of the conversation beside it: how it stands in three lines, how good it was and why, how far it has come.
import { ChevronDown, RotateCw } from 'lucide-react'
import { useState } from 'react'
import { Section } from '#web/screens/contact/section.tsx'
import { explainBriefly } from '#web/store/explain.ts'
import { useReviewSettings } from '#web/store/review-settings.ts'
import { chooseStage, reviewNow, useReview } from '#web/store/reviews.ts'
import { Badge } from '#web/ui/badge.tsx'
import { IconButton } from '#web/ui/button.tsx'
import { cx } from '#web/ui/cx.ts'
import { SelectField } from '#web/ui/field.tsx'
import { Bone, Skeleton } from '#web/ui/states.tsx'
import { agoLong, clockTime, fullTime } from '#web/ui/time.ts'
import { toast } from '#web/ui/toast.ts'
import { useNow } from '#web/ui/use-now.ts'
import type { ReviewWire } from '#wire/api/reviews.ts'
import { RubricList } from './rubric-list.tsx'
import { ScoreRing, toneOf } from './score-ring.tsx'

export function ReviewCard({ conversationId }: { conversationId: string }) {
  const { data, error } = useReview(conversationId)
  const [busy, setBusy] = useState(false)
  const again = async (): Promise<void> => {
    setBusy(true)
    await reviewNow(conversationId).catch((problem: unknown) => toast.fail(explainBriefly(problem)))
    setBusy(false)
  }
  if (error && !data) return null
  return (
    <Section
      title="Review"
      action={
        <span className="flex items-center gap-1">
          {data?.provisional && <Badge tone="quiet">Provisional</Badge>}
          <IconButton label="Review now" size="sm" disabled={busy} onClick={() => void again()}>
            <RotateCw size={14} aria-hidden="true" className={cx(busy && 'animate-spin')} />
          </IconButton>
        </span>
      }
    >
      {data ? (
        <Shown review={data} />
      ) : (
        <Skeleton label="Loading the review" className="space-y-2">
          <Bone className="h-13 w-full" />
          <Bone className="h-16 w-full" />
        </Skeleton>
      )}
    </Section>
  )
}

const words = { good: 'Well served', fair: 'Worth a look', poor: 'Needs a look' }

function Shown({ review }: { review: ReviewWire }) {
  const [open, setOpen] = useState(false)
  const now = useNow()
  const { score, summary } = review
  return (
    <div className="rounded-xl border border-line bg-surface p-3">
      <button
        type="button"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
        className="-m-1 flex w-[calc(100%+0.5rem)] items-center gap-3 rounded-lg p-1 text-start hover:bg-hover"
      >
        <ScoreRing score={score} provisional={review.provisional} />
        <span className="min-w-0 flex-1">
          <span className="block font-semibold text-ink">
            <span className="sr-only">Score {score ?? 'none yet'} of 100. </span>
            {score === null ? 'Nothing to judge yet' : words[toneOf(score)]}
          </span>
          <span className="block text-xs text-ink-3">
            {review.provisional
              ? review.dueAt && Date.parse(review.dueAt) > now.getTime()
                ? `Final at ${clockTime(review.dueAt)}, if nobody writes`
                : 'Final in a moment'
              : `${review.by === 'model' ? 'By the model' : 'From the facts'}, ${agoLong(review.at, now)}`}
          </span>
        </span>
        <ChevronDown
          size={16}
          aria-hidden="true"
          className={cx('shrink-0 text-ink-3 transition-transform', open && 'rotate-180')}
        />
      </button>
      {open && <RubricList review={review} />}
      <dl className="mt-3 space-y-2 text-sm">
        <Line term="Wanted" text={summary.wanted} />
        <Line term="Happened" text={summary.happened} />
        <Line term="Stands" text={summary.stands} />
      </dl>
      <StagePicker review={review} />
      {review.fallback && (
        <p className="mt-2 text-xs text-ink-3" title={fullTime(review.at)}>
          Written from the facts: {review.fallback}
        </p>
      )}
    </div>
  )
}

function Line({ term, text }: { term: string; text: string }) {
  return (
    <div>
      <dt className="text-xs font-medium text-ink-3">{term}</dt>
      <dd dir="auto" className="wrap-anywhere text-ink-2">
        {text}
      </dd>
    </div>
  )
}

const BY_REVIEW = ''

function StagePicker({ review }: { review: ReviewWire }) {
  const { stages } = useReviewSettings()
  const { stage } = review
  const nameOf = (id: string): string => stages.find((one) => one.id === id)?.name ?? id
  return (
    <>
      <SelectField
        label="Stage"
        className="mt-3"
        value={stage.byHand ? stage.value : BY_REVIEW}
        options={[
          { value: BY_REVIEW, label: `${nameOf(stage.suggested.value)} (by the review)` },
          ...stages.map(({ id, name }) => ({ value: id, label: name })),
        ]}
        onChange={({ target }) =>
          void chooseStage(review.conversationId, target.value === BY_REVIEW ? null : target.value).catch(
            (error: unknown) => toast.fail(explainBriefly(error)),
          )
        }
      />
      <p className="mt-1 text-xs text-ink-3">{stage.byHand ? 'Set by hand' : stage.suggested.why}</p>
    </>
  )
}
