// When nobody is to be disturbed, how often machines may write, and what people have to have said first.
import { Moon, Plus, Search } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import type { GateSettings } from '#domain/gate-settings.ts'
import type { QuietRule } from '#domain/quiet-rules.ts'
import { Card, Loaded, useSaving } from '#web/screens/settings/parts.tsx'
import { saveSettings } from '#web/screens/settings/workspace/save-settings.ts'
import { explainBriefly } from '#web/store/explain.ts'
import { refreshQuietTable, useQuietTable } from '#web/store/sending.ts'
import { useWorkspace } from '#web/store/session.ts'
import { Badge } from '#web/ui/badge.tsx'
import { Button } from '#web/ui/button.tsx'
import { SelectField, TextField } from '#web/ui/field.tsx'
import { Switch } from '#web/ui/switch.tsx'
import { toast } from '#web/ui/toast.ts'
import type { QuietRuleWire } from '#wire/api/sending.ts'
import { describeWeek } from './week-words.ts'

const RuleDialog = lazy(() => import('./rule-dialog.tsx'))

export default function QuietSection() {
  const { settings } = useWorkspace()
  const { gate } = settings
  const change = (next: Partial<GateSettings>): Promise<void> =>
    saveSettings({ gate: { ...gate, ...next } }).then(refreshQuietTable)
  const quickly = (next: Partial<GateSettings>): void =>
    void change(next).catch((error: unknown) => toast.fail(explainBriefly(error)))
  const { quietHours } = gate
  return (
    <>
      <Card>
        <Switch
          label="Keep quiet hours"
          help="Automatic messages and offers to telephones wait for the next allowed minute, by the clock of whoever gets them. An answer to somebody who has just written leaves at once: it is no disturbance."
          checked={quietHours.enabled}
          onChange={(enabled) => quickly({ quietHours: { ...quietHours, enabled } })}
        />
        {quietHours.enabled && (
          <SelectField
            label="What people write at night by themselves"
            className="mt-4 max-w-md"
            value={quietHours.people}
            options={[
              { value: 'note', label: 'May leave; the writer is told that it is night there' },
              { value: 'ask', label: 'Waits for the morning, unless the writer says why not' },
            ]}
            onChange={(event) =>
              quickly({
                quietHours: { ...quietHours, people: event.target.value === 'ask' ? 'ask' : 'note' },
              })
            }
          />
        )}
      </Card>
      {quietHours.enabled && <Table gate={gate} onChange={change} />}
      <Caps gate={gate} onChange={quickly} />
      <Consent gate={gate} onChange={quickly} />
    </>
  )
}

type Changing = { gate: GateSettings; onChange: (next: Partial<GateSettings>) => void }

function Table({
  gate,
  onChange,
}: {
  gate: GateSettings
  onChange: (next: Partial<GateSettings>) => Promise<void>
}) {
  const table = useQuietTable()
  const [find, setFind] = useState('')
  const [open, setOpen] = useState<QuietRuleWire | 'new' | null>(null)
  const saving = useSaving()
  const { quietHours } = gate
  const keep = async (rules: QuietRule[], said: string): Promise<boolean> => {
    const done = await saving.run(() => onChange({ quietHours: { ...quietHours, rules } }), said)
    if (done) setOpen(null)
    return done
  }
  const others = (region: string) => quietHours.rules.filter((rule) => rule.region !== region)
  return (
    <Card
      title="Hours by place"
      help="Where somebody is: what you entered at the contact, else their area code, else their country, else where you are. Of several possible places all count. Summaries from secondary sources, not advice: have them checked."
      action={
        <Button size="sm" icon={<Plus size={14} aria-hidden="true" />} onClick={() => setOpen('new')}>
          Add a place
        </Button>
      }
    >
      <div className="relative mb-3">
        <Search
          size={15}
          aria-hidden="true"
          className="pointer-events-none absolute start-3 top-1/2 -translate-y-1/2 text-ink-3"
        />
        <TextField
          label="Find a place"
          hideLabel
          type="search"
          placeholder="Texas, US-TX, France …"
          controlClassName="ps-9"
          value={find}
          onChange={(event) => setFind(event.target.value)}
        />
      </div>
      <Loaded query={table}>
        {(rules) => {
          const shown = rules
            .filter((rule) => `${rule.name} ${rule.region}`.toLowerCase().includes(find.trim().toLowerCase()))
            .toSorted((a, b) => order(a).localeCompare(order(b)))
          return (
            <ul className="-mx-2 divide-y divide-line">
              {shown.map((rule) => (
                <li key={rule.region}>
                  <button
                    type="button"
                    onClick={() => setOpen(rule)}
                    className="grid w-full grid-cols-[minmax(0,1fr)_auto] items-baseline gap-x-4 gap-y-0.5 rounded-md px-2 py-2.5 text-start hover:bg-hover rail:grid-cols-[12rem_minmax(0,1fr)_auto]"
                  >
                    <span className="flex min-w-0 items-baseline gap-2 font-medium">
                      <span className="truncate">{rule.name}</span>
                      {rule.region !== '*' && (
                        <span className="shrink-0 font-mono text-xs text-ink-3">{rule.region}</span>
                      )}
                    </span>
                    <span className="tabular col-span-2 row-start-2 text-sm text-ink-2 rail:col-span-1 rail:col-start-2 rail:row-start-1">
                      {describeWeek(rule)}
                    </span>
                    <span className="rail:col-start-3">{rule.own && <Badge tone="accent">Yours</Badge>}</span>
                  </button>
                </li>
              ))}
              {shown.length === 0 && (
                <li className="flex items-center gap-2 px-2 py-6 text-ink-3">
                  <Moon size={16} aria-hidden="true" />
                  No row of its own: “Everywhere else” holds there, or the country’s.
                </li>
              )}
            </ul>
          )
        }}
      </Loaded>
      <Suspense fallback={null}>
        {open && (
          <RuleDialog
            rule={open === 'new' ? null : open}
            saving={saving}
            onClose={() => setOpen(null)}
            onSave={(rule) => keep([...others(rule.region), rule], `Saved: ${rule.name}`)}
            onReset={(region) => keep(others(region), 'As it came')}
          />
        )}
      </Suspense>
    </Card>
  )
}

