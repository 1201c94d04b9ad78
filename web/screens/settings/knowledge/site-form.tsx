import { useState } from 'react'
import { useSaving } from '#web/screens/settings/parts.tsx'
import { post } from '#web/store/api.ts'
import { explainBriefly } from '#web/store/explain.ts'
import { refreshKnowledge } from '#web/store/knowledge.ts'
import { Button } from '#web/ui/button.tsx'
import { TextField } from '#web/ui/field.tsx'
import { Dialog, DialogBody, DialogFoot } from '#web/ui/overlay/dialog.tsx'
import { type SiteChoice, SiteFields } from './site-fields.tsx'

/** Asks for the address of a web site and how it is to be read. */
export function SiteForm({ onClose }: { onClose: () => void }) {
  const [address, setAddress] = useState('')
  const [site, setSite] = useState<SiteChoice>({ maxPages: 50, maxDepth: 4, everyDays: 7 })
  const saving = useSaving()
  const submit = async (): Promise<void> => {
    const done = await saving.run(async () => {
      await post('/knowledge/websites', { address: address.trim(), ...site })
      await refreshKnowledge()
    }, 'Reading begins.')
    if (done) onClose()
  }
  return (
    <Dialog open onClose={onClose} title="Add your web site">
      <form
        className="flex min-h-0 flex-col"
        onSubmit={(event) => {
          event.preventDefault()
          void submit()
        }}
      >
        <DialogBody className="space-y-4">
          <TextField
            label="Address"
            required
            inputMode="url"
            autoComplete="url"
            placeholder="acme.com"
            maxLength={500}
            value={address}
            error={saving.fields.address}
            help="Where to begin. From there the links are followed, within this site only."
            onChange={(event) => setAddress(event.target.value)}
          />
          <SiteFields value={site} onChange={setSite} />
          <p className="rounded-md bg-sunken px-3.5 py-2.5 text-sm text-ink-2">
            The site’s own rules for programs (robots.txt) are kept, and pages are asked for one after the
            other. Menus, banners and footers are left out.
          </p>
          {saving.error !== null && Object.keys(saving.fields).length === 0 && (
            <p role="alert" className="text-danger-ink">
              {explainBriefly(saving.error)}
            </p>
          )}
        </DialogBody>
        <DialogFoot>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" busy={saving.busy} disabled={address.trim().length < 3}>
            Read this site
          </Button>
        </DialogFoot>
      </form>
    </Dialog>
  )
}
