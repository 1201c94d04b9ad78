// Appointments, day by day, in the business's own time zone.
import { useQuery } from '@tanstack/react-query'
import { CalendarDays } from 'lucide-react'
import { useState } from 'react'
import { Page } from '#web/screens/shell/page.tsx'
import { get } from '#web/store/api.ts'
import { keys } from '#web/store/keys.ts'
import { Button } from '#web/ui/button.tsx'
import { cx } from '#web/ui/cx.ts'
import { Bone, Empty, Skeleton, Trouble } from '#web/ui/states.tsx'
import { dayLabel } from '#web/ui/time.ts'
import { useNow } from '#web/ui/use-now.ts'
import type { AppointmentWire } from '#wire/api/contacts.ts'
import { AppointmentItem } from './appointment-item.tsx'
import { groupByDay } from './group-by-day.ts'

type Side = 'coming' | 'past'
const DAY = 86_400_000
/** The past opens a month at a time. */
const MONTH = 30
const LIMIT = 500

export default function AppointmentsScreen() {
  const [side, setSide] = useState<Side>('coming')
  const [daysBack, setDaysBack] = useState(MONTH)
  const now = useNow()
  // Whole days, so that the key does not change with every tick of the clock.
  const today = Math.floor(now.getTime() / DAY) * DAY
  const range =
    side === 'coming'
      ? { from: new Date(today - DAY).toISOString() }
      : { from: new Date(today - daysBack * DAY).toISOString(), to: new Date(today + DAY).toISOString() }
  const list = useQuery({
    queryKey: [...keys.appointments, side, range],
    queryFn: ({ signal }) =>
      get<{ items: AppointmentWire[] }>('/appointments', { ...range, limit: LIMIT }, signal),
    placeholderData: (held, query) => (query?.queryKey[1] === side ? held : undefined),
  })
  const items = (list.data?.items ?? []).filter(
    (a) => a.status !== 'expired' && (side === 'coming') === Date.parse(a.endsAt) >= now.getTime(),
  )
  const days = groupByDay(items, side === 'past')
  return (
    <Page
      title="Appointments"
      actions={
        <div role="group" aria-label="Which appointments" className="flex rounded-md bg-sunken p-0.5">
          {(['coming', 'past'] as const).map((each) => (
            <button
              key={each}
              type="button"
              aria-pressed={side === each}
              onClick={() => setSide(each)}
              className={cx(
                'h-7.5 rounded-sm px-3 text-sm font-medium',
                side === each ? 'bg-raised text-ink shadow-1' : 'text-ink-3 hover:text-ink',
              )}
            >
              {each === 'coming' ? 'Coming' : 'Past'}
            </button>
          ))}
        </div>
      }
    >
      {list.isPending && (
        <Skeleton label="Loading appointments" className="space-y-3">
          <Bone className="h-5 w-40" />
          <Bone className="h-16 w-full" />
          <Bone className="h-16 w-full" />
        </Skeleton>
      )}
      {list.error && <Trouble error={list.error} onRetry={() => void list.refetch()} />}
      {list.data && days.length === 0 && (
        <Empty
          Icon={CalendarDays}
          title={side === 'coming' ? 'Nothing is booked' : `Nothing in the last ${daysBack} days`}
        >
          {side === 'coming' && 'The AI books into your opening hours. You can book from any contact.'}
        </Empty>
      )}
      <div className="space-y-6">
        {days.map((day) => (
          <section key={day.key}>
            <h2 className="mb-2 text-sm font-semibold text-ink-2">{dayLabel(day.at, now, day.timeZone)}</h2>
            <ul className="divide-y divide-line rounded-lg border border-line bg-surface">
              {day.items.map((appointment) => (
                <AppointmentItem key={appointment.id} appointment={appointment} />
              ))}
            </ul>
          </section>
        ))}
      </div>
      {side === 'past' && list.data && (
        <p className="mt-5 text-center">
          <Button busy={list.isFetching} onClick={() => setDaysBack(daysBack + MONTH)}>
            Show earlier ones
          </Button>
        </p>
      )}
    </Page>
  )
}
