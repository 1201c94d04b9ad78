// What models cost on the last days, and what they may cost a day.
import { useState } from 'react'
import { sayMicros } from '#domain/model-price.ts'
import { BudgetBar } from '#web/screens/settings/agents/budget-bar.tsx'
import { dollarsOf, microsOf } from '#web/screens/settings/agents/money.ts'
import { Card, Loaded, SaveForm, useSaving } from '#web/screens/settings/parts.tsx'
import { saveSettings } from '#web/screens/settings/workspace/save-settings.ts'
import { refreshAgents, useModelUsage } from '#web/store/agents.ts'
import { useWorkspace } from '#web/store/session.ts'
import { TextField } from '#web/ui/field.tsx'
import { mediumDate } from '#web/ui/time.ts'
import type { ModelUsage } from '#wire/api/agents.ts'

export function UsageCard() {
  const usage = useModelUsage()
  const { settings } = useWorkspace()
  const limit = settings.aiBudgetPerDayMicros ?? null
  const [text, setText] = useState(dollarsOf(limit))
  const saving = useSaving()
  const micros = microsOf(text)
  const save = async (): Promise<void> => {
    if (micros === undefined) return
    await saving.run(() => saveSettings({ aiBudgetPerDayMicros: micros }))
    await refreshAgents()
  }
  return (
    <Card
      title="Cost"
      help="All agents together, in US dollars by the prices below. The day begins at midnight where your business is."
    >
      <Loaded query={usage}>
        {(data) => (
          <>
            <div className="mb-5 max-w-96">
              <BudgetBar
                label="Today's budget of all agents"
                spent={data.days.find((day) => day.day === data.day)?.costMicros ?? 0}
                limit={data.limitMicros}
              />
            </div>
            <Days usage={data} />
          </>
        )}
      </Loaded>
      <div className="mt-5 border-t border-line pt-4">
        <SaveForm
          dirty={micros !== undefined && micros !== limit}
          saving={saving}
          onSave={() => void save()}
          onReset={() => setText(dollarsOf(limit))}
        >
          <TextField
            label="Limit per day for all agents together, in US dollars"
            optional
            inputMode="decimal"
            placeholder="No limit"
            className="mb-4 max-w-96"
            value={text}
            error={micros === undefined ? 'Write an amount, e.g. 10' : null}
            help="You are warned at 80 and at 100 %. Beyond it the built-in answerer speaks until midnight."
            onChange={(event) => setText(event.target.value)}
          />
        </SaveForm>
      </div>
    </Card>
  )
}

function Days({ usage }: { usage: ModelUsage }) {
  if (usage.days.length === 0) return <p className="text-ink-3">No model was asked in the last two weeks.</p>
  const most = Math.max(...usage.days.map((day) => day.costMicros), 1)
  return (
    <table className="w-full text-sm">
      <caption className="sr-only">Cost of models by day</caption>
      <thead className="text-start text-xs text-ink-3">
        <tr>
          <th scope="col" className="pb-1.5 text-start font-medium">
            Day
          </th>
          <th scope="col" className="pb-1.5 text-end font-medium">
            Turns
          </th>
          <th scope="col" className="hidden pb-1.5 text-end font-medium pane:table-cell">
            Tokens
          </th>
          <th scope="col" className="pb-1.5 text-end font-medium">
            Cost
          </th>
        </tr>
      </thead>
      <tbody className="tabular divide-y divide-line">
        {usage.days.map((day) => (
          <tr key={day.day}>
            <th scope="row" className="py-2 pe-3 text-start font-normal">
              <span className="block">
                {day.day === usage.day ? 'Today' : mediumDate(`${day.day}T12:00:00Z`)}
              </span>
              <span className="block text-xs text-ink-3">
                {day.agents
                  .filter((agent) => agent.turns > 0)
                  .map((agent) => `${agent.name ?? 'A removed agent'} ${sayMicros(agent.costMicros)}`)
                  .join(' · ')}
              </span>
            </th>
            <td className="py-2 text-end align-top">{day.turns}</td>
            <td className="hidden py-2 text-end align-top pane:table-cell">
              {day.tokens.toLocaleString('en')}
            </td>
            <td className="w-28 py-2 text-end align-top">
              {sayMicros(day.costMicros)}
              {day.unpricedTokens > 0 && (
                <span className="block text-xs text-ink-3">
                  + {day.unpricedTokens.toLocaleString('en')} tokens without a price
                </span>
              )}
              {day.refused > 0 && (
                <span className="block text-xs text-warn-ink">{day.refused} over the limit</span>
              )}
              <span
                aria-hidden="true"
                className="mt-1 ms-auto block h-1 rounded-full bg-accent"
                style={{ width: `${Math.max(2, (day.costMicros / most) * 100)}%` }}
              />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
