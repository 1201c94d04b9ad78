// What a month may take: messages, segments, money. With the month so far, where it is heading, and what was told.
import { useState } from 'react'
import type { GateSettings, Price } from '#domain/gate-settings.ts'
import { Card, Loaded, SaveForm, useSaving } from '#web/screens/settings/parts.tsx'
import { saveSettings } from '#web/screens/settings/workspace/save-settings.ts'
import { client } from '#web/store/client.ts'
import { keys } from '#web/store/keys.ts'
import { useUsage } from '#web/store/sending.ts'
import { useWorkspace } from '#web/store/session.ts'
import { useInboxes } from '#web/store/settings.ts'
import { ChannelMark } from '#web/ui/channel-mark.tsx'
import { SelectField, TextField } from '#web/ui/field.tsx'
import { Switch } from '#web/ui/switch.tsx'
import type { Inbox } from '#wire/api/settings.ts'
import { money, UsageMeters } from './usage-meters.tsx'

const MILLION = 1_000_000
const currencies = ['USD', 'EUR', 'GBP', 'CAD', 'AUD', 'CHF', 'BRL', 'MXN', 'INR']

export default function LimitsSection() {
  const usage = useUsage()
  return (
    <>
      <Loaded query={usage}>{(report) => <UsageMeters report={report} />}</Loaded>
      <Limits />
      <Prices />
    </>
  )
}

type Draft = { smsAllowance: number | null; segments: number | null; budget: number | null; currency: string }

function Limits() {
  const { settings } = useWorkspace()
  const stored: Draft = {
    smsAllowance: settings.smsAllowance,
    segments: settings.gate.segmentAllowance,
    budget: settings.gate.budget.monthly,
    currency: settings.gate.budget.currency,
  }
  const [draft, setDraft] = useState<Draft | null>(null)
  const value = draft ?? stored
  const saving = useSaving()
  const change = (next: Partial<Draft>): void => setDraft({ ...value, ...next })
  const save = async (): Promise<void> => {
    const gate: GateSettings = {
      ...settings.gate,
      segmentAllowance: value.segments,
      budget: { ...settings.gate.budget, monthly: value.budget, currency: value.currency },
    }
    const done = await saving.run(async () => {
      await saveSettings({ smsAllowance: value.smsAllowance, gate })
      await client.invalidateQueries({ queryKey: keys.workspace })
    })
    if (done) setDraft(null)
  }
  return (
    <SaveForm
      dirty={draft !== null}
      saving={saving}
      onSave={() => void save()}
      onReset={() => setDraft(null)}
    >
      <Card
        title="Limits of a month"
        help="Owners are told at 80 and at 100 percent: in the app, and where alerts go."
      >
        <div className="divide-y divide-line">
          <Limit
            label="Limit the messages"
            help="At the limit no further SMS leaves, whoever wrote it. Confirmations of STOP always leave; an admin may send one anyway, and says why."
            unit="Messages a month"
            value={value.smsAllowance}
            initially={1000}
            error={saving.fields.smsAllowance}
            onChange={(smsAllowance) => change({ smsAllowance })}
          />
          <Limit
            label="Limit the segments"
            help="What carriers bill: a long text is several segments, and one emoji more than halves the room in each."
            unit="Segments a month"
            value={value.segments}
            initially={2000}
            error={saving.fields['gate.segmentAllowance']}
            onChange={(segments) => change({ segments })}
          />
          <div className="py-4 last:pb-0">
            <Switch
              label="Limit the money"
              help="By your own prices below. At the limit nothing automatic leaves; people can still write."
              checked={value.budget !== null}
              onChange={(on) => change({ budget: on ? 50 * MILLION : null })}
            />
            {value.budget !== null && (
              <div className="mt-3 flex flex-wrap gap-3">
                <TextField
                  label="Money a month"
                  type="number"
                  required
                  min={0}
                  step="0.01"
                  className="w-40"
                  value={value.budget / MILLION}
                  error={saving.fields['gate.budget.monthly']}
                  onChange={(event) =>
                    change({ budget: Math.max(0, Math.round(Number(event.target.value) * MILLION)) })
                  }
                />
                <SelectField
                  label="Currency"
                  className="w-28"
                  value={value.currency}
                  options={[...new Set([value.currency, ...currencies])].map((each) => ({
                    value: each,
                    label: each,
                  }))}
                  onChange={(event) => change({ currency: event.target.value })}
                />
              </div>
            )}
          </div>
        </div>
      </Card>
    </SaveForm>
  )
}

