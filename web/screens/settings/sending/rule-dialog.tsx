import { useState } from 'react'
import type { QuietRule, QuietSpan } from '#domain/quiet-rules.ts'
import type { Saving } from '#web/screens/settings/parts.tsx'
import { explainBriefly } from '#web/store/explain.ts'
import { Button } from '#web/ui/button.tsx'
import { cx } from '#web/ui/cx.ts'
import { controlClass, TextField } from '#web/ui/field.tsx'
import { Dialog, DialogBody, DialogFoot } from '#web/ui/overlay/dialog.tsx'
import type { QuietRuleWire } from '#wire/api/sending.ts'

const days = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']
const usual: QuietSpan = { from: '09:00', to: '20:00' }

/** One row of the table: a place and its week. Saving makes it the workspace's own. */
export default function RuleDialog({
  rule,
  saving,
  onClose,
  onSave,
  onReset,
}: {
  rule: QuietRuleWire | null
  saving: Saving
  onClose: () => void
  onSave: (rule: QuietRule) => void
  onReset: (region: string) => void
}) {
  const [region, setRegion] = useState(rule?.region ?? '')
  const [name, setName] = useState(rule?.name ?? '')
  const [week, setWeek] = useState<(QuietSpan | null)[]>(rule?.week ?? days.map(() => usual))
  const [holidays, setHolidays] = useState((rule?.holidays ?? []).join(', '))
  const set = (day: number, span: QuietSpan | null): void => setWeek(week.with(day, span))
  const wrong = week.some((span) => span !== null && span.from >= span.to)
  const save = (): void =>
    onSave({
      region: region.trim().toUpperCase(),
      name: name.trim(),
      week,
      holidays: holidays
        .split(/[\s,]+/)
        .map((each) => each.trim().toLowerCase())
        .filter(Boolean),
      source: 'Entered here',
    })
  return (
    <Dialog
      open
      onClose={onClose}
      title={rule ? rule.name : 'Add a place'}
      description={rule ? rule.source : 'A country or a state with hours of its own.'}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault()
          save()
        }}
      >
        <DialogBody className="max-h-[62dvh] space-y-4">
          {!rule && (
            <div className="flex flex-wrap gap-3">
              <TextField
                label="Name"
                required
                maxLength={60}
                className="min-w-40 flex-1"
                placeholder="Georgia"
                value={name}
                onChange={(event) => setName(event.target.value)}
              />
              <TextField
                label="Code"
                required
                pattern="(\*|[A-Za-z]{2}(-[A-Za-z0-9]{1,3})?)"
                className="w-28"
                placeholder="US-GA"
                help="Country or state"
                value={region}
                onChange={(event) => setRegion(event.target.value)}
              />
            </div>
          )}
          <fieldset>
            <legend className="mb-1 text-sm font-medium">Messages may leave</legend>
            <ul className="divide-y divide-line">
              {days.map((day, index) => {
                const span = week[index] ?? null
                return (
                  <li key={day} className="flex min-h-12 flex-wrap items-center gap-x-3 gap-y-1 py-1.5">
                    <label className="flex w-32 items-center gap-2">
                      <input
                        type="checkbox"
                        className="size-4 accent-accent"
                        checked={span !== null}
                        onChange={(event) => set(index, event.target.checked ? usual : null)}
                      />
                      {day}
                    </label>
                    {span ? (
                      <span className="flex items-center gap-1.5">
                        <Time
                          label={`${day}, from`}
                          value={span.from}
                          onChange={(from) => set(index, { ...span, from })}
                        />
                        <span className="text-ink-3">to</span>
                        <Time
                          label={`${day}, to`}
                          value={span.to === '24:00' ? '23:59' : span.to}
                          onChange={(to) => set(index, { ...span, to: to === '23:59' ? '24:00' : to })}
                        />
                      </span>
                    ) : (
                      <span className="text-ink-3">Nothing leaves</span>
                    )}
                  </li>
                )
              })}
            </ul>
            {wrong && <p className="mt-1 text-sm text-danger-ink">It must end after it begins.</p>}
          </fieldset>
          <TextField
            label="Days without messages"
            optional
            placeholder="us-federal, 12-24, easter+1, 2026-07-03"
            help="us-federal for the federal holidays of the United States; 12-24 each year; easter+1 for Easter Monday."
            value={holidays}
            onChange={(event) => setHolidays(event.target.value)}
          />
          {saving.error !== null && (
            <p role="alert" className="rounded-md bg-danger-soft px-3.5 py-2.5 text-danger-ink">
              {Object.values(saving.fields)[0] ?? explainBriefly(saving.error)}
            </p>
          )}
        </DialogBody>
        <DialogFoot>
          {rule?.own && (
            <Button look="ghost" className="me-auto" busy={saving.busy} onClick={() => onReset(rule.region)}>
              Back to what came with it
            </Button>
          )}
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" busy={saving.busy} disabled={wrong}>
            Save
          </Button>
        </DialogFoot>
      </form>
    </Dialog>
  )
}

function Time({
  label,
  value,
  onChange,
}: {
  label: string
  value: string
  onChange: (next: string) => void
}) {
  return (
    <input
      type="time"
      aria-label={label}
      required
      value={value}
      onChange={(event) => onChange(event.target.value)}
      className={cx(controlClass, 'tabular h-8 w-28! px-2!')}
    />
  )
}
