import { ArrowUp, Plus, Trash2 } from 'lucide-react'
import { EscalationReason } from '#domain/conversation.ts'
import { reasonLabel } from '#domain/escalation.ts'
import type { AlertPerson } from '#domain/handover-settings.ts'
import { weekdays } from '#domain/hours.ts'
import { Card } from '#web/screens/settings/parts.tsx'
import { useMembers } from '#web/store/settings.ts'
import { Button, IconButton } from '#web/ui/button.tsx'
import { cx } from '#web/ui/cx.ts'
import { SelectField, TextField } from '#web/ui/field.tsx'
import { Switch } from '#web/ui/switch.tsx'
import { Span } from './small-fields.tsx'

/** Who is alerted, in the order in which they are called. */
export function People({
  people,
  ways,
  errors,
  onChange,
}: {
  people: AlertPerson[]
  ways: { phone: boolean; email: boolean }
  errors: Record<string, string>
  onChange: (next: AlertPerson[]) => void
}) {
  const set = (index: number, part: Partial<AlertPerson>): void =>
    onChange(people.map((person, i) => (i === index ? { ...person, ...part } : person)))
  const up = (index: number): void =>
    onChange(
      people.map((person, i) =>
        i === index - 1 ? (people[index] ?? person) : i === index ? (people[index - 1] ?? person) : person,
      ),
    )
  const add = (): void =>
    onChange([
      ...people,
      {
        id: `p${crypto.randomUUID().slice(0, 8)}`,
        name: '',
        memberId: null,
        phone: null,
        email: null,
        reasons: null,
        onCall: null,
      },
    ])
  return (
    <Card
      title="Who is alerted"
      help="The first is called first. Each gets the reason, what the customer wants and a link; an answer of “OK” or one press takes care of it."
      action={
        <Button size="sm" icon={<Plus size={15} aria-hidden="true" />} onClick={add}>
          Add a person
        </Button>
      }
    >
      {people.length === 0 && (
        <p className="text-ink-3">Nobody yet: customers who need a person are only shown in the app.</p>
      )}
      <ol className="divide-y divide-line">
        {people.map((person, index) => (
          <li key={person.id} className="py-4 first:pt-0 last:pb-0">
            <Person
              person={person}
              place={index}
              error={(field) => errors[`people.${index}.${field}`]}
              onChange={(part) => set(index, part)}
              onUp={index > 0 ? () => up(index) : null}
              onRemove={() => onChange(people.filter((_, i) => i !== index))}
            />
          </li>
        ))}
      </ol>
      {people.some((p) => p.phone) && !ways.phone && (
        <p className="mt-3 rounded-md bg-warn-soft px-3 py-2 text-sm text-warn-ink">
          No inbox of yours can text: alerts by text wait for one. Connect it under Inboxes.
        </p>
      )}
      {people.some((p) => p.email) && !ways.email && (
        <p className="mt-3 rounded-md bg-warn-soft px-3 py-2 text-sm text-warn-ink">
          No inbox of yours can mail: alerts by mail wait for one. Connect it under Inboxes.
        </p>
      )}
    </Card>
  )
}

