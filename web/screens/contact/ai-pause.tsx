import { useState } from 'react'
import { editContact } from '#web/store/contacts.ts'
import { explainBriefly } from '#web/store/explain.ts'
import { Button } from '#web/ui/button.tsx'
import { SelectField, TextField } from '#web/ui/field.tsx'
import { Switch } from '#web/ui/switch.tsx'
import { whenShort } from '#web/ui/time.ts'
import { toast } from '#web/ui/toast.ts'
import { useNow } from '#web/ui/use-now.ts'
import type { ContactDetail } from '#wire/api/contacts.ts'
import { Section } from './section.tsx'

type Length = 'open' | 'hour' | 'day' | 'week'
const lengths: { value: Length; label: string }[] = [
  { value: 'open', label: 'Until I switch it on again' },
  { value: 'hour', label: 'For an hour' },
  { value: 'day', label: 'Until tomorrow, this time' },
  { value: 'week', label: 'For a week' },
]
const HOURS: Record<Exclude<Length, 'open'>, number> = { hour: 1, day: 24, week: 168 }

function endOf(length: Length, now: Date): string | null {
  return length === 'open' ? null : new Date(now.getTime() + HOURS[length] * 3_600_000).toISOString()
}

/** The AI for this customer: off everywhere, with a reason that everybody reads where the AI stays silent. */
export function AiPause({ contact }: { contact: ContactDetail }) {
  const [asking, setAsking] = useState(false)
  const [reason, setReason] = useState('')
  const [length, setLength] = useState<Length>('open')
  const now = useNow()
  const change = (aiPaused: boolean, why: string | null): void => {
    setAsking(false)
    setReason('')
    const aiPausedUntil = aiPaused ? endOf(length, new Date()) : null
    editContact(contact, { aiPaused, aiPausedReason: why, aiPausedUntil }).then(
      () => toast.ok(aiPaused ? 'The AI is paused for this contact' : 'The AI may answer this contact again'),
      (error: unknown) => toast.fail(explainBriefly(error)),
    )
  }
  return (
    <Section title="AI front desk">
      <Switch
        label="Answers this contact"
        help={
          contact.aiPaused
            ? [
                contact.aiPausedReason ?? 'Paused',
                contact.aiPausedUntil && `until ${whenShort(contact.aiPausedUntil, now).replace(/^at /, '')}`,
              ]
                .filter(Boolean)
                .join(' · ')
            : undefined
        }
        checked={!contact.aiPaused && !asking}
        onChange={(on) => (on ? (asking ? setAsking(false) : change(false, null)) : setAsking(true))}
      />
      {asking && (
        <form
          className="mt-2 space-y-2"
          onSubmit={(event) => {
            event.preventDefault()
            change(true, reason.trim() || null)
          }}
        >
          <TextField
            label="Why?"
            optional
            maxLength={200}
            autoFocus
            value={reason}
            placeholder="Wants to be called only"
            onChange={(event) => setReason(event.target.value)}
          />
          <SelectField
            label="For how long?"
            value={length}
            options={lengths}
            onChange={(event) => setLength(event.target.value as Length)}
          />
          <div className="flex gap-2">
            <Button type="submit" size="sm" look="primary">
              Pause the AI
            </Button>
            <Button size="sm" look="ghost" onClick={() => setAsking(false)}>
              Cancel
            </Button>
          </div>
        </form>
      )}
    </Section>
  )
}
