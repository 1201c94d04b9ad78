import { OctagonX } from 'lucide-react'
import { useState } from 'react'
import type { ChannelKind } from '#domain/channel.ts'
import { Card, SaveForm, useSaving } from '#web/screens/settings/parts.tsx'
import StopAiDialog from '#web/screens/shell/stop-ai.tsx'
import { explainBriefly } from '#web/store/explain.ts'
import { useWorkspace } from '#web/store/session.ts'
import { useChannels } from '#web/store/settings.ts'
import { Badge } from '#web/ui/badge.tsx'
import { Button } from '#web/ui/button.tsx'
import { ChannelMark } from '#web/ui/channel-mark.tsx'
import { TextField } from '#web/ui/field.tsx'
import { Switch } from '#web/ui/switch.tsx'
import { toast } from '#web/ui/toast.ts'
import type { WorkspaceSettings } from '#wire/api/settings.ts'
import { saveSettings } from './save-settings.ts'

export default function AiSection() {
  const [stopping, setStopping] = useState(false)
  const { settings, ai } = useWorkspace()
  const channels = useChannels().data ?? []
  const labels = new Map(channels.map((c) => [c.capabilities.channel, c.capabilities.label]))
  const change = (next: Partial<WorkspaceSettings>): void =>
    void saveSettings(next).catch((error: unknown) => toast.fail(explainBriefly(error)))
  return (
    <>
      <Card>
        <Switch
          label="The AI answers customers"
          help="The one switch over everything. Off: nothing is answered automatically, on no channel; what the AI has not sent yet is dropped."
          checked={settings.aiEnabled}
          onChange={(aiEnabled) => change({ aiEnabled })}
        />
        {settings.aiEnabled && (
          <Button
            look="danger"
            className="mt-4"
            icon={<OctagonX size={16} aria-hidden="true" />}
            onClick={() => setStopping(true)}
          >
            Stop the AI now
          </Button>
        )}
        {stopping && <StopAiDialog onClose={() => setStopping(false)} />}
      </Card>
      <Card
        title="By channel"
        help="Where the AI may answer. Conversations that a person has taken over are left alone anyway."
      >
        <ul className="divide-y divide-line">
          {[...labels].map(([channel, label]) => (
            <li key={channel} className="flex items-center gap-3 py-3 first:pt-0 last:pb-0">
              <ChannelMark kind={channel} size={26} />
              <div className="flex-1">
                <Switch
                  label={`${label} Replies`}
                  checked={settings.aiChannels[channel] !== false}
                  disabled={!settings.aiEnabled}
                  onChange={(on) =>
                    change({ aiChannels: { ...settings.aiChannels, [channel satisfies ChannelKind]: on } })
                  }
                />
              </div>
            </li>
          ))}
        </ul>
      </Card>
      <Disclosure settings={settings} />
      <Card title="Engine">
        <p className="flex flex-wrap items-center gap-2">
          <Badge tone="accent">{ai.engine === 'model' ? 'Language model' : 'Built-in answerer'}</Badge>
          {ai.model && <code className="font-mono text-sm">{ai.model}</code>}
        </p>
        <p className="mt-2 text-sm text-ink-3">
          {ai.engine === 'model'
            ? 'If the model fails or takes too long, the built-in answerer steps in.'
            : 'It finds the answer in your knowledge and quotes it; no account is needed. A language model can be chosen for each AI agent.'}
        </p>
      </Card>
    </>
  )
}

function Disclosure({ settings }: { settings: WorkspaceSettings }) {
  const [text, setText] = useState<string | null>(null)
  const saving = useSaving()
  const { enabled } = settings.disclosure
  const save = async (): Promise<void> => {
    const done = await saving.run(() =>
      saveSettings({ disclosure: { enabled, text: (text ?? settings.disclosure.text).trim() } }),
    )
    if (done) setText(null)
  }
  return (
    <Card title="Disclosure">
      <Switch
        label="Say that it is an AI"
        help="Once, in its first reply of a conversation. Several countries and US states ask for it."
        checked={enabled}
        onChange={(on) =>
          void saveSettings({ disclosure: { ...settings.disclosure, enabled: on } }).catch((error: unknown) =>
            toast.fail(explainBriefly(error)),
          )
        }
      />
      {enabled && (
        <div className="mt-4">
          <SaveForm
            dirty={text !== null}
            saving={saving}
            onSave={() => void save()}
            onReset={() => setText(null)}
          >
            <TextField
              label="The sentence"
              required
              maxLength={300}
              className="mb-3"
              dir="auto"
              value={text ?? settings.disclosure.text}
              error={saving.fields['disclosure.text']}
              onChange={(event) => setText(event.target.value)}
            />
          </SaveForm>
        </div>
      )}
    </Card>
  )
}
