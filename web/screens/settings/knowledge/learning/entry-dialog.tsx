// A question and its answer before they become knowledge: read and edited first.
import type { ReactNode } from 'react'
import { useState } from 'react'
import { useCheckedSave } from '#web/screens/settings/knowledge/check/use-checked-save.tsx'
import { useSaving } from '#web/screens/settings/parts.tsx'
import { post } from '#web/store/api.ts'
import { explainBriefly } from '#web/store/explain.ts'
import { refreshKnowledge } from '#web/store/knowledge.ts'
import { Button } from '#web/ui/button.tsx'
import { TextArea, TextField } from '#web/ui/field.tsx'
import { Dialog, DialogBody, DialogFoot } from '#web/ui/overlay/dialog.tsx'

type Props = {
  title: string
  /** Where it is sent. */
  path: string
  question: string
  answer: string
  /** What is known about it. */
  note?: ReactNode
  onClose: () => void
}

export function EntryDialog({ title, path, note, onClose, ...given }: Props) {
  const [question, setQuestion] = useState(given.question)
  const [answer, setAnswer] = useState(given.answer)
  const saving = useSaving()
  const checked = useCheckedSave()
  const submit = async (): Promise<void> => {
    const entry = { question: question.trim(), answer: answer.trim() }
    const done = await checked.run(
      {
        what: 'entry',
        id: null,
        entry: { kind: 'faq', title: entry.question, body: entry.answer },
      },
      () =>
        saving.run(async () => {
          await post(path, entry)
          await refreshKnowledge()
        }, 'The AI knows it now'),
    )
    if (done) onClose()
  }
  return (
    <Dialog open onClose={onClose} width="lg" title={title}>
      <form
        className="flex min-h-0 flex-col"
        onSubmit={(event) => {
          event.preventDefault()
          void submit()
        }}
      >
        <DialogBody className="space-y-4">
          {note}
          <TextField
            label="Question"
            required
            maxLength={300}
            dir="auto"
            value={question}
            error={saving.fields.question}
            onChange={(event) => setQuestion(event.target.value)}
          />
          <TextArea
            label="Answer"
            required
            rows={5}
            maxLength={20_000}
            dir="auto"
            help="It is said to every customer who asks. Leave out names, dates and what you arranged with one customer."
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
            busy={saving.busy || checked.checking}
            disabled={!question.trim() || !answer.trim()}
          >
            Add to knowledge
          </Button>
        </DialogFoot>
      </form>
      {checked.dialog}
    </Dialog>
  )
}
