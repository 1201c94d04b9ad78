// Exceptions as sentences with gaps to choose: "Refunds · on SMS · of any risk · every answer waits for you".
import { ArrowRight, Plus, Sparkle, Trash2 } from 'lucide-react'
import { type AutonomyRule, autonomyModes } from '#domain/autonomy.ts'
import { nameIntent, nameMode } from '#domain/autonomy-words.ts'
import { type Intent, intents } from '#domain/intent.ts'
import { type Risk, risks } from '#domain/risk.ts'
import { Badge } from '#web/ui/badge.tsx'
import { Button, IconButton } from '#web/ui/button.tsx'
import { cx } from '#web/ui/cx.ts'
import { controlClass } from '#web/ui/field.tsx'
import { useChannelNames } from './channel-names.ts'

const riskNames: Record<Risk, string> = { low: 'low risk', medium: 'medium risk', high: 'high risk' }

export function RuleList({
  rules,
  onChange,
}: {
  rules: AutonomyRule[]
  onChange: (rules: AutonomyRule[]) => void
}) {
  const channels = useChannelNames()
  const set = (at: number, next: Partial<AutonomyRule>): void =>
    onChange(
      rules.map((rule, i) => {
        if (i !== at) return rule
        // Whoever changes what was earned makes it a rule of their own.
        const { earned: _, ...own } = { ...rule, ...next }
        return clean(own)
      }),
    )
  return (
    <>
      {rules.length === 0 && <p className="mb-3 text-ink-3">No exceptions: the same holds for everything.</p>}
      <ul className="divide-y divide-line">
        {rules.map((rule, at) => (
          <li
            // The sentences have no other name than their place.
            // biome-ignore lint/suspicious/noArrayIndexKey: rules are edited in place
            key={at}
            className="flex flex-wrap items-center gap-2 py-3 first:pt-0"
          >
            <Choice
              label={`What rule ${at + 1} is about`}
              value={rule.intent ?? ''}
              options={[['', 'Everything'], ...intents.map((i) => [i, nameIntent(i)] as const)]}
              onChange={(intent) => set(at, { intent: (intent || undefined) as Intent | undefined })}
            />
            <Choice
              label={`Channel of rule ${at + 1}`}
              value={rule.channel ?? ''}
              options={[['', 'on every channel'], ...channels.map((c) => [c.kind, `on ${c.label}`] as const)]}
              onChange={(kind) => set(at, { channel: channels.find((c) => c.kind === kind)?.kind })}
            />
            <Choice
              label={`Risk of rule ${at + 1}`}
              value={rule.risk ?? ''}
              options={[['', 'of any risk'], ...risks.map((r) => [r, `of ${riskNames[r]}`] as const)]}
              onChange={(risk) => set(at, { risk: (risk || undefined) as Risk | undefined })}
            />
            <ArrowRight size={16} className="text-ink-3 rtl:rotate-180" aria-hidden="true" />
            <Choice
              label={`What happens by rule ${at + 1}`}
              value={rule.mode}
              strong
              options={autonomyModes.map((mode) => [mode, nameMode(mode)] as const)}
              onChange={(mode) => set(at, { mode: autonomyModes.find((m) => m === mode) ?? 'assisted' })}
            />
            {rule.earned && (
              <Badge tone="accent" icon={<Sparkle size={11} aria-hidden="true" />}>
                Earned
              </Badge>
            )}
            <IconButton
              label={`Remove rule ${at + 1}`}
              size="sm"
              className="ms-auto"
              onClick={() => onChange(rules.filter((_, i) => i !== at))}
            >
              <Trash2 size={15} aria-hidden="true" />
            </IconButton>
          </li>
        ))}
      </ul>
      <Button
        size="sm"
        className="mt-2"
        icon={<Plus size={15} aria-hidden="true" />}
        onClick={() => onChange([...rules, { intent: 'refund', mode: 'assisted' }])}
      >
        Add a rule
      </Button>
    </>
  )
}

/** Fields that say nothing are left out, as the server expects them. */
function clean(rule: AutonomyRule): AutonomyRule {
  const { channel, intent, risk, mode } = rule
  return { ...(channel && { channel }), ...(intent && { intent }), ...(risk && { risk }), mode }
}

function Choice({
  label,
  value,
  options,
  onChange,
  strong,
}: {
  label: string
  value: string
  options: readonly (readonly [string, string])[]
  onChange: (value: string) => void
  strong?: boolean
}) {
  return (
    <select
      aria-label={label}
      value={value}
      onChange={(event) => onChange(event.target.value)}
      className={cx(
        controlClass,
        'select-arrow h-8.5 w-auto! max-w-full ps-2.5! pe-8!',
        strong && 'font-semibold',
      )}
    >
      {options.map(([key, name]) => (
        <option key={key} value={key}>
          {name}
        </option>
      ))}
    </select>
  )
}
