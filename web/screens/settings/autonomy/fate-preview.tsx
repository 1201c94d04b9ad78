// What the rules mean, wish by wish, as sentences: computed by the same function that decides.
import { Ban, CheckCheck, Eye, Hourglass, type LucideIcon } from 'lucide-react'
import { useState } from 'react'
import {
  type AutonomyMode,
  type AutonomyOutcome,
  type AutonomyRule,
  decideAutonomy,
} from '#domain/autonomy.ts'
import { sayFate } from '#domain/autonomy-words.ts'
import { ChannelKind } from '#domain/channel.ts'
import type { Intent } from '#domain/intent.ts'
import { type Risk, riskOf } from '#domain/risk.ts'
import { Card } from '#web/screens/settings/parts.tsx'
import { cx } from '#web/ui/cx.ts'
import { SelectField } from '#web/ui/field.tsx'
import { useChannelNames } from './channel-names.ts'

/** What customers want most, with what the AI would do about it: the risk follows from that. */
const wishes: { intent: Intent; commands: string[] }[] = [
  { intent: 'question', commands: ['message.send'] },
  { intent: 'booking', commands: ['appointment.book', 'message.send'] },
  { intent: 'reschedule', commands: ['appointment.move', 'message.send'] },
  { intent: 'cancel_appointment', commands: ['appointment.cancel', 'message.send'] },
  { intent: 'interested', commands: ['lead.save', 'message.send'] },
  { intent: 'complaint', commands: ['message.send'] },
  { intent: 'refund', commands: ['message.send'] },
  { intent: 'wants_person', commands: ['conversation.escalate', 'message.send'] },
  { intent: 'other', commands: ['message.send'] },
]

const looks: Record<AutonomyOutcome, { Icon: LucideIcon; tone: string }> = {
  send: { Icon: CheckCheck, tone: 'text-accent-ink' },
  wait: { Icon: Hourglass, tone: 'text-warn-ink' },
  shadow: { Icon: Eye, tone: 'text-info-ink' },
  silent: { Icon: Ban, tone: 'text-ink-3' },
}

export function FatePreview({ mode, rules }: { mode: AutonomyMode; rules: AutonomyRule[] }) {
  const channels = useChannelNames()
  const [chosen, setChosen] = useState('')
  const channel = channels.find((c) => c.kind === chosen) ?? channels[0]
  if (!channel) return null
  return (
    <Card
      title="What that means"
      action={
        <SelectField
          label="Channel"
          hideLabel
          value={channel.kind}
          onChange={(event) => setChosen(ChannelKind.catch('sms').parse(event.target.value))}
          options={channels.map((each) => ({ value: each.kind, label: each.label }))}
        />
      }
    >
      <ul className="space-y-2">
        {wishes.map(({ intent, commands }) => {
          const { risk } = riskOf(
            commands.map((type) => ({ type })),
            { intent, confidence: null },
          )
          const { outcome, mode: held } = decideAutonomy({
            mode,
            rules,
            channel: channel.kind,
            channelLabel: channel.label,
            intent,
            risk: risk satisfies Risk,
          })
          const { Icon, tone } = looks[outcome]
          return (
            <li key={intent} className="flex items-start gap-2.5">
              <Icon size={16} className={cx('mt-0.75 shrink-0', tone)} aria-hidden="true" />
              <span>{sayFate({ intent, channelLabel: channel.label, mode: held, risk })}</span>
            </li>
          )
        })}
      </ul>
      <p className="mt-3 text-sm text-ink-3">
        An answer of which the AI is not sure counts as high risk, whatever it is about.
      </p>
    </Card>
  )
}
