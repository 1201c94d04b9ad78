// When the AI has earned more, and when it loses it again.
import { useState } from 'react'
import { nameMode } from '#domain/autonomy-words.ts'
import type { EarnedSettings } from '#domain/earned.ts'
import { Card, SaveForm, useSaving } from '#web/screens/settings/parts.tsx'
import { saveAutonomy } from '#web/store/autonomy.ts'
import { SelectField, TextField } from '#web/ui/field.tsx'
import { Switch } from '#web/ui/switch.tsx'

export function EarnedForm({ value, agentId }: { value: EarnedSettings; agentId: string | undefined }) {
  const [change, setChange] = useState<Partial<EarnedSettings>>({})
  const saving = useSaving()
  const now = { ...value, ...change }
  const save = async (): Promise<void> => {
    if (await saving.run(() => saveAutonomy({ earned: now }, agentId))) setChange({})
  }
  const number = (raw: string) => Math.floor(Number(raw))
  return (
    <SaveForm
      dirty={Object.keys(change).length > 0}
      saving={saving}
      onSave={() => void save()}
      onReset={() => setChange({})}
    >
      <Card
        title="When it has earned more"
        help="Complaints, refunds, emergencies and what is not understood stay with people, however well the AI does."
      >
        <div className="grid gap-4 pane:grid-cols-3">
          <TextField
            label="Agreement, in per cent"
            type="number"
            required
            min={50}
            max={100}
            value={Math.round(now.agreement * 100)}
            error={saving.fields['earned.agreement']}
            onChange={(event) => setChange({ ...change, agreement: number(event.target.value) / 100 })}
          />
          <TextField
            label="Over at least so many answers"
            type="number"
            required
            min={5}
            max={500}
            value={now.answers}
            error={saving.fields['earned.answers']}
            onChange={(event) => setChange({ ...change, answers: number(event.target.value) })}
          />
          <SelectField
            label="Then"
            value={now.to}
            onChange={(event) =>
              setChange({ ...change, to: event.target.value === 'full' ? 'full' : 'controlled' })
            }
            options={(['controlled', 'full'] as const).map((mode) => ({
              value: mode,
              label: nameMode(mode),
            }))}
          />
        </div>
        <div className="mt-5">
          <Switch
            label="Promote by itself"
            help="Off: it is proposed here, and one click of yours does it."
            checked={now.automatic}
            onChange={(automatic) => setChange({ ...change, automatic })}
          />
        </div>
        <TextField
          className="mt-5 max-w-100"
          controlClassName="max-w-28"
          label="Falls back after so many rejected drafts in a row"
          type="number"
          required
          min={1}
          max={20}
          value={now.rejections}
          error={saving.fields['earned.rejections']}
          help="It also falls back when a customer complains right after an answer of the AI, and when agreement drops 10 points below what is asked for."
          onChange={(event) => setChange({ ...change, rejections: number(event.target.value) })}
        />
      </Card>
    </SaveForm>
  )
}
