// Reviews: the stages of this business, who writes the reviews, and whether only reviewed conversations are listed.
import { ArrowDown, ArrowUp, Plus, Trash2 } from 'lucide-react'
import { useState } from 'react'
import type { ReviewSettings, Stage } from '#domain/review.ts'
import { rubricWeights } from '#domain/rubric-titles.ts'
import { Card, SaveForm, useSaving } from '#web/screens/settings/parts.tsx'
import { saveSettings } from '#web/screens/settings/workspace/save-settings.ts'
import { explainBriefly } from '#web/store/explain.ts'
import { useReviewSettings } from '#web/store/review-settings.ts'
import { Button, IconButton } from '#web/ui/button.tsx'
import { TextField } from '#web/ui/field.tsx'
import { Switch } from '#web/ui/switch.tsx'
import { toast } from '#web/ui/toast.ts'

export default function ReviewsSection() {
  const review = useReviewSettings()
  const change = (next: Partial<ReviewSettings>): void =>
    void saveSettings({ review: { ...review, ...next } }).catch((error: unknown) =>
      toast.fail(explainBriefly(error)),
    )
  return (
    <>
      <Card>
        <div className="space-y-4">
          <Switch
            label="Show only reviewed conversations"
            help="New conversations appear in the list about ten minutes after they went quiet. What is escalated, urgent or waits for a person is always shown, and the list says how many it holds back."
            checked={review.reviewedOnly}
            onChange={(reviewedOnly) => change({ reviewedOnly })}
          />
          <Switch
            label="Let the model write the reviews"
            help="Where an AI agent has a language model. Within its budget; without it, reviews are written from the stored facts."
            checked={review.byModel}
            onChange={(byModel) => change({ byModel })}
          />
        </div>
      </Card>
      <Stages settings={review} />
      <Card
        title="How the score is made"
        help="Each conversation gets points out of these weights. What does not apply does not count."
      >
        <ul className="divide-y divide-line text-sm">
          {rubricWeights.map(({ key, title, weight }) => (
            <li key={key} className="flex justify-between gap-3 py-2 first:pt-0 last:pb-0">
              <span>{title}</span>
              <span className="tabular text-ink-3">{weight}</span>
            </li>
          ))}
        </ul>
      </Card>
    </>
  )
}

function Stages({ settings }: { settings: ReviewSettings }) {
  const [draft, setDraft] = useState<Stage[] | null>(null)
  const saving = useSaving()
  const stages = draft ?? settings.stages
  const put = (at: number, stage: Stage): void => setDraft(stages.map((one, i) => (i === at ? stage : one)))
  const swap = (a: number, b: number): void => {
    const next = [...stages]
    const [one, two] = [next[a], next[b]]
    if (!one || !two) return
    next[a] = two
    next[b] = one
    setDraft(next)
  }
  const save = async (): Promise<void> => {
    const named = stages.filter((stage) => stage.name.trim() !== '')
    if (await saving.run(() => saveSettings({ review: { ...settings, stages: named } }))) setDraft(null)
  }
  return (
    <Card
      title="Stages"
      help="How far a conversation has come, in your words and order. Reviews suggest one; what you choose in a conversation stays."
    >
      <SaveForm
        dirty={draft !== null}
        saving={saving}
        onSave={() => void save()}
        onReset={() => setDraft(null)}
      >
        <ul className="mb-3 space-y-2">
          {stages.map((stage, at) => (
            <li key={stage.id} className="flex items-center gap-1.5">
              <TextField
                label={`Stage ${at + 1}`}
                hideLabel
                required
                maxLength={40}
                dir="auto"
                className="min-w-0 flex-1"
                value={stage.name}
                onChange={(event) => put(at, { ...stage, name: event.target.value })}
              />
              <IconButton
                label={`Move ${stage.name} up`}
                size="sm"
                disabled={at === 0}
                onClick={() => swap(at, at - 1)}
              >
                <ArrowUp size={15} aria-hidden="true" />
              </IconButton>
              <IconButton
                label={`Move ${stage.name} down`}
                size="sm"
                disabled={at === stages.length - 1}
                onClick={() => swap(at, at + 1)}
              >
                <ArrowDown size={15} aria-hidden="true" />
              </IconButton>
              <IconButton
                label={`Remove ${stage.name}`}
                size="sm"
                disabled={stages.length === 1}
                onClick={() => setDraft(stages.filter((one) => one.id !== stage.id))}
              >
                <Trash2 size={15} aria-hidden="true" />
              </IconButton>
            </li>
          ))}
        </ul>
        {stages.length < 20 && (
          <Button
            size="sm"
            className="mb-4"
            icon={<Plus size={14} aria-hidden="true" />}
            onClick={() => setDraft([...stages, { id: freeId(stages), name: '' }])}
          >
            Add a stage
          </Button>
        )}
      </SaveForm>
    </Card>
  )
}

function freeId(stages: Stage[]): string {
  for (let n = stages.length + 1; ; n++)
    if (!stages.some((stage) => stage.id === `stage-${n}`)) return `stage-${n}`
}
