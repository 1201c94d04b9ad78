import { CalendarPlus } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { AppointmentItem } from '#web/screens/appointments/appointment-item.tsx'
import { useNow } from '#web/ui/use-now.ts'
import type { ContactDetail } from '#wire/api/contacts.ts'
import { quietAction, Section } from './section.tsx'

const BookDialog = lazy(() => import('#web/screens/appointments/book-dialog.tsx'))

export function Appointments({ contact }: { contact: ContactDetail }) {
  const now = useNow().getTime()
  const [booking, setBooking] = useState(false)
  const shown = contact.appointments.filter((a) => a.status === 'booked' || a.status === 'held')
  const coming = shown.filter((a) => Date.parse(a.endsAt) >= now || Date.parse(a.startsAt) >= now)
  const past = shown.filter((a) => !coming.includes(a))
  return (
    <Section
      title="Appointments"
      action={
        <button type="button" className={quietAction} onClick={() => setBooking(true)}>
          <CalendarPlus size={13} aria-hidden="true" />
          Book
        </button>
      }
    >
      {coming.length === 0 && (
        <p className="text-sm text-ink-3">None coming{past.length > 0 && `, ${past.length} past`}.</p>
      )}
      <ul className="space-y-2">
        {coming.map((appointment) => (
          <AppointmentItem key={appointment.id} appointment={appointment} compact />
        ))}
      </ul>
      {booking && (
        <Suspense fallback={null}>
          <BookDialog contact={contact} onClose={() => setBooking(false)} />
        </Suspense>
      )}
    </Section>
  )
}
