import { useState } from 'react'
import { useSaving } from '#web/screens/settings/parts.tsx'
import { patch } from '#web/store/api.ts'
import { explainBriefly } from '#web/store/explain.ts'
import { refreshKnowledge } from '#web/store/knowledge.ts'
import { Button } from '#web/ui/button.tsx'
import { TextField } from '#web/ui/field.tsx'
import { Dialog, DialogBody, DialogFoot } from '#web/ui/overlay/dialog.tsx'
import type { KnowledgeItem } from '#wire/api/knowledge.ts'
import { type Audience, AudienceFields } from './audience-fields.tsx'
import { useCheckedSave } from './check/use-checked-save.tsx'
import { type SiteChoice, SiteFields } from './site-fields.tsx'

/** What can be set of a file or a web site: its name, who may be told, how it is read. */
export function SourceDialog({ item, onClose }: { item: KnowledgeItem; onClose: () => void }) {
  const [title, setTitle] = useState(item.title)
  const [audience, setAudience] = useState<Audience>(item)
  const [site, setSite] = useState<SiteChoice | null>(item.site)
  const saving = useSaving()
  const checked = useCheckedSave()
  const submit = async (): Promise<void> => {
    const { audiences, channels, expiresAt } = audience
    const save = () =>
      saving.run(async () => {
        await patch(`/knowledge/${item.id}`, {
          title: title.trim(),
          audiences,
          channels,
          expiresAt,
          ...(site && {
            site: { maxPages: site.maxPages, maxDepth: site.maxDepth, everyDays: site.everyDays },
          }),
        })
        await refreshKnowledge()
      })
    const change = {
      what: 'source_audience' as const,
      id: item.id,
      audience: { audiences, channels, expiresAt },
    }
    if (await checked.run(change, save)) onClose()
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={item.kind === 'file' ? 'File' : 'Web site'}
      description={item.site?.address ?? item.file?.name}
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
            label="Name"
            required
            maxLength={300}
            dir="auto"
            value={title}
            onChange={(event) => setTitle(event.target.value)}
          />
          {site && <SiteFields value={site} onChange={setSite} />}
          <AudienceFields value={audience} onChange={setAudience} />
          {saving.error !== null && (
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
            disabled={!title.trim()}
          >
            Save
          </Button>
        </DialogFoot>
      </form>
      {checked.dialog}
    </Dialog>
  )
}
