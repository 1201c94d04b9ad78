// The agents of the business; one is opened in place of the list.
import { Bot, ChevronRight, Plus, TriangleAlert } from 'lucide-react'
import { useState } from 'react'
import { Loaded } from '#web/screens/settings/parts.tsx'
import { refreshAgents, useAgents } from '#web/store/agents.ts'
import { post } from '#web/store/api.ts'
import { explainBriefly } from '#web/store/explain.ts'
import { useInboxes } from '#web/store/settings.ts'
import { Badge } from '#web/ui/badge.tsx'
import { Button } from '#web/ui/button.tsx'
import { ChannelMark } from '#web/ui/channel-mark.tsx'
import { toast } from '#web/ui/toast.ts'
import type { AgentWire } from '#wire/api/agents.ts'
import type { Inbox } from '#wire/api/settings.ts'
import { AgentEditor } from './agent-editor.tsx'
import { BudgetBar } from './budget-bar.tsx'

export default function AgentsSection() {
  const agents = useAgents()
  const inboxes = useInboxes().data ?? []
  const [openId, setOpenId] = useState<string | null>(null)
  const [adding, setAdding] = useState(false)
  const open = agents.data?.find((agent) => agent.id === openId)
  if (open && agents.data)
    return (
      <AgentEditor
        key={open.id}
        agent={open}
        others={agents.data.filter((agent) => agent.id !== open.id)}
        inboxes={inboxes}
        onClose={() => setOpenId(null)}
      />
    )
  const add = async (): Promise<void> => {
    setAdding(true)
    try {
      const made = await post<AgentWire>('/agents', { name: `Agent ${(agents.data?.length ?? 0) + 1}` })
      await refreshAgents()
      setOpenId(made.id)
    } catch (error) {
      toast.fail(explainBriefly(error))
    } finally {
      setAdding(false)
    }
  }
  return (
    <>
      <p className="mb-3 flex justify-end">
        <Button
          look="primary"
          busy={adding}
          icon={<Plus size={16} aria-hidden="true" />}
          onClick={() => void add()}
        >
          Add an agent
        </Button>
      </p>
      <Loaded query={agents}>
        {(items) => (
          <ul className="space-y-3">
            {items.map((agent) => (
              <li key={agent.id}>
                <AgentCard
                  agent={agent}
                  inboxes={servedBy(agent, inboxes)}
                  onOpen={() => setOpenId(agent.id)}
                />
              </li>
            ))}
          </ul>
        )}
      </Loaded>
    </>
  )
}

/** The default agent has every inbox that names none. */
function servedBy(agent: AgentWire, inboxes: Inbox[]): Inbox[] {
  return inboxes.filter((inbox) => (inbox.agentId === null ? agent.isDefault : inbox.agentId === agent.id))
}

function AgentCard({ agent, inboxes, onOpen }: { agent: AgentWire; inboxes: Inbox[]; onOpen: () => void }) {
  const { engine } = agent
  return (
    <button
      type="button"
      onClick={onOpen}
      className="block w-full rounded-xl border border-line bg-surface px-5 py-4 text-start transition-colors hover:border-line-strong hover:bg-hover"
    >
      <span className="flex items-start gap-3.5">
        <span className="mt-0.5 inline-flex size-10 shrink-0 items-center justify-center rounded-lg bg-accent-soft text-accent-ink">
          <Bot size={21} aria-hidden="true" />
        </span>
        <span className="min-w-0 flex-1">
          <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
            <span className="text-md font-semibold">{agent.name}</span>
            {agent.isDefault && <Badge tone="accent">Default</Badge>}
            <Badge tone="quiet">{engine.kind === 'builtin' ? 'Built-in answerer' : engine.model}</Badge>
          </span>
          {agent.persona && <span className="mt-1 line-clamp-2 block text-ink-3">{agent.persona}</span>}
          <span className="mt-2 flex flex-wrap items-center gap-1.5 text-sm text-ink-3">
            {inboxes.length === 0
              ? 'Answers in no inbox yet'
              : inboxes.slice(0, 6).map((inbox) => (
                  <span
                    key={inbox.id}
                    className="inline-flex items-center gap-1.5 rounded-full border border-line py-0.5 ps-1 pe-2.5 text-ink-2"
                  >
                    <ChannelMark kind={inbox.channel} size={18} />
                    <span className="max-w-40 truncate">{inbox.name}</span>
                  </span>
                ))}
            {inboxes.length > 6 && <span>and {inboxes.length - 6} more</span>}
          </span>
          {engine.problem && (
            <span className="mt-2.5 flex items-start gap-2 rounded-md bg-warn-soft px-3 py-2 text-sm text-warn-ink">
              <TriangleAlert size={15} className="mt-0.5 shrink-0" aria-hidden="true" />
              <span>{engine.problem}. The built-in answerer speaks until then.</span>
            </span>
          )}
          {engine.kind === 'model' && (
            <span className="mt-3 block max-w-96">
              <BudgetBar
                label={`Today's budget of ${agent.name}`}
                spent={agent.today.costMicros}
                limit={agent.budgetPerDayMicros}
              />
            </span>
          )}
        </span>
        <ChevronRight size={18} className="mt-2.5 shrink-0 text-ink-3 rtl:rotate-180" aria-hidden="true" />
      </span>
    </button>
  )
}