function Person({
  person,
  place,
  error,
  onChange,
  onUp,
  onRemove,
}: {
  person: AlertPerson
  place: number
  error: (field: string) => string | undefined
  onChange: (part: Partial<AlertPerson>) => void
  onUp: (() => void) | null
  onRemove: () => void
}) {
  const members = useMembers().data ?? []
  const name = person.name || `Person ${place + 1}`
  const choose = (id: string): void => {
    const member = members.find((m) => m.id === id)
    onChange(
      member
        ? {
            memberId: member.id,
            name: member.name,
            phone: person.phone ?? member.phone,
            email: person.email ?? member.email,
          }
        : { memberId: null },
    )
  }
  return (
    <fieldset>
      <legend className="sr-only">{name}</legend>
      <div className="mb-3 flex items-center gap-2">
        <span className="inline-flex size-6 items-center justify-center rounded-full bg-sunken text-xs font-semibold text-ink-2">
          {place + 1}
        </span>
        <p className="min-w-0 flex-1 truncate font-semibold">{name}</p>
        {onUp && (
          <IconButton size="sm" label={`Call ${name} earlier`} onClick={onUp}>
            <ArrowUp size={15} aria-hidden="true" />
          </IconButton>
        )}
        <IconButton size="sm" label={`Remove ${name}`} onClick={onRemove}>
          <Trash2 size={15} aria-hidden="true" />
        </IconButton>
      </div>
      <div className="grid gap-3 pane:grid-cols-2">
        <TextField
          label="Name"
          required
          maxLength={80}
          value={person.name}
          error={error('name')}
          onChange={(event) => onChange({ name: event.target.value })}
        />
        <SelectField
          label="Account"
          value={person.memberId ?? ''}
          options={[
            { value: '', label: 'None in this app' },
            ...members.map((m) => ({ value: m.id, label: m.name })),
          ]}
          onChange={(event) => choose(event.target.value)}
        />
        <TextField
          label="Telephone for texts"
          optional
          type="tel"
          maxLength={40}
          value={person.phone ?? ''}
          error={error('phone')}
          onChange={(event) => onChange({ phone: event.target.value || null })}
        />
        <TextField
          label="Email"
          optional
          type="email"
          maxLength={200}
          value={person.email ?? ''}
          error={error('email')}
          onChange={(event) => onChange({ email: event.target.value || null })}
        />
      </div>
      <div className="mt-4 space-y-3">
        <Switch
          label="Only at certain hours"
          help={
            person.onCall ? 'In an emergency they are called anyway where nobody else is on call.' : undefined
          }
          checked={person.onCall !== null}
          onChange={(on) =>
            onChange({
              onCall: on
                ? {
                    days: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'],
                    from: '08:00',
                    to: '18:00',
                  }
                : null,
            })
          }
        />
        {person.onCall && (
          <Hours onCall={person.onCall} name={name} onChange={(onCall) => onChange({ onCall })} />
        )}
        <Switch
          label="Only for certain reasons"
          checked={person.reasons !== null}
          onChange={(on) => onChange({ reasons: on ? ['emergency'] : null })}
        />
        {person.reasons && (
          <div className="flex flex-wrap gap-1.5">
            {EscalationReason.options.map((reason) => (
              <Chip
                key={reason}
                label={reasonLabel(reason)}
                on={person.reasons?.includes(reason) ?? false}
                onChange={(on) => {
                  const next = on
                    ? [...(person.reasons ?? []), reason]
                    : (person.reasons ?? []).filter((r) => r !== reason)
                  if (next.length > 0) onChange({ reasons: next })
                }}
              />
            ))}
          </div>
        )}
      </div>
    </fieldset>
  )
}

function Hours({
  onCall,
  name,
  onChange,
}: {
  onCall: NonNullable<AlertPerson['onCall']>
  name: string
  onChange: (next: NonNullable<AlertPerson['onCall']>) => void
}) {
  return (
    <div className="space-y-2">
      <div className="flex flex-wrap gap-1.5">
        {weekdays.map((day) => (
          <Chip
            key={day}
            label={day.slice(0, 3).replace(/^./, (c) => c.toUpperCase())}
            on={onCall.days.includes(day)}
            onChange={(on) => {
              const days = weekdays.filter((d) => (d === day ? on : onCall.days.includes(d)))
              if (days.length > 0) onChange({ ...onCall, days })
            }}
          />
        ))}
      </div>
      <Span label={`${name} on call`} value={onCall} onChange={(span) => onChange({ ...onCall, ...span })} />
    </div>
  )
}

function Chip({ label, on, onChange }: { label: string; on: boolean; onChange: (on: boolean) => void }) {
  return (
    <button
      type="button"
      aria-pressed={on}
      onClick={() => onChange(!on)}
      className={cx(
        'h-7 rounded-full border px-3 text-sm font-medium',
        on ? 'border-accent bg-accent-soft text-accent-ink' : 'border-line-strong text-ink-2 hover:bg-hover',
      )}
    >
      {label}
    </button>
  )
}
