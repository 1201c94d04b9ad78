// What models cost per million tokens: the list that came with the product, and what the business corrected.
import { X } from 'lucide-react'
import { useState } from 'react'
import { listPrices, sayMicros } from '#domain/model-price.ts'
import { microsOf } from '#web/screens/settings/agents/money.ts'
import { Card, SaveForm, useSaving } from '#web/screens/settings/parts.tsx'
import { saveSettings } from '#web/screens/settings/workspace/save-settings.ts'
import { refreshAgents, useAgents } from '#web/store/agents.ts'
import { useWorkspace } from '#web/store/session.ts'
import { IconButton } from '#web/ui/button.tsx'
import { TextField } from '#web/ui/field.tsx'

export function PricesCard() {
  const own = useWorkspace().settings.modelPrices ?? {}
  const agents = useAgents().data ?? []
  const missing = [
    ...new Set(
      agents.filter((a) => a.engine.kind === 'model' && !a.engine.price).map((a) => a.engine.model ?? ''),
    ),
  ]
  const [model, setModel] = useState('')
  const [input, setInput] = useState('')
  const [output, setOutput] = useState('')
  const saving = useSaving()
  const [inputMicros, outputMicros] = [microsOf(input), microsOf(output)]
  const complete = model.trim() !== '' && typeof inputMicros === 'number' && typeof outputMicros === 'number'
  const store = async (modelPrices: typeof own): Promise<boolean> => {
    const done = await saving.run(() => saveSettings({ modelPrices }))
    if (done) await refreshAgents()
    return done
  }
  const add = async (): Promise<void> => {
    if (!complete) return
    if (await store({ ...own, [model.trim()]: { inputMicros, outputMicros } })) {
      setModel('')
      setInput('')
      setOutput('')
    }
  }
  const drop = (name: string): void =>
    void store(Object.fromEntries(Object.entries(own).filter(([each]) => each !== name)))
  const rows = Object.entries({ ...listPrices, ...own }).sort(
    ([a], [b]) => Number(b in own) - Number(a in own) || a.localeCompare(b),
  )
  return (
    <Card
      title="Prices"
      help="US dollars per million tokens, as the makers listed them in autumn 2025. Makers change them: check theirs, and correct ours here."
    >
      {missing.length > 0 && (
        <p className="mb-4 rounded-md bg-warn-soft px-3.5 py-2.5 text-sm text-warn-ink">
          No price is known for {missing.join(', ')}. Its tokens are counted; a budget needs its price.
        </p>
      )}
      <SaveForm dirty={complete} saving={saving} onSave={() => void add()} onReset={() => setModel('')}>
        <div className="mb-4 grid gap-4 pane:grid-cols-[2fr_1fr_1fr]">
          <TextField
            label="Model"
            maxLength={120}
            placeholder={missing[0] ?? 'gpt-4o-mini'}
            value={model}
            onChange={(event) => setModel(event.target.value)}
          />
          <TextField
            label="Read ($)"
            inputMode="decimal"
            placeholder="0.15"
            value={input}
            error={inputMicros === undefined ? 'An amount' : null}
            onChange={(event) => setInput(event.target.value)}
          />
          <TextField
            label="Written ($)"
            inputMode="decimal"
            placeholder="0.60"
            value={output}
            error={outputMicros === undefined ? 'An amount' : null}
            onChange={(event) => setOutput(event.target.value)}
          />
        </div>
      </SaveForm>
      <details className="mt-4">
        <summary className="cursor-pointer text-sm text-accent-ink hover:underline">
          {rows.length} prices{Object.keys(own).length > 0 && `, ${Object.keys(own).length} of them yours`}
        </summary>
        <table className="tabular mt-3 w-full text-sm">
          <thead className="text-xs text-ink-3">
            <tr>
              <th scope="col" className="pb-1 text-start font-medium">
                Model
              </th>
              <th scope="col" className="pb-1 text-end font-medium">
                Read
              </th>
              <th scope="col" className="pb-1 text-end font-medium">
                Written
              </th>
              <th scope="col" className="w-9">
                <span className="sr-only">Remove</span>
              </th>
            </tr>
          </thead>
          <tbody className="divide-y divide-line">
            {rows.map(([name, price]) => (
              <tr key={name} className="h-9">
                <th scope="row" className="text-start font-mono font-normal wrap-anywhere">
                  {name}
                  {name in own && <span className="ms-2 font-sans text-xs text-accent-ink">yours</span>}
                </th>
                <td className="text-end">{sayMicros(price.inputMicros)}</td>
                <td className="text-end">{sayMicros(price.outputMicros)}</td>
                <td className="text-end">
                  {name in own && (
                    <IconButton size="sm" label={`Remove your price of ${name}`} onClick={() => drop(name)}>
                      <X size={14} aria-hidden="true" />
                    </IconButton>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </Card>
  )
}
