import { useState } from 'react'
import { useSaving } from '#web/screens/settings/parts.tsx'
import { patch, remove } from '#web/store/api.ts'
import { client } from '#web/store/client.ts'
import { explainBriefly } from '#web/store/explain.ts'
import { keys } from '#web/store/keys.ts'
import { useChannels } from '#web/store/settings.ts'
import { Button } from '#web/ui/button.tsx'
import { TextField } from '#web/ui/field.tsx'
import { Confirm } from '#web/ui/overlay/confirm.tsx'
import { Dialog, DialogBody, DialogFoot } from '#web/ui/overlay/dialog.tsx'
import { toast } from '#web/ui/toast.ts'
import type { Inbox } from '#wire/api/settings.ts'
import { SettingControl } from './setting-control.tsx'
import { shownFields, tidySettings } from './tidy-settings.ts'

export function EditInbox({ inbox, onClose }: { inbox: Inbox; onClose: () => void }) {
  const channel = useChannels().data?.find(
    (c) => c.capabilities.channel === inbox.channel && c.provider === inbox.provider,
  )
  const fields = channel?.settings ?? []
  const [name, setName] = useState(inbox.name)
  const [address, setAddress] = useState(inbox.address)
  const [settings, setSettings] = useState(inbox.settings)
  const [removing, setRemoving] = useState(false)
  const saving = useSaving()
  const submit = async (): Promise<void> => {
    const done = await saving.run(async () => {
      await patch(`/inboxes/${inbox.id}`, {
        name: name.trim(),
        address: address.trim(),
        settings: tidySettings(fields, settings),
      })
      await client.invalidateQueries({ queryKey: keys.inboxes })
    })
    if (done) onClose()
  }
  const drop = async (): Promise<boolean> => {
    try {
      await remove(`/inboxes/${inbox.id}`)
      await client.invalidateQueries({ queryKey: keys.inboxes })
      toast.ok(`${inbox.name} is removed`)
      onClose()
      return true
    } catch (error) {
      toast.fail(explainBriefly(error))
      return false
    }
  }
  return (
    <Dialog open onClose={onClose} title={inbox.name} description="Changes hold for the next message.">
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
            maxLength={80}
            value={name}
            error={saving.fields.name}
            onChange={(e) => setName(e.target.value)}
          />
          <TextField
            label="Address"
            optional
            maxLength={320}
            help="The number or mail address that customers see."
            value={address}
            error={saving.fields.address}
            onChange={(e) => setAddress(e.target.value)}
          />
          {shownFields(fields, settings).map((field) => (
            <SettingControl
              key={field.name}
              field={field}
              value={settings[field.name]}
              error={saving.fields[`settings.${field.name}`]}
              onChange={(next) => setSettings({ ...settings, [field.name]: next })}
            />
          ))}
          {saving.error !== null && Object.keys(saving.fields).length === 0 && (
            <p role="alert" className="text-danger-ink">
              {explainBriefly(saving.error)}
            </p>
          )}
        </DialogBody>
        <DialogFoot>
          <Button look="ghost" className="me-auto text-danger-ink!" onClick={() => setRemoving(true)}>
            Remove
          </Button>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" busy={saving.busy} disabled={!name.trim()}>
            Save
          </Button>
        </DialogFoot>
      </form>
      {removing && (
        <Confirm
          open
          onClose={() => setRemoving(false)}
          title={`Remove ${inbox.name}?`}
          verb="Remove the inbox"
          onConfirm={drop}
        >
          Nothing comes in or goes out by it any more. Its conversations stay.
        </Confirm>
      )}
    </Dialog>
  )
}