/** The two that hold most in front. */
function order(rule: QuietRuleWire): string {
  return rule.region === '*' ? '0' : rule.region === 'US' ? '1' : `2${rule.name}`
}

function Caps({ gate, onChange }: Changing) {
  const { caps } = gate
  const field = (label: string, name: 'marketingPerDay' | 'marketingPerWeek' | 'automatedPerDay') => (
    <TextField
      label={label}
      type="number"
      min={0}
      max={1000}
      className="w-44"
      placeholder="No limit"
      defaultValue={caps[name] ?? ''}
      onBlur={(event) => {
        const text = event.target.value.trim()
        const next = text === '' ? null : Math.min(1000, Math.max(0, Math.floor(Number(text))))
        if (next !== caps[name]) onChange({ caps: { ...caps, [name]: next } })
      }}
    />
  )
  return (
    <Card
      title="Not too often"
      help="To one person on one channel. Only what nobody asked for counts: no answers, no confirmations, nothing that people write."
    >
      <div className="flex flex-wrap gap-4">
        {field('Offers a day', 'marketingPerDay')}
        {field('Offers a week', 'marketingPerWeek')}
        {field('Automatic messages a day', 'automatedPerDay')}
      </div>
      <SelectField
        label="One too many"
        className="mt-4 max-w-md"
        value={caps.whenFull}
        options={[
          { value: 'wait', label: 'Waits until there is room' },
          { value: 'drop', label: 'Is not sent' },
        ]}
        onChange={(event) =>
          onChange({ caps: { ...caps, whenFull: event.target.value === 'drop' ? 'drop' : 'wait' } })
        }
      />
    </Card>
  )
}

function Consent({ gate, onChange }: Changing) {
  const { consent } = gate
  return (
    <Card title="What people have to have said">
      <div className="space-y-4">
        <Switch
          label="Offers need a written yes"
          help="By text and WhatsApp. Put it down at the contact, with the words they used; it is kept as proof."
          checked={consent.marketingNeedsOptIn}
          onChange={(marketingNeedsOptIn) => onChange({ consent: { ...consent, marketingNeedsOptIn } })}
        />
        <Switch
          label="After STOP, still send what they need"
          help="Appointments and codes that a program marks as transactional. Off is the careful way: STOP means everything. Carriers may refuse such messages all the same."
          checked={consent.afterStop === 'transactional'}
          onChange={(on) =>
            onChange({ consent: { ...consent, afterStop: on ? 'transactional' : 'nothing' } })
          }
        />
        <Switch
          label="People may answer somebody who writes again after STOP"
          help="Only what they wrote since, only by hand, and with a reason that is kept."
          checked={consent.answerAfterStop}
          onChange={(answerAfterStop) => onChange({ consent: { ...consent, answerAfterStop } })}
        />
      </div>
    </Card>
  )
}
