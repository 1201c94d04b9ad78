// A day that has room, one of its free times, and with whom: only what the server offers can be chosen.
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { get } from '#web/store/api.ts'
import { explainBriefly } from '#web/store/explain.ts'
import { keys } from '#web/store/keys.ts'
import { useHours } from '#web/store/settings.ts'
import { cx } from '#web/ui/cx.ts'
import { SelectField } from '#web/ui/field.tsx'
import { Bone, Skeleton } from '#web/ui/states.tsx'
import { clockTime, dayLabel } from '#web/ui/time.ts'
import { useNow } from '#web/ui/use-now.ts'
import { type Slot, slotDays, staffIn } from './slot-days.ts'

/** How far ahead is offered at once, and how many times at most. */
const DAYS = 28
const LIMIT = 500
const ANYBODY = 'anybody'

/** `free`: who has the time, where nobody in particular was wished for. */
export type Choice = { startsAt: string; staffId: string | null; free: string[] }

export function SlotPicker({
  serviceIds,
  moving,
  chosen,
  onChoose,
}: {
  serviceIds: string[]
  moving?: string
  chosen: Choice | null
  onChoose: (choice: Choice | null) => void
}) {
  const now = useNow()
  const timeZone = useHours().data?.timeZone
  const [dayKey, setDayKey] = useState<string | null>(null)
  const [staffId, setStaffId] = useState<string>(ANYBODY)
  const [serviceId, ...also] = serviceIds
  const slots = useQuery({
    queryKey: [...keys.appointments, 'slots', serviceIds.join(), moving],
    queryFn: ({ signal }) =>
      get<{ items: Slot[] }>(
        '/appointments/slots',
        { serviceId, alsoServiceIds: also.join() || undefined, moving, days: DAYS, limit: LIMIT },
        signal,
      ),
    enabled: serviceId !== undefined,
    staleTime: 0,
  })
  const all = slots.data?.items ?? []
  const staff = staffIn(all)
  const wished = staff.find((s) => s.id === staffId) ?? null
  const days = slotDays(wished ? all.filter((s) => s.staff.some((x) => x.id === wished.id)) : all, timeZone)
  const day = days.find((d) => d.key === dayKey) ?? days[0]
  return (
    <>
      {slots.error && <p className="text-danger-ink">{explainBriefly(slots.error)}</p>}
      {slots.isPending && serviceId && (
        <Skeleton label="Looking for free times" className="space-y-2">
          <Bone className="h-9 w-full" />
          <Bone className="h-20 w-full" />
        </Skeleton>
      )}
      {slots.data && !day && <p className="text-ink-3">Nothing is free in the next {DAYS} days.</p>}
      {staff.length > 0 && (
        <SelectField
          label="With"
          value={wished ? staffId : ANYBODY}
          options={[
            { value: ANYBODY, label: 'Anybody who is free' },
            ...staff.map((s) => ({ value: s.id, label: s.name })),
          ]}
          onChange={(event) => {
            setStaffId(event.target.value)
            onChoose(null)
          }}
        />
      )}
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
              onChoose(null)
            }}
          />
          <fieldset>
            <legend className="mb-1.5 text-sm font-medium">
              Time
              {timeZone && <span className="font-normal text-ink-3"> ({timeZone.replaceAll('_', ' ')})</span>}
            </legend>
            <div className="flex flex-wrap gap-1.5">
              {day.slots.map((slot) => (
                <Time
                  key={slot.startsAt}
                  label={clockTime(slot.startsAt, timeZone)}
                  chosen={chosen?.startsAt === slot.startsAt}
                  onChoose={() =>
                    onChoose({
                      startsAt: slot.startsAt,
                      staffId: wished?.id ?? null,
                      free: slot.staff.map((s) => s.id),
                    })
                  }
                />
              ))}
            </div>
            {chosen && !wished && staff.length > 0 && (
              <p className="mt-2 text-sm text-ink-3">
                Free then:{' '}
                {all
                  .find((s) => s.startsAt === chosen.startsAt)
                  ?.staff.map((s) => s.name)
                  .join(', ')}
              </p>
            )}
          </fieldset>
        </>
      )}
    </>
  )
}

function Time({ label, chosen, onChoose }: { label: string; chosen: boolean; onChoose: () => void }) {
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
