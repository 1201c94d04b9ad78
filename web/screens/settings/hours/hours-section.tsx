import { CalendarPlus, CopyCheck, Trash2 } from 'lucide-react'
import { useState } from 'react'
import type { Hours, Weekday } from '#domain/hours.ts'
import { useCheckedSave } from '#web/screens/settings/knowledge/check/use-checked-save.tsx'
import { Card, Loaded, SaveForm, useSaving } from '#web/screens/settings/parts.tsx'
import { put } from '#web/store/api.ts'
import { client } from '#web/store/client.ts'
import { keys } from '#web/store/keys.ts'
import { useHours } from '#web/store/settings.ts'
import { Button, IconButton } from '#web/ui/button.tsx'
import { SelectField, TextField } from '#web/ui/field.tsx'
import { Switch } from '#web/ui/switch.tsx'
import { Intervals } from './intervals.tsx'
import { addInterval, checkHours, tidyHours, weekdayList, weekdayNames, weekLength } from './week-model.ts'

export default function HoursSection() {
  return <Loaded query={useHours()}>{(hours) => <HoursForm saved={hours} />}</Loaded>
}

function HoursForm({ saved }: { saved: Hours }) {
  const [draft, setDraft] = useState<Hours | null>(null)
  const saving = useSaving()
  const checked = useCheckedSave()
  const hours = draft ?? saved
  const problem = checkHours(hours)
  const save = async (): Promise<void> => {
    if (problem) return
    const tidy = tidyHours(hours)
    const done = await checked.run({ what: 'hours', hours: tidy }, () =>
      saving.run(async () => {
        client.setQueryData(keys.hours, await put<Hours>('/hours', tidy))
      }),
    )
    if (done) setDraft(null)
  }
  const setDay = (day: Weekday, intervals: Hours['week'][Weekday]): void =>
    setDraft({ ...hours, week: { ...hours.week, [day]: intervals } })
  return (
    <SaveForm
      dirty={draft !== null && problem === null}
      saving={saving}
      onSave={() => void save()}
      onReset={() => setDraft(null)}
    >
      {checked.dialog}
      <Card>
        <SelectField
          label="Time zone"
          className="max-w-90"
          value={hours.timeZone}
          options={zones(hours.timeZone)}
          onChange={(event) => setDraft({ ...hours, timeZone: event.target.value })}
        />
        <ul className="mt-5 divide-y divide-line border-y border-line">
          {weekdayList.map((day, index) => (
            <li key={day} className="flex flex-wrap items-center gap-x-4 gap-y-2 py-2.5">
              <div className="w-40">
                <Switch
                  label={weekdayNames[day]}
                  checked={hours.week[day].length > 0}
                  onChange={(open) => setDay(day, open ? addInterval([]) : [])}
                />
              </div>
              {hours.week[day].length > 0 ? (
                <Intervals
                  day={weekdayNames[day]}
                  intervals={hours.week[day]}
                  onChange={(next) => setDay(day, next)}
                />
              ) : (
                <span className="text-ink-3">Closed</span>
              )}
              {index === 0 && hours.week.monday.length > 0 && (
                <Button
                  size="sm"
                  look="ghost"
                  className="ms-auto"
                  icon={<CopyCheck size={15} aria-hidden="true" />}
                  onClick={() => setDraft({ ...hours, week: copyMonday(hours) })}
                >
                  Use for Tuesday to Friday
                </Button>
              )}
            </li>
          ))}
        </ul>
        <p className="mt-3 text-sm text-ink-3">Open {weekLength(hours)} a week.</p>
      </Card>
      <Holidays hours={hours} onChange={setDraft} />
      {problem && draft && (
        <p role="status" className="mb-3 text-sm text-danger-ink">
          {problem}
        </p>
      )}
    </SaveForm>
  )
}

function Holidays({ hours, onChange }: { hours: Hours; onChange: (next: Hours) => void }) {
  const set = (index: number, change: Partial<Hours['holidays'][number]>): void =>
    onChange({
      ...hours,
      holidays: hours.holidays.map((each, i) => (i === index ? { ...each, ...change } : each)),
    })
  return (
    <Card
      title="Holidays and exceptions"
      help="These days replace the usual hours."
      action={
        <Button
          size="sm"
          icon={<CalendarPlus size={15} aria-hidden="true" />}
          onClick={() =>
            onChange({ ...hours, holidays: [...hours.holidays, { date: '', name: '', intervals: [] }] })
          }
        >
          Add a day
        </Button>
      }
    >
      {hours.holidays.length === 0 && <p className="text-ink-3">None.</p>}
      <ul className="divide-y divide-line">
        {hours.holidays.map((holiday, index) => {
          const name = holiday.name || holiday.date || 'this day'
          return (
            <li key={index} className="flex flex-wrap items-end gap-3 py-3">
              <TextField
                label="Date"
                type="date"
                required
                className="w-40"
                value={holiday.date}
                onChange={(e) => set(index, { date: e.target.value })}
              />
              <TextField
                label="Name"
                maxLength={80}
                className="min-w-36 flex-1"
                placeholder="Thanksgiving"
                value={holiday.name}
                onChange={(e) => set(index, { name: e.target.value })}
              />
              <IconButton
                label={`Remove ${name}`}
                onClick={() => onChange({ ...hours, holidays: hours.holidays.filter((_, i) => i !== index) })}
              >
                <Trash2 size={16} aria-hidden="true" />
              </IconButton>
              <div className="flex w-full flex-wrap items-center gap-4">
                <div className="w-40">
                  <Switch
                    label="Open"
                    checked={holiday.intervals.length > 0}
                    onChange={(open) => set(index, { intervals: open ? addInterval([]) : [] })}
                  />
                </div>
                {holiday.intervals.length > 0 && (
                  <Intervals
                    day={name}
                    intervals={holiday.intervals}
                    onChange={(intervals) => set(index, { intervals })}
                  />
                )}
              </div>
            </li>
          )
        })}
      </ul>
    </Card>
  )
}

function copyMonday(hours: Hours): Hours['week'] {
  const { monday } = hours.week
  return { ...hours.week, tuesday: monday, wednesday: monday, thursday: monday, friday: monday }
}

function zones(current: string): { value: string; label: string }[] {
  const known = new Set([...Intl.supportedValuesOf('timeZone'), current, 'UTC'])
  return [...known].map((value) => ({ value, label: value.replaceAll('_', ' ') }))
}