function Limit({
  label,
  help,
  unit,
  value,
  initially,
  error,
  onChange,
}: {
  label: string
  help: string
  unit: string
  value: number | null
  initially: number
  error: string | undefined
  onChange: (next: number | null) => void
}) {
  return (
    <div className="py-4 first:pt-0">
      <Switch
        label={label}
        help={help}
        checked={value !== null}
        onChange={(on) => onChange(on ? initially : null)}
      />
      {value !== null && (
        <TextField
          label={unit}
          type="number"
          required
          min={0}
          step={1}
          className="mt-3 max-w-40"
          value={value}
          error={error}
          onChange={(event) => onChange(Math.max(0, Math.floor(Number(event.target.value))))}
        />
      )}
    </div>
  )
}

const none: Price = { message: 0, segment: 0, media: 0, template: {} }

/** What each inbox costs. Only those that people are billed for are worth a row, so all may stay empty. */
function Prices() {
  const { settings } = useWorkspace()
  const inboxes = useInboxes()
  const stored = settings.gate.budget.prices
  const [changed, setChanged] = useState<Record<string, Price>>({})
  const saving = useSaving()
  const { currency } = settings.gate.budget
  const save = async (): Promise<void> => {
    const gate: GateSettings = {
      ...settings.gate,
      budget: { ...settings.gate.budget, prices: { ...stored, ...changed } },
    }
    if (await saving.run(() => saveSettings({ gate }))) setChanged({})
  }
  return (
    <SaveForm
      dirty={Object.keys(changed).length > 0}
      saving={saving}
      onSave={() => void save()}
      onReset={() => setChanged({})}
    >
      <Card
        title="Prices"
        help={`What your provider charges you, in ${currency}. Only used to keep the budget and to tell what a message costs.`}
      >
        <Loaded query={inboxes}>
          {(all) => (
            <ul className="divide-y divide-line">
              {all.map((inbox) => (
                <PriceRow
                  key={inbox.id}
                  inbox={inbox}
                  price={changed[inbox.id] ?? stored[inbox.id] ?? none}
                  currency={currency}
                  onChange={(price) => setChanged({ ...changed, [inbox.id]: price })}
                />
              ))}
              {all.length === 0 && <li className="text-ink-3">Connect an inbox first.</li>}
            </ul>
          )}
        </Loaded>
      </Card>
    </SaveForm>
  )
}

function PriceRow({
  inbox,
  price,
  currency,
  onChange,
}: {
  inbox: Inbox
  price: Price
  currency: string
  onChange: (price: Price) => void
}) {
  const field = (label: string, value: number, set: (micros: number) => void) => (
    <TextField
      label={label}
      type="number"
      min={0}
      step="0.0001"
      className="w-28"
      value={value === 0 ? '' : value / MILLION}
      placeholder="0"
      onChange={(event) => set(Math.max(0, Math.round(Number(event.target.value) * MILLION)))}
    />
  )
  const example = price.message + price.segment
  return (
    <li className="py-4 first:pt-0 last:pb-0">
      <div className="mb-2.5 flex items-center gap-2.5">
        <ChannelMark kind={inbox.channel} size={24} />
        <span className="min-w-0 flex-1 truncate font-medium">{inbox.name}</span>
        {example > 0 && (
          <span className="tabular text-sm text-ink-3">{money(example, currency)} for a short message</span>
        )}
      </div>
      <div className="flex flex-wrap gap-3">
        {field('A message', price.message, (message) => onChange({ ...price, message }))}
        {field('A segment', price.segment, (segment) => onChange({ ...price, segment }))}
        {field('With a file', price.media, (media) => onChange({ ...price, media }))}
        {field('Offer template', price.template.marketing ?? 0, (marketing) =>
          onChange({ ...price, template: { ...price.template, marketing } }),
        )}
        {field('Utility template', price.template.utility ?? 0, (utility) =>
          onChange({ ...price, template: { ...price.template, utility } }),
        )}
      </div>
    </li>
  )
}
