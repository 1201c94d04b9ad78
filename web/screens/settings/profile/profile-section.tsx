import { useState } from 'react'
import type { Profile } from '#domain/knowledge.ts'
import { useCheckedSave } from '#web/screens/settings/knowledge/check/use-checked-save.tsx'
import { Card, SaveForm, useSaving } from '#web/screens/settings/parts.tsx'
import { put } from '#web/store/api.ts'
import { useWorkspace } from '#web/store/session.ts'
import { refreshWorkspace } from '#web/store/settings.ts'
import { SelectField, TextArea, TextField } from '#web/ui/field.tsx'
import { countryOptions, currencyOptions } from './regions.ts'

export default function ProfileSection() {
  const { profile } = useWorkspace()
  const [changed, setChanged] = useState<Partial<Profile>>({})
  const saving = useSaving()
  const checked = useCheckedSave()
  const value = { ...profile, ...changed }
  const set = (change: Partial<Profile>): void => setChanged({ ...changed, ...change })
  const text = (name: keyof Profile) => ({
    value: value[name],
    error: saving.fields[name],
    onChange: (event: { target: { value: string } }) => set({ [name]: event.target.value }),
  })
  const save = async (): Promise<void> => {
    const done = await checked.run({ what: 'profile', profile: value }, () =>
      saving.run(async () => {
        await put('/profile', value)
        await refreshWorkspace()
      }),
    )
    if (done) setChanged({})
  }
  return (
    <SaveForm
      dirty={Object.keys(changed).length > 0}
      saving={saving}
      onSave={() => void save()}
      onReset={() => setChanged({})}
    >
      {checked.dialog}
      <Card>
        <div className="space-y-4">
          <TextField label="Name" required maxLength={120} {...text('name')} />
          <TextArea
            label="In a few sentences"
            optional
            maxLength={2000}
            help="What you do, for whom, what is special. The AI uses it when a customer asks what you are."
            {...text('description')}
          />
          <div className="grid gap-4 pane:grid-cols-2">
            <TextField label="Phone" optional type="tel" maxLength={40} {...text('phone')} />
            <TextField label="Email" optional type="email" maxLength={200} {...text('email')} />
          </div>
          <TextField
            label="Web site"
            optional
            type="url"
            maxLength={300}
            placeholder="https://"
            {...text('website')}
          />
        </div>
      </Card>
      <Card title="Place">
        <div className="space-y-4">
          <TextField label="Address" optional maxLength={300} {...text('address')} />
          <TextArea
            label="How to find you"
            optional
            rows={2}
            maxLength={1000}
            placeholder="Two minutes from the station; parking behind the building"
            {...text('directions')}
          />
        </div>
      </Card>
      <Card title="Region">
        <div className="grid gap-4 pane:grid-cols-2">
          <SelectField
            label="Country"
            help="Phone numbers without + are read as numbers of this country."
            options={countryOptions()}
            {...text('country')}
          />
          <SelectField label="Currency" options={currencyOptions()} {...text('currency')} />
        </div>
      </Card>
    </SaveForm>
  )
}
