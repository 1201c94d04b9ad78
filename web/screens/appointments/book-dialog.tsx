// Books by hand: a service, a day that has room, one of its free times. Only what the server offers can be chosen.
import { useState } from 'react'
import { post } from '#web/store/api.ts'
import { client } from '#web/store/client.ts'
import { explainBriefly } from '#web/store/explain.ts'
import { keys } from '#web/store/keys.ts'
import { useServices } from '#web/store/settings.ts'
import { Button } from '#web/ui/button.tsx'
import { SelectField, TextField } from '#web/ui/field.tsx'
import { Dialog, DialogBody, DialogFoot } from '#web/ui/overlay/dialog.tsx'
import { toast } from '#web/ui/toast.ts'
import type { ContactDetail } from '#wire/api/contacts.ts'
import { type Choice, SlotPicker } from './slot-picker.tsx'

export default function BookDialog({ contact, onClose }: { contact: ContactDetail; onClose: () => void }) {
  const services = (useServices().data ?? []).filter((s) => s.bookable)
  const [serviceId, setServiceId] = useState<string | null>(null)
  const service = services.find((s) => s.id === serviceId) ?? services[0]
  const [also, setAlso] = useState<string[]>([])
  const [choice, setChoice] = useState<Choice | null>(null)
  const [note, setNote] = useState('')
  const [busy, setBusy] = useState(false)
  const others = services.filter((s) => s.id !== service?.id)
  const submit = async (): Promise<void> => {
    if (!service || !choice) return
    setBusy(true)
    try {
      await post('/appointments', {
        contactId: contact.id,
        serviceId: service.id,
        ...(also.length > 0 && { alsoServiceIds: also }),
        startsAt: choice.startsAt,
        ...(choice.staffId && { staffId: choice.staffId }),
        note: note.trim(),
        ...(contact.name && { name: contact.name }),
      })
      void client.invalidateQueries({ queryKey: keys.appointments })
      void client.invalidateQueries({ queryKey: keys.contact(contact.id) })
      toast.ok('Booked')
      onClose()
    } catch (error) {
      toast.fail(explainBriefly(error))
      // The time may have gone to somebody else a moment ago.
      setChoice(null)
      void client.invalidateQueries({ queryKey: keys.appointments })
      setBusy(false)
    }
  }
  return (
    <Dialog open onClose={onClose} title={`Book for ${contact.name ?? 'this contact'}`}>
      <form
        className="flex min-h-0 flex-col"
        onSubmit={(event) => {
          event.preventDefault()
          void submit()
        }}
      >
        <DialogBody className="space-y-4">
          <SelectField
            label="Service"
            value={service?.id ?? ''}
            options={services.map((s) => ({ value: s.id, label: `${s.name} (${s.durationMinutes} min)` }))}
            onChange={(event) => {
              setServiceId(event.target.value)
              setAlso([])
              setChoice(null)
            }}
          />
          {others.length > 0 && (
            <SelectField
              label="And in the same visit"
              optional
              value={also[0] ?? ''}
              options={[
                { value: '', label: 'Nothing else' },
                ...others.map((s) => ({ value: s.id, label: `${s.name} (${s.durationMinutes} min)` })),
              ]}
              onChange={(event) => {
                setAlso(event.target.value ? [event.target.value] : [])
                setChoice(null)
              }}
            />
          )}
          {service && <SlotPicker serviceIds={[service.id, ...also]} chosen={choice} onChoose={setChoice} />}
          <TextField
            label="Note"
            optional
            maxLength={1000}
            value={note}
            onChange={(event) => setNote(event.target.value)}
          />
        </DialogBody>
        <DialogFoot>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" busy={busy} disabled={!choice}>
            Book
          </Button>
        </DialogFoot>
      </form>
    </Dialog>
  )
}
