// The composer where nothing leaves: a form for what happened elsewhere. Loaded only where a channel is such a log.
import { NotebookPen } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import type { LogRules } from '#domain/channel.ts'
import { post } from '#web/store/api.ts'
import { client } from '#web/store/client.ts'
import { explainBriefly, fieldErrors } from '#web/store/explain.ts'
import { keys } from '#web/store/keys.ts'
import { type Thread, takeCreated } from '#web/store/thread-cache.ts'
import { Button } from '#web/ui/button.tsx'
import type { ReplyRoute } from '#wire/api/conversations.ts'
import type { Message } from '#wire/api/messages.ts'
import { emptyLog, isReady, toEntry } from './log-draft.ts'
import { LogFields } from './log-fields.tsx'

type Props = {
  id: string
  rules: LogRules
  label: string
  route: ReplyRoute
  routePicker: ReactNode
}

export default function LogComposer({ id, rules, label, route, routePicker }: Props) {
  const fresh = () => emptyLog(rules, new Date(), crypto.randomUUID())
  const [draft, setDraft] = useState(fresh)
  const [opened, setOpened] = useState(draft.when)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const fields = fieldErrors(error)
  const submit = async (): Promise<void> => {
    setBusy(true)
    setError(null)
    try {
      const message = await post<Message>(`/conversations/${id}/log`, {
        ...toEntry(draft, opened),
        inboxId: route.inboxId,
        addressId: route.addressId,
      })
      client.setQueryData<Thread>(keys.thread(id), (held) => held && takeCreated(held, message))
      void client.invalidateQueries({ queryKey: keys.lists })
      const next = fresh()
      setDraft(next)
      setOpened(next.when)
    } catch (problem) {
      setError(problem)
    }
    setBusy(false)
  }
  return (
    <form
      className="rounded-lg border border-control bg-raised p-3"
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
      <p className="mb-2.5 flex items-center gap-2 text-sm text-ink-2">
        <NotebookPen size={15} className="shrink-0 text-ink-3" aria-hidden="true" />
        <span>
          <span className="font-semibold text-ink">Log what happened on {label}.</span> Nothing is sent from
          here.
        </span>
      </p>
      <LogFields
        compact
        rules={rules}
        draft={draft}
        fields={fields}
        onChange={(next) => setDraft({ ...draft, ...next })}
      />
      {error !== null && Object.keys(fields).length === 0 && (
        <p role="alert" className="mt-2 text-sm text-danger-ink">
          {explainBriefly(error)}
        </p>
      )}
      <div className="mt-2.5 flex items-center gap-2">
        {routePicker}
        <Button
          type="submit"
          look="primary"
          size="sm"
          className="ms-auto"
          busy={busy}
          disabled={!isReady(draft, rules)}
        >
          Log it
        </Button>
      </div>
    </form>
  )
}
