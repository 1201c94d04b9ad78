import { SelectField } from '#web/ui/field.tsx'

export type SiteChoice = { maxPages: number; maxDepth: number; everyDays: number | null }

/** How much of a site is read, and how often. */
export function SiteFields({ value, onChange }: { value: SiteChoice; onChange: (next: SiteChoice) => void }) {
  const among = (choices: readonly number[], current: number): number[] =>
    [...new Set([...choices, current])].sort((a, b) => a - b)
  return (
    <div className="grid gap-4 pane:grid-cols-2">
      <SelectField
        label="Read it again"
        value={String(value.everyDays ?? '')}
        onChange={(event) =>
          onChange({ ...value, everyDays: event.target.value ? Number(event.target.value) : null })
        }
        options={[
          ...among([1, 7, 30], value.everyDays ?? 7).map((days) => ({
            value: String(days),
            label: { 1: 'every day', 7: 'every week', 30: 'every month' }[days] ?? `every ${days} days`,
          })),
          { value: '', label: 'only when I ask' },
        ]}
      />
      <SelectField
        label="How many pages at most"
        value={String(value.maxPages)}
        onChange={(event) => onChange({ ...value, maxPages: Number(event.target.value) })}
        options={among([10, 50, 200, 500], value.maxPages).map((n) => ({
          value: String(n),
          label: `${n} pages`,
        }))}
      />
    </div>
  )
}
