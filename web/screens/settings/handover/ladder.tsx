import { Plus, X } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Rung } from '#domain/handover-settings.ts'
import { Card } from '#web/screens/settings/parts.tsx'
import { Button, IconButton } from '#web/ui/button.tsx'
import { SelectField, TextField } from '#web/ui/field.tsx'

const whom = [
  { value: 'first', label: 'The first person' },
  { value: 'next', label: 'The next person' },
  { value: 'everyone', label: 'Everyone' },
] as const
const MAX = 8

/** When the alert comes again, and to whom. */
export function Ladder({
  ladder,
  several,
  error,
  onChange,
  children,
}: {
  ladder: Rung[]
  several: boolean
  error: string | undefined
  onChange: (next: Rung[]) => void
  children: ReactNode
}) {
  const set = (index: number, part: Partial<Rung>): void =>
    onChange(ladder.map((rung, i) => (i === index ? { ...rung, ...part } : rung)))
  const last = ladder.at(-1)
  return (
    <Card title="Again, until somebody takes it" help="Whoever takes care of it ends this for everybody.">
      <ol className="space-y-2">
        {ladder.map((rung, index) => (
          <li key={index} className="flex items-end gap-2">
            {index === 0 ? (
              <p className="w-32 shrink-0 pb-2 font-medium">At once</p>
            ) : (
              <TextField
                label={`Step ${index + 1}, after so many minutes`}
                hideLabel
                type="number"
                required
                min={(ladder[index - 1]?.afterMinutes ?? 0) + 1}
                max={1_440}
                className="w-16 shrink-0"
                value={Number.isNaN(rung.afterMinutes) ? '' : rung.afterMinutes}
                onChange={(event) => set(index, { afterMinutes: event.target.valueAsNumber })}
              />
            )}
            {index > 0 && <span className="w-14 shrink-0 pb-2 text-ink-3">minutes</span>}
            <SelectField
              label={`Step ${index + 1}, who`}
              hideLabel
              className="min-w-0 max-w-60 flex-1"
              value={rung.who}
              options={whom.map((o) => ({ ...o, disabled: o.value === 'next' && !several }))}
              onChange={(event) => set(index, { who: event.target.value as Rung['who'] })}
            />
            {ladder.length > 1 && index > 0 && (
              <IconButton
                label={`Remove step ${index + 1}`}
                onClick={() => onChange(ladder.filter((_, i) => i !== index))}
              >
                <X size={15} aria-hidden="true" />
              </IconButton>
            )}
          </li>
        ))}
      </ol>
      {error && <p className="mt-2 text-sm text-danger-ink">{error}</p>}
      {ladder.length < MAX && (
        <Button
          size="sm"
          className="mt-3"
          icon={<Plus size={15} aria-hidden="true" />}
          onClick={() =>
            onChange([...ladder, { afterMinutes: (last?.afterMinutes ?? 0) + 15, who: 'everyone' }])
          }
        >
          Add a step
        </Button>
      )}
      <div className="mt-5 space-y-4 border-t border-line pt-4">{children}</div>
    </Card>
  )
}
