// How far the AI goes, for the business's own agent: the rules, what it has earned, and what has changed.
import { Tabs } from '#web/ui/overlay/tabs.tsx'
import { AutonomyMatrix } from './autonomy-matrix.tsx'
import { ChangeLog } from './change-log.tsx'
import { EarnedRecord } from './earned-record.tsx'

export default function AutonomySection({ agentId }: { agentId?: string }) {
  return (
    <Tabs
      label="How far the AI goes"
      tabs={[
        { value: 'rules', label: 'What it may do', content: <AutonomyMatrix agentId={agentId} /> },
        { value: 'earned', label: 'What it has earned', content: <EarnedRecord agentId={agentId} /> },
        { value: 'log', label: 'Changes', content: <ChangeLog agentId={agentId} /> },
      ]}
    />
  )
}
