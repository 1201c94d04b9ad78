import { CalendarPlus, Trash2 } from 'lucide-react'
import { useState } from 'react'
import type { DayOff, StaffFields } from '#domain/calendar.ts'
import type { Hours } from '#domain/hours.ts'
import { Intervals } from '#web/screens/settings/hours/intervals.tsx'
import { addInterval, checkDay, weekdayList, weekdayNames } from '#web/screens/settings/hours/week-model.ts'
import { useSaving } from '#web/screens/settings/parts.tsx'
import { post, put } from '#web/store/api.ts'
import { client } from '#web/store/client.ts'
import { explainBriefly } from '#web/store/explain.ts'
import { keys } from '#web/store/keys.ts'
import { useHours, useServices } from '#web/store/settings.ts'
import { Button, IconButton } from '#web/ui/button.tsx'
import { SelectField, TextField } from '#web/ui/field.tsx'
import { Dialog, DialogBody, DialogFoot } from '#web/ui/overlay/dialog.tsx'
import { Switch } from '#web/ui/switch.tsx'
import type { StaffWire } from '#wire/api/calendars.ts'

const fresh: StaffFields = { name: '', kind: 'person', week: null, daysOff: [], serviceIds: [], active: true }
const kinds: { value: StaffFields['kind']; label: string }[] = [
  { value: 'person', label: 'A person' },
  { value: 'resource', label: 'A room, bay or device' },
]

export function StaffDialog({ staff, onClose }: { staff: StaffWire | null; onClose: () => void }) {
  const services = useServices().data ?? []
  const opening = useHours().data
  const [value, setValue] = useState<StaffFields>(staff ?? fresh)
  const saving = useSaving()
  const set = (change: Partial<StaffFields>): void => setValue((now) => ({ ...now, ...change }))
  const problem = problemOf(value)
  const submit = async (): Promise<void> => {
    const { name, kind, week, daysOff, serviceIds, active } = value
    const body = { name: name.trim(), kind, week, daysOff, serviceIds, active }
    const done = await saving.run(async () => {
      await (staff ? put(`/staff/${staff.id}`, body) : post('/staff', body))
      await client.invalidateQueries({ queryKey: keys.staff })
      void client.invalidateQueries({ queryKey: keys.appointments })
    })
    if (done) onClose()
  }
  return (
    <Dialog open onClose={onClose} title={staff ? `Edit ${staff.name}` : 'Add somebody who is booked'}>
      <form
        className="flex min-h-0 flex-col"
        onSubmit={(event) => {
          event.preventDefault()
          if (!problem) void submit()
        }}
      >
        <DialogBody className="space-y-5">
          <div className="grid gap-4 pane:grid-cols-2">
            <TextField
              label="Name"
              required
              maxLength={80}
              placeholder="Maria, Bay 2"
              help="Customers read it when they book."
              value={value.name}
              error={saving.fields.name}
              onChange={(e) => set({ name: e.target.value })}
            />
            <SelectField
              label="What is it?"
              options={kinds}
              value={value.kind}
              onChange={(e) => set({ kind: e.target.value as StaffFields['kind'] })}
            />
          </div>
          <fieldset>
            <legend className="mb-1.5 text-sm font-medium">Services</legend>
            {services.length === 0 && (
              <p className="text-sm text-ink-3">Add services first; then say here who performs them.</p>
            )}
            <div className="grid gap-x-4 gap-y-1.5 pane:grid-cols-2">
              {services.map((service) => (
                <label key={service.id} className="flex min-h-7 items-center gap-2.5">
                  <input
                    type="checkbox"
                    className="size-4 accent-accent"
                    checked={value.serviceIds.includes(service.id)}
                    onChange={(e) =>
                      set({
                        serviceIds: e.target.checked
                          ? [...value.serviceIds, service.id]
                          : value.serviceIds.filter((id) => id !== service.id),
                      })
                    }
                  />
                  <span dir="auto">{service.name}</span>
                </label>
              ))}
            </div>
          </fieldset>
          <div>
            <Switch
              label="Own working hours"
              help="Off: whenever you are open. Holidays of the business hold in both cases."
              checked={value.week !== null}
              onChange={(own) => set({ week: own ? (opening?.week ?? emptyWeek) : null })}
            />
            {value.week && <Week week={value.week} onChange={(week) => set({ week })} />}
          </div>
          <DaysOff days={value.daysOff} onChange={(daysOff) => set({ daysOff })} />
          <Switch
            label="Can be booked"
            help="Off: nothing new is booked; what is booked stays."
            checked={value.active}
            onChange={(active) => set({ active })}
          />
          {(problem ?? (saving.error !== null && Object.keys(saving.fields).length === 0)) && (
            <p role="alert" className="text-danger-ink">
              {problem ?? explainBriefly(saving.error)}
            </p>
          )}
        </DialogBody>
        <DialogFoot>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            type="submit"
            look="primary"
            busy={saving.busy}
            disabled={!value.name.trim() || problem !== null}
          >
            Save
          </Button>
        </DialogFoot>
      </form>
    </Dialog>
  )
}

