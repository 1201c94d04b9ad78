import { useState } from 'react'
import { useSaving } from '#web/screens/settings/parts.tsx'
import { patch, post } from '#web/store/api.ts'
import { explainBriefly } from '#web/store/explain.ts'
import { refreshKnowledge } from '#web/store/knowledge.ts'
import { Button } from '#web/ui/button.tsx'
import { TextArea, TextField } from '#web/ui/field.tsx'
import { Dialog, DialogBody, DialogFoot } from '#web/ui/overlay/dialog.tsx'
import type { CheckQuestion } from '#wire/api/learning.ts'

/** A question with its approved answer, by hand. */
export function ApprovedDialog({ check, onClose }: { check: CheckQuestion | null; onClose: () => void }) {
  const [question, setQuestion] = useState(check?.question ?? '')
  const [answer, setAnswer] = useState(check?.answer ?? '')
  const saving = useSaving()
  const submit = async (): Promise<void> => {
    const body = { question: question.trim(), answer: answer.trim() }
    const done = await saving.run(async () => {
      await (check ? patch(`/knowledge/check/${check.id}`, body) : post('/knowledge/check', body))
      await refreshKnowledge()
    })
    if (done) onClose()
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={check ? 'The approved answer' : 'A question that must be answered right'}
      description="It is compared by what it says: prices, times, numbers, yes or no. Other words are fine."
    >
      <form
        className="flex min-h-0 flex-col"
        onSubmit={(event) => {
          event.preventDefault()
          void submit()
        }}
      >
        <DialogBody className="space-y-4">
          <TextField
            label="Question, as a customer asks it"
            required
            maxLength={300}
            dir="auto"
            value={question}
            error={saving.fields.question}
            onChange={(event) => setQuestion(event.target.value)}
          />
          <TextArea
            label="The right answer"
            required
            rows={4}
            maxLength={20_000}
            dir="auto"
            value={answer}
            error={saving.fields.answer}
            onChange={(event) => setAnswer(event.target.value)}
          />
          {saving.error !== null && Object.keys(saving.fields).length === 0 && (
            <p role="alert" className="text-danger-ink">
              {explainBriefly(saving.error)}
            </p>
          )}
        </DialogBody>
        <DialogFoot>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            type="submit"
            look="primary"
            busy={saving.busy}
            disabled={!question.trim() || !answer.trim()}
          >
            Save
          </Button>
        </DialogFoot>
      </form>
    </Dialog>
  )
}
