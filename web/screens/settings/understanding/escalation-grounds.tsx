// Who gets a person at once. Emergencies always do; the rest is the business's to say.
import { type EscalationGround, type EscalationRule, usualRules } from '#domain/decide-escalation.ts'
import { Card } from '#web/screens/settings/parts.tsx'
import { saveSettings } from '#web/screens/settings/workspace/save-settings.ts'
import { explainBriefly } from '#web/store/explain.ts'
import { useWorkspace } from '#web/store/session.ts'
import { SelectField } from '#web/ui/field.tsx'
import { toast } from '#web/ui/toast.ts'

const grounds: { ground: EscalationGround; title: string; help: string }[] = [
  { ground: 'wants_person', title: 'Asks for a person', help: '“Can I talk to somebody?”' },
  { ground: 'complaint', title: 'Complains', help: '“Nobody came on Tuesday.”' },
  { ground: 'refund', title: 'Wants money back', help: 'A question about your policy is a question.' },
  { ground: 'anger', title: 'Is angry', help: 'By their own words, whatever it is about.' },
  {
    ground: 'repeated_contact',
    title: 'Writes about the same thing again',
    help: 'Because it was not settled before.',
  },
  { ground: 'cancel_appointment', title: 'Cancels an appointment', help: 'A chance to win them back.' },
  { ground: 'reschedule', title: 'Wants to move an appointment', help: '' },
  { ground: 'objection', title: 'Is not convinced', help: '“That is too expensive.”' },
  { ground: 'interested', title: 'Is interested', help: 'Asks for an offer, wants to know more.' },
]
const ruleNames: Record<EscalationRule, string> = {
  always: 'A person answers',
  unsure: 'A person, if unsure',
  never: 'The AI answers',
}

/** Anger and asking again are either there or not. */
const rulesFor = (ground: EscalationGround): EscalationRule[] =>
  ground === 'anger' || ground === 'repeated_contact' ? ['always', 'never'] : ['always', 'unsure', 'never']

export function EscalationGrounds() {
  const rules = useWorkspace().settings.escalation ?? {}
  const change = (ground: EscalationGround, rule: EscalationRule): void =>
    void saveSettings({ escalation: { ...rules, [ground]: rule } }).catch((error: unknown) =>
      toast.fail(explainBriefly(error)),
    )
  return (
    <Card title="When a person is called" help="An emergency always calls a person. For the rest you decide.">
      <ul className="divide-y divide-line">
        {grounds.map(({ ground, title, help }) => (
          <li
            key={ground}
            className="flex flex-wrap items-center gap-x-4 gap-y-1.5 py-2.5 first:pt-0 last:pb-0"
          >
            <div className="min-w-48 flex-1">
              <p className="font-medium">{title}</p>
              {help && <p className="text-sm text-ink-3">{help}</p>}
            </div>
            <SelectField
              label={title}
              hideLabel
              className="w-48"
              value={rules[ground] ?? usualRules[ground] ?? 'never'}
              onChange={(event) => change(ground, event.target.value as EscalationRule)}
              options={rulesFor(ground).map((rule) => ({ value: rule, label: ruleNames[rule] }))}
            />
          </li>
        ))}
      </ul>
    </Card>
  )
}
