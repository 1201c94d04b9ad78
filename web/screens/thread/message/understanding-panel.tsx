// Why a message was read so, and the one click that puts it right.
import { type ReactElement, type ReactNode, useState } from 'react'
import { intents } from '#domain/intent.ts'
import { put, request } from '#web/store/api.ts'
import { client } from '#web/store/client.ts'
import { explainBriefly } from '#web/store/explain.ts'
import { intentNames } from '#web/store/intent-names.ts'
import { keys } from '#web/store/keys.ts'
import { type Thread, takeMessage } from '#web/store/thread-cache.ts'
import { Button } from '#web/ui/button.tsx'
import { SelectField } from '#web/ui/field.tsx'
import { Popover } from '#web/ui/overlay/popover.tsx'
import { toast } from '#web/ui/toast.ts'
import type { Message } from '#wire/api/messages.ts'
import type { Understood } from './understanding-chip.tsx'

type Props = { message: Understood; face: ReactNode; className: string; label: string }

export default function UnderstandingPanel({ message, face, className, label }: Props) {
  const u = message.understanding
  const [busy, setBusy] = useState(false)
  const show = (changed: Message): void => {
    client.setQueryData<Thread>(
      keys.thread(message.conversationId),
      (thread) => thread && takeMessage(thread, changed),
    )
    void client.invalidateQueries({ queryKey: keys.intentExamples })
  }
  const run = async (change: () => Promise<Message>): Promise<boolean> => {
    setBusy(true)
    try {
      show(await change())
      return true
    } catch (error) {
      toast.fail(explainBriefly(error))
      return false
    } finally {
      setBusy(false)
    }
  }
  const undo = () => run(() => request<Message>('DELETE', `/messages/${message.id}/intent`))
  const correct = async (intent: string): Promise<void> => {
    if (await run(() => put<Message>(`/messages/${message.id}/intent`, { intent })))
      toast.ok('Noted. The next message like this is read so.', {
        action: { label: 'Undo', onClick: () => void undo() },
      })
  }
  const trigger: ReactElement = (
    <button type="button" className={className} aria-label={label}>
      {face}
    </button>
  )
  return (
    <Popover title="What this message means" side="bottom" defaultOpen trigger={trigger}>
      <p className="text-sm text-ink-2">{u.why || 'It was read from its words.'}</p>
      {u.evidence.length > 0 && (
        <ul aria-label="The words it rests on" className="mt-2 space-y-1">
          {u.evidence.map((words) => (
            <li key={words}>
              <q dir="auto" className="line-clamp-2 text-sm text-ink-3">
                {words}
              </q>
            </li>
          ))}
        </ul>
      )}
      <div className="mt-3 border-t border-line pt-3">
        <SelectField
          label="Not right? It is"
          value={u.intent}
          disabled={busy}
          onChange={(event) => void correct(event.target.value)}
          options={intents.map((intent) => ({ value: intent, label: intentNames[intent] }))}
        />
        <p className="mt-1.5 text-xs text-ink-3">
          {u.corrected
            ? 'A person said so. It is an example under Settings, What customers mean.'
            : `Read by ${u.by === 'model' ? 'the model' : 'the built-in reader'}, ${Math.round(u.confidence * 100)} % sure.`}
        </p>
        {u.corrected && (
          <Button size="sm" look="ghost" className="mt-1" busy={busy} onClick={() => void undo()}>
            Take this back
          </Button>
        )}
      </div>
    </Popover>
  )
}
