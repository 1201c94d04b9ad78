// Who writes down voice notes, for models that cannot hear and for the built-in answerer.
import { useState } from 'react'
import type { Transcription } from '#domain/transcription.ts'
import { Card, SaveForm, useSaving } from '#web/screens/settings/parts.tsx'
import { saveSettings } from '#web/screens/settings/workspace/save-settings.ts'
import { useWorkspace } from '#web/store/session.ts'
import { SelectField, TextField } from '#web/ui/field.tsx'

type Provider = Transcription['provider'] | 'none'
const usual = { openai: 'gpt-4o-mini-transcribe', compatible: 'whisper-1' }

export function TranscriptionCard() {
  const stored = useWorkspace().settings.transcription ?? null
  const [provider, setProvider] = useState<Provider>(stored?.provider ?? 'none')
  const [model, setModel] = useState(stored?.model ?? '')
  const [baseUrl, setBaseUrl] = useState(stored?.baseUrl ?? '')
  const saving = useSaving()
  const next: Transcription | null =
    provider === 'none'
      ? null
      : {
          provider,
          model: model.trim() || usual[provider],
          ...(provider === 'compatible' ? { baseUrl: baseUrl.trim() } : {}),
        }
  const whole = next?.provider !== 'compatible' || /^https?:\/\/./.test(next.baseUrl ?? '')
  return (
    <Card
      title="Voice notes"
      help="Written down by this service and shown with the message. Without one, and without a model that hears, the AI says that it cannot listen and asks the customer to write."
    >
      <SaveForm
        dirty={whole && JSON.stringify(next) !== JSON.stringify(stored)}
        saving={saving}
        onSave={() => void saving.run(() => saveSettings({ transcription: next }))}
        onReset={() => {
          setProvider(stored?.provider ?? 'none')
          setModel(stored?.model ?? '')
          setBaseUrl(stored?.baseUrl ?? '')
        }}
      >
        <div className="mb-4 grid gap-4 pane:grid-cols-2">
          <SelectField
            label="Written down by"
            value={provider}
            options={[
              { value: 'none', label: 'Nobody' },
              { value: 'openai', label: 'OpenAI' },
              { value: 'compatible', label: 'A server that speaks OpenAI’s language' },
            ]}
            onChange={(event) => setProvider(event.target.value as Provider)}
          />
          {provider !== 'none' && (
            <TextField
              label="Model"
              maxLength={120}
              placeholder={usual[provider]}
              value={model}
              onChange={(event) => setModel(event.target.value)}
            />
          )}
          {provider === 'compatible' && (
            <TextField
              label="Address of the server"
              type="url"
              required
              placeholder="http://localhost:8000/v1"
              value={baseUrl}
              onChange={(event) => setBaseUrl(event.target.value)}
            />
          )}
        </div>
        {provider !== 'none' && (
          <p className="mb-4 text-sm text-ink-3">
            It uses the key stored above for {provider === 'openai' ? 'OpenAI' : 'that server'}. What it costs
            is not in the sums here.
          </p>
        )}
      </SaveForm>
    </Card>
  )
}
