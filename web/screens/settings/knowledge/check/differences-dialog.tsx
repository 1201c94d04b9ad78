// What a change would do to the approved answers, before it is live.
import { useState } from 'react'
import { Checkbox } from '#web/screens/settings/knowledge/checkbox.tsx'
import { Button } from '#web/ui/button.tsx'
import { Dialog, DialogBody, DialogFoot } from '#web/ui/overlay/dialog.tsx'
import type { TriedChange } from '#wire/api/learning.ts'
import { Reasons, TwoAnswers } from './two-answers.tsx'

type Props = {
  tried: TriedChange
  /** The ids whose new answers are right from now on; null: nothing is saved. */
  onDecide: (accepted: string[] | null) => void
}

export default function DifferencesDialog({ tried, onDecide }: Props) {
  const [accepted, setAccepted] = useState<ReadonlySet<string>>(new Set())
  const { differences, checked, mended } = tried
  const acceptable = differences.filter((d) => !d.unanswered)
  const all = acceptable.length > 0 && acceptable.every((d) => accepted.has(d.id))
  const toggle = (id: string, on: boolean): void => {
    const next = new Set(accepted)
    if (on) next.add(id)
    else next.delete(id)
    setAccepted(next)
  }
  return (
    <Dialog
      open
      onClose={() => onDecide(null)}
      width="lg"
      title={`${differences.length} of ${checked} ${checked === 1 ? 'question' : 'questions'} would be answered differently`}
      description={`Nothing is saved yet. These are questions whose answers somebody has approved.${
        mended > 0 ? ` ${mended} that ${mended === 1 ? 'was' : 'were'} answered wrongly would be right.` : ''
      }`}
    >
      <DialogBody>
        <ul className="divide-y divide-line">
          {differences.map((d) => (
            <li key={d.id} className="space-y-2 py-4 first:pt-1">
              <p dir="auto" className="font-semibold wrap-anywhere">
                {d.question}
              </p>
              <TwoAnswers
                before={{ label: 'Now', text: d.before }}
                after={{
                  label: 'After saving',
                  text: d.after,
                  missing: d.unanswered ? 'The AI finds no answer and hands over to a person.' : undefined,
                }}
              />
              <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
                <Reasons reasons={d.reasons} />
                {!d.unanswered && (
                  <Checkbox
                    label="The new answer is right"
                    checked={accepted.has(d.id)}
                    onChange={(on) => toggle(d.id, on)}
                  />
                )}
              </div>
            </li>
          ))}
        </ul>
      </DialogBody>
      <DialogFoot>
        {acceptable.length > 1 && (
          <span className="me-auto">
            <Checkbox
              label="All new answers are right"
              checked={all}
              onChange={(on) => setAccepted(new Set(on ? acceptable.map((d) => d.id) : []))}
            />
          </span>
        )}
        <Button onClick={() => onDecide(null)}>Go back</Button>
        <Button look="primary" onClick={() => onDecide([...accepted])}>
          {accepted.size > 0 ? 'Save and approve' : 'Save anyway'}
        </Button>
      </DialogFoot>
    </Dialog>
  )
}
