// What a service takes from the calendar besides its own minutes, and its own notice and horizon.
import type { ServiceFields } from '#domain/knowledge.ts'
import { withOwn } from '#web/screens/settings/booking/choices.ts'
import { SelectField, TextField } from '#web/ui/field.tsx'

const AS_USUAL = 'usual'
const notice = [
  { value: 0, label: 'At once' },
  { value: 60, label: '1 hour' },
  { value: 240, label: '4 hours' },
  { value: 1440, label: '1 day' },
  { value: 2880, label: '2 days' },
  { value: 10080, label: '1 week' },
]
const horizon = [
  { value: 14, label: '2 weeks' },
  { value: 30, label: '1 month' },
  { value: 90, label: '3 months' },
  { value: 180, label: '6 months' },
  { value: 365, label: '1 year' },
]

type Props = {
  value: ServiceFields
  errors: Record<string, string>
  onChange: (change: Partial<ServiceFields>) => void
}

export function AroundVisit({ value, errors, onChange }: Props) {
  const minutes = (label: string, key: 'bufferBeforeMinutes' | 'bufferAfterMinutes') => (
    <TextField
      label={label}
      type="number"
      min={0}
      max={480}
      step={5}
      value={value[key] ?? 0}
      error={errors[key]}
      onChange={(e) => onChange({ [key]: Math.max(0, Math.floor(Number(e.target.value))) })}
    />
  )
  const rule = (
    label: string,
    key: 'noticeMinutes' | 'horizonDays',
    choices: { value: number; label: string }[],
    unit: string,
  ) => (
    <SelectField
      label={label}
      value={value[key] == null ? AS_USUAL : String(value[key])}
      options={[
        { value: AS_USUAL, label: 'As in the booking rules' },
        ...withOwn(choices, value[key] ?? choices[0]?.value ?? 0, unit),
      ]}
      onChange={(e) => onChange({ [key]: e.target.value === AS_USUAL ? null : Number(e.target.value) })}
    />
  )
  return (
    <fieldset className="rounded-lg border border-line bg-sunken/50 px-4 pt-3 pb-4">
      <legend className="px-1 text-sm font-medium text-ink-2">In the calendar</legend>
      <div className="grid grid-cols-2 gap-4">
        {minutes('Minutes free before', 'bufferBeforeMinutes')}
        {minutes('Minutes free after', 'bufferAfterMinutes')}
      </div>
      <p className="mt-1.5 mb-4 text-sm text-ink-3">
        To drive, to clean up, to breathe. Customers do not see it; nothing else is booked into it.
      </p>
      <div className="grid gap-4 pane:grid-cols-2">
        {rule('Shortest notice', 'noticeMinutes', notice, 'minutes')}
        {rule('How far ahead', 'horizonDays', horizon, 'days')}
      </div>
    </fieldset>
  )
}
