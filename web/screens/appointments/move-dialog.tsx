// Moves an appointment by hand: another time, or somebody else at the same time. The old time is free at once.
import { useState } from 'react'
import { moveAppointment } from '#web/store/contacts.ts'
import { explainBriefly } from '#web/store/explain.ts'
import { useServices } from '#web/store/settings.ts'
import { Button } from '#web/ui/button.tsx'
import { Dialog, DialogBody, DialogFoot } from '#web/ui/overlay/dialog.tsx'
import { fullTime } from '#web/ui/time.ts'
import { toast } from '#web/ui/toast.ts'
import type { AppointmentWire } from '#wire/api/contacts.ts'
import { type Choice, SlotPicker } from './slot-picker.tsx'

export default function MoveDialog({
  appointment,
  onClose,
}: {
  appointment: AppointmentWire
  onClose: () => void
}) {
  const services = useServices()
  const known = (services.data ?? []).filter((s) => s.bookable && appointment.serviceIds.includes(s.id))
  const [choice, setChoice] = useState<Choice | null>(null)
  const [busy, setBusy] = useState(false)
  const submit = async (): Promise<void> => {
    if (!choice) return
    // Anybody: whoever has it stays, if they are free then.
    const stays = appointment.staff !== null && choice.free.includes(appointment.staff.id)
    const staffId = choice.staffId ?? (stays ? undefined : choice.free[0])
    setBusy(true)
    try {
      await moveAppointment(appointment, {
        startsAt: choice.startsAt,
        ...(staffId && { staffId }),
      })
      toast.ok('Moved')
      onClose()
    } catch (error) {
      toast.fail(explainBriefly(error))
      setChoice(null)
      setBusy(false)
    }
  }
  return (
    <Dialog open onClose={onClose} title="Move the appointment">
      <form
        className="flex min-h-0 flex-col"
        onSubmit={(event) => {
          event.preventDefault()
          void submit()
        }}
      >
        <DialogBody className="space-y-4">
          <p className="rounded-lg bg-sunken px-3.5 py-2.5">
            <span className="font-medium" dir="auto">
              {appointment.name || 'No name'}
            </span>
            , {appointment.service.name}
            {appointment.staff && ` with ${appointment.staff.name}`}
            <span className="block text-sm text-ink-3">
              Now: {fullTime(appointment.startsAt, appointment.timeZone)}
            </span>
          </p>
          {services.data && known.length === 0 ? (
            <p className="text-ink-3">
              Its service is gone or can no longer be booked. Cancel it, and book the new one.
            </p>
          ) : (
            <SlotPicker
              serviceIds={known.map((s) => s.id)}
              moving={appointment.id}
              chosen={choice}
              onChoose={setChoice}
            />
          )}
          <p className="text-sm text-ink-3">The customer is not told by itself.</p>
        </DialogBody>
        <DialogFoot>
          <Button onClick={onClose}>Keep it</Button>
          <Button type="submit" look="primary" busy={busy} disabled={!choice}>
            Move
          </Button>
        </DialogFoot>
      </form>
    </Dialog>
  )
}
