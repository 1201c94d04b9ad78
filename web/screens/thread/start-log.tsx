// The first entry about somebody on a channel where nothing is sent: who they are there, and what happened.
import { NotebookPen } from 'lucide-react'
import { useState } from 'react'
import type { LogRules } from '#domain/channel.ts'
import { navigate } from '#web/router/location.ts'
import { inboxPath } from '#web/router/routes.ts'
import { emptyLog, isReady, toEntry } from '#web/screens/composer/log-draft.ts'
import { LogFields } from '#web/screens/composer/log-fields.tsx'
import { post } from '#web/store/api.ts'
import { client } from '#web/store/client.ts'
import { explainBriefly, fieldErrors } from '#web/store/explain.ts'
import { keys } from '#web/store/keys.ts'
import { Button } from '#web/ui/button.tsx'
import { TextField } from '#web/ui/field.tsx'
import type { Message } from '#wire/api/messages.ts'
import type { StartRoute } from './start-routes.ts'

type Props = {
  /** Null for somebody who is no contact yet. */
  contactId: string | null
  route: Pick<StartRoute, 'inboxId' | 'addressId' | 'label'>
  rules: LogRules
  onClose: () => void
}

export default function StartLog({ contactId, route, rules, onClose }: Props) {
  const [draft, setDraft] = useState(() => emptyLog(rules, new Date(), crypto.randomUUID()))
  const [opened] = useState(draft.when)
  const [person, setPerson] = useState('')
  const [name, setName] = useState('')
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const fields = fieldErrors(error)
  const asks = route.addressId === null
  const submit = async (): Promise<void> => {
    setBusy(true)
    setError(null)
    try {
      const message = await post<Message>(`/inboxes/${route.inboxId}/log`, {
        ...toEntry(draft, opened),
        ...(contactId !== null && { contactId }),
        ...(asks && { person: person.trim() }),
        ...(name.trim() && { name: name.trim() }),
      })
      void client.invalidateQueries({ queryKey: keys.lists })
      onClose()
      navigate(inboxPath(message.conversationId))
    } catch (problem) {
      setError(problem)
      setBusy(false)
    }
  }
  return (
    <div className="space-y-4">
      <p className="flex gap-2 rounded-md bg-sunken px-3 py-2 text-ink-2">
        <NotebookPen size={16} className="mt-0.5 shrink-0 text-ink-3" aria-hidden="true" />
        Nothing is sent on {route.label}. Write down what happened there, and it stands in the thread.
      </p>
      {asks && (
        <TextField
          label={rules.person.label}
          placeholder={rules.person.placeholder}
          inputMode="url"
          required
          value={person}
          error={fields['person']}
          onChange={(event) => setPerson(event.target.value)}
        />
      )}
      {contactId === null && (
        <TextField
          label="Name"
          optional
          maxLength={120}
          dir="auto"
          value={name}
          error={fields['name']}
          onChange={(event) => setName(event.target.value)}
        />
      )}
      <LogFields
        rules={rules}
        draft={draft}
        fields={fields}
        onChange={(next) => setDraft({ ...draft, ...next })}
      />
      {error !== null && Object.keys(fields).length === 0 && (
        <p role="alert" className="text-danger-ink">
          {explainBriefly(error)}
        </p>
      )}
      <p className="flex justify-end">
        <Button
          look="primary"
          busy={busy}
          disabled={!isReady(draft, rules) || (asks && person.trim() === '')}
          onClick={() => void submit()}
        >
          Log it
        </Button>
      </p>
    </div>
  )
}
