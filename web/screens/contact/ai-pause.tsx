import { useState } from 'react'
import { editContact } from '#web/store/contacts.ts'
import { explainBriefly } from '#web/store/explain.ts'
import { Button } from '#web/ui/button.tsx'
import { TextField } from '#web/ui/field.tsx'
import { Switch } from '#web/ui/switch.tsx'
import { toast } from '#web/ui/toast.ts'
import type { ContactDetail } from '#wire/api/contacts.ts'
import { Section } from './section.tsx'

/** The AI for this customer: off everywhere, with a reason that everybody reads where the AI stays silent. */
export function AiPause({ contact }: { contact: ContactDetail }) {
  const [asking, setAsking] = useState(false)
  const [reason, setReason] = useState('')
  const change = (aiPaused: boolean, why: string | null): void => {
    setAsking(false)
    setReason('')
    editContact(contact, { aiPaused, aiPausedReason: why }).then(
      () => toast.ok(aiPaused ? 'The AI is paused for this contact' : 'The AI may answer this contact again'),
      (error: unknown) => toast.fail(explainBriefly(error)),
    )
  }
  return (
    <Section title="AI front desk">
      <Switch
        label="Answers this contact"
        help={contact.aiPaused ? (contact.aiPausedReason ?? 'Paused') : undefined}
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
