// How far the AI goes, agent by agent: the rules, what it has earned, and what has changed.
import { useState } from 'react'
import { useAgents } from '#web/store/agents.ts'
import { SelectField } from '#web/ui/field.tsx'
import { Tabs } from '#web/ui/overlay/tabs.tsx'
import { AutonomyMatrix } from './autonomy-matrix.tsx'
import { ChangeLog } from './change-log.tsx'
import { EarnedRecord } from './earned-record.tsx'

export default function AutonomySection() {
  const agents = useAgents().data ?? []
  const [chosen, setChosen] = useState<string | undefined>(undefined)
  const agentId = chosen ?? agents.find((agent) => agent.isDefault)?.id
  return (
    <>
      {agents.length > 1 && (
        <SelectField
          label="Agent"
          className="mb-5 max-w-80"
          value={agentId}
          onChange={(event) => setChosen(event.target.value)}
          options={agents.map(({ id, name }) => ({ value: id, label: name }))}
        />
      )}
      <Tabs
        key={agentId ?? ''}
        label="How far the AI goes"
        tabs={[
          { value: 'rules', label: 'What it may do', content: <AutonomyMatrix agentId={agentId} /> },
          { value: 'earned', label: 'What it has earned', content: <EarnedRecord agentId={agentId} /> },
          { value: 'log', label: 'Changes', content: <ChangeLog agentId={agentId} /> },
        ]}
      />
    </>
  )
}
