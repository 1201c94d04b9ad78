// Books by hand: a service, a day, one of the free times that the server offers.
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { get, post } from '#web/store/api.ts'
import { client } from '#web/store/client.ts'
import { explainBriefly } from '#web/store/explain.ts'
import { keys } from '#web/store/keys.ts'
import { useHours, useServices } from '#web/store/settings.ts'
import { Button } from '#web/ui/button.tsx'
import { cx } from '#web/ui/cx.ts'
import { SelectField, TextField } from '#web/ui/field.tsx'
import { Dialog, DialogBody, DialogFoot } from '#web/ui/overlay/dialog.tsx'
import { clockTime } from '#web/ui/time.ts'
import { toast } from '#web/ui/toast.ts'
import type { ContactDetail } from '#wire/api/contacts.ts'

type Slot = { startsAt: string; endsAt: string }

export default function BookDialog({ contact, onClose }: { contact: ContactDetail; onClose: () => void }) {
  const services = (useServices().data ?? []).filter((s) => s.bookable)
  const timeZone = useHours().data?.timeZone
  const [serviceId, setServiceId] = useState<string | null>(null)
  const service = services.find((s) => s.id === serviceId) ?? services[0]
  const [day, setDay] = useState(() => new Date(Date.now() + 86_400_000).toLocaleDateString('sv-SE'))
  const [startsAt, setStartsAt] = useState<string | null>(null)
  const [note, setNote] = useState('')
  const [busy, setBusy] = useState(false)
  const slots = useQuery({
    queryKey: [...keys.appointments, 'slots', service?.id, day],
    queryFn: ({ signal }) =>
      get<{ items: Slot[] }>('/appointments/slots', { serviceId: service?.id, from: day, days: 1 }, signal),
    enabled: service !== undefined && day !== '',
    staleTime: 0,
  })
  const free = slots.data?.items ?? []
  const submit = async (): Promise<void> => {
    if (!service || !startsAt) return
    setBusy(true)
    try {
      await post('/appointments', {
        contactId: contact.id,
        serviceId: service.id,
        startsAt,
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
      void slots.refetch()
      setBusy(false)
    }
  }
  return (
    <Dialog open onClose={onClose} title={`Book for ${contact.name ?? 'this contact'}`}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void submit()
        }}
      >
        <DialogBody className="space-y-4">
          <div className="grid gap-3 pane:grid-cols-2">
            <SelectField
              label="Service"
              value={service?.id ?? ''}
              options={services.map((s) => ({ value: s.id, label: `${s.name} (${s.durationMinutes} min)` }))}
              onChange={(event) => {
                setServiceId(event.target.value)
                setStartsAt(null)
              }}
            />
            <TextField
              label="Day"
              type="date"
              required
              value={day}
              onChange={(event) => {
                setDay(event.target.value)
                setStartsAt(null)
              }}
            />
          </div>
          <fieldset>
            <legend className="mb-1.5 text-sm font-medium">
              Free times
              {timeZone && <span className="font-normal text-ink-3"> ({timeZone.replaceAll('_', ' ')})</span>}
            </legend>
            {slots.error && <p className="text-sm text-danger-ink">{explainBriefly(slots.error)}</p>}
            {slots.data && free.length === 0 && (
              <p className="text-sm text-ink-3">Nothing is free on this day.</p>
            )}
            <div className="flex flex-wrap gap-1.5">
              {free.map((slot) => (
                <label
                  key={slot.startsAt}
                  className={cx(
                    'relative inline-flex h-8.5 items-center rounded-md border px-3 text-sm font-medium has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent',
                    startsAt === slot.startsAt
                      ? 'border-accent bg-accent text-on-solid'
                      : 'border-line-strong bg-surface hover:bg-hover',
                  )}
                >
                  <input
                    type="radio"
                    name="slot"
                    className="sr-only"
                    checked={startsAt === slot.startsAt}
                    onChange={() => setStartsAt(slot.startsAt)}
                  />
                  {clockTime(slot.startsAt, timeZone)}
                </label>
              ))}
            </div>
          </fieldset>
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
          <Button type="submit" look="primary" busy={busy} disabled={!startsAt}>
            Book
          </Button>
        </DialogFoot>
      </form>
    </Dialog>
  )
}
