// The autonomy of one agent: what holds in general, the exceptions as sentences, and what that means for each wish of a
// customer. Nothing is in force before it is saved.
import { useState } from 'react'
import type { AutonomyMode, AutonomyRule } from '#domain/autonomy.ts'
import { Card, Loaded, SaveForm, useSaving } from '#web/screens/settings/parts.tsx'
import { saveAutonomy, useAutonomy } from '#web/store/autonomy.ts'
import { TextField } from '#web/ui/field.tsx'
import type { Autonomy } from '#wire/api/autonomy.ts'
import { FatePreview } from './fate-preview.tsx'
import { ModePicker } from './mode-picker.tsx'
import { RuleList } from './rule-list.tsx'

export function AutonomyMatrix({ agentId }: { agentId?: string | undefined }) {
  return <Loaded query={useAutonomy(agentId)}>{(data) => <Form data={data} agentId={agentId} />}</Loaded>
}

type Change = { mode?: AutonomyMode; rules?: AutonomyRule[]; draftHours?: number }

function Form({ data, agentId }: { data: Autonomy; agentId: string | undefined }) {
  const [change, setChange] = useState<Change>({})
  const saving = useSaving()
  const value = { ...data, ...change }
  const save = async (): Promise<void> => {
    if (await saving.run(() => saveAutonomy(change, agentId))) setChange({})
  }
  return (
    <SaveForm
      dirty={Object.keys(change).length > 0}
      saving={saving}
      onSave={() => void save()}
      onReset={() => setChange({})}
    >
      <Card title="In general" help="What holds wherever no rule below says otherwise.">
        <ModePicker value={value.mode} onChange={(mode) => setChange({ ...change, mode })} />
      </Card>
      <Card
        title="Except"
        help="The rule that names most decides. Where two name as much, the more careful one does."
      >
        <RuleList rules={value.rules} onChange={(rules) => setChange({ ...change, rules })} />
      </Card>
      <FatePreview mode={value.mode} rules={value.rules} />
      <Card title="How long an answer may wait">
        <TextField
          label="Hours"
          type="number"
          required
          min={1}
          max={168}
          className="max-w-100"
          controlClassName="max-w-28"
          value={value.draftHours}
          error={saving.fields.draftHours}
          help="After that nobody can approve it any more, and the conversation asks for a person. Where the channel gives less time to answer, that counts."
          onChange={(event) => setChange({ ...change, draftHours: Math.floor(Number(event.target.value)) })}
        />
      </Card>
    </SaveForm>
  )
}
