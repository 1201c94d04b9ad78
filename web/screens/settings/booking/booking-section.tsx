import { useState } from 'react'
import type { BookingSettings } from '#domain/calendar.ts'
import { Card, Loaded, SaveForm, useSaving } from '#web/screens/settings/parts.tsx'
import { put } from '#web/store/api.ts'
import { client } from '#web/store/client.ts'
import { keys } from '#web/store/keys.ts'
import { useBookingRules } from '#web/store/settings.ts'
import { SelectField } from '#web/ui/field.tsx'
import { Switch } from '#web/ui/switch.tsx'
import { withOwn } from './choices.ts'

const grid = [10, 15, 20, 30, 60].map((minutes) => ({ value: minutes, label: `Every ${minutes} minutes` }))
const notice = [
  { value: 0, label: 'At once' },
  { value: 60, label: '1 hour' },
  { value: 120, label: '2 hours' },
  { value: 240, label: '4 hours' },
  { value: 720, label: '12 hours' },
  { value: 1440, label: '1 day' },
  { value: 2880, label: '2 days' },
  { value: 10080, label: '1 week' },
]
const horizon = [
  { value: 14, label: '2 weeks' },
  { value: 30, label: '1 month' },
  { value: 60, label: '2 months' },
  { value: 90, label: '3 months' },
  { value: 180, label: '6 months' },
  { value: 365, label: '1 year' },
]
const changes = [
  { value: 0, label: 'Until it begins' },
  { value: 120, label: 'Until 2 hours before' },
  { value: 240, label: 'Until 4 hours before' },
  { value: 720, label: 'Until 12 hours before' },
  { value: 1440, label: 'Until 1 day before' },
  { value: 2880, label: 'Until 2 days before' },
  { value: 10080, label: 'Until 1 week before' },
]

export default function BookingSection() {
  const rules = useBookingRules()
  return <Loaded query={rules}>{(stored) => <Form stored={stored} />}</Loaded>
}

function Form({ stored }: { stored: BookingSettings }) {
  const [draft, setDraft] = useState<BookingSettings | null>(null)
  const value = draft ?? stored
  const saving = useSaving()
  const set = (change: Partial<BookingSettings>): void => setDraft({ ...value, ...change })
  const save = async (): Promise<void> => {
    const done = await saving.run(async () => {
      await put('/booking', value)
      await client.invalidateQueries({ queryKey: keys.booking })
    })
    if (done) setDraft(null)
  }
  const select = (
    label: string,
    help: string,
    key: 'gridMinutes' | 'noticeMinutes' | 'horizonDays' | 'changeNoticeMinutes',
    choices: { value: number; label: string }[],
    unit: string,
  ) => (
    <SelectField
      label={label}
      help={help}
      value={String(value[key])}
      error={saving.fields[key]}
      options={withOwn(choices, value[key], unit)}
      onChange={(e) => set({ [key]: Number(e.target.value) })}
    />
  )
  return (
    <SaveForm
      dirty={draft !== null}
      saving={saving}
      onSave={() => void save()}
      onReset={() => setDraft(null)}
    >
      <Card
        title="Offering times"
        help="For every service; a service may have its own notice, horizon and time around it."
      >
        <div className="grid gap-5 pane:grid-cols-3">
          {select('Times begin', 'Counted from opening.', 'gridMinutes', grid, 'minutes')}
          {select('Shortest notice', 'Nothing is offered sooner.', 'noticeMinutes', notice, 'minutes')}
          {select('How far ahead', 'Nothing is offered later.', 'horizonDays', horizon, 'days')}
        </div>
      </Card>
      <Card
        title="Moving and canceling by the customer"
        help="The AI reads the appointment back and waits for a yes. What it may not do, it hands to a person and says so."
      >
        <div className="space-y-5">
          <Switch
            label="Customers may move their appointment"
            help="The old time is free only when the new one is taken."
            checked={value.mayMove}
            onChange={(mayMove) => set({ mayMove })}
          />
          <Switch
            label="Customers may cancel their appointment"
            help="The AI asks why, keeps the reason, and offers another time."
            checked={value.mayCancel}
            onChange={(mayCancel) => set({ mayCancel })}
          />
          {(value.mayMove || value.mayCancel) && (
            <div className="max-w-72">
              {select(
                'By themselves',
                'After that, a person decides.',
                'changeNoticeMinutes',
                changes,
                'minutes before',
              )}
            </div>
          )}
        </div>
      </Card>
    </SaveForm>
  )
}
