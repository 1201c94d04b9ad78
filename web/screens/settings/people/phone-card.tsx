import { useState } from 'react'
import { Card, SaveForm, useSaving } from '#web/screens/settings/parts.tsx'
import { patch } from '#web/store/api.ts'
import { client } from '#web/store/client.ts'
import { keys } from '#web/store/keys.ts'
import { useMember } from '#web/store/session.ts'
import { TextField } from '#web/ui/field.tsx'

/** Whose telephone rings when they press Call. */
export function PhoneCard() {
  const member = useMember()
  const [phone, setPhone] = useState<string | null>(null)
  const saving = useSaving()
  const save = async (): Promise<void> => {
    const done = await saving.run(async () => {
      await patch('/me', { phone: phone?.trim() || null })
      await client.invalidateQueries({ queryKey: keys.me })
    })
    if (done) setPhone(null)
  }
  return (
    <Card title="Calls" help="When you call a customer from a conversation, your own telephone rings first.">
      <SaveForm
        dirty={phone !== null && phone.trim() !== (member.phone ?? '')}
        saving={saving}
        onSave={() => void save()}
        onReset={() => setPhone(null)}
      >
        <TextField
          label="Your telephone"
          optional
          type="tel"
          autoComplete="tel"
          maxLength={40}
          className="mb-4 max-w-80"
          placeholder="+1 212 555 0100"
          help="Empty: the first telephone of the inbox that places the call."
          value={phone ?? member.phone ?? ''}
          error={saving.fields.phone}
          onChange={(event) => setPhone(event.target.value)}
        />
      </SaveForm>
    </Card>
  )
}
