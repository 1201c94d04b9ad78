import { useState } from 'react'
import type { ServiceFields } from '#domain/knowledge.ts'
import { useCheckedSave } from '#web/screens/settings/knowledge/check/use-checked-save.tsx'
import { useSaving } from '#web/screens/settings/parts.tsx'
import { post, put } from '#web/store/api.ts'
import { client } from '#web/store/client.ts'
import { explainBriefly } from '#web/store/explain.ts'
import { keys } from '#web/store/keys.ts'
import { useWorkspace } from '#web/store/session.ts'
import { Button } from '#web/ui/button.tsx'
import { SelectField, TextArea, TextField } from '#web/ui/field.tsx'
import { Dialog, DialogBody, DialogFoot } from '#web/ui/overlay/dialog.tsx'
import { Switch } from '#web/ui/switch.tsx'
import type { ServiceWire } from '#wire/api/settings.ts'
import { AroundVisit } from './around-visit.tsx'
import { parsePrice, priceText } from './price.ts'

const fresh: ServiceFields = {
  name: '',
  description: '',
  priceMinor: null,
  priceKind: 'fixed',
  durationMinutes: 60,
  bookable: true,
}
const priceKinds: { value: ServiceFields['priceKind']; label: string }[] = [
  { value: 'fixed', label: 'Fixed price' },
  { value: 'from', label: 'From this price' },
  { value: 'on_request', label: 'On request' },
]

export function ServiceDialog({ service, onClose }: { service: ServiceWire | null; onClose: () => void }) {
  const { currency } = useWorkspace().profile
  const [value, setValue] = useState<ServiceFields>(service ?? fresh)
  const [price, setPrice] = useState(priceText(value.priceMinor, currency))
  const saving = useSaving()
  const checked = useCheckedSave()
  const set = (change: Partial<ServiceFields>): void => setValue({ ...value, ...change })
  const priceMinor = value.priceKind === 'on_request' ? null : parsePrice(price, currency)
  const submit = async (): Promise<void> => {
    const { name, description, priceKind, durationMinutes, bookable, ...booking } = value
    const body = {
      name: name.trim(),
      description,
      priceKind,
      durationMinutes,
      bookable,
      priceMinor: priceMinor ?? null,
      bufferBeforeMinutes: booking.bufferBeforeMinutes ?? 0,
      bufferAfterMinutes: booking.bufferAfterMinutes ?? 0,
      noticeMinutes: booking.noticeMinutes ?? null,
      horizonDays: booking.horizonDays ?? null,
    }
    const done = await checked.run({ what: 'service', id: service?.id ?? null, service: body }, () =>
      saving.run(async () => {
        await (service ? put(`/services/${service.id}`, body) : post('/services', body))
        await client.invalidateQueries({ queryKey: keys.services })
      }),
    )
    if (done) onClose()
  }
  return (
    <Dialog open onClose={onClose} title={service ? 'Edit the service' : 'Add a service'}>
      <form
        className="flex min-h-0 flex-col"
        onSubmit={(event) => {
          event.preventDefault()
          if (priceMinor !== undefined) void submit()
        }}
      >
        <DialogBody className="space-y-4">
          <TextField
            label="Name"
            required
            maxLength={120}
            value={value.name}
            error={saving.fields.name}
            onChange={(e) => set({ name: e.target.value })}
          />
          <TextArea
            label="Description"
            optional
            rows={2}
            maxLength={2000}
            value={value.description}
            error={saving.fields.description}
            onChange={(e) => set({ description: e.target.value })}
          />
          <div className="grid gap-4 pane:grid-cols-3">
            <SelectField
              label="Price"
              options={priceKinds}
              value={value.priceKind}
              onChange={(e) => set({ priceKind: e.target.value as ServiceFields['priceKind'] })}
            />
            {value.priceKind !== 'on_request' && (
              <TextField
                label={`Amount in ${currency}`}
                inputMode="decimal"
                required
                value={price}
                error={priceMinor === undefined ? 'Write a number, e.g. 89.50' : saving.fields.priceMinor}
                onChange={(e) => setPrice(e.target.value)}
              />
            )}
            <TextField
              label="Minutes"
              type="number"
              required
              min={5}
              max={1440}
              step={5}
              value={value.durationMinutes}
              error={saving.fields.durationMinutes}
              onChange={(e) => set({ durationMinutes: Number(e.target.value) })}
            />
          </div>
          <Switch
            label="Can be booked"
            help="The AI offers free times for it inside your opening hours."
            checked={value.bookable}
            onChange={(bookable) => set({ bookable })}
          />
          {value.bookable && <AroundVisit value={value} errors={saving.fields} onChange={set} />}
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
            disabled={!value.name.trim() || priceMinor === undefined}
          >
            Save
          </Button>
        </DialogFoot>
      </form>
      {checked.dialog}
    </Dialog>
  )
}
