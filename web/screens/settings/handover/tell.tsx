import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { HandoverCase, HandoverLanguage, HandoverSettings } from '#domain/handover-settings.ts'
import { Card } from '#web/screens/settings/parts.tsx'
import { post } from '#web/store/api.ts'
import { SelectField, TextArea, TextField } from '#web/ui/field.tsx'
import { Switch } from '#web/ui/switch.tsx'

const names: { value: HandoverLanguage; label: string }[] = [
  { value: 'en', label: 'English' },
  { value: 'es', label: 'Spanish' },
  { value: 'fr', label: 'French' },
  { value: 'de', label: 'German' },
  { value: 'pt', label: 'Portuguese' },
  { value: 'it', label: 'Italian' },
]
const cases: { which: HandoverCase; label: string; help: string }[] = [
  { which: 'open', label: 'While you are open', help: 'You may use {person} and {business}.' },
  { which: 'closed', label: 'While you are closed', help: 'You may use {opens}, {person} and {business}.' },
  { which: 'emergency', label: 'In an emergency', help: 'You may use {phone} and {business}.' },
]

/** What the customer hears when people take over; in their language, by code and not by the AI. */
export function Tell({
  settings,
  defaults,
  onChange,
}: {
  settings: HandoverSettings
  defaults: Record<string, Record<string, string>>
  onChange: (next: HandoverSettings['tell']) => void
}) {
  const { tell } = settings
  const [language, setLanguage] = useState<HandoverLanguage>('en')
  const write = (which: HandoverCase, text: string): void =>
    onChange({
      ...tell,
      texts: { ...tell.texts, [which]: { ...tell.texts[which], [language]: text } },
    })
  return (
    <Card
      title="What the customer is told"
      help="Once, when a person takes over: who writes back, and when. Leave a field empty for our words."
    >
      <div className="space-y-4">
        <Switch
          label="Tell the customer what happens next"
          checked={tell.enabled}
          onChange={(enabled) => onChange({ ...tell, enabled })}
        />
        {tell.enabled && (
          <>
            <TextField
              label="Telephone for emergencies"
              optional
              type="tel"
              maxLength={40}
              className="max-w-80"
              help="Told to customers in an emergency. Without it, the number of your profile."
              value={tell.emergencyPhone ?? ''}
              onChange={(event) => onChange({ ...tell, emergencyPhone: event.target.value || null })}
            />
            <SelectField
              label="Words in"
              className="max-w-80"
              value={language}
              options={names}
              onChange={(event) => setLanguage(event.target.value as HandoverLanguage)}
            />
            {cases.map(({ which, label, help }) => (
              <TextArea
                key={which}
                label={label}
                help={help}
                rows={2}
                maxLength={400}
                lang={language}
                placeholder={defaults[which]?.[language]}
                value={tell.texts[which]?.[language] ?? ''}
                onChange={(event) => write(which, event.target.value)}
              />
            ))}
            <Preview settings={settings} language={language} />
          </>
        )}
      </div>
    </Card>
  )
}

/** The sentence as a customer would get it at this moment. */
function Preview({ settings, language }: { settings: HandoverSettings; language: HandoverLanguage }) {
  const { data } = useQuery({
    queryKey: ['handover-preview', language, settings.tell, settings.people.map((p) => p.name)],
    queryFn: () => post<{ text: string }>('/handover-settings/preview', { language, settings }),
    staleTime: 60_000,
    retry: false,
    placeholderData: (held) => held,
  })
  if (!data) return null
  return (
    <div className="rounded-md bg-sunken px-4 py-3">
      <p className="text-xs font-semibold text-ink-3">A customer would read now</p>
      <p lang={language} className="mt-1 text-ink">
        {data.text}
      </p>
    </div>
  )
}