const emptyWeek: Hours['week'] = {
  monday: [],
  tuesday: [],
  wednesday: [],
  thursday: [],
  friday: [],
  saturday: [],
  sunday: [],
}

function problemOf({ week, daysOff }: StaffFields): string | null {
  for (const day of week ? weekdayList : []) {
    const wrong = week && checkDay(week[day])
    if (wrong) return `${weekdayNames[day]}: ${wrong}`
  }
  return daysOff.some((d) => d.from && d.to && d.to < d.from) ? 'Days off must end after they begin' : null
}

function Week({ week, onChange }: { week: Hours['week']; onChange: (next: Hours['week']) => void }) {
  return (
    <ul className="mt-3 divide-y divide-line rounded-lg border border-line">
      {weekdayList.map((day) => (
        <li key={day} className="flex flex-wrap items-center gap-x-4 gap-y-2 px-3.5 py-2">
          <div className="w-36">
            <Switch
              label={weekdayNames[day]}
              checked={week[day].length > 0}
              onChange={(on) => onChange({ ...week, [day]: on ? addInterval([]) : [] })}
            />
          </div>
          {week[day].length > 0 ? (
            <Intervals
              day={weekdayNames[day]}
              intervals={week[day]}
              onChange={(intervals) => onChange({ ...week, [day]: intervals })}
            />
          ) : (
            <span className="text-sm text-ink-3">Not working</span>
          )}
        </li>
      ))}
    </ul>
  )
}

function DaysOff({ days, onChange }: { days: DayOff[]; onChange: (next: DayOff[]) => void }) {
  const set = (index: number, change: Partial<DayOff>): void =>
    onChange(days.map((each, i) => (i === index ? { ...each, ...change } : each)))
  return (
    <fieldset>
      <legend className="sr-only">Days off</legend>
      <div className="flex items-center justify-between gap-3">
        <p className="text-base font-medium" aria-hidden="true">
          Days off
        </p>
        <Button
          size="sm"
          icon={<CalendarPlus size={15} aria-hidden="true" />}
          onClick={() => onChange([...days, { from: '', to: '', note: '' }])}
        >
          Add days
        </Button>
      </div>
      {days.length === 0 && <p className="text-sm text-ink-3">None.</p>}
      <ul className="space-y-2">
        {days.map((off, index) => (
          <li key={index} className="flex flex-wrap items-end gap-2 pt-2">
            <TextField
              label="From"
              type="date"
              required
              className="w-38"
              value={off.from}
              onChange={(e) =>
                set(index, { from: e.target.value, ...(off.to < e.target.value && { to: e.target.value }) })
              }
            />
            <TextField
              label="To"
              type="date"
              required
              min={off.from}
              className="w-38"
              value={off.to}
              onChange={(e) => set(index, { to: e.target.value })}
            />
            <TextField
              label="Note"
              optional
              maxLength={80}
              className="min-w-28 flex-1"
              placeholder="Holiday"
              value={off.note}
              onChange={(e) => set(index, { note: e.target.value })}
            />
            <IconButton
              label={`Remove the days off from ${off.from || 'no date'}`}
              onClick={() => onChange(days.filter((_, i) => i !== index))}
            >
              <Trash2 size={16} aria-hidden="true" />
            </IconButton>
          </li>
        ))}
      </ul>
    </fieldset>
  )
}
