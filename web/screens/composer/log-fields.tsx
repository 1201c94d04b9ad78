// The fields of an entry that somebody writes down by hand; the composer and the dialog for somebody new share them.
import type { LogRules } from '#domain/channel.ts'
import { cx } from '#web/ui/cx.ts'
import { SelectField, TextArea, TextField } from '#web/ui/field.tsx'
import type { LogDraft } from './log-draft.ts'

type Props = {
  rules: LogRules
  draft: LogDraft
  fields: Record<string, string>
  onChange: (next: Partial<LogDraft>) => void
  /** In the narrow place under a thread. */
  compact?: boolean
}

export function LogFields({ rules, draft, fields, onChange, compact }: Props) {
  return (
    <div className={compact ? 'space-y-2.5' : 'space-y-4'}>
      <div className="grid grid-cols-[minmax(0,1fr)_12.75rem] gap-2.5 pane:grid-cols-[auto_minmax(0,2fr)_minmax(12.75rem,3fr)]">
        <Direction value={draft.direction} onChange={(direction) => onChange({ direction })} />
        <SelectField
          label="What"
          value={draft.kind}
          error={fields['kind']}
          options={rules.kinds}
          onChange={(event) => onChange({ kind: event.target.value })}
        />
        <TextField
          label="When"
          type="datetime-local"
          value={draft.when}
          error={fields['happenedAt']}
          onChange={(event) => onChange({ when: event.target.value })}
        />
      </div>
      <TextArea
        label="What was said"
        hideLabel={compact}
        dir="auto"
        rows={compact ? 2 : 4}
        placeholder="What was said"
        maxLength={8_000}
        value={draft.text}
        error={fields['text']}
        controlClassName={compact ? 'min-h-14!' : undefined}
        onChange={(event) => onChange({ text: event.target.value })}
      />
      <TextField
        label="Link to it"
        hideLabel={compact}
        optional
        inputMode="url"
        placeholder={
          compact ? `Link to it on ${rules.linkHost} (optional)` : `https://www.${rules.linkHost}/…`
        }
        value={draft.url}
        error={fields['url']}
        onChange={(event) => onChange({ url: event.target.value })}
      />
    </div>
  )
}

const WAYS = [
  { value: 'in', label: 'They wrote' },
  { value: 'out', label: 'We wrote' },
] as const

function Direction({ value, onChange }: { value: 'in' | 'out'; onChange: (value: 'in' | 'out') => void }) {
  return (
    <fieldset className="col-span-2 min-w-0 pane:col-span-1">
      <legend className="mb-1 block text-sm font-medium text-ink">Who</legend>
      <div className="flex h-9 rounded-md border border-control bg-raised p-0.5">
        {WAYS.map((way) => (
          <label
            key={way.value}
            className={cx(
              'flex flex-1 cursor-pointer items-center justify-center whitespace-nowrap rounded-sm px-3 text-sm has-focus-visible:outline-2 has-focus-visible:outline-accent',
              value === way.value
                ? 'bg-accent-soft font-semibold text-accent-ink'
                : 'text-ink-2 hover:text-ink',
            )}
          >
            <input
              type="radio"
              name="log-direction"
              className="sr-only"
              checked={value === way.value}
              onChange={() => onChange(way.value)}
            />
            {way.label}
          </label>
        ))}
      </div>
    </fieldset>
  )
}
