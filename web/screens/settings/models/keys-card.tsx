// Keys of models. A key goes in and is never shown again; its last letters tell it from another.
import { KeyRound, Trash2 } from 'lucide-react'
import { useState } from 'react'
import type { ModelProvider } from '#domain/agent.ts'
import { providers } from '#web/screens/settings/agents/providers.ts'
import { Card, Loaded, SaveForm, useSaving } from '#web/screens/settings/parts.tsx'
import { refreshAgents, useModelKeys } from '#web/store/agents.ts'
import { put, remove } from '#web/store/api.ts'
import { explainBriefly } from '#web/store/explain.ts'
import { IconButton } from '#web/ui/button.tsx'
import { SelectField, TextField } from '#web/ui/field.tsx'
import { Confirm } from '#web/ui/overlay/confirm.tsx'
import { mediumDate } from '#web/ui/time.ts'
import { toast } from '#web/ui/toast.ts'
import type { ModelKeyWire } from '#wire/api/agents.ts'

const nameOf = (key: ModelKeyWire): string => key.place || providers[key.provider].label

export function KeysCard() {
  const keys = useModelKeys()
  const [removing, setRemoving] = useState<ModelKeyWire | null>(null)
  return (
    <Card
      title="Keys"
      help="Of this business alone. They are stored encrypted and never shown again. A key of your own server is only ever sent to that server."
    >
      <Loaded query={keys}>
        {(items) =>
          items.length > 0 && (
            <ul className="mb-5 divide-y divide-line rounded-lg border border-line">
              {items.map((key) => (
                <li key={`${key.provider} ${key.place}`} className="flex items-center gap-3 px-3.5 py-2.5">
                  <KeyRound size={16} className="shrink-0 text-ink-3" aria-hidden="true" />
                  <span className="min-w-0 flex-1">
                    <span className="block truncate font-medium">{nameOf(key)}</span>
                    <span className="block text-sm text-ink-3">
                      <code className="font-mono">{key.hint}</code> · since {mediumDate(key.updatedAt)}
                    </span>
                  </span>
                  <IconButton label={`Remove the key of ${nameOf(key)}`} onClick={() => setRemoving(key)}>
                    <Trash2 size={16} aria-hidden="true" />
                  </IconButton>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
      <NewKey />
      {removing && (
        <Confirm
          open
          onClose={() => setRemoving(null)}
          title={`Remove the key of ${nameOf(removing)}?`}
          verb="Remove"
          onConfirm={() => drop(removing)}
        >
          Agents that use it are answered by the built-in answerer from now on. The key stays valid at its
          maker: withdraw it there too.
        </Confirm>
      )}
    </Card>
  )
}

function NewKey() {
  const [provider, setProvider] = useState<ModelProvider>('openai')
  const [baseUrl, setBaseUrl] = useState('')
  const [key, setKey] = useState('')
  const saving = useSaving()
  const save = async (): Promise<void> => {
    const own = provider === 'compatible' ? { baseUrl: baseUrl.trim() } : {}
    const done = await saving.run(
      () => put('/model-keys', { provider, key: key.trim(), ...own }),
      'The key is stored',
    )
    if (!done) return
    setKey('')
    await refreshAgents()
  }
  const { keysAt } = providers[provider]
  return (
    <SaveForm dirty={key.trim() !== ''} saving={saving} onSave={() => void save()} onReset={() => setKey('')}>
      <div className="mb-4 grid gap-4 pane:grid-cols-2">
        <SelectField
          label="Key for"
          value={provider}
          options={Object.entries(providers).map(([value, { label }]) => ({ value, label }))}
          onChange={(event) => setProvider(event.target.value as ModelProvider)}
        />
        {provider === 'compatible' && (
          <TextField
            label="Address of the server"
            required
            type="url"
            placeholder="http://localhost:11434/v1"
            value={baseUrl}
            error={saving.fields['model.baseUrl'] ?? saving.fields['baseUrl']}
            onChange={(event) => setBaseUrl(event.target.value)}
          />
        )}
        <TextField
          label="Key"
          required
          type="password"
          autoComplete="off"
          maxLength={500}
          value={key}
          error={saving.fields['key']}
          help={
            keysAt
              ? `Made at ${keysAt}. A new one takes the place of the old one.`
              : 'A new one takes the place of the old one.'
          }
          onChange={(event) => setKey(event.target.value)}
        />
      </div>
    </SaveForm>
  )
}

async function drop(key: ModelKeyWire): Promise<boolean> {
  try {
    await remove(`/model-keys/${key.provider}?place=${encodeURIComponent(key.place)}`)
    await refreshAgents()
    return true
  } catch (error) {
    toast.fail(explainBriefly(error))
    return false
  }
}
