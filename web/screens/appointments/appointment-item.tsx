import { CalendarClock } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { Link } from '#web/router/link.tsx'
import { contactPath, inboxPath } from '#web/router/routes.ts'
import { cancelAppointment } from '#web/store/contacts.ts'
import { explainBriefly } from '#web/store/explain.ts'
import { Badge } from '#web/ui/badge.tsx'
import { cx } from '#web/ui/cx.ts'
import { TextField } from '#web/ui/field.tsx'
import { clockTime, fullTime, shortDate } from '#web/ui/time.ts'
import { toast } from '#web/ui/toast.ts'
import type { AppointmentWire } from '#wire/api/contacts.ts'

const MoveDialog = lazy(() => import('./move-dialog.tsx'))
const Confirm = lazy(() => import('#web/ui/overlay/confirm.tsx').then((m) => ({ default: m.Confirm })))

const makers: Record<AppointmentWire['createdBy'], string> = {
  ai: 'Booked by the AI',
  member: 'Booked by a member',
  api: 'Booked by the API',
  sample: 'Sample',
}

/** One appointment, in the business's own time. `compact`: beside the contact, who need not be named again. */
export function AppointmentItem({
  appointment,
  compact,
}: {
  appointment: AppointmentWire
  compact?: boolean
}) {
  const { startsAt, endsAt, timeZone, status, service } = appointment
  const [asking, setAsking] = useState(false)
  const [moving, setMoving] = useState(false)
  const [reason, setReason] = useState('')
  const open = status === 'booked' || status === 'held'
  const cancel = async (): Promise<boolean> => {
    try {
      await cancelAppointment(appointment, reason.trim())
      toast.ok('Appointment canceled')
      return true
    } catch (error) {
      toast.fail(explainBriefly(error))
      return false
    }
  }
  return (
    <li
      className={cx(
        'flex items-start gap-3',
        compact ? 'rounded-lg border border-line bg-surface px-3 py-2.5' : 'px-4 py-3',
      )}
    >
      {compact ? (
        <CalendarClock size={16} className="mt-0.5 shrink-0 text-accent" aria-hidden="true" />
      ) : (
        <time dateTime={startsAt} className="w-19 shrink-0 pt-px font-semibold pane:w-24">
          {clockTime(startsAt, timeZone)}
          <span className="block text-xs font-normal text-ink-3">to {clockTime(endsAt, timeZone)}</span>
        </time>
      )}
      <div className="min-w-0 flex-1">
        <p className={cx('font-medium', status === 'canceled' && 'line-through')}>
          {compact ? (
            <time dateTime={startsAt} title={fullTime(startsAt, timeZone)}>
              {shortDate(startsAt, timeZone)}, {clockTime(startsAt, timeZone)}
            </time>
          ) : (
            <Link href={contactPath(appointment.contactId)} className="hover:underline" dir="auto">
              {appointment.name || 'No name'}
            </Link>
          )}
        </p>
        <p className="text-sm text-ink-3">
          {service.name}
          {appointment.staff && (
            <>
              {' '}
              with <span className="text-ink-2">{appointment.staff.name}</span>
            </>
          )}
          {!compact && ` · ${makers[appointment.createdBy]}`}
          {!compact && appointment.conversationId && (
            <>
              {' · '}
              <Link href={inboxPath(appointment.conversationId)} className="text-accent-ink hover:underline">
                Conversation
              </Link>
            </>
          )}
        </p>
        <Details appointment={appointment} />
        {appointment.note && (
          <p dir="auto" className="text-sm text-ink-2">
            {appointment.note}
          </p>
        )}
      </div>
      {status === 'held' && <Badge tone="warn">Held</Badge>}
      {status === 'canceled' && <Badge>Canceled</Badge>}
      {status === 'expired' && <Badge>Expired</Badge>}
      {open && (
        <span
          className={cx('flex shrink-0', '-me-1 flex-col items-end', !compact && 'pane:flex-row pane:gap-1')}
        >
          {status === 'booked' && Date.parse(startsAt) > Date.now() && (
            <button
              type="button"
              onClick={() => setMoving(true)}
              className={cx(action, 'hover:text-accent-ink')}
            >
              Move<span className="sr-only"> the appointment of {fullTime(startsAt, timeZone)}</span>
            </button>
          )}
          <button
            type="button"
            onClick={() => setAsking(true)}
            className={cx(action, 'hover:text-danger-ink')}
          >
            Cancel<span className="sr-only"> the appointment of {fullTime(startsAt, timeZone)}</span>
          </button>
        </span>
      )}
      {moving && (
        <Suspense fallback={null}>
          <MoveDialog appointment={appointment} onClose={() => setMoving(false)} />
        </Suspense>
      )}
      {asking && (
        <Suspense fallback={null}>
          <Confirm
            open
            onClose={() => setAsking(false)}
            title="Cancel this appointment?"
            verb="Cancel the appointment"
            onConfirm={cancel}
          >
            {service.name}, {fullTime(startsAt, timeZone)}. The time becomes free again. The customer is not
            told by itself.
            <TextField
              label="Reason"
              optional
              maxLength={500}
              className="mt-4"
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
          </Confirm>
        </Suspense>
      )}
    </li>
  )
}

const action = 'inline-flex h-6 items-center rounded-xs px-1 text-xs font-medium text-ink-3 hover:underline'

/** What only some appointments have: time around it, the customer's own time, where it was before, why it is off. */
function Details({ appointment }: { appointment: AppointmentWire }) {
  const { buffer, customerTimeZone, movedFrom, canceled, startsAt, timeZone } = appointment
  const around = [
    buffer.beforeMinutes > 0 && `${buffer.beforeMinutes} min before`,
    buffer.afterMinutes > 0 && `${buffer.afterMinutes} min after`,
  ].filter(Boolean)
  const lines = [
    around.length > 0 && `Kept free: ${around.join(', ')}`,
    customerTimeZone &&
      `For the customer ${clockTime(startsAt, customerTimeZone)} (${customerTimeZone.replaceAll('_', ' ')})`,
    movedFrom && `Moved from ${shortDate(movedFrom, timeZone)}, ${clockTime(movedFrom, timeZone)}`,
    canceled?.reason && `Reason: ${canceled.reason}`,
  ].filter((line) => typeof line === 'string')
  if (lines.length === 0) return null
  return (
    <p className="text-sm text-ink-3" dir="auto">
      {lines.join(' · ')}
    </p>
  )
}
