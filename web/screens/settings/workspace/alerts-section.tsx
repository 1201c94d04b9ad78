import { useState } from 'react'
import { Card, SaveForm, useSaving } from '#web/screens/settings/parts.tsx'
import { useWorkspace } from '#web/store/session.ts'
import { TextField } from '#web/ui/field.tsx'
import { saveSettings } from './save-settings.ts'

export default function AlertsSection() {
  const { alerts } = useWorkspace().settings
  const [changed, setChanged] = useState<Partial<typeof alerts>>({})
  const value = { ...alerts, ...changed }
  const saving = useSaving()
  const save = async (): Promise<void> => {
    const done = await saving.run(() =>
      saveSettings({ alerts: { phone: value.phone?.trim() || null, email: value.email?.trim() || null } }),
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
      <Card>
        <div className="space-y-4">
          <TextField
            label="Owner’s phone"
            optional
            type="tel"
            maxLength={40}
            help="Gets an SMS when a conversation is escalated. It counts against the SMS allowance."
            value={value.phone ?? ''}
            error={saving.fields['alerts.phone']}
            onChange={(event) => setChanged({ ...changed, phone: event.target.value })}
          />
          <TextField
            label="Owner’s email"
            optional
            type="email"
            maxLength={200}
            help="Gets a mail with what the customer wrote and a link to the conversation."
            value={value.email ?? ''}
            error={saving.fields['alerts.email']}
            onChange={(event) => setChanged({ ...changed, email: event.target.value })}
          />
        </div>
      </Card>
    </SaveForm>
  )
}
