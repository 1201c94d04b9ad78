// Books by hand: a service, a day that has room, one of its free times. Only what the server offers can be chosen.
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
import { Bone, Skeleton } from '#web/ui/states.tsx'
import { clockTime, dayLabel } from '#web/ui/time.ts'
import { toast } from '#web/ui/toast.ts'
import { useNow } from '#web/ui/use-now.ts'
import type { ContactDetail } from '#wire/api/contacts.ts'
import { type Slot, slotDays } from './slot-days.ts'

/** How far ahead is offered at once, and how many times at most. */
const DAYS = 28
const LIMIT = 500

export default function BookDialog({ contact, onClose }: { contact: ContactDetail; onClose: () => void }) {
  const now = useNow()
  const services = (useServices().data ?? []).filter((s) => s.bookable)
  const timeZone = useHours().data?.timeZone
  const [serviceId, setServiceId] = useState<string | null>(null)
  const service = services.find((s) => s.id === serviceId) ?? services[0]
  const [dayKey, setDayKey] = useState<string | null>(null)
  const [startsAt, setStartsAt] = useState<string | null>(null)
  const [note, setNote] = useState('')
  const [busy, setBusy] = useState(false)
  const slots = useQuery({
    queryKey: [...keys.appointments, 'slots', service?.id],
    queryFn: ({ signal }) =>
      get<{ items: Slot[] }>(
        '/appointments/slots',
        { serviceId: service?.id, days: DAYS, limit: LIMIT },
        signal,
      ),
    enabled: service !== undefined,
    staleTime: 0,
  })
  const days = slotDays(slots.data?.items ?? [], timeZone)
  const day = days.find((d) => d.key === dayKey) ?? days[0]

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
      setStartsAt(null)
      void slots.refetch()
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
              setStartsAt(null)
            }}
          />
          {slots.error && <p className="text-danger-ink">{explainBriefly(slots.error)}</p>}
          {slots.isPending && service && (
            <Skeleton label="Looking for free times" className="space-y-2">
              <Bone className="h-9 w-full" />
              <Bone className="h-20 w-full" />
            </Skeleton>
          )}
          {slots.data && !day && <p className="text-ink-3">Nothing is free in the next {DAYS} days.</p>}
          {day && (
            <>
              <SelectField
                label="Day"
                value={day.key}
                options={days.map((d) => ({
                  value: d.key,
                  label: `${dayLabel(d.at, now, timeZone)} (${d.slots.length} free)`,
                }))}
                onChange={(event) => {
                  setDayKey(event.target.value)
                  setStartsAt(null)
                }}
              />
              <fieldset>
                <legend className="mb-1.5 text-sm font-medium">
                  Time
                  {timeZone && (
                    <span className="font-normal text-ink-3"> ({timeZone.replaceAll('_', ' ')})</span>
                  )}
                </legend>
                <div className="flex flex-wrap gap-1.5">
                  {day.slots.map((slot) => (
                    <Choice
                      key={slot.startsAt}
                      label={clockTime(slot.startsAt, timeZone)}
                      chosen={startsAt === slot.startsAt}
                      onChoose={() => setStartsAt(slot.startsAt)}
                    />
                  ))}
                </div>
              </fieldset>
            </>
          )}
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

function Choice({ label, chosen, onChoose }: { label: string; chosen: boolean; onChoose: () => void }) {
  return (
    <label
      className={cx(
        'relative inline-flex h-8.5 items-center rounded-md border px-3 text-sm font-medium has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent',
        chosen ? 'border-accent bg-accent text-on-solid' : 'border-line-strong bg-surface hover:bg-hover',
      )}
    >
      <input type="radio" name="slot" className="sr-only" checked={chosen} onChange={onChoose} />
      {label}
    </label>
  )
}
