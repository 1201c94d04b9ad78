// One agent: who it is, what it may do and know, which model thinks for it, what that may cost, where it answers.
import { ArrowLeft, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { alwaysAllowed, type ToolName } from '#domain/agent.ts'
import { AutonomyLink } from '#web/screens/settings/autonomy/autonomy-link.tsx'
import { Card, SaveForm, useSaving } from '#web/screens/settings/parts.tsx'
import { refreshAgents, saveAgent } from '#web/store/agents.ts'
import { remove } from '#web/store/api.ts'
import { explainBriefly } from '#web/store/explain.ts'
import { Badge } from '#web/ui/badge.tsx'
import { Button } from '#web/ui/button.tsx'
import { ChannelMark } from '#web/ui/channel-mark.tsx'
import { SelectField, TextArea, TextField } from '#web/ui/field.tsx'
import { Dialog, DialogBody, DialogFoot } from '#web/ui/overlay/dialog.tsx'
import { Switch } from '#web/ui/switch.tsx'
import { toast } from '#web/ui/toast.ts'
import type { AgentWire } from '#wire/api/agents.ts'
import type { Inbox } from '#wire/api/settings.ts'
import { AgentModelCard } from './agent-model.tsx'
import { AudiencesField } from './audiences-field.tsx'
import { BudgetBar } from './budget-bar.tsx'
import { dollarsOf, microsOf } from './money.ts'

type EditorProps = { agent: AgentWire; others: AgentWire[]; inboxes: Inbox[]; onClose: () => void }

export function AgentEditor({ agent, others, inboxes, onClose }: EditorProps) {
  const [removing, setRemoving] = useState(false)
  return (
    <>
      <div className="mb-4 flex flex-wrap items-center gap-2">
        <Button
          look="ghost"
          className="-ms-3"
          onClick={onClose}
          icon={<ArrowLeft size={16} aria-hidden="true" className="rtl:rotate-180" />}
        >
          All agents
        </Button>
        <span className="flex-1" />
        {agent.isDefault ? (
          <Badge tone="accent">Default: answers where no other agent is named</Badge>
        ) : (
          <>
            <Button onClick={() => void change(agent, { isDefault: true })}>Make it the default</Button>
            <Button
              look="ghost"
              onClick={() => setRemoving(true)}
              icon={<Trash2 size={15} aria-hidden="true" />}
            >
              Remove
            </Button>
          </>
        )}
      </div>
      <WhoCard agent={agent} />
      <ToolsCard agent={agent} />
      <Card
        title="What it knows"
        help="Knowledge without an audience is for every agent. Name the audiences whose own knowledge this one may use too."
      >
        <AudiencesField audiences={agent.audiences} onChange={(audiences) => change(agent, { audiences })} />
      </Card>
      <AutonomyLink mode={agent.mode} rules={agent.rules.length} />
      <AgentModelCard agent={agent} />
      <LimitsCard agent={agent} />
      <InboxesCard agent={agent} others={others} inboxes={inboxes} />
      {removing && (
        <RemoveDialog agent={agent} others={others} onClose={() => setRemoving(false)} onDone={onClose} />
      )}
    </>
  )
}

/** Saved at once; what went wrong is told. */
async function change(agent: AgentWire, next: Parameters<typeof saveAgent>[1]): Promise<void> {
  try {
    await saveAgent(agent.id, next)
  } catch (error) {
    toast.fail(explainBriefly(error))
  }
}

function WhoCard({ agent }: { agent: AgentWire }) {
  const [name, setName] = useState(agent.name)
  const [persona, setPersona] = useState(agent.persona)
  const saving = useSaving()
  return (
    <Card title="Who it is">
      <SaveForm
        dirty={name.trim() !== agent.name || persona.trim() !== agent.persona}
        saving={saving}
        onSave={() =>
          void saving.run(() => saveAgent(agent.id, { name: name.trim(), persona: persona.trim() }))
        }
        onReset={() => {
          setName(agent.name)
          setPersona(agent.persona)
        }}
      >
        <TextField
          label="Name"
          required
          maxLength={80}
          className="mb-4 max-w-96"
          value={name}
          error={saving.fields['name']}
          help="For your team. Customers do not see it."
          onChange={(event) => setName(event.target.value)}
        />
        <TextArea
          label="How it should speak"
          optional
          maxLength={4000}
          rows={5}
          className="mb-4"
          dir="auto"
          placeholder="Warm and brief. Call customers by their first name. We say “home visit”, not “call-out”."
          value={persona}
          error={saving.fields['persona']}
          help="In your words. It stands below the rules that keep it honest: no guessed prices, no promises, no data of others. Words in quotes may be said as they are; the rest it keeps to itself. A model follows it; the built-in answerer speaks its own way."
          onChange={(event) => setPersona(event.target.value)}
        />
      </SaveForm>
    </Card>
  )
}

const tools: { name: ToolName; label: string; help: string }[] = [
  {
    name: 'search_knowledge',
    label: 'Look things up',
    help: 'In your questions, documents, services and profile.',
  },
  { name: 'find_slots', label: 'See free times', help: 'Looks into the calendar and offers what is free.' },
  {
    name: 'book_appointment',
    label: 'Book',
    help: 'Makes appointments for the customer who writes. Needs “See free times”.',
  },
  {
    name: 'move_appointment',
    label: 'Move',
    help: 'Moves appointments of the customer who writes. Needs “Book”.',
  },
  { name: 'cancel_appointment', label: 'Cancel', help: 'Cancels appointments of the customer who writes.' },
  {
    name: 'save_lead',
    label: 'Take down details',
    help: 'Saves name, number and wish as the customer wrote them.',
  },
  { name: 'escalate', label: 'Hand over to a person', help: 'Always on: every answer may end in it.' },
]

function ToolsCard({ agent }: { agent: AgentWire }) {
  const toggle = (name: ToolName, on: boolean): void =>
    void change(agent, { tools: on ? [...agent.tools, name] : agent.tools.filter((tool) => tool !== name) })
  return (
    <Card
      title="What it may do"
      help="Each only for the customer who writes, never for another one. This holds for the model and for the built-in answerer."
    >
      <div className="grid gap-x-10 gap-y-4 pane:grid-cols-2">
        {tools.map(({ name, label, help }) => (
          <Switch
            key={name}
            label={label}
            help={help}
            checked={alwaysAllowed.includes(name) || agent.tools.includes(name)}
            disabled={alwaysAllowed.includes(name)}
            onChange={(on) => toggle(name, on)}
          />
        ))}
      </div>
    </Card>
  )
}

function LimitsCard({ agent }: { agent: AgentWire }) {
  const [budget, setBudget] = useState(dollarsOf(agent.budgetPerDayMicros))
  const [seconds, setSeconds] = useState(String(agent.timeoutMs / 1000))
  const saving = useSaving()
  const budgetPerDayMicros = microsOf(budget)
  const timeoutMs = Math.round(Number(seconds) * 1000)
  const valid = budgetPerDayMicros !== undefined && timeoutMs >= 1_000 && timeoutMs <= 120_000
  return (
    <Card
      title="Money and patience"
      help="Beyond a limit the built-in answerer speaks, so that nobody waits."
    >
      <SaveForm
        dirty={valid && (budgetPerDayMicros !== agent.budgetPerDayMicros || timeoutMs !== agent.timeoutMs)}
        saving={saving}
        onSave={() => {
          if (valid) void saving.run(() => saveAgent(agent.id, { budgetPerDayMicros, timeoutMs }))
        }}
        onReset={() => {
          setBudget(dollarsOf(agent.budgetPerDayMicros))
          setSeconds(String(agent.timeoutMs / 1000))
        }}
      >
        <div className="mb-4 grid gap-4 pane:grid-cols-2">
          <TextField
            label="Budget per day, in US dollars"
            optional
            inputMode="decimal"
            placeholder="No limit"
            value={budget}
            error={
              budgetPerDayMicros === undefined
                ? 'Write an amount, e.g. 2.50'
                : saving.fields['budgetPerDayMicros']
            }
            onChange={(event) => setBudget(event.target.value)}
          />
          <TextField
            label="Longest wait for the model, in seconds"
            required
            inputMode="decimal"
            value={seconds}
            error={
              timeoutMs >= 1_000 && timeoutMs <= 120_000
                ? saving.fields['timeoutMs']
                : 'Between 1 and 120 seconds'
            }
            onChange={(event) => setSeconds(event.target.value)}
          />
        </div>
        <div className="mb-4 max-w-96">
          <BudgetBar label="Today's budget" spent={agent.today.costMicros} limit={agent.budgetPerDayMicros} />
          {agent.today.unpricedTokens > 0 && (
            <p className="mt-1 text-sm text-ink-3">
              And {agent.today.unpricedTokens.toLocaleString('en')} tokens of a model whose price is not
              known.
            </p>
          )}
          {agent.today.refused > 0 && (
            <p className="mt-1 text-sm text-ink-3">
              The built-in answerer took {agent.today.refused} {agent.today.refused === 1 ? 'turn' : 'turns'}{' '}
              because the money was spent.
            </p>
          )}
        </div>
      </SaveForm>
    </Card>
  )
}

function InboxesCard({
  agent,
  others,
  inboxes,
}: {
  agent: AgentWire
  others: AgentWire[]
  inboxes: Inbox[]
}) {
  const toggle = (inbox: Inbox, on: boolean): void => {
    const inboxIds = on ? [...agent.inboxIds, inbox.id] : agent.inboxIds.filter((id) => id !== inbox.id)
    void change(agent, { inboxIds })
  }
  return (
    <Card
      title="Where it answers"
      help={
        agent.isDefault
          ? 'As the default it also has every inbox that no other agent has.'
          : 'An inbox has one agent. Those that it gives up go to the default agent.'
      }
    >
      {inboxes.length === 0 && <p className="text-ink-3">There is no inbox yet.</p>}
      <ul className="divide-y divide-line">
        {inboxes.map((inbox) => {
          const own = inbox.agentId === agent.id
          const byDefault = inbox.agentId === null && agent.isDefault
          const whose = others.find((other) => (inbox.agentId ? other.id === inbox.agentId : other.isDefault))
          return (
            <li key={inbox.id} className="flex items-center gap-3 py-3 first:pt-0 last:pb-0">
              <ChannelMark kind={inbox.channel} size={26} />
              <div className="min-w-0 flex-1">
                <Switch
                  label={inbox.name}
                  help={
                    byDefault
                      ? 'By default'
                      : own
                        ? inbox.address
                        : `Now: ${whose?.name ?? 'the default agent'}`
                  }
                  checked={own || byDefault}
                  disabled={byDefault}
                  onChange={(on) => toggle(inbox, on)}
                />
              </div>
            </li>
          )
        })}
      </ul>
    </Card>
  )
}

function RemoveDialog({
  agent,
  others,
  onClose,
  onDone,
}: {
  agent: AgentWire
  others: AgentWire[]
  onClose: () => void
  onDone: () => void
}) {
  const first = others.find((other) => other.isDefault)
  const [to, setTo] = useState(first?.id ?? '')
  const [busy, setBusy] = useState(false)
  const drop = async (): Promise<void> => {
    setBusy(true)
    try {
      await remove(`/agents/${agent.id}${to ? `?to=${encodeURIComponent(to)}` : ''}`)
      onDone()
      await refreshAgents()
    } catch (error) {
      toast.fail(explainBriefly(error))
      setBusy(false)
    }
  }
  const count = agent.inboxIds.length
  return (
    <Dialog open onClose={onClose} title={`Remove ${agent.name}?`} width="sm">
      <DialogBody className="space-y-4 text-ink-2">
        <p>What it wrote stays in the conversations, and what it cost stays in the sums.</p>
        {count > 0 && (
          <SelectField
            label={count === 1 ? 'Who takes its inbox' : `Who takes its ${count} inboxes`}
            value={to}
            options={others.map((other) => ({ value: other.id, label: other.name }))}
            onChange={(event) => setTo(event.target.value)}
          />
        )}
      </DialogBody>
      <DialogFoot>
        <Button onClick={onClose}>Cancel</Button>
        <Button look="danger" busy={busy} onClick={() => void drop()}>
          Remove
        </Button>
      </DialogFoot>
    </Dialog>
  )
}
