import { useState } from 'react'
import { useSaving } from '#web/screens/settings/parts.tsx'
import { post, put } from '#web/store/api.ts'
import { explainBriefly } from '#web/store/explain.ts'
import { refreshKnowledge } from '#web/store/knowledge.ts'
import { Button } from '#web/ui/button.tsx'
import { TextArea, TextField } from '#web/ui/field.tsx'
import { Dialog, DialogBody, DialogFoot } from '#web/ui/overlay/dialog.tsx'
import type { KnowledgeItem } from '#wire/api/knowledge.ts'
import { type Audience, AudienceFields } from './audience-fields.tsx'
import { useCheckedSave } from './check/use-checked-save.tsx'

type Props = { kind: 'faq' | 'document'; item: KnowledgeItem | null; onClose: () => void }

export function KnowledgeDialog({ kind, item, onClose }: Props) {
  const [title, setTitle] = useState(item?.title ?? '')
  const [body, setBody] = useState(item?.body ?? '')
  const [audience, setAudience] = useState<Audience>(item ?? { audiences: [], channels: [], expiresAt: null })
  const saving = useSaving()
  const checked = useCheckedSave()
  const faq = kind === 'faq'
  const submit = async (): Promise<void> => {
    const { audiences, channels, expiresAt } = audience
    const value = { kind, title: title.trim(), body: body.trim(), audiences, channels, expiresAt }
    const done = await checked.run({ what: 'entry', id: item?.id ?? null, entry: value }, () =>
      saving.run(async () => {
        await (item ? put(`/knowledge/${item.id}`, value) : post('/knowledge', value))
        await refreshKnowledge()
      }),
    )
    if (done) onClose()
  }
  return (
    <Dialog open onClose={onClose} width="lg" title={item ? 'Edit' : faq ? 'Add a question' : 'Add a text'}>
      <form
        className="flex min-h-0 flex-col"
        onSubmit={(event) => {
          event.preventDefault()
          void submit()
        }}
      >
        <DialogBody className="space-y-4">
          <TextField
            label={faq ? 'Question' : 'Title'}
            required
            maxLength={300}
            dir="auto"
            value={title}
            error={saving.fields.title}
            onChange={(event) => setTitle(event.target.value)}
          />
          <TextArea
            label={faq ? 'Answer' : 'Text'}
            required
            rows={faq ? 5 : 14}
            maxLength={200_000}
            dir="auto"
            help={
              faq
                ? 'Write it as you would say it: the AI quotes it to customers.'
                : 'Plain text. Blank lines separate passages; the AI quotes the fitting one.'
            }
            value={body}
            error={saving.fields.body}
            onChange={(event) => setBody(event.target.value)}
          />
          <AudienceFields value={audience} onChange={setAudience} />
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
            disabled={!title.trim() || !body.trim()}
          >
            Save
          </Button>
        </DialogFoot>
      </form>
      {checked.dialog}
    </Dialog>
  )
}
