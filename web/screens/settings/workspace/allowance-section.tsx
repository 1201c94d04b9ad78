import { useState } from 'react'
import { Card, SaveForm, useSaving } from '#web/screens/settings/parts.tsx'
import { useWorkspace } from '#web/store/session.ts'
import { cx } from '#web/ui/cx.ts'
import { TextField } from '#web/ui/field.tsx'
import { Switch } from '#web/ui/switch.tsx'
import { saveSettings } from './save-settings.ts'

const USUAL = 1000

export default function AllowanceSection() {
  const { settings, usage } = useWorkspace()
  const [draft, setDraft] = useState<number | null | undefined>(undefined)
  const limit = draft === undefined ? settings.smsAllowance : draft
  const saving = useSaving()
  const save = async (): Promise<void> => {
    const done = await saving.run(() => saveSettings({ smsAllowance: limit }))
    if (done) setDraft(undefined)
  }
  return (
    <>
      <Usage used={usage.sms} limit={settings.smsAllowance} month={usage.month} />
      <SaveForm
        dirty={draft !== undefined}
        saving={saving}
        onSave={() => void save()}
        onReset={() => setDraft(undefined)}
      >
        <Card title="Limit">
          <Switch
            label="Limit the month"
            help="When it is used up, no further SMS leaves, whoever wrote it. Confirmations of STOP always leave."
            checked={limit !== null}
            onChange={(on) => setDraft(on ? (settings.smsAllowance ?? USUAL) : null)}
          />
          {limit !== null && (
            <TextField
              label="Messages a month"
              type="number"
              required
              min={0}
              step={1}
              className="mt-4 max-w-48"
              value={limit}
              error={saving.fields.smsAllowance}
              onChange={(event) => setDraft(Math.max(0, Math.floor(Number(event.target.value))))}
            />
          )}
        </Card>
      </SaveForm>
    </>
  )
}

function Usage({ used, limit, month }: { used: number; limit: number | null; month: string }) {
  const share = limit ? Math.min(1, used / limit) : limit === 0 ? 1 : 0
  const name = new Intl.DateTimeFormat(undefined, { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
    new Date(`${month}-01T00:00:00Z`),
  )
  return (
    <Card>
      <p className="text-sm font-medium text-ink-3">{name}</p>
      <p className="tabular mt-0.5 text-2xl font-semibold tracking-tight">
        {used.toLocaleString()}
        <span className="text-md font-normal text-ink-3">
          {' '}
          {limit === null ? 'messages, no limit' : `of ${limit.toLocaleString()} messages`}
        </span>
      </p>
      {limit !== null && (
        <div
          role="meter"
          aria-label="SMS used this month"
          aria-valuemin={0}
          aria-valuemax={limit}
          aria-valuenow={Math.min(used, limit)}
          className="mt-3 h-2 overflow-hidden rounded-full bg-sunken"
        >
          <div
            className={cx(
              'h-full rounded-full',
              share >= 1 ? 'bg-danger' : share >= 0.8 ? 'bg-warn' : 'bg-accent',
            )}
            style={{ width: `${share * 100}%` }}
          />
        </div>
      )}
      {share >= 1 && (
        <p className="mt-2 text-sm text-danger-ink">
          The allowance is used up: no SMS leaves until it is raised or the month ends.
        </p>
      )}
      {share >= 0.8 && share < 1 && (
        <p className="mt-2 text-sm text-warn-ink">More than four fifths are used.</p>
      )}
    </Card>
  )
}
