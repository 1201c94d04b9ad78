// Which model thinks for an agent: the installation's, one of its own, or none. It can be tried before it is saved.
import { Ear, Eye } from 'lucide-react'
import { useState } from 'react'
import type { AgentModel } from '#domain/agent.ts'
import { abilitiesOf } from '#domain/model-abilities.ts'
import { priceOf, sayMicros } from '#domain/model-price.ts'
import { Link } from '#web/router/link.tsx'
import { settingsPath } from '#web/router/routes.ts'
import { Card, SaveForm, useSaving } from '#web/screens/settings/parts.tsx'
import { saveAgent, useModelKeys } from '#web/store/agents.ts'
import { useWorkspace } from '#web/store/session.ts'
import { SelectField, TextField } from '#web/ui/field.tsx'
import { Switch } from '#web/ui/switch.tsx'
import type { AgentWire } from '#wire/api/agents.ts'
import { keyFor, providers, suggestions } from './providers.ts'
import { TestModel } from './test-model.tsx'

type Choice = 'environment' | 'builtin' | AgentModel['provider']

const choiceOf = (agent: AgentWire): Choice =>
  agent.builtinOnly ? 'builtin' : (agent.model?.provider ?? 'environment')

export function AgentModelCard({ agent }: { agent: AgentWire }) {
  const { ai, settings } = useWorkspace()
  const keys = useModelKeys().data ?? []
  const [choice, setChoice] = useState<Choice>(choiceOf(agent))
  const [model, setModel] = useState<Omit<AgentModel, 'provider'>>(agent.model ?? { model: '' })
  const saving = useSaving()
  const own = choice !== 'environment' && choice !== 'builtin'
  const chosen: AgentModel | null = own ? clean({ ...model, provider: choice }) : null
  const builtinOnly = choice === 'builtin'
  const dirty =
    builtinOnly !== agent.builtinOnly ||
    JSON.stringify(chosen) !== JSON.stringify(agent.model && clean(agent.model))
  const abilities = chosen?.model ? abilitiesOf(chosen) : null
  const price = chosen?.model ? priceOf(chosen.model, settings.modelPrices) : null
  return (
    <Card
      title="Which model thinks for it"
      help="If the model fails or takes too long, the built-in answerer steps in."
    >
      <SaveForm
        dirty={dirty && (chosen === null || chosen.model !== '')}
        saving={saving}
        onSave={() => void saving.run(() => saveAgent(agent.id, { model: chosen, builtinOnly }))}
        onReset={() => {
          setChoice(choiceOf(agent))
          setModel(agent.model ?? { model: '' })
        }}
      >
        <SelectField
          label="Model from"
          className="mb-4 max-w-96"
          value={choice}
          options={[
            {
              value: 'environment',
              label: ai.model ? `This installation (${ai.model})` : 'This installation (built-in answerer)',
            },
            ...Object.entries(providers).map(([value, { label }]) => ({ value, label })),
            { value: 'builtin', label: 'No model: the built-in answerer' },
          ]}
          onChange={(event) => setChoice(event.target.value as Choice)}
        />
        {own && chosen && (
          <>
            <div className="mb-4 grid gap-4 pane:grid-cols-2">
              <TextField
                label="Model"
                required
                maxLength={120}
                list="models-known"
                autoComplete="off"
                spellCheck={false}
                placeholder={suggestions[choice][0] ?? 'llama3.1:8b'}
                value={model.model}
                error={saving.fields['model.model']}
                onChange={(event) => setModel({ ...model, model: event.target.value })}
              />
              <datalist id="models-known">
                {suggestions[choice].map((name) => (
                  <option key={name} value={name}>
                    {name}
                  </option>
                ))}
              </datalist>
              {choice === 'compatible' && (
                <TextField
                  label="Address of the server"
                  required
                  type="url"
                  maxLength={300}
                  placeholder="http://localhost:11434/v1"
                  value={model.baseUrl ?? ''}
                  error={saving.fields['model.baseUrl']}
                  onChange={(event) => setModel({ ...model, baseUrl: event.target.value })}
                />
              )}
            </div>
            <p className="mb-4 text-sm text-ink-3">
              {keyFor(keys, chosen) ? (
                <>Uses the stored key {keyFor(keys, chosen)?.hint}. </>
              ) : choice === 'compatible' ? (
                <>No key is stored for this server, so none is sent. </>
              ) : (
                <span className="text-warn-ink">No key for {providers[choice].label} is stored yet. </span>
              )}
              <Link href={settingsPath('models')} className="text-accent-ink hover:underline">
                Keys and prices
              </Link>
              {chosen.model !== '' &&
                (price
                  ? ` · ${sayMicros(price.inputMicros)} in, ${sayMicros(price.outputMicros)} out per million tokens`
                  : ' · its price is not known')}
            </p>
            {abilities && (
              <div className="mb-4 grid gap-x-10 gap-y-4 pane:grid-cols-2">
                <Switch
                  label="It can see pictures"
                  help={<Hint Icon={Eye} text="Photos that customers send are shown to it." />}
                  checked={abilities.images}
                  onChange={(sees) => setModel({ ...model, sees })}
                />
                <Switch
                  label="It can hear voice notes"
                  help={
                    <Hint Icon={Ear} text="Off: they are written down first, where a transcriber is set." />
                  }
                  checked={abilities.audio}
                  onChange={(hears) => setModel({ ...model, hears })}
                />
              </div>
            )}
            {chosen.model !== '' && <TestModel model={chosen} />}
          </>
        )}
      </SaveForm>
    </Card>
  )
}

function Hint({ Icon, text }: { Icon: typeof Eye; text: string }) {
  return (
    <span className="flex items-start gap-1.5">
      <Icon size={14} className="mt-0.5 shrink-0" aria-hidden="true" />
      {text}
    </span>
  )
}

/** What is sent: an address only of a server of one's own. */
function clean({ provider, model, baseUrl, sees, hears }: AgentModel): AgentModel {
  return {
    provider,
    model: model.trim(),
    ...(provider === 'compatible' ? { baseUrl: (baseUrl ?? '').trim() } : {}),
    ...(sees === undefined ? {} : { sees }),
    ...(hears === undefined ? {} : { hears }),
  }
}
